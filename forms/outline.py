"""What a form says before it is read: its id, and the forms whose parts it shares."""

from dataclasses import dataclass
from typing import Any

from forms.reading import parsed, properties_of


@dataclass(frozen=True, slots=True)
class Outline:
    """The id of a form, and the ids of the forms its groups name."""

    id: str
    shares: frozenset[str]


def outline(data: bytes) -> Outline | None:
    """Look at a form without reading it; None where it has no id or is no JSON."""
    drawing = parsed(data)
    name = drawing.get("id") if drawing else None
    if not isinstance(name, str) or not name:
        return None
    shares: set[str] = set()
    components: list[Any] = [drawing]
    while components:
        component = components.pop()
        if isinstance(component, dict):
            share = properties_of(component).get("shaodaoForm")
            shares |= {share} if isinstance(share, str) else set()
            inner = component.get("components")
            components += inner if isinstance(inner, list) else []
    return Outline(name, frozenset(shares))
