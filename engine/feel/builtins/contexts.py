"""Built-ins on contexts (DMN 1.5 §10.3.4.7)."""

from collections.abc import Mapping, Sequence

from engine.feel.builtins.lists import charge_copy
from engine.feel.builtins.registry import builtin
from engine.feel.findings import NoValue
from engine.feel.scope import Scope
from engine.feel.values import Value, is_context, items, kind, read

Context = Mapping[str, Value]


@builtin(
    "get value(m: context, key: string) -> Any",
    example='get value({key1: "value1"}, "key1")',
    gives='"value1"',
)
def get_value(context: Context, key: str) -> Value:
    """Give the value of a key."""
    return read(context.get(key))


@builtin(
    "get value(context: context, keys: list<string>) -> Any",
    example='get value({a: {b: 1}}, ["a", "b"])',
    gives="1",
)
def get_nested_value(context: Context, keys: Sequence[str]) -> Value:
    """Give the value at the end of a path of keys."""
    found: Value = context if keys else None
    for key in items(keys):
        found = read(found.get(key)) if is_context(found) else None
    return found


@builtin(
    "get entries(m: context) -> list",
    example='get entries({key1: "value1"})',
    gives='[{key: "key1", value: "value1"}]',
)
def get_entries(scope: Scope, context: Context) -> list[Context]:
    """Give the entries as a list of contexts with `key` and `value`."""
    scope.budget.charge(len(context))
    return [{"key": key, "value": read(value)} for key, value in context.items()]


@builtin(
    "context(entries: list<context>) -> context",
    example='context([{key: "a", value: 1}])',
    gives="{a: 1}",
)
def context_of(scope: Scope, entries: Sequence[Context]) -> Context:
    """Make a context of a list of entries with `key` and `value`."""
    charge_copy(scope, len(entries))
    made: dict[str, Value] = {}
    for entry in items(entries):
        key = entry.get("key") if entry else None
        if not isinstance(key, str) or "value" not in entry:
            raise NoValue("no_entry")
        if key in made:
            raise NoValue("key_twice", name=key)
        made[key] = read(entry["value"])
    return made


@builtin(
    "context put(context: context, key: string, value: Any) -> context",
    example='context put({x: 1}, "y", 2)',
    gives="{x: 1, y: 2}",
)
def context_put(scope: Scope, context: Context, key: str, value: Value) -> Context:
    """Add an entry, or put another value at its key."""
    charge_copy(scope, len(context))
    return {**context, key: value}


@builtin(
    "context put(context: context, keys: list<string>, value: Any) -> context",
    example='context put({x: 1, y: {a: 0}}, ["y", "a"], 2)',
    gives="{x: 1, y: {a: 2}}",
)
def context_put_nested(
    scope: Scope, context: Context, keys: Sequence[str], value: Value
) -> Context:
    """Put a value at the end of a path of keys."""
    return _put(scope, context, list(items(keys)), value)


def _put(scope: Scope, context: Context, keys: Sequence[Value], value: Value) -> Context:
    if not keys or not isinstance(keys[0], str):
        raise NoValue("no_keys")
    charge_copy(scope, len(context), len(keys))
    key, *rest = keys
    if not rest:
        return {**context, key: value}
    inner = read(context.get(key))
    if not is_context(inner):
        raise NoValue("path_ends", name=key, kind=kind(inner))
    with scope.budget:
        return {**context, key: _put(scope, inner, rest, value)}


@builtin(
    "context merge(contexts: list<context>) -> context",
    example="context merge([{x: 1}, {y: 2}])",
    gives="{x: 1, y: 2}",
)
def context_merge(scope: Scope, contexts: Sequence[Context]) -> Context:
    """Join contexts into one; of two values of a key the later counts."""
    made: dict[str, Value] = {}
    for context in items(contexts):
        if context is None:
            raise NoValue("no_entry")
        charge_copy(scope, len(context))
        made.update(context)
    return made
