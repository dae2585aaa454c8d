"""The marshmallow schema of a form: the shape of its answers, their checks, and their description.

One class for a form, whatever is hidden at the moment: kinds and unknown keys are the schema's own,
everything that depends on other answers is worked out in its last step (`forms.cleaning`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from marshmallow import RAISE, Schema, ValidationError, fields, missing, post_load
from marshmallow.experimental.context import Context
from typing_extensions import override

from engine.domain.findings import Finding
from engine.feel import Function, Scope
from forms.cleaning import Data, Level, lent
from forms.kinds import KEYED
from forms.model import Block, Field, Known, Scene
from forms.values import WrongKind

Value = Any
MESSAGES = {"unknown": "unknown_key", "type": "not_answers"}


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What stands around the answers while they are checked."""

    given: Mapping[str, Value] = field(default_factory=dict)
    inputs: Mapping[str, Value] = field(default_factory=dict)
    now: datetime | None = None
    functions: Mapping[str, Function] = field(default_factory=dict)
    known: Known | None = None


class Surroundings(Context[Circumstances]):
    """The circumstances of the schema's load that is under way."""


NONE = Circumstances()


class Answer(fields.Field[Value]):
    """An answer as its field of the form reads it."""

    def __init__(self, field: Field) -> None:
        described = {"description": field.label, **KEYED[field.kind].shape}
        super().__init__(allow_none=True, metadata=described)
        self.field = field

    @override
    def deserialize(
        self, value: Value, attr: str | None = None, data: Any = None, **_: Any
    ) -> Value:
        """Read the value, or refuse one that the field cannot hold."""
        return value if value is missing else read(self.field, value)


class Rows(fields.Nested):
    """The rows of a list, each with the schema of its own fields."""

    def __init__(self, field: Field, row: type[Schema]) -> None:
        super().__init__(row, many=True, metadata={"description": field.label})
        self.field = field

    @override
    def deserialize(
        self, value: Value, attr: str | None = None, data: Any = None, **_: Any
    ) -> Value:
        """Read the rows."""
        return value if value is missing else super().deserialize(read(self.field, value), attr)


def read(field: Field, value: Value) -> Value:
    """Read a value as its field does.

    Raises:
        ValidationError: The field cannot hold it.
    """
    try:
        return field.typed(value)
    except WrongKind as wrong:
        facts = {"label": field.label, **wrong.facts}
        raise ValidationError([Finding(f"forms.{wrong.code}", facts)]) from None


class Shape(Schema):
    """The keys of a form, a group or a row, and no others."""

    class Meta:
        """Unknown keys are refused."""

        unknown = RAISE

    error_messages = MESSAGES


class Whole(Shape):
    """The answers to one form; loading gives those that remain.

    Raises (on load):
        ValidationError: Its messages are findings, by path.
    """

    block: Block

    @post_load
    def work_out(self, sent: Data, **_: object) -> Data:
        """Give the answers that remain."""
        return worked_out(self.block, sent, Surroundings.get(NONE))


def schema_of(name: str, block: Block) -> type[Whole]:
    """Make the schema of a form."""
    made = cast("type[Whole]", Whole.from_dict(members(name, block), name=name))
    made.block = block
    return made


def worked_out(block: Block, sent: Data, around: Circumstances) -> Data:
    """Give the answers that remain of those sent.

    Raises:
        ValidationError: Something is wrong with them; by path.
    """
    form = Level(block, sent=sent, given=around.given)
    scope = Scope(form.data, functions=around.functions, now=around.now)
    scene = Scene(scope.child(lent(form.data, None, [])), around.inputs, around.now, around.known)
    form.settle(scene)
    answers, errors = form.judge()
    if errors:
        raise ValidationError(errors)
    return answers


Tree = dict[str, Any]


def members(name: str, block: Block) -> Tree:
    """Give the schema's fields for the fields of the form or of a row."""
    tree: Tree = {}
    for each in block.fields:
        inner = tree
        for step in each.path[:-1]:
            inner = inner.setdefault(step, {})
        inner[each.path[-1]] = described(f"{name}_{each.name}", each)
    return grouped(name, tree)


def grouped(name: str, tree: Tree) -> Tree:
    """Make a schema of every group in a tree."""
    return {key: group(f"{name}_{key}", entry) for key, entry in tree.items()}


def group(name: str, entry: fields.Field[Any] | Tree) -> fields.Field[Any]:
    """Make the schema's field for a group; a single field is one already."""
    if not isinstance(entry, dict):
        return entry
    return fields.Nested(Shape.from_dict(grouped(name, entry), name=name), allow_none=True)


def described(name: str, field: Field) -> fields.Field[Any]:
    """Make the schema's field for a field or a list of the form."""
    if field.rows is None:
        return Answer(field)
    return Rows(field, Shape.from_dict(members(name, field.rows), name=name))
