"""Lists a page at a time, and the ids of what stands on them."""

from collections.abc import Callable, Mapping
from typing import Any

from marshmallow import ValidationError, fields, validate
from typing_extensions import override

from api.schemas import Schema
from engine.domain.refusals import Refusal
from engine.queries.page import CAP, FIRST, Cursor, Page, read_cursor

LARGEST_PAGE = 100
LONGEST_ID = len(str(2**63))


class CursorField(fields.Field[Cursor]):
    """Where a page starts, as `next` of the page before gave it."""

    @override
    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> Cursor:
        try:
            return read_cursor(value)
        except (ValueError, OverflowError, OSError) as error:
            raise ValidationError("invalid") from error


class Wanted(Schema):
    """Which page of a list."""

    after = CursorField(load_default=FIRST)
    size = fields.Integer(load_default=50, validate=validate.Range(1, LARGEST_PAGE))


class Listed(Schema):
    """What every page of a list tells."""

    next = fields.String(required=True, allow_none=True)
    count = fields.String(required=True, metadata={"description": "“99+” from a hundred on"})


def turned(page: Page[Any]) -> dict[str, Any]:
    """Give where the next page starts and how many there are, as `Listed` names them."""
    return {
        "next": page.next.text() if page.next else None,
        "count": f"{CAP - 1}+" if page.count >= CAP else str(page.count),
    }


def span_of(wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Give which page a checked query asks for, as every list takes it."""
    return {"after": wanted["after"], "size": wanted["size"]}


def id_of(text: str, missing: Callable[[str], Refusal]) -> int:
    """Read an id; what is none stands for nothing, which is refused as missing."""
    if not (text.isascii() and text.isdecimal() and len(text) <= LONGEST_ID):
        raise missing(text)
    return int(text)
