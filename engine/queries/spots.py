"""Places and units as answers name them."""

from dataclasses import dataclass

from engine.domain.places import Place, Places


@dataclass(frozen=True, slots=True)
class Spot:
    """A place or a unit, by its own name and by the way to it from the district."""

    id: int
    code: str
    name: str
    path_name: str


def spot_of(places: Places, id_: int | None) -> Spot | None:
    """Give the place with an id; None where it does not stand any more."""
    place = places.named(str(id_)) if id_ is not None else None
    return _spot(places, place) if place else None


def spot_at(places: Places, path: str | None) -> Spot | None:
    """Give the place or unit at a path."""
    place = places.by_path.get(path) if path else None
    return _spot(places, place) if place else None


def _spot(places: Places, place: Place) -> Spot:
    return Spot(place.id, place.code, place.name, places.full_name(place.path))
