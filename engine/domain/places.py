"""The tree of places and units of a district, and which unit a lane means for a case."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


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
        steps = self.path.strip("/").split("/")
        return int(steps[level - 1]) if len(steps) >= level else 0


class Places:
    """Every place of one district; never changes, a new one is read after an edit."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.by_path = {place.path: place for place in places}
        self.by_name = {name: p for p in self.by_path.values() for name in (p.code, str(p.id))}

    def named(self, name: str) -> Place | None:
        """Give the place with a code or an id."""
        return self.by_name.get(name)

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

    def unit(self, wanted: str, path: str) -> Place | None:
        """Give the unit a lane asks for: a level above a case's place, or a unit by its name."""
        above = (place for place in self.upwards(path) if place.level == wanted)
        return next(above, None) or self.named(wanted)
