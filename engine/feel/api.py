"""The calls of FEEL: compile, evaluate, unary tests."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache

from engine.feel.budget import Budget
from engine.feel.builtins import BUILTINS
from engine.feel.compiler import compile_tree
from engine.feel.findings import FeelSyntaxError
from engine.feel.free_names import INPUT, paths_used
from engine.feel.parser import (
    Parsed,
    parse_expression,
    parse_tests,
    special_names,
    special_names_in,
)
from engine.feel.scope import Scope, make_scope
from engine.feel.settling import settled
from engine.feel.types import Type
from engine.feel.values import Function, Value, read

BUILTIN_NAMES = special_names(BUILTINS)
NO_NAMES: frozenset[str] = frozenset()
TEXTS_KEPT = 4096
Types = tuple[tuple[str, Type], ...]


class Compiled:
    """A text that was read, and is ready to run in any scope."""

    def __init__(self, text: str, parsed: Parsed) -> None:
        self.text = text
        self.tree = parsed.tree
        self.ambiguous = parsed.ambiguous
        self.bracketed = parsed.bracketed

    @property
    def names_used(self) -> frozenset[str]:
        """Give the names the text takes from its scope; built-ins it calls are not among them."""
        return frozenset(path[0] for path in self.paths_used)

    @property
    def paths_used(self) -> frozenset[tuple[str, ...]]:
        """Give the same with the members taken: `case.place` is `("case", "place")`."""
        return paths_used(self.tree)


class Expression(Compiled):
    """A compiled expression; `run(scope)` gives its value."""

    def __init__(self, text: str, parsed: Parsed) -> None:
        super().__init__(text, parsed)
        self.run = compile_tree(parsed.tree)


class UnaryTests(Compiled):
    """Compiled unary tests; only True is a match."""

    def __init__(self, text: str, parsed: Parsed) -> None:
        super().__init__(text, parsed)
        self.judge = compile_tree(parsed.tree)

    def run(self, scope: Scope, value: Value) -> bool | None:
        """Judge a value, which the tests may call `?`."""
        inner = make_scope({INPUT: read(value)}, scope, scope.evaluation)
        verdict: bool | None = self.judge(inner)
        return verdict


@lru_cache(TEXTS_KEPT)
def expression_of(text: str, names: frozenset[str], types: Types) -> Expression:
    """Read an expression, once for the same text, special names and types."""
    return Expression(text, parse_expression(text, BUILTIN_NAMES | names, dict(types)))


@lru_cache(TEXTS_KEPT)
def unary_tests_of(text: str, names: frozenset[str], types: Types) -> UnaryTests:
    """Read unary tests, once for the same text, special names and types."""
    return UnaryTests(text, parse_tests(text, BUILTIN_NAMES | names, dict(types)))


def compile_expression(
    text: str,
    names: Iterable[str] = (),
    functions: Mapping[str, Function] | None = None,
    *,
    types: Mapping[str, Type] | None = None,
) -> Expression:
    """Read an expression in which the given names, functions and types are known.

    Raises:
        FeelSyntaxError: The text is no expression.
    """
    return expression_of(text, _known(names, functions), tuple((types or {}).items()))


def compile_unary(
    text: str,
    names: Iterable[str] = (),
    functions: Mapping[str, Function] | None = None,
    *,
    types: Mapping[str, Type] | None = None,
) -> UnaryTests:
    """Read unary tests in which the given names, functions and types are known.

    Raises:
        FeelSyntaxError: The text is no unary tests.
    """
    return unary_tests_of(text, _known(names, functions), tuple((types or {}).items()))


def _known(names: Iterable[str], functions: Mapping[str, Function] | None) -> frozenset[str]:
    return special_names(names) | special_names_in(functions)


def evaluate(
    text: str,
    context: Mapping[str, Value] | None = None,
    *,
    now: datetime | None = None,
    functions: Mapping[str, Function] | None = None,
    budget: Budget | None = None,
    types: Mapping[str, Type] | None = None,
) -> Value:
    """Give the value of an expression in a context; what goes wrong is null.

    Raises:
        FeelSyntaxError: The text is no expression.
        BudgetExceeded: It asks for too much work.
    """
    scope = Scope(context, now=now, functions=functions, budget=budget)
    expression = fitting_expression(text, context, functions, tuple(types.items()) if types else ())
    return settled(expression.run(scope), scope.evaluation.budget)


def fitting_expression(
    text: str,
    context: Mapping[str, Value] | None,
    functions: Mapping[str, Function] | None,
    types: Types,
) -> Expression:
    """Read an expression; only if that may change it, look for special names in the context."""
    try:
        expression = expression_of(text, NO_NAMES, types)
        if not expression.ambiguous:
            return expression
    except FeelSyntaxError:
        pass  # unless the names of the context make sense of it, it is raised again
    names = special_names_in(context) | special_names_in(functions)
    return expression_of(text, names, types)


def unary(
    text: str,
    value: Value,
    context: Mapping[str, Value] | None = None,
    *,
    now: datetime | None = None,
    functions: Mapping[str, Function] | None = None,
    budget: Budget | None = None,
    types: Mapping[str, Type] | None = None,
) -> bool | None:
    """Judge a value by unary tests; only True is a match.

    Raises:
        FeelSyntaxError: The text is no unary tests.
        BudgetExceeded: It asks for too much work.
    """
    names = special_names_in(context) | special_names_in(functions)
    tests = unary_tests_of(text, names, tuple((types or {}).items()))
    return tests.run(Scope(context, now=now, functions=functions, budget=budget), value)
