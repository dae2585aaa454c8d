"""The outlines of places: GeoJSON polygons (RFC 7946), and whether a point lies inside."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from engine.domain.distance import Point
from engine.domain.refusals import OutlineInvalid

MOST_POINTS = 5_000
SHORTEST_RING = 4  # the last point is the first again (RFC 7946 §3.1.6)
WORLD = (180, 90)

Ring = Sequence[Point]


@dataclass(frozen=True, slots=True)
class Outline:
    """The polygons of a place, each an outer ring and its holes, and the box around them."""

    polygons: Sequence[Sequence[Ring]]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Give the west, south, east and north of it."""
        lons, lats = zip(*(point for rings in self.polygons for point in rings[0]), strict=True)
        return min(lons), min(lats), max(lons), max(lats)

    def holds(self, point: Point) -> bool:
        """Tell whether a point lies inside."""
        return any(
            _within(outer, point) and not any(_within(hole, point) for hole in holes)
            for outer, *holes in self.polygons
        )


def read_outline(geometry: object) -> Outline:
    """Read a polygon or multi-polygon of GeoJSON.

    Raises:
        OutlineInvalid: It is neither, or has too many points, or points nowhere on earth.
    """
    match geometry:
        case {"type": "Polygon", "coordinates": list(rings)}:
            polygons = [rings]
        case {"type": "MultiPolygon", "coordinates": list(several)}:
            polygons = several
        case _:
            raise OutlineInvalid(most=MOST_POINTS)
    outline = Outline(tuple(tuple(map(_ring, rings)) for rings in map(_listed, polygons)))
    points = sum(len(ring) for rings in outline.polygons for ring in rings)
    if not outline.polygons or not all(outline.polygons) or points > MOST_POINTS:
        raise OutlineInvalid(most=MOST_POINTS)
    return outline


def features(collection: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """Give the geometry of each feature of a collection, by the code it carries."""
    for feature in _listed(collection.get("features")):
        if isinstance(feature, Mapping):
            yield str((feature.get("properties") or {}).get("code", "")), feature.get("geometry")


def _listed(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise OutlineInvalid(most=MOST_POINTS)
    return value


def _ring(ring: object) -> Ring:
    points = tuple(_point(point) for point in _listed(ring))
    if len(points) < SHORTEST_RING or points[0] != points[-1]:
        raise OutlineInvalid(most=MOST_POINTS)
    return points


def _point(point: object) -> Point:
    match point:
        case [int() | float() as lon, int() | float() as lat, *_] if (
            abs(lon) <= WORLD[0] and abs(lat) <= WORLD[1]
        ):
            return Point(float(lon), float(lat))
    raise OutlineInvalid(most=MOST_POINTS)


def _within(ring: Ring, point: Point) -> bool:
    """Count how often a ray to the east crosses the ring: an odd number is inside."""
    lon, lat = point
    inside = False
    for (lon_a, lat_a), (lon_b, lat_b) in pairwise(ring):
        if (lat_a > lat) != (lat_b > lat):
            crossing = lon_a + (lat - lat_a) * (lon_b - lon_a) / (lat_b - lat_a)
            inside ^= lon < crossing
    return inside
