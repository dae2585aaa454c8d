"""Looks at tables for their author: gaps, overlaps, rows that can never speak, slips."""

from collections.abc import Iterator, Sequence
from itertools import islice

from engine.dmn.analysis.cells import in_result, in_test
from engine.dmn.analysis.coverage import gaps, hidden, impossible, overlaps
from engine.dmn.analysis.domain import Domain, kind_of
from engine.dmn.analysis.findings import Finding, numbers_of
from engine.dmn.analysis.grid import Grid, axis_of
from engine.dmn.analysis.standing import HIDDEN, Rank, heard_before, rank_of
from engine.dmn.bits import rows_of
from engine.dmn.boxed import Cell, HitPolicy, Table
from engine.dmn.column import Test
from engine.dmn.decide import Model
from engine.dmn.run import Where
from engine.dmn.site import Site
from engine.dmn.vocabulary import tables_in
from engine.feel import Budget, BudgetExceeded

MOST = 20
STEPS = 6_000_000


def analyse(model: Model) -> list[Finding]:
    """Give what the author of a model's tables should mend or know, table by table."""
    return [
        finding
        for node in model.library.nodes.values()
        if node.site
        for table, names in tables_in(node.element)
        for finding in _table(table, node.site.naming(names))
    ]


def _table(table: Table, site: Site) -> Iterator[Finding]:
    domains = [_input_domain(table, place, site) for place in range(len(table.inputs))]
    columns = [list(_tests(table, place, site)) for place in range(len(table.inputs))]
    for cells, domain in zip(columns, domains, strict=True):
        for cell in cells:
            if cell.tests:
                yield from in_test(cell.tests, domain, site.names, cell.where)
    yield from _results(table, site)
    where, budget = site.where(table.line), Budget(STEPS)
    try:
        axes = [
            axis_of(column.expression.text, cells, domain, budget)
            for column, cells, domain in zip(table.inputs, columns, domains, strict=True)
        ]
        grid = Grid(axes, len(table.rules))
        yield from _coverage(grid, table, where, budget, ranks=_ranks(table, site))
    except BudgetExceeded:
        yield Finding("too_wide_to_analyse", where)


def _coverage(
    grid: Grid, table: Table, where: Where, budget: Budget, *, ranks: Sequence[Rank]
) -> Iterator[Finding]:
    never = dict(impossible(grid))
    for row, column in never.items():
        yield Finding("rule_never_matches", _at(where, table, row), {"column": column})
    if not any(column.default for column in table.outputs):
        for place in islice(gaps(grid, budget, MOST), MOST):
            yield Finding("gap", where, example=grid.example(place))
    if table.hit_policy in CONTRADICTIONS:
        yield from islice(_overlaps(grid, table, where, budget), MOST)
    if table.hit_policy in HIDDEN:
        for row in rows_of(grid.all):
            before = heard_before(table.hit_policy, ranks, row)
            if row not in never and hidden(grid, row, before, budget):
                yield Finding(HIDDEN[table.hit_policy], _at(where, table, row))


# What it is called when two rows take the same place, where that is a contradiction.
CONTRADICTIONS = {HitPolicy.UNIQUE: "overlap", HitPolicy.ANY: "disagreement"}


def _overlaps(grid: Grid, table: Table, where: Where, budget: Budget) -> Iterator[Finding]:
    code = CONTRADICTIONS[table.hit_policy]
    for one, other, place in overlaps(grid, budget):
        if table.hit_policy is HitPolicy.UNIQUE or _says(table, one) != _says(table, other):
            facts = {"rows": numbers_of([one, other])}
            yield Finding(code, where, facts, grid.example(place))


def _says(table: Table, row: int) -> Sequence[str]:
    return [cell.text for cell in table.rules[row].results]


def _at(where: Where, table: Table, row: int) -> Where:
    return Where(where.element, table.rules[row].line, row + 1)


def _input_domain(table: Table, place: int, site: Site) -> Domain:
    column = table.inputs[place]
    return _domain(column.expression, column.allowed, column.expression.type_ref, site)


def _domain(cell: Cell, allowed: Cell | None, type_ref: str, site: Site) -> Domain:
    text = allowed.text if allowed else site.types.listed(type_ref)
    listed = site.tests(Cell(text, "", "", cell.line), site.where(cell.line)) if text else None
    return Domain(kind_of(site.type(type_ref, cell.line)), listed)


def _tests(table: Table, place: int, site: Site) -> Iterator[Test]:
    name = table.inputs[place].label or table.inputs[place].expression.text
    for row, rule in enumerate(table.rules, start=1):
        where = site.where(rule.tests[place].line, row=row, column=name)
        yield Test(site.tests(rule.tests[place], where), where)


def _ranks(table: Table, site: Site) -> Sequence[Rank]:
    """Give how important every row is, where the hit policy asks for it."""
    if table.hit_policy is not HitPolicy.PRIORITY:
        return ()
    columns = table.outputs
    domains = (
        [
            _domain(rule_cell, column.allowed, column.type_ref, site)
            for rule_cell, column in zip(table.rules[0].results, columns, strict=True)
        ]
        if table.rules
        else []
    )
    where = site.where(table.line)
    return [
        rank_of([site.expression(cell, where) for cell in rule.results], domains)
        for rule in table.rules
    ]


def _results(table: Table, site: Site) -> Iterator[Finding]:
    for place, column in enumerate(table.outputs):
        for row, rule in enumerate(table.rules, start=1):
            cell = rule.results[place]
            where = site.where(cell.line, row=row, column=column.label or column.name)
            compiled = site.expression(cell, where) if cell.text else None
            domain = _domain(cell, column.allowed, column.type_ref, site)
            if compiled:
                yield from in_result(compiled, domain, site.names, where)
