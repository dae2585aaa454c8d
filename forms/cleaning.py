"""Works out a filled-in form: what is shown, what is computed, what is wrong, what remains.

What form-js does in the page, done once more on the server: a hidden field has no answer, a
computed one is computed anew, a disabled one is left out, a read-only one stays as it was. The
fields are taken in the order of their dependence, so that each sees the others as they are at last.
"""

from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from engine.domain.findings import Finding
from engine.feel import Expression, UnaryTests, settled
from forms.kinds import REFERENCES
from forms.model import Block, Field, Scene
from forms.moments import with_seconds
from forms.reading import row_limits
from forms.values import initial

Value = Any
Data = dict[str, Any]
Errors = dict[str | int, Any]
MISSING = object()
NOTHING: Mapping[str, Value] = {}


class Level:
    """The form, or one row of a list, while it is worked out.

    `data` is what expressions see: what was given when the form was opened, the answers over it.
    """

    __slots__ = ("block", "data", "given", "rows", "scene", "sent", "shown")
    scene: Scene

    def __init__(
        self, block: Block, *, sent: Mapping[str, Value], given: Mapping[str, Value] | None
    ) -> None:
        self.block = block
        self.sent = sent
        self.given = given if isinstance(given, Mapping) else NOTHING
        self.data: Data = {**self.given}
        self.shown: set[Field] = set()
        self.rows: dict[Field, list[Level]] = {}
        for field in block.fields:
            put(self.data, field.path, self.sent_or_given(field))

    def sent_or_given(self, field: Field) -> Value:
        """Give the value of a field that is shown."""
        if field.disabled:
            return self.initial(field)
        sent = taken(self.sent, field.path)
        return self.initial(field) if sent is MISSING else sent

    def initial(self, field: Field) -> Value:
        """Give what a field held when the form was opened."""
        value = taken(self.given, field.path)
        if value is MISSING:
            value = field.component.get("defaultValue", MISSING)
        if field.rows is not None:
            return value if isinstance(value, list) else beginning_rows(field)
        return initial(None if value is MISSING else value, field.typed)

    def settle(self, scene: Scene) -> None:
        """Find what is shown, compute what is computed."""
        self.scene = scene
        for field in self.block.order:
            if any(hide.run(scene.scope, None) is True for hide in field.hides):
                put(self.data, field.path, self.initial(field))
                continue
            self.shown.add(field)
            if field.expression is not None:
                put(self.data, field.path, computed(field.expression, scene))
            elif field.rows is not None:
                self.rows[field] = self.settled_rows(field, field.rows)

    def settled_rows(self, field: Field, block: Block) -> list["Level"]:
        """Work out the rows of a list, each with itself as `this`."""
        given = self.initial(field)
        sent = self.rows_sent(field, len(given))
        levels = [
            Level(block, sent=row, given=old) for row, old in zip_longest(sent, given[: len(sent)])
        ]
        put(self.data, field.path, [level.data for level in levels])
        for index, level in enumerate(levels):
            level.settle(self.row_scene(level.data, index))
        return levels

    def rows_sent(self, field: Field, given: int) -> list[Mapping[str, Value]]:
        """Give the rows sent; the page sends none of those in which nothing is shown."""
        sent = taken(self.sent, field.path)
        rows = [] if field.disabled or sent is MISSING else sent
        missing = given - len(rows) if field.disabled or is_fixed(field) else 0
        return [*rows, *[NOTHING] * missing]

    def row_scene(self, row: Data, index: int) -> Scene:
        """Give what the expressions of a row see."""
        outer = self.scene.scope
        parent = {**self.data, **outer.variables}
        scope = outer.child(lent(row, parent, [*outer.variables["i"], index + 1]))
        return Scene(scope, self.scene.inputs, self.scene.now, self.scene.known)

    def judge(self) -> tuple[Data, Errors]:
        """Give the answers that remain, and what is wrong by path."""
        answers: Data = {}
        errors: Errors = {}
        for field in self.block.fields:
            if field not in self.shown or field.disabled:
                continue
            value, wrong = self.judged(field)
            put(answers, field.path, value)
            if wrong:
                put(errors, field.path, wrong)
        return answers, errors

    def judged(self, field: Field) -> tuple[Value, list[Finding] | Errors]:
        """Give the answer to a field, and what is wrong with it."""
        value = taken(self.data, field.path)
        if field.rows is not None:
            return self.judged_rows(field)
        wrong = [found for check in field.checks if (found := check(value, self.scene))]
        if field.readonly is not False and self.is_changed(field, value):
            wrong.append(Finding("forms.readonly_changed", {"label": field.label}))
        return at_the_edge(field, value), wrong

    def is_changed(self, field: Field, value: Value) -> bool:
        """Tell whether a read-only field was given another value than it had."""
        readonly = field.readonly
        if isinstance(readonly, UnaryTests):
            readonly = readonly.run(self.scene.scope, None) is True
        return readonly and field.expression is None and value != self.initial(field)

    def judged_rows(self, field: Field) -> tuple[list[Data], list[Finding] | Errors]:
        """Give the rows of a list, and what is wrong with each."""
        levels = self.rows[field]
        wrong_count = count_check(field, len(levels), len(self.initial(field)))
        if wrong_count:
            return [], [wrong_count]
        judged = [level.judge() for level in levels]
        wrong: Errors = {index: errors for index, (_, errors) in enumerate(judged) if errors}
        return [answers for answers, _ in judged], wrong


def is_fixed(field: Field) -> bool:
    """Tell whether the rows of a list can be neither added nor removed."""
    return not field.component.get("allowAddRemove", True)


def count_check(field: Field, rows: int, given: int) -> Finding | None:
    """Refuse too many or too few rows; a fixed list has those with which it was opened."""
    least, most = (given, given) if is_fixed(field) else row_limits(field.component)
    if least <= rows <= most:
        return None
    code = "rows_fixed" if is_fixed(field) else "too_few_rows" if rows < least else "too_many_rows"
    return Finding(f"forms.{code}", {"label": field.label, "least": least, "most": most})


def lent(this: Data, parent: Value, indexes: list[int]) -> dict[str, Value]:
    """Give the names form-js lends an expression."""
    own = {"this": this, "parent": parent, "i": indexes}
    return own | {f"_{name}_": value for name, value in own.items()}


def computed(expression: Expression, scene: Scene) -> Value:
    """Compute a field anew."""
    return settled(expression.run(scene.scope), scene.scope.budget)


def beginning_rows(field: Field) -> list[Data]:
    """Give the rows a list begins with."""
    return [{} for _ in range(field.component.get("defaultRepetitions", 1))]


def taken(data: Mapping[str, Value], path: tuple[str, ...]) -> Value:
    """Give what stands at a path, or MISSING."""
    found: Value = data
    for name in path:
        if not isinstance(found, Mapping) or name not in found:
            return MISSING
        found = found[name]
    return found


def put(data: dict[Any, Any], path: tuple[str, ...], value: Value) -> None:
    """Set the value at a path."""
    for name in path[:-1]:
        inner = data.get(name)
        data[name] = dict(inner) if isinstance(inner, Mapping) else {}
        data = data[name]
    data[path[-1]] = value


def at_the_edge(field: Field, value: Value) -> Value:
    """Give an answer as the drawing reads it: yes or no as a truth, nobody as null, a full time."""
    if value == "" and field.special in REFERENCES:
        return None
    if value and field.special == "yes_no":
        return value == "yes"
    if isinstance(value, str) and field.kind == "datetime":
        return with_seconds(value)
    return value
