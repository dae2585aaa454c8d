"""Distances on the ground between two locations (WGS 84)."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

EARTH_METRES = 6_371_000
METRES_OF_A_DEGREE = EARTH_METRES * radians(1)


class Point(NamedTuple):
    """Where something is, in degrees."""

    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Box:
    """A box of degrees; whatever lies outside is farther than what was asked for."""

    west: float
    south: float
    east: float
    north: float


def metres_between(one: Point, other: Point) -> float:
    """Give the distance of two locations in metres."""
    north = sin(radians(other.lat - one.lat) / 2) ** 2
    east = sin(radians(other.lon - one.lon) / 2) ** 2
    along = cos(radians(one.lat)) * cos(radians(other.lat)) * east
    return 2 * EARTH_METRES * asin(sqrt(min(1.0, north + along)))


def box_around(centre: Point, metres: float) -> Box:
    """Give a box that holds everything within some metres."""
    high = metres / METRES_OF_A_DEGREE
    wide = high / max(cos(radians(centre.lat)), 0.01)
    return Box(centre.lon - wide, centre.lat - high, centre.lon + wide, centre.lat + high)
