"""Every door of the application as a walk reaches it: what stands in its address and its body."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from engine.store import tables
from tests.leaks.town import Planted, Town

PART = re.compile(r"<(?:[^:>]*:)?([^>]*)>")
# What in an address belongs to a case, and where its ids stand.
OF_CASE = {
    "number": "the case itself",
    "task": tables.WorkItem,
    "notice": tables.Notice,
    "attachment": tables.Attachment,
    "incident": tables.Incident,
}
# What belongs to the house, and an example that is there.
OF_HOUSE = {
    "key": "case_main",
    "year": "2026",
    "code": "QH",
    "person": "孙倩",
    "post": "1",
    "absence": "1",
    "filter": "1",
    "register": "whistles",
    "action": "t1",
    "element": "cm_intake",
    "name": "try",
    "type": "status-404",
    "id": "1",
}
SEARCHED = ("甄0000", "19987000000", "原话0000号", "夜间")  # the last one finds summaries
NOWHERE = {"number": "YL-20990101-0001", None: "999999999999999999"}


@dataclass(frozen=True, slots=True)
class Door:
    """One method of one address."""

    method: str
    rule: str
    endpoint: str

    @property
    def parts(self) -> list[str]:
        return PART.findall(self.rule)

    @property
    def part_of_case(self) -> str | None:
        """Give which part of the address names something of a case."""
        return next((part for part in self.parts if part in OF_CASE), None)

    def filled(self, **parts: str) -> str:
        """Give an address that is there, but for the parts given."""
        known: Mapping[str, str] = OF_HOUSE | parts
        return PART.sub(lambda found: known[found[1]], self.rule)


def doors(app: Flask) -> list[Door]:
    """Give every door of the application, in order."""
    return sorted(
        (
            Door(method, rule.rule, rule.endpoint)
            for rule in app.url_map.iter_rules()
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        ),
        key=lambda door: (door.rule, door.method),
    )


def ids_of(town: Town, part: str, case: Planted) -> list[str]:
    """Give what of a case an address may name with this part."""
    table = OF_CASE[part]
    if isinstance(table, str):
        return [case.number]
    return [str(row.id) for row in town.rows(table, "id", case_id=case.id)]


def bodies(app: Flask) -> Mapping[tuple[str, str], Any]:
    """Give the smallest body each door takes, by the application's own description."""
    described: Any = app.test_client().get("/openapi.json").json
    schemas = described["components"]["schemas"]
    return {
        (method.upper(), path): sample(content["application/json"]["schema"], schemas)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
        if method != "parameters"
        and (content := operation.get("requestBody", {}).get("content", {}))
        and "application/json" in content
    }


def sample(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Any:
    """Give a value that a schema takes."""
    if "$ref" in schema:
        return sample(schemas[schema["$ref"].rsplit("/", 1)[-1]], schemas)
    kind = schema.get("type", "string")
    kind = kind[0] if isinstance(kind, list) else kind
    if kind == "object":
        required = schema.get("required", ())
        inside = schema.get("properties", {})
        return {name: sample(inside[name], schemas) for name in required}
    if "enum" in schema:
        return schema["enum"][0]
    plain = {"integer": 1, "number": 1, "boolean": True, "array": []}
    if schema.get("format") == "date-time":
        return "2026-11-20T09:00:00+08:00"
    return plain.get(kind, "说明文字")


def text_of(answer: TestResponse) -> str:
    """Give everything an answer says: its headers, its body, and what is packed in it."""
    data = answer.get_data()
    packed = unpacked(data) if data[:2] == b"PK" else [data]
    body = "\n".join(part.decode("utf-8", "replace") for part in packed)
    return f"{answer.headers}\n{body}"


def unpacked(data: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            yield name.encode() + b"\n" + package.read(name)


def pages(town: Town, name: str, address: str) -> Iterator[str]:
    """Give every page of a list, as far as it goes."""
    client, after, seen = town.client(name), None, 0
    while after is not None or not seen:
        separator = "&" if "?" in address else "?"
        answer = client.get(address + (f"{separator}after={after}" if after else ""))
        yield text_of(answer)
        held = answer.get_json(silent=True)
        after = held.get("next") if isinstance(held, dict) else None
        seen += 1
        assert seen < 1000, address


def listed(app: Flask) -> list[str]:
    """Give the addresses of the lists: every box, and searches for what betrays somebody."""
    described: Any = app.test_client().get("/openapi.json").json
    return [
        address
        for door in doors(app)
        if door.method == "GET" and not door.part_of_case
        for address in asked_in_every_way(door, described["paths"])
    ]


def asked_in_every_way(door: Door, paths: Mapping[str, Any]) -> Iterator[str]:
    """Give the ways in which a list may be asked, by the application's own description."""
    address = door.filled()
    yield address
    operation = paths.get(PART.sub(r"{\1}", door.rule), {}).get("get", {})
    for parameter in operation.get("parameters", ()):
        if parameter["in"] == "query":
            asked = parameter.get("schema", {}).get("enum", ())
            values = SEARCHED if parameter["name"] == "q" else asked
            yield from (f"{address}?{parameter['name']}={value}" for value in values)
