"""What whoever runs the place reads when something breaks: what broke and where in our code, and nobody's words.

The words of an exception can hold what a person typed, and a path holds the id of a share. So a line of the log has the
kind of the exception, the places in the code that led to it, and the route as it is written in the code.
"""

import logging
import traceback
from types import TracebackType

ExcInfo = tuple[type[BaseException] | None, BaseException | None, TracebackType | None]


class NobodysWords(logging.Formatter):
    """Writes a record without the words of exceptions, without arguments of a request and without its path."""

    def format(self, record: logging.LogRecord) -> str:
        request = getattr(record, "request", None)
        if request is None:
            return super().format(record)
        match = getattr(request, "resolver_match", None)
        route = match.route if match else "an address that is none of ours"
        said = f"{getattr(record, 'status_code', '')} at /{route}".strip()
        return "\n".join([said, *([self.formatException(record.exc_info)] if record.exc_info else [])])

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802  # the name is logging's own
        kind, _, where = ei
        places = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(where)]
        return "\n".join([*places, kind.__name__ if kind else "nothing"])
