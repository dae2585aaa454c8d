"""Decision tables: which rules match, and why (DMN 1.5 §8)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.dmn.bits import rows_of
from engine.dmn.boxed import Cell, InputColumn, OutputColumn, Table
from engine.dmn.column import Column, Test, column_of
from engine.dmn.errors import DmnError
from engine.dmn.hits import SINGLE, Conflict, Hit, Hits, hits_of
from engine.dmn.run import Matched, Run, Where
from engine.dmn.site import Site, Step, literal, typed
from engine.feel import Scope, UnaryTests, Value, text_of

# Of a value that is refused so much is shown.
LONGEST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Checked:
    """A value that must be among those its column lists."""

    step: Step
    allowed: UnaryTests | None
    code: str
    where: Where

    def value(self, run: Run, scope: Scope) -> Value:
        """Give the value; one that is not listed becomes null, with a caution."""
        value = self.step(run, scope)
        if value is None or self.allowed is None or self.allowed.run(scope, value) is True:
            return value
        run.warn(self.where, self.code, {"value": text_of(value, scope.budget)[:LONGEST_SHOWN]})
        return None


@dataclass(frozen=True, slots=True)
class Compiled:
    """A decision table ready to run."""

    boxed: Table
    site: Site
    inputs: tuple[Checked, ...]
    columns: tuple[Column, ...]
    rules: tuple[tuple[Checked, ...], ...]
    defaults: tuple[Checked, ...]
    hits: Hits

    def run(self, run: Run, scope: Scope) -> Value:
        """Answer: test the rules, let the hit policy choose, note which rules spoke."""
        where = self.site.where(self.boxed.line)
        values = [column.value(run, scope) for column in self.inputs]
        try:
            return self._answer(run, scope, values)
        except Conflict as conflict:
            run.warn(where, conflict.code, conflict.facts)
            return None
        finally:
            run.gather(scope, where)

    def _answer(self, run: Run, scope: Scope, values: Sequence[Value]) -> Value:
        rows = self.hits.heard(list(self._matching(run, scope, values)))
        hits = [Hit(row, self._outputs(self.rules[row], run, scope)) for row in rows]
        if not hits and self.defaults:
            return self._default(run, scope)
        speaking = self.hits.chosen(hits, scope.budget)
        for hit in speaking:
            run.matched.append(self._reason(hit, values))
        return self.hits.answer(speaking, scope)

    def _matching(self, run: Run, scope: Scope, values: Sequence[Value]) -> Iterator[int]:
        """Give the rows all of whose tests hold, from the top."""
        alive = (1 << len(self.rules)) - 1
        for column, value in zip(self.columns, values, strict=True):
            if not alive:
                return
            alive = column.narrow(alive, value, run, scope)
        yield from rows_of(alive)

    def _outputs(self, cells: Sequence[Checked], run: Run, scope: Scope) -> tuple[Value, ...]:
        return tuple(cell.value(run, scope) for cell in cells)

    def _default(self, run: Run, scope: Scope) -> Value:
        value = self.hits.value(self._outputs(self.defaults, run, scope))
        single = self.boxed.hit_policy in SINGLE or self.boxed.aggregation is not None
        return value if single else [value]

    def _reason(self, hit: Hit, values: Sequence[Value]) -> Matched:
        rule = self.boxed.rules[hit.row]
        texts = [column.expression.text for column in self.boxed.inputs]
        return Matched(
            element=self.site.element,
            table=self.boxed.id,
            rule=hit.row + 1,
            rule_id=rule.id,
            inputs=tuple(zip(texts, values, strict=True)),
            outputs=tuple(zip(self.hits.names, hit.outputs, strict=True)),
            notes=rule.notes,
        )


def table(boxed: Table, site: Site) -> Step:
    """Compile a decision table."""
    if boxed.aggregation and len(boxed.outputs) != 1:
        site.refuse(DmnError("aggregation_of_many", element=site.element, line=boxed.line))
    outputs = [_listed(column, site) for column in boxed.outputs]
    defaults = [
        _output(column.default or EMPTY, column, allowed, site, site.where(boxed.line))
        for column, allowed in zip(boxed.outputs, outputs, strict=True)
    ]
    return Compiled(
        boxed=boxed,
        site=site,
        inputs=tuple(_input(column, site) for column in boxed.inputs),
        columns=tuple(_column(boxed, place, site) for place in range(len(boxed.inputs))),
        rules=tuple(_rule(boxed, row, outputs, site) for row in range(len(boxed.rules))),
        defaults=tuple(defaults) if any(column.default for column in boxed.outputs) else (),
        hits=hits_of(boxed, [_order(column, site) for column in boxed.outputs]),
    ).run


EMPTY = Cell("", "", "", 0)


def _input(column: InputColumn, site: Site) -> Checked:
    cell, where = column.expression, site.where(column.expression.line)
    step = typed(literal(cell, site, where), site.type(cell.type_ref, cell.line), where)
    allowed = site.tests(column.allowed, where) if column.allowed else None
    return Checked(step, allowed, "input_not_listed", where)


def _column(boxed: Table, place: int, site: Site) -> Column:
    name = boxed.inputs[place].label or boxed.inputs[place].expression.text
    cells = [(row, rule.tests[place]) for row, rule in enumerate(boxed.rules, start=1)]
    places = [(cell, site.where(cell.line, row=row, column=name)) for row, cell in cells]
    return column_of([Test(site.tests(cell, where), where) for cell, where in places])


def _rule(
    boxed: Table, row: int, listed: Sequence[UnaryTests | None], site: Site
) -> tuple[Checked, ...]:
    rule = boxed.rules[row]
    return tuple(
        _output(cell, column, allowed, site, site.where(cell.line, row=row + 1, column=column.name))
        for cell, column, allowed in zip(rule.results, boxed.outputs, listed, strict=True)
    )


def _output(
    cell: Cell, column: OutputColumn, allowed: UnaryTests | None, site: Site, where: Where
) -> Checked:
    declared = site.type(column.type_ref or cell.type_ref, cell.line)
    return Checked(
        typed(literal(cell, site, where), declared, where), allowed, "output_not_listed", where
    )


def _listed(column: OutputColumn, site: Site) -> UnaryTests | None:
    cell = column.allowed
    return site.tests(cell, site.where(cell.line)) if cell and cell.text else None


def _order(column: OutputColumn, site: Site) -> Sequence[Value]:
    """Give the values an output column lists, most important first."""
    text = column.allowed.text if column.allowed else site.types.listed(column.type_ref)
    expression = site.expression(Cell(f"[{text}]", "", "", 0), site.where(0))
    values = expression.run(Scope({})) if expression else None
    return values if isinstance(values, list) else []
