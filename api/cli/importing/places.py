"""Finds a place of the district by the name a hotline writes for it."""

from collections.abc import Collection, Iterable, Mapping


class PlaceFinder:
    """Knows the places of a district by their names; one that two places share names neither."""

    def __init__(self, places: Iterable[Mapping[str, str]]) -> None:
        known: dict[str, set[str]] = {}
        for place in places:
            for name in (place["name"], place["code"]):
                known.setdefault(name, set()).add(place["code"])
        self.codes = {name: min(codes) for name, codes in known.items() if len(codes) == 1}
        # Longest first: “桂花社区第三网格” is not just “桂花社区”.
        self.names = sorted(self.codes, key=len, reverse=True)

    def __call__(self, text: str) -> str | None:
        """Give the code of the place a text is, or else of the longest name it holds."""
        if text in self.codes:
            return self.codes[text]
        return next((self.codes[name] for name in self.names if name in text), None)


def top_of(places: Iterable[Mapping[str, str]]) -> str | None:
    """Give the district: where a row belongs that names no place, until somebody knows better."""
    highest = min(places, key=lambda place: place["path"].count("/"), default=None)
    return highest["code"] if highest else None


def lying_at(
    places: Iterable[Mapping[str, str]], levels: Collection[str]
) -> list[Mapping[str, str]]:
    """Give the places something can lie at: a department that is only named is none."""
    return [place for place in places if not levels or place["level"] in levels]
