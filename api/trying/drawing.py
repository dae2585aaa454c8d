"""A decision as a page draws it: what it has to be told, and its table as written."""

from collections.abc import Iterator

from engine.dmn import Model
from engine.dmn.boxed import Cell, Rule, Table
from engine.dmn.model import Decision, Definitions, InputData, Knowledge
from engine.feel import FeelError, evaluate

Drawing = dict[str, object]


def drawn(decision: Decision, model: Model) -> Drawing:
    """Draw a decision."""
    table = decision.logic if isinstance(decision.logic, Table) else None
    needed = sorted(needs_of(decision, model.definitions), key=lambda each: each.line)
    return {
        "id": decision.id,
        "name": decision.name,
        "inputs": [input_of(each, model.definitions) for each in needed],
        "table": table and table_of(table),
    }


def needs_of(decision: Decision, definitions: Definitions) -> set[InputData]:
    """Give the input data that a decision rests on, also through other decisions."""
    elements = {element.id: element for element in definitions.elements()}
    found: set[InputData] = set()
    seen: set[str] = set()
    open_ids = [decision.id]
    while open_ids:
        element = elements.get(open_ids.pop())
        if element is None or element.id in seen:
            continue
        seen.add(element.id)
        if isinstance(element, InputData):
            found.add(element)
        elif isinstance(element, Decision):
            open_ids += [href.id for href in element.needs + element.knows]
        elif isinstance(element, Knowledge):
            open_ids += [href.id for href in element.knows]
    return found


def input_of(data: InputData, definitions: Definitions) -> Drawing:
    """Draw what has to be handed in, with the values it may take where the file lists them."""
    listed = (item.allowed for item in definitions.items if item.name == data.type_ref)
    tested = (
        column.allowed.text
        for decision in definitions.decisions
        if isinstance(decision.logic, Table)
        for column in decision.logic.inputs
        if column.allowed and column.expression.text == data.name
    )
    allowed = next(filter(None, (*listed, *tested)), "")
    return {"name": data.name, "type": data.type_ref, "options": list(options_of(allowed))}


def options_of(allowed: str) -> Iterator[str]:
    """Give the texts among the values that are allowed; a range gives none."""
    try:
        values = evaluate(f"[{allowed}]")
    except FeelError:
        return
    yield from (each for each in values if isinstance(each, str))


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
