"""Where a map is let go from, to find out where it comes to rest."""

import numpy as np

from wholesystem.dynamics.arrays import Floats
from wholesystem.dynamics.chance import uniforms
from wholesystem.dynamics.ensemble import Ensemble
from wholesystem.dynamics.inputs import kinds

FAR = 0.9
CORNERS = 8
HAIR = 0.01
_MODES = 2


def patterns(ensemble: Ensemble) -> dict[str, Floats]:
    """Starting values by the pattern's name, each of shape (nodes,); what is given stays where it is today.

    All up and all down; each driver alone up and down; up and down along the slow modes (the eigenvectors of the
    median map whose eigenvalues are largest, by their signs); corners drawn from the seed by the nodes' names; and a
    hair's breadth from today, because today itself never moves.
    """
    nodes = ensemble.map.nodes
    moves = np.array([kind != "constant" for kind in kinds(ensemble.map)], dtype=float)
    found = {"all up": FAR * moves, "all down": -FAR * moves}
    for node in ensemble.map.drivers:
        alone = FAR * moves * (np.array(nodes) == node)
        found |= {f"{node} up": alone, f"{node} down": -alone}
    for at, mode in enumerate(_slow_modes(ensemble)):
        found |= {f"slow mode {at + 1} up": FAR * moves * mode, f"slow mode {at + 1} down": -FAR * moves * mode}
    signs = _signs(ensemble, "corner", CORNERS)
    found |= {f"corner {at + 1}": FAR * moves * signs[:, at] for at in range(CORNERS)}
    return found | {f"beside today {at + 1}": one for at, one in enumerate(hair(ensemble))}


def hair(ensemble: Ensemble) -> tuple[Floats, Floats]:
    """Two ways to be a hair's breadth from a point, each of shape (nodes,), drawn from the seed by the nodes' names."""
    moves = np.array([kind != "constant" for kind in kinds(ensemble.map)], dtype=float)
    signs = HAIR * moves[:, None] * _signs(ensemble, "hair", 2)
    return signs[:, 0], signs[:, 1]


def _signs(ensemble: Ensemble, name: str, count: int) -> Floats:
    drawn = uniforms(ensemble.seed, [f"node:{node}:{name}" for node in ensemble.map.nodes], np.arange(count))
    return np.where(drawn < 0.5, -1.0, 1.0)


def _slow_modes(ensemble: Ensemble) -> list[Floats]:
    nodes = {node: at for at, node in enumerate(ensemble.map.nodes)}
    matrix = np.zeros((len(nodes), len(nodes)))
    bend = 1 / np.cosh(np.median(ensemble.room, axis=1)) ** 2
    for link, strength in zip(ensemble.map.links, np.median(ensemble.strength, axis=1), strict=True):
        matrix[nodes[link.head], nodes[link.tail]] += bend[nodes[link.head]] * strength
    values, vectors = np.linalg.eig(matrix)
    order = np.argsort(-values.real, kind="stable")[:_MODES]
    return [_signed(vectors[:, at].real) for at in order]


def _signed(vector: Floats) -> Floats:
    """The signs of a vector, its largest entry up, so that it does not hang on the solver's choice."""
    signs = np.where(np.abs(vector) > 1e-9, np.sign(vector), 0.0)
    return np.asarray(signs * (signs[np.argmax(np.abs(vector))] or 1.0))
