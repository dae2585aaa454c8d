"""Built-ins that write values as JSON and read them back: Camunda's additions of 8.9."""

import json
from collections.abc import Iterator
from decimal import Decimal

from engine.feel import temporal
from engine.feel.budget import Budget
from engine.feel.builtins.registry import builtin
from engine.feel.findings import NoValue
from engine.feel.numbers import number_text, read_number
from engine.feel.scope import Scope
from engine.feel.settling import settled
from engine.feel.texts import LETTERS_A_STEP, charged
from engine.feel.values import Value, is_context, is_list, kind, read


@builtin(
    "to json(value: Any) -> string",
    example="to json({ok: true, n: [1, 2]})",
    gives='"{\\"ok\\":true,\\"n\\":[1,2]}"',
)
def to_json(scope: Scope, value: Value) -> str:
    """Write a value as JSON; dates, times and durations as their text."""
    return "".join(charged(_pieces(value, scope.budget), scope.budget))


@builtin(
    "from json(value: string) -> Any",
    example='from json("{\\"n\\": 1.50}").n',
    gives="1.5",
)
def from_json(scope: Scope, text: str) -> Value:
    """Read JSON; numbers stay exact."""
    scope.budget.charge(1 + 4 * len(text) // LETTERS_A_STEP)
    try:
        value = json.loads(
            text, parse_int=read_number, parse_float=read_number, parse_constant=read_number
        )
    except (ValueError, RecursionError):
        raise NoValue("no_json", text=text[:40]) from None
    return settled(value, scope.budget)


def _pieces(value: Value, budget: Budget) -> Iterator[str]:
    value = read(value)
    if is_list(value):
        with budget:
            yield "["
            for place, item in enumerate(value):
                yield "," if place else ""
                yield from _pieces(item, budget)
            yield "]"
    elif is_context(value):
        with budget:
            yield "{"
            for place, (name, entry) in enumerate(value.items()):
                yield ("," if place else "") + _string(name) + ":"
                yield from _pieces(entry, budget)
            yield "}"
    else:
        yield _scalar(value)


def _scalar(value: Value) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, str):
        return _string(value)
    if temporal.kind(value) is None:
        raise NoValue("no_json_form", kind=kind(value))
    return _string(temporal.text(value))


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
