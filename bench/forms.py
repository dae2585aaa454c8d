"""Checking the answers to a form of six fields, against a plain marshmallow schema of the same."""

from collections.abc import Iterator
from typing import Any

from marshmallow import Schema, fields, validate

from bench.harness import Promise
from forms import read_form

CODES = ["done", "joint", "reject"]
UNITS = ["street", "community"]
ANSWERS = {
    "phone": "13800138000",
    "people": 20,
    "result": "joint",
    "helpers": ["community"],
    "note": "现场已处理，居民表示认可。",
    "urgent": True,
}


class Plain(Schema):
    """The same keys and rules, without conditions."""

    phone = fields.String(required=True, validate=validate.Regexp(r"^1[3-9]\d{9}$"))
    people = fields.Decimal(required=True, validate=validate.Range(1, 50))
    result = fields.String(required=True, validate=validate.OneOf(CODES))
    helpers = fields.List(fields.String(validate=validate.OneOf(UNITS)))
    note = fields.String(validate=validate.Length(5, 200))
    urgent = fields.Boolean()


def bench() -> Iterator[Promise]:
    form = read_form({"type": "default", "id": "report", "components": list(components())})
    assert form.clean(ANSWERS).answers == Plain().load(ANSWERS)
    plain = Plain()
    yield Promise(
        sentence="answers to a form of six fields, two with conditions, against plain marshmallow",
        subject=lambda: form.clean(ANSWERS),
        baseline=lambda: plain.load(ANSWERS),
        at_most=4,
    )


def components() -> Iterator[dict[str, Any]]:
    required = {"required": True}
    phone = {"pattern": r"^1[3-9]\d{9}$"} | required
    yield component("textfield", "phone", validate=phone)
    yield component("number", "people", validate={"min": 1, "max": 50} | required)
    yield component("radio", "result", values=CODES, validate=required)
    hide = {"hide": '=result != "joint"'}
    yield component("checklist", "helpers", values=UNITS, conditional=hide)
    reject = {"hide": '=result = "done"'}
    yield component("textarea", "note", validate={"minLength": 5}, conditional=reject)
    yield component("checkbox", "urgent")


def component(type_: str, key: str, **parts: Any) -> dict[str, Any]:
    return {"type": type_, "id": key, "key": key, **parts}
