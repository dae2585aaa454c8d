"""Forms for the tests: components with just what a test is about."""

from collections.abc import Mapping
from typing import Any

from engine.domain.refusals import AnswersInvalid
from forms import Form, read_form
from forms.kinds import CHOICES

Component = dict[str, Any]


def component(type_: str, key: str = "", **parts: Any) -> Component:
    """Draw a component; `hide` is its condition, `special` its shaodaoType."""
    drawn: Component = {"type": type_, "id": parts.pop("id", key or type_)}
    if key:
        drawn["path" if type_ in {"group", "dynamiclist"} else "key"] = key
    if "hide" in parts:
        drawn["conditional"] = {"hide": parts.pop("hide")}
    if "special" in parts:
        drawn["properties"] = {"shaodaoType": parts.pop("special")}
    sources = {"values", "valuesKey", "valuesExpression"}
    if type_ in CHOICES and not sources & parts.keys():
        drawn["values"] = options("done", "joint", "reject")
    return drawn | parts


def options(*codes: str) -> list[dict[str, str]]:
    return [{"label": code.upper(), "value": code} for code in codes]


def drawing(*components: Component, **parts: Any) -> dict[str, Any]:
    return {
        "type": "default",
        "id": "form",
        "schemaVersion": 19,
        "components": [*components],
    } | parts


def form(*components: Component) -> Form:
    return read_form(drawing(*components))


def wrong(form: Form, answers: Mapping[str, Any], **around: Any) -> list[tuple[str, str]]:
    """Give pointer and code of whatever is wrong with some answers."""
    try:
        form.clean(answers, **around)
    except AnswersInvalid as refusal:
        return [
            (finding.pointer, finding.rule.removeprefix("forms.")) for finding in refusal.errors
        ]
    return []
