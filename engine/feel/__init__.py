"""FEEL 1.5, the expression language of DMN: text in, value out; pure, budgeted, deterministic."""

from engine.feel.api import (
    Expression,
    UnaryTests,
    compile_unary,
    evaluate,
    unary,
)
from engine.feel.api import compile_expression as compile  # noqa: A004  the name callers know
from engine.feel.budget import Budget
from engine.feel.checking import check
from engine.feel.comparing import equal
from engine.feel.conforming import coerce, conforms
from engine.feel.findings import BudgetExceeded, FeelError, FeelSyntaxError, Finding, NoValue
from engine.feel.functions import invoke
from engine.feel.parser.types import type_of_text as parse_type
from engine.feel.scope import Scope
from engine.feel.settling import settled
from engine.feel.texts import text_of
from engine.feel.types import (
    ANY,
    BOOLEAN,
    DATE,
    DATE_AND_TIME,
    DAYS_AND_TIME,
    NULL,
    NUMBER,
    STRING,
    TIME,
    YEARS_AND_MONTHS,
    Allowed,
    ContextOf,
    FunctionOf,
    ListOf,
    RangeOf,
    Type,
)
from engine.feel.values import Function, Parameter, Range, Value, kind, read

__all__ = [
    "ANY",
    "BOOLEAN",
    "DATE",
    "DATE_AND_TIME",
    "DAYS_AND_TIME",
    "NULL",
    "NUMBER",
    "STRING",
    "TIME",
    "YEARS_AND_MONTHS",
    "Allowed",
    "Budget",
    "BudgetExceeded",
    "ContextOf",
    "Expression",
    "FeelError",
    "FeelSyntaxError",
    "Finding",
    "Function",
    "FunctionOf",
    "ListOf",
    "NoValue",
    "Parameter",
    "Range",
    "RangeOf",
    "Scope",
    "Type",
    "UnaryTests",
    "Value",
    "check",
    "coerce",
    "compile",
    "compile_unary",
    "conforms",
    "equal",
    "evaluate",
    "invoke",
    "kind",
    "parse_type",
    "read",
    "settled",
    "text_of",
    "unary",
]
