"""Where something is, and how far: plain arithmetic on degrees, good to a thousandth within a county."""

from dataclasses import dataclass
from math import cos, floor, hypot, radians

KM_A_DEGREE = 111.195
CELL_LATITUDE, CELL_LONGITUDE = 0.08, 0.128  # about 9 km square here
WALK_KM_AN_HOUR = 4.8
ROUNDABOUT = 1.3  # streets are longer than the crow flies


@dataclass(frozen=True)
class Spot:
    """A point, in degrees (WGS 84)."""

    latitude: float
    longitude: float

    def km(self, other: "Spot") -> float:
        """How far as the crow flies, in kilometres."""
        shrink = cos(radians((self.latitude + other.latitude) / 2))
        return KM_A_DEGREE * hypot(self.latitude - other.latitude, (self.longitude - other.longitude) * shrink)

    def minutes_walk(self, other: "Spot") -> float:
        """About how long on foot, in minutes, at 4.8 km an hour along streets 1.3 times as long as the line."""
        return self.km(other) * ROUNDABOUT / WALK_KM_AN_HOUR * 60


def cell(spot: Spot) -> int:
    """Give the number of the cell of the grid in which a point lies."""
    return cell_number(floor(spot.latitude / CELL_LATITUDE), floor(spot.longitude / CELL_LONGITUDE))


def cell_number(row: int, column: int) -> int:
    """Number a cell by its row and column."""
    return (row + 2000) * 10000 + column + 5000


def cells_around(spot: Spot, km: float) -> tuple[int, ...]:
    """Give every cell that a circle around a point could touch."""
    high = km / KM_A_DEGREE
    wide = high / max(cos(radians(spot.latitude)), 0.1)
    rows = range(floor((spot.latitude - high) / CELL_LATITUDE), floor((spot.latitude + high) / CELL_LATITUDE) + 1)
    columns = range(
        floor((spot.longitude - wide) / CELL_LONGITUDE), floor((spot.longitude + wide) / CELL_LONGITUDE) + 1
    )
    return tuple(cell_number(row, column) for row in rows for column in columns)
