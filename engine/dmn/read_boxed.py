"""From XML to boxed expressions."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TypeVar

from engine.dmn.boxed import (
    Aggregation,
    Boxed,
    Cell,
    Conditional,
    ContextOf,
    Entry,
    Filter,
    FunctionOf,
    HitPolicy,
    InputColumn,
    Invocation,
    Iteration,
    ListOf,
    Literal,
    Loop,
    OutputColumn,
    Relation,
    Rule,
    Table,
)
from engine.dmn.errors import DmnError
from engine.dmn.xml import Node

MAX_RULES = 5_000
FEEL_NAMESPACES = ("http://www.omg.org/spec/FEEL/", "https://www.omg.org/spec/DMN/")
Word = TypeVar("Word", bound=StrEnum)


def read_boxed(node: Node) -> Boxed | None:
    """Read the expression that stands in an element, if any does."""
    found = node.child(*READERS)
    return READERS[found.name](found) if found else None


def _read_required(node: Node, part: str) -> Boxed:
    """Read the expression of a part that may not be missing.

    Raises:
        DmnError: The part or its expression is missing.
    """
    inside = node.child(part)
    boxed = read_boxed(inside) if inside else None
    if boxed is None:
        raise DmnError("part_missing", {"part": part}, element=node.name, line=node.line)
    return boxed


def type_ref_of(node: Node) -> str:
    """Read the type an element names, as attribute or, in an item definition, as child."""
    written = node.get("typeRef") or node.child_text("typeRef")
    prefix, colon, local = written.partition(":")
    if not colon:
        return written
    # DMN 1.1 wrote qualified names: feel:number, my:tPerson.
    namespace = node.prefixes.get(prefix, "")
    return local if namespace.startswith(FEEL_NAMESPACES) else f"{{{namespace}}}{local}"


def cell_of(node: Node) -> Cell:
    """Read one FEEL text."""
    text = node.child_text("text")
    return Cell(text, type_ref_of(node), node.get("expressionLanguage"), node.line)


def word_of(words: type[Word], node: Node, attribute: str, default: str) -> Word:
    """Read an attribute that must be one of a few words.

    Raises:
        DmnError: It is another word.
    """
    written = node.get(attribute) or default
    try:
        return words(written)
    except ValueError as error:
        facts = {"word": written, "words": ", ".join(words)}
        raise DmnError(
            "unknown_word", facts, element=node.get("id", node.name), line=node.line
        ) from error


def parameters_of(node: Node) -> tuple[tuple[str, str], ...]:
    """Read formal parameters: name and type."""
    found = node.all("formalParameter", "parameters")
    return tuple((parameter.get("name"), type_ref_of(parameter)) for parameter in found)


def _read_literal(node: Node) -> Boxed:
    return Literal(cell_of(node))


def _read_context(node: Node) -> Boxed:
    entries = []
    for child in node.all("contextEntry"):
        variable = child.child("variable")
        name = variable.get("name") if variable else ""
        type_ref = type_ref_of(variable) if variable else ""
        entries.append(Entry(name, type_ref, read_boxed(child)))
    return ContextOf(tuple(entries), type_ref_of(node))


def _read_list(node: Node) -> Boxed:
    items = tuple(READERS[child.name](child) for child in node.all(*READERS))
    return ListOf(items, type_ref_of(node))


def _read_relation(node: Node) -> Boxed:
    columns = tuple((column.get("name"), type_ref_of(column)) for column in node.all("column"))
    rows = tuple(
        tuple(READERS[child.name](child) for child in row.all(*READERS)) for row in node.all("row")
    )
    return Relation(columns, rows, type_ref_of(node))


def read_function(node: Node) -> FunctionOf:
    """Read a boxed function, or the logic of a business knowledge model."""
    return FunctionOf(
        parameters=parameters_of(node),
        body=read_boxed(node),
        kind=node.get("kind", "FEEL"),
        type_ref=type_ref_of(node),
        line=node.line,
    )


def _read_invocation(node: Node) -> Boxed:
    function = read_boxed(node)
    if function is None:
        raise DmnError("part_missing", {"part": "literalExpression"}, line=node.line)
    bindings = []
    for binding in node.all("binding"):
        parameter = binding.child("parameter")
        bindings.append((parameter.get("name") if parameter else "", read_boxed(binding)))
    return Invocation(function, tuple(bindings), type_ref_of(node))


def _read_conditional(node: Node) -> Boxed:
    return Conditional(
        _read_required(node, "if"),
        _read_required(node, "then"),
        _read_required(node, "else"),
        type_ref_of(node),
    )


def _read_filter(node: Node) -> Boxed:
    return Filter(_read_required(node, "in"), _read_required(node, "match"), type_ref_of(node))


def _read_iteration(node: Node) -> Boxed:
    loop = Loop(node.name)
    return Iteration(
        loop=loop,
        variable=node.get("iteratorVariable"),
        source=_read_required(node, "in"),
        body=_read_required(node, "return" if loop is Loop.FOR else "satisfies"),
        type_ref=type_ref_of(node),
    )


def _read_table(node: Node) -> Boxed:
    rules = node.all("rule")
    if len(rules) > MAX_RULES:
        facts = {"count": len(rules), "most": MAX_RULES}
        raise DmnError("too_many_rules", facts, element=node.get("id"), line=node.line)
    inputs = tuple(_read_input(child) for child in node.all("input"))
    outputs = tuple(_read_output(child) for child in node.all("output"))
    aggregation = node.get("aggregation")
    return Table(
        id=node.get("id"),
        hit_policy=word_of(HitPolicy, node, "hitPolicy", HitPolicy.UNIQUE),
        aggregation=word_of(Aggregation, node, "aggregation", "") if aggregation else None,
        inputs=inputs,
        outputs=outputs,
        rules=tuple(_read_rule(rule, len(inputs), len(outputs)) for rule in rules),
        type_ref=type_ref_of(node),
        line=node.line,
    )


def _read_input(node: Node) -> InputColumn:
    expression, allowed = node.child("inputExpression"), node.child("inputValues")
    if expression is None:
        facts = {"part": "inputExpression"}
        raise DmnError("part_missing", facts, element=node.get("id", node.name), line=node.line)
    return InputColumn(
        node.get("label"), cell_of(expression), cell_of(allowed) if allowed else None
    )


def _read_output(node: Node) -> OutputColumn:
    allowed, default = node.child("outputValues"), node.child("defaultOutputEntry")
    return OutputColumn(
        name=node.get("name"),
        label=node.get("label"),
        type_ref=type_ref_of(node),
        allowed=cell_of(allowed) if allowed else None,
        default=cell_of(default) if default else None,
    )


def _read_rule(node: Node, inputs: int, outputs: int) -> Rule:
    tests = tuple(cell_of(cell) for cell in node.all("inputEntry"))
    results = tuple(cell_of(cell) for cell in node.all("outputEntry"))
    if (len(tests), len(results)) != (inputs, outputs):
        facts = {"tests": len(tests), "results": len(results), "inputs": inputs, "outputs": outputs}
        raise DmnError("rule_shape", facts, element=node.get("id", node.name), line=node.line)
    notes = [entry.child_text("text") for entry in node.all("annotationEntry")]
    return Rule(
        id=node.get("id"),
        tests=tests,
        results=results,
        notes=tuple(filter(None, [*notes, node.child_text("description")])),
        line=node.line,
    )


READERS: Mapping[str, Callable[[Node], Boxed]] = {
    "literalExpression": _read_literal,
    "context": _read_context,
    "list": _read_list,
    "relation": _read_relation,
    "functionDefinition": read_function,
    "invocation": _read_invocation,
    "conditional": _read_conditional,
    "filter": _read_filter,
    "for": _read_iteration,
    "some": _read_iteration,
    "every": _read_iteration,
    "decisionTable": _read_table,
}
