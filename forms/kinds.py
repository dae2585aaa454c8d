"""The components of form-js (schema version 19) a form may have, and what each may hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from forms import values

LENGTHS = frozenset({"required", "minLength", "maxLength"})
REQUIRED = frozenset({"required"})


@dataclass(frozen=True, slots=True)
class Kind:
    """A component that holds a value: how it is read, which rules it takes.

    `shape` is its type in OpenAPI.
    """

    typed: Callable[[Any], Any]
    rules: frozenset[str]
    shape: Mapping[str, Any]


TEXT = {"type": "string"}
CODES = {"type": "array", "items": {}}
KEYED: Mapping[str, Kind] = {
    "textfield": Kind(
        values.text, LENGTHS | {"pattern", "patternErrorMessage", "validationType"}, TEXT
    ),
    "textarea": Kind(values.text, LENGTHS, TEXT),
    "number": Kind(values.number, REQUIRED | {"min", "max"}, {"type": "number"}),
    "datetime": Kind(values.moment, REQUIRED, TEXT),
    "checkbox": Kind(values.truth, REQUIRED, {"type": "boolean"}),
    "radio": Kind(values.code, REQUIRED, {}),
    "select": Kind(values.code, REQUIRED, {}),
    "checklist": Kind(values.codes, REQUIRED, CODES),
    "taglist": Kind(values.codes, REQUIRED, CODES),
    "filepicker": Kind(values.ids, REQUIRED, {"type": "array", "items": TEXT}),
    "expression": Kind(values.anything, frozenset(), {"readOnly": True}),
}
CHOICES = frozenset({"radio", "select", "checklist", "taglist"})
FREE = frozenset({"textfield", "textarea"})
GROUP, LIST = "group", "dynamiclist"
SHOWN = frozenset(
    {"text", "html", "image", "table", "documentPreview", "spacer", "separator", "button"}
)
# A page inside the page: whoever draws a form could put any site before a resident.
FORBIDDEN = frozenset({"iframe"})
REFERRING = frozenset({"textfield", "select", "radio", "taglist", "checklist"})
SPECIAL: Mapping[str, frozenset[str]] = {
    "photo": frozenset({"filepicker"}),
    "voice": frozenset({"filepicker"}),
    "place": REFERRING,
    "person": REFERRING,
    "department": REFERRING,
    "mobile": frozenset({"textfield"}),
    "id_number": frozenset({"textfield"}),
    "credit_code": frozenset({"textfield"}),
    "plate": frozenset({"textfield"}),
    "yes_no": frozenset({"radio", "select"}),
}
REFERENCES = frozenset({"place", "person", "department"})
