"""The forms of a pack: form-js JSON, found by their ids."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.domain.findings import Finding
from engine.policy.pack import Pack


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it was drawn: its schema, and the keys its fields write."""

    id: str
    schema: Mapping[str, Any]
    keys: frozenset[str]


def read_forms(pack: Pack) -> tuple[dict[str, Form], list[Finding]]:
    """Read the forms of a pack by their ids, and what is wrong with them."""
    forms: dict[str, Form] = {}
    findings = []
    for path, data in pack.of_kind(".form"):
        form = _read_form(data)
        if form is None:
            findings.append(Finding("policy.form_unreadable", {"path": path}, path))
        elif form.id in forms:
            findings.append(Finding("policy.form_twice", {"form": form.id}, path))
        else:
            forms[form.id] = form
    return forms, findings


def _read_form(data: bytes) -> Form | None:
    try:
        schema = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(schema, dict) or not isinstance(schema.get("id"), str):
        return None
    return Form(schema["id"], schema, frozenset(_keys(schema)))


def _keys(component: Mapping[str, Any]) -> Iterator[str]:
    for field in component.get("components", ()):
        if isinstance(field.get("key"), str):
            yield field["key"]
        yield from _keys(field)
