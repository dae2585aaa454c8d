"""Packs a test draws itself: a diagram, its forms, and what its manifest says."""

from collections.abc import Mapping
from typing import Any

import orjson

from engine.policy.pack import Pack
from tests.unit.bpmn.drawing import (
    diagram,
    element,
    end,
    extensions,
    lanes,
    mapping,
    message,
    parallel,
    path,
    properties,
    start,
    task,
    zeebe,
)

DUE = {"shaodao:due": "handle_due"}
HANDLER = "handler@grid"


def field(key: str, kind: str = "textfield", **more: Any) -> dict[str, Any]:
    """Draw a field of a form; `more` are its custom properties."""
    values = {"values": [{"label": v, "value": v} for v in more.pop("values", ())]}
    found = {"type": kind, "key": key, "id": key, "label": key, "properties": more}
    return found | (values if values["values"] else {})


def form(id_: str, *fields: Mapping[str, Any], **more: Any) -> bytes:
    """Draw a form."""
    return orjson.dumps({"id": id_, "type": "default", "components": fields, "properties": more})


def pack(key: str, drawn: bytes, *forms: bytes, more: str = "") -> Pack:
    """Give a pack of one diagram and its forms."""
    manifest = f'key = "{key}"\nname = "{key}"\nprocess = "p"\n{more}'
    named = {f"forms/{orjson.loads(each)['id']}.form": each for each in forms}
    return Pack(key, {"pack.toml": manifest.encode(), f"{key}.bpmn": drawn, **named})


def work(id_: str, form_: str = "plain", **more: Any) -> str:
    """Draw a task with a form and a clock."""
    props = DUE | more.pop("props", {})
    return task(id_, form=form_, props=props, name=id_, **more)


def receive(
    id_: str, message_: str, form_: str = "", props: Mapping[str, str] | None = None, **maps: Any
) -> str:
    """Draw a receive task, with a form where a person gives it as a command."""
    entry = zeebe("formDefinition", formId=form_) if form_ else ""
    found = extensions(entry, mapping(**maps), properties(props))
    return element("receiveTask", id_, found, name=id_, messageRef=message_)


def commanded(
    lane: str,
    *,
    props: Mapping[str, str] | None = None,
    outputs: Mapping[str, str] | None = None,
    first: str = "",
    then: str = "",
) -> bytes:
    """Draw work and, beside it, a command of a lane that leads to the task `then`.

    `first` and `then` are service tasks of these ids' names before the work and after the command.
    """
    own = ["s", "fork", "work", "then", "e", "e2", *(["ask"] if lane == HANDLER else [])]
    return diagram(
        lanes({HANDLER: own} | ({} if lane == HANDLER else {lane: ["ask"]})),
        start(), parallel("fork"), first, work("work"), end(),
        receive("ask", "case.asked", "asking", props=props, outputs=outputs), then,
        work("then"), end("e2"), message("case.asked", "=case.number"),
        path("s", "fork", *(["first"] if first else []), "work", "e"),
        path("fork", "ask", *(["after"] if then else []), "then", "e2"),
    )  # fmt: skip


HEAD = (
    '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="{0}_d" name="{0}"'
    ' namespace="http://shaodao/{0}">'
)


def decision(id_: str, feel: str, *inputs: str) -> bytes:
    """Draw a decision that is one expression."""
    data = "".join(f'<inputData id="i_{n}" name="{n}"><variable name="{n}"/></inputData>'
                   for n in inputs)  # fmt: skip
    needs = "".join(f'<informationRequirement id="q_{n}"><requiredInput href="#i_{n}"/>'
                    '</informationRequirement>' for n in inputs)  # fmt: skip
    return (
        f'{HEAD.format(id_)}{data}<decision id="{id_}" name="{id_}"><variable name="{id_}"/>{needs}'
        f'<literalExpression id="{id_}_l"><text>{feel}</text></literalExpression></decision>'
        "</definitions>"
    ).encode()


PLAIN = form("plain", field("note", "textarea"))
ASKING = form("asking", field("days", "number"), field("why", "textarea"))
