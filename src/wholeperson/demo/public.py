"""The door: load the demonstration community."""

from pathlib import Path

from django.conf import settings

from wholeperson.mapping import public as mapping
from wholesystem.maps import read_map

BY = "system:demo"
HERE = Path(__file__).resolve().parent
# In an installed wheel the seed lies beside this file; in a checkout it lies at the root.
SEED = HERE / "seed" if (HERE / "seed").is_dir() else HERE.parents[2] / "seed"


class InProductionError(RuntimeError):
    """Invented people do not belong among real ones."""


def load() -> int:
    """Load what is in the seed, through the doors. Loading again changes nothing.

    Returns:
        How many things were read.

    Raises:
        InProductionError: where this place serves real people.
    """
    if settings.PRODUCTION:
        raise InProductionError("This place serves real people, so invented ones are not loaded into it.")
    files = sorted((SEED / "maps").glob("*.yaml"))
    for file in files:
        mapping.publish(by=BY, a_map=read_map(file), why="Invented, to show what a place's own map looks like.")
    return len(files)
