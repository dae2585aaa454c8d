from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.domain.areas import MOST_POINTS, features, read_outline
from engine.domain.refusals import OutlineInvalid

SQUARE = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]
HOLE = [[1, 1], [2, 1], [2, 2], [1, 2], [1, 1]]
AWAY = [[9, 9], [10, 9], [10, 10], [9, 10], [9, 9]]


def polygon(*rings: Any) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": list(rings)}


@pytest.mark.parametrize(
    ("point", "inside"), [((3, 3), True), ((1.5, 1.5), False), ((5, 1), False)]
)
def test_a_point_in_a_hole_is_outside(point: tuple[float, float], *, inside: bool) -> None:
    assert read_outline(polygon(SQUARE, HOLE)).holds(point) is inside


def test_a_place_may_lie_in_several_pieces() -> None:
    outline = read_outline({"type": "MultiPolygon", "coordinates": [[SQUARE], [AWAY]]})
    assert outline.holds((9.5, 9.5))
    assert not outline.holds((6, 6))
    assert outline.box == (0, 0, 10, 10)


@given(st.floats(0.01, 3.99), st.floats(0.01, 3.99), st.integers(0, 4))
def test_where_the_ring_begins_does_not_matter(lon: float, lat: float, turn: int) -> None:
    ring = SQUARE[:-1]
    turned = [*ring[turn:], *ring[:turn]]
    assert read_outline(polygon([*turned, turned[0]])).holds((lon, lat))


@given(st.floats(-90, 90), st.floats(-90, 90))
def test_a_point_on_a_grid_lies_in_one_cell_at_most(lon: float, lat: float) -> None:
    cells = [
        polygon([[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]])
        for x in range(3)
        for y in range(3)
    ]
    assert sum(read_outline(cell).holds((lon, lat)) for cell in cells) <= 1


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {"type": "Point", "coordinates": [1, 1]},
        polygon(),
        polygon([]),
        polygon(SQUARE[:-1]),
        polygon([[0, 0], [1, 1], [0, 0]]),
        polygon([[0, 0], [181, 0], [1, 1], [0, 0]]),
        polygon([[0, 0], ["1", 0], [1, 1], [0, 0]]),
        polygon([[0, 0], *[[1, 1]] * MOST_POINTS, [0, 0]]),
        polygon("ring"),
        {"type": "MultiPolygon", "coordinates": [SQUARE]},
        {"type": "MultiPolygon", "coordinates": []},
    ],
)
def test_what_is_no_outline_is_refused(geometry: object) -> None:
    with pytest.raises(OutlineInvalid) as invalid:
        read_outline(geometry)
    assert "GeoJSON" in invalid.value.sentence("zh")


def test_the_outlines_of_a_file_are_found_by_their_codes() -> None:
    feature = {"type": "Feature", "properties": {"code": "G3"}, "geometry": polygon(SQUARE)}
    assert dict(features({"features": [feature]})) == {"G3": polygon(SQUARE)}


def test_a_file_without_features_is_refused() -> None:
    with pytest.raises(OutlineInvalid):
        list(features({"type": "FeatureCollection"}))
