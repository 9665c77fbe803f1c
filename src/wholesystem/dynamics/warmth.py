"""Compiling before anybody waits."""

from wholesystem.dynamics.inputs import Push
from wholesystem.dynamics.simulation import simulate
from wholesystem.maps import SystemsMap, Variable


def warm() -> None:
    """Compile every kernel, or load it from the cache; after that the first question is as quick as the next.

    Safe in each worker of a server, and again: it plays a map of one variable.

    >>> warm()
    """
    alone = SystemsMap(id="warm", title="Warm", variables=(Variable(id="one", label="One"),), links=())
    simulate(alone, weeks=1, draws=1, pushes=[Push("one", 0.1)])
