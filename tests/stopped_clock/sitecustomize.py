"""For served processes of tests alone: every process that has this folder on its path begins at TESTS_BEGIN_AT.

The platform knows nothing of it. `tests.serving` puts the folder on the path; nothing that is installed does.
"""

import os
from datetime import UTC, datetime

from wholeperson.foundation import clock

if begin := os.environ.get("TESTS_BEGIN_AT"):
    ahead = datetime.fromisoformat(begin) - datetime.now(UTC)
    standing = clock.now
    clock.now = lambda: standing() + ahead
