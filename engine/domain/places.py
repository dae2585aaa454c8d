"""The tree of places and units of a district, and which unit a lane means for a case."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from engine.domain.refusals import PlaceNotFound


@dataclass(frozen=True, slots=True)
class Place:
    """A place or a unit; `level` is a word of the district's data, `code` its name in files."""

    id: int
    level: str
    code: str
    name: str
    path: str

    def above(self, level: int) -> int:
        """Give the place on a level of the path, the district being the first; 0 if not so deep."""
        return step(self.path, level)


def step(path: str, level: int) -> int:
    """Give the place on a level of a path, the district being the first; 0 if not so deep."""
    steps = path.strip("/").split("/")
    return int(steps[level - 1]) if len(steps) >= level else 0


class Places:
    """Every place of one district; never changes, a new one is read after an edit.

    `covers` are pairs of an overlay area and a place it covers, by their ids; `former` are names
    of places that ended, with the paths of those that took over.
    """

    def __init__(
        self,
        places: Iterable[Place],
        covers: Iterable[tuple[int, int]] = (),
        former: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.by_path = {place.path: place for place in places}
        heirs = {name: self.by_path[path] for name, path in former.items() if path in self.by_path}
        now = {name: p for p in self.by_path.values() for name in (p.code, str(p.id))}
        self.by_name = heirs | now
        self.areas: dict[int, list[Place]] = {}
        for area, place in covers:
            if found := self.by_name.get(str(area)):
                self.areas.setdefault(place, []).append(found)

    @property
    def district(self) -> Place | None:
        """Give the place above all others; None while there is none."""
        return min(self.by_path.values(), key=lambda place: len(place.path), default=None)

    def named(self, name: str) -> Place | None:
        """Give the place with a code or an id."""
        return self.by_name.get(name)

    def required(self, name: str) -> Place:
        """Give the place with a code or an id.

        Raises:
            PlaceNotFound: There is none.
        """
        if name not in self.by_name:
            raise PlaceNotFound(place=name)
        return self.by_name[name]

    def upwards(self, path: str) -> Iterator[Place]:
        """Give the place at a path and every place above it, the lowest first."""
        while path not in {"", "/"}:
            if place := self.by_path.get(path):
                yield place
            path = path[: path.rstrip("/").rfind("/") + 1]

    def full_name(self, path: str) -> str:
        """Name a place as people say it: from below the district down to the place itself."""
        names = [place.name for place in self.upwards(path)]
        return " ".join(reversed(names[:-1] or names))

    def around(self, path: str) -> Iterator[Place]:
        """Give the place at a path and what lies above it, with the areas that cover each."""
        for place in self.upwards(path):
            yield place
            yield from self.areas.get(place.id, ())

    def unit(self, wanted: str, path: str, *, accused: str | None = None) -> Place | None:
        """Give the unit a lane asks for: a level around a case's place, or a unit by its name.

        Where that is the accused unit or lies below it, it is the next one above that is not.
        """
        around = (place for place in self.around(path) if place.level == wanted)
        found = next(around, None) or self.named(wanted)
        if found is None or accused is None or not found.path.startswith(accused):
            return found
        return next((p for p in self.upwards(accused) if not p.path.startswith(accused)), None)

    def path_of(self, wanted: str, path: str, *, accused: str | None = None) -> str:
        """Give the path of the unit a lane asks for, or else of the case's place.

        Where that is accused too, it is the nearest unit above.
        """
        own = self.by_path.get(path)
        found = self.unit(wanted, path, accused=accused) if wanted else None
        if found is None and own is not None:
            found = self.unit(own.code, path, accused=accused)
        return found.path if found else path
