"""A decision as a page draws it: what it has to be told, and its table as written."""

from collections.abc import Container

from api.values import plain
from engine.dmn import Input, Model
from engine.dmn.boxed import Cell, Rule, Table
from engine.dmn.model import Decision
from engine.feel.types import name_of

Drawing = dict[str, object]


def drawn(decision: Decision, model: Model, functions: Container[str]) -> Drawing:
    """Draw a decision; names of functions are not asked for."""
    table = decision.logic if isinstance(decision.logic, Table) else None
    inputs = model.inputs(decision.id or decision.name, functions=functions)
    return {
        "id": decision.id,
        "name": decision.name,
        "inputs": [input_of(each) for each in inputs],
        "table": table and table_of(table),
    }


def input_of(given: Input) -> Drawing:
    """Draw what has to be handed in, with the values it may take and those tables speak of."""
    return {
        "name": given.name,
        "label": given.label or given.name,
        "type": name_of(given.type),
        "allowed": [plain(value) for value in given.allowed],
        "mentioned": [plain(value) for value in given.mentioned],
    }


def table_of(table: Table) -> Drawing:
    """Draw a table as it is written."""
    return {
        "id": table.id,
        "hit_policy": table.hit_policy.value,
        "aggregation": table.aggregation and table.aggregation.value,
        "inputs": [
            {"name": column.label or column.expression.text, "expression": column.expression.text}
            for column in table.inputs
        ],
        "outputs": [
            {"name": column.label or column.name, "expression": column.name}
            for column in table.outputs
        ],
        "rules": [rule_of(rule) for rule in table.rules],
    }


def rule_of(rule: Rule) -> Drawing:
    """Draw a row."""
    return {
        "id": rule.id,
        "tests": texts_of(rule.tests),
        "results": texts_of(rule.results),
        "notes": list(rule.notes),
    }


def texts_of(cells: tuple[Cell, ...]) -> list[str]:
    """Give the texts of cells."""
    return [cell.text for cell in cells]
