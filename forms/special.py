"""What a field is for beyond form-js (`properties.shaodaoType`): rules only a server keeps."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from engine.domain.findings import Finding
from engine.feel import Expression
from engine.feel.patterns import BROWSER, compile_pattern
from forms.kinds import REFERENCES
from forms.model import Check, Reference, Scene
from forms.numbers_of_record import is_credit_code, is_id_number
from forms.reading import properties_of
from forms.rules import shape_check

PRESETS = json.loads(Path(__file__).with_name("presets.json").read_text(encoding="utf-8"))
SHAPES = {
    **{name: compile_pattern(text, dialect=BROWSER).search for name, text in PRESETS.items()},
    "id_number": is_id_number,
    "credit_code": is_credit_code,
}


def special_checks(
    component: Mapping[str, Any], label: str, multiple: Expression | None
) -> Iterator[Check]:
    """Give the checks of what a field is for, and of what is attached to it."""
    special = properties_of(component).get("shaodaoType", "")
    if special in SHAPES:
        yield shape_check(SHAPES[special], label, f"not_a_{special}")
    if special in REFERENCES:
        yield reference_check(special, label)
    if component["type"] == "filepicker":
        yield count_check(multiple or bool(component.get("multiple")), label)
        yield reference_check(special or "file", label, str(component.get("accept") or ""))


def count_check(multiple: bool | Expression, label: str) -> Check:  # noqa: FBT001 - as drawn
    """Refuse a second file where one is asked for."""

    def check(value: Any, scene: Scene) -> Finding | None:
        if not value or len(value) == 1:
            return None
        several = multiple.run(scene.scope) if isinstance(multiple, Expression) else multiple
        return None if several is True else Finding("forms.one_file_only", {"label": label})

    return check


def reference_check(kind: str, label: str, accept: str = "") -> Check:
    """Refuse an id of something that is not there, or not of the kind asked for."""

    def check(value: Any, scene: Scene) -> Finding | None:
        if scene.known is None or not value:
            return None
        named = [value] if isinstance(value, str) else value
        if all(scene.known(Reference(kind, str(one), accept)) for one in named):
            return None
        return Finding(f"forms.unknown_{kind}", {"label": label})

    return check
