"""The tree of a FEEL text, as thin as lint and the compiler allow."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal

from engine.feel.types import Type


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of a text; `position` is its offset."""

    position: int


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A number, a string, `true`, `false` or `null`."""

    value: Decimal | str | bool | None


@dataclass(frozen=True, slots=True)
class AtLiteral(Node):
    """A temporal value: `@"2026-11-20"`."""

    text: str


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A variable or function by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Path(Node):
    """`base.member`."""

    base: Node
    member: str


@dataclass(frozen=True, slots=True)
class Filter(Node):
    """`base[condition]`."""

    base: Node
    condition: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    """`function(arguments)`; `names` where the arguments are named."""

    function: Node
    arguments: tuple[Node, ...]
    names: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class ListNode(Node):
    """`[items]`."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Entry(Node):
    """`name: value` in a context."""

    name: str
    value: Node


@dataclass(frozen=True, slots=True)
class ContextNode(Node):
    """`{entries}`."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class RangeNode(Node):
    """`[low..high)`."""

    low: Node
    high: Node
    low_included: bool
    high_included: bool


@dataclass(frozen=True, slots=True)
class HalfRange(Node):
    """`(> end)`: a range written as a comparison."""

    operator: str
    end: Node


@dataclass(frozen=True, slots=True)
class Negation(Node):
    """`-operand`."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Step(Node):
    """An operator and its right operand in a chain."""

    operator: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """A chain of operators of one precedence, from left to right: `a + b - c`."""

    first: Node
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """`left operator right`."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Between(Node):
    """`value between low and high`."""

    value: Node
    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class Test(Node):
    """One unary test that begins with an operator: `< 5`."""

    operator: str
    operand: Node


@dataclass(frozen=True, slots=True)
class In(Node):
    """`value in (tests)`."""

    value: Node
    tests: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Logic(Node):
    """`a and b and c`, or the same with `or`."""

    operator: str
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class If(Node):
    """`if condition then yes else no`."""

    condition: Node
    yes: Node
    no: Node


@dataclass(frozen=True, slots=True)
class Iteration(Node):
    """`name in domain`, or `name in domain..end`."""

    name: str
    domain: Node
    end: Node | None


@dataclass(frozen=True, slots=True)
class For(Node):
    """`for iterations return body`."""

    iterations: tuple[Iteration, ...]
    body: Node


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """`some` or `every` `iterations satisfies body`."""

    quantifier: str
    iterations: tuple[Iteration, ...]
    body: Node


@dataclass(frozen=True, slots=True)
class Formal(Node):
    """A parameter of a function definition."""

    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class Lambda(Node):
    """`function(parameters) body`."""

    parameters: tuple[Formal, ...]
    body: Node


@dataclass(frozen=True, slots=True)
class External(Node):
    """`function(parameters) external {...}`: read, and refused when called."""

    parameters: tuple[Formal, ...]


@dataclass(frozen=True, slots=True)
class InstanceOf(Node):
    """`value instance of type`."""

    value: Node
    type: Type


@dataclass(frozen=True, slots=True)
class Tests(Node):
    """Unary tests; `negated` for `not(...)`. No tests at all means `-`: anything matches."""

    tests: tuple[Node, ...]
    negated: bool


def children(node: Node) -> Iterator[Node]:
    """Give the parts of a node, from left to right."""
    for field in fields(node):
        part = getattr(node, field.name)
        if isinstance(part, Node):
            yield part
        elif isinstance(part, tuple):
            yield from (piece for piece in part if isinstance(piece, Node))


def walk(node: Node) -> Iterator[Node]:
    """Give a node and everything in it."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(children(node))
