"""Finds a place of the district by the name a hotline writes for it."""

from collections.abc import Iterable, Mapping


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
