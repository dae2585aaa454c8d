"""The constants a cell of tests speaks of, where it speaks of nothing else."""

from collections.abc import Callable, Iterable, Mapping

from engine.feel import Value, nodes, temporal

MAKERS: Mapping[str, Callable[[str], Value]] = {
    "date": temporal.parse_date,
    "time": temporal.parse_time,
    "date and time": temporal.parse_date_and_time,
    "duration": temporal.parse_duration,
}
Constants = tuple[Value, ...]


def constants_of(node: nodes.Node) -> Constants | None:
    """Give the constants that a cell compares its input with.

    Between two neighbouring constants such a cell says the same of every value. None means that
    the cell also reads names, calls functions or calculates.
    """
    match node:
        case nodes.Tests(tests=parts) | nodes.ListNode(items=parts):
            return _joined(parts)
        case nodes.RangeNode(low=low, high=high):
            return _without_text(_joined((low, high)))
        case nodes.Test(operator="=" | "!=", operand=end):
            return constants_of(end)
        case nodes.Test(operand=end) | nodes.HalfRange(end=end):
            return _without_text(constants_of(end))
        case _:
            return constant_of(node)


def constant_of(node: nodes.Node) -> Constants | None:
    """Give the value a node writes down: None where it is no constant."""
    match node:
        case nodes.Literal(value=value):
            return (value,)
        case nodes.Negation(operand=nodes.Literal(value=value)) if value is not None:
            return (-value,) if not isinstance(value, str | bool) else None
        case nodes.AtLiteral(text=text):
            return _known(temporal.at_literal(text))
        case nodes.Call(
            function=nodes.Name(name=name), arguments=(nodes.Literal(value=str(text)),)
        ) if name in MAKERS:
            return _known(MAKERS[name](text))
    return None


def _without_text(constants: Constants | None) -> Constants | None:
    """Leave out texts in alphabetical order: what lies between two of them is not told here."""
    if constants is None or any(isinstance(value, str) for value in constants):
        return None
    return constants


def _known(value: Value) -> Constants | None:
    return None if value is None else (value,)


def _joined(parts: Iterable[nodes.Node]) -> Constants | None:
    found = [constants_of(part) for part in parts]
    if any(constants is None for constants in found):
        return None
    return tuple(value for constants in found if constants for value in constants)
