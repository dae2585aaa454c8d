"""Opens a form's JSON: size, shape, the forms it shares parts with."""

import json
from collections.abc import Mapping
from typing import Any

from forms.kinds import GROUP
from forms.notes import Notes
from forms.values import MOST_ROWS

MOST_BYTES = 512 * 1024
MOST_COMPONENTS = 300
DEEPEST = 6
NEWEST_VERSION = 19
SHAPES = {"validate": dict, "conditional": dict, "properties": dict, "components": list}
Drawing = dict[str, Any]
Shared = Mapping[str, Mapping[str, Any]]


def read_drawing(data: bytes | Mapping[str, Any], shared: Shared, notes: Notes) -> Drawing | None:
    """Give a form as it was drawn, with what it shares filled in; None if it cannot be read."""
    drawing = parsed(data) if isinstance(data, bytes) else dict(data)
    if drawing is None or not isinstance(drawing.get("components"), list):
        notes.note("unreadable", "")
        return None
    if not isinstance(drawing.get("id"), str) or not drawing["id"]:
        notes.note("no_id", "/id")
        return None
    version = drawing.get("schemaVersion", 0)
    if isinstance(version, int) and version > NEWEST_VERSION:
        notes.note("too_new", "/schemaVersion", version=version, newest=NEWEST_VERSION)
    filled = {**drawing, "components": fill(drawing["components"], shared, notes, "", 0)}
    if notes.components > MOST_COMPONENTS:
        notes.note("too_many_components", "/components", most=MOST_COMPONENTS)
        return None
    return filled


def parsed(data: bytes) -> Drawing | None:
    """Read JSON with an object at its root."""
    if len(data) > MOST_BYTES:
        return None
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def fill(
    components: list[Any], shared: Shared, notes: Notes, pointer: str, depth: int
) -> list[Drawing]:
    """Give the components that can be read, groups that name a shared form with its components."""
    if depth > DEEPEST:
        notes.note("too_deep", pointer, most=DEEPEST)
        return []
    found = []
    for index, component in enumerate(components):
        place = f"{pointer}/components/{index}"
        notes.components += 1
        if not isinstance(component, dict) or not isinstance(component.get("type"), str):
            notes.note("not_a_component", place)
            found.append({"type": "spacer", "id": place})  # keeps the others at their places
            continue
        inner = inner_components(component, shared, notes, place)
        found.append(
            without_ill_parts(component, notes, place)
            | ({"components": fill(inner, shared, notes, place, depth + 1)} if inner else {})
        )
    return found


def without_ill_parts(component: Drawing, notes: Notes, pointer: str) -> Drawing:
    """Give a component without the parts that are not of the shape form-js reads."""
    ill = [
        name
        for name, shape in SHAPES.items()
        if name in component and not isinstance(component[name], shape)
    ]
    for name in ill:
        notes.note("ill_part", f"{pointer}/{name}", part=name)
    return {name: part for name, part in component.items() if name not in ill}


def inner_components(component: Drawing, shared: Shared, notes: Notes, pointer: str) -> list[Any]:
    """Give what stands inside a component: its own parts, or those of the shared form it names."""
    name = properties_of(component).get("shaodaoForm")
    if name is None or component["type"] != GROUP:
        inner = component.get("components")
        return inner if isinstance(inner, list) else []
    if not isinstance(name, str) or name not in shared:
        notes.note("no_shared_form", pointer, form=name)
        return []
    return list(shared[name]["components"])


def row_limits(component: Mapping[str, Any]) -> tuple[int, int]:
    """Give how many rows a list must and may have."""
    properties = properties_of(component)
    return properties.get("shaodaoMinRows", 0), properties.get("shaodaoMaxRows", MOST_ROWS)


def properties_of(component: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give the custom properties of a component."""
    found = component.get("properties")
    return found if isinstance(found, Mapping) else {}
