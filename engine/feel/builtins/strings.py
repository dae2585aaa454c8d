"""Built-ins on strings (DMN 1.5 §10.3.4.3)."""

from decimal import Decimal

from engine.feel.builtins.registry import builtin
from engine.feel.findings import NoValue
from engine.feel.patterns import Pattern, compile_pattern
from engine.feel.scope import Scope
from engine.feel.texts import LETTERS_A_STEP, charged
from engine.feel.values import Value, items

# A match takes at most the length of the text times the size of the compiled pattern.
LETTERS_TIMES_SIZE_A_STEP = 4_000
SIZE_A_STEP = 2
PATTERN_STEPS = 3
FIRST_USE_STEPS = 30


def charge_text(scope: Scope, *texts: str) -> None:
    """Charge for reading or writing texts."""
    scope.budget.charge(sum(map(len, texts)) // LETTERS_A_STEP)


def pattern_for(scope: Scope, string: str, pattern: str, flags: str | None = None) -> Pattern:
    """Compile a pattern and charge for using it once on a string."""
    compiled = compile_pattern(pattern, flags or "")
    scope.budget.charge(len(string) * compiled.size // LETTERS_TIMES_SIZE_A_STEP)
    paid = scope.evaluation.patterns
    if pattern not in paid:
        paid.add(pattern)
        scope.budget.charge(FIRST_USE_STEPS + compiled.size // SIZE_A_STEP)
    return compiled


@builtin(
    "substring(string: string, start position: number, length?: number) -> string",
    example='substring("foobar", 3, 2)',
    gives='"ob"',
)
def substring(scope: Scope, string: str, start: Decimal, length: Decimal | None = None) -> str:
    """Give the part of a string from a position on, which counts from 1, or backwards from -1."""
    charge_text(scope, string)
    size, position = len(string), int(start)
    if not 1 <= abs(position) <= size:
        raise NoValue("no_such_position", position=position, size=size)
    first = position - 1 if position > 0 else size + position
    if length is None:
        return string[first:]
    if length < 1:
        raise NoValue("length_below_one")
    return string[first : first + int(min(length, Decimal(size)))]


@builtin("string length(string: string) -> number", example='string length("foo")', gives="3")
def string_length(string: str) -> Decimal:
    """Count the characters of a string."""
    return Decimal(len(string))


@builtin("upper case(string: string) -> string", example='upper case("aBc4")', gives='"ABC4"')
def upper_case(scope: Scope, string: str) -> str:
    """Write a string in capitals."""
    charge_text(scope, string)
    return string.upper()


@builtin("lower case(string: string) -> string", example='lower case("aBc4")', gives='"abc4"')
def lower_case(scope: Scope, string: str) -> str:
    """Write a string in small letters."""
    charge_text(scope, string)
    return string.lower()


@builtin(
    "substring before(string: string, match: string) -> string",
    example='substring before("foobar", "bar")',
    gives='"foo"',
)
def substring_before(scope: Scope, string: str, match: str) -> str:
    """Give what stands before the first match, or an empty string."""
    charge_text(scope, string)
    return string[: max(string.find(match), 0)]


@builtin(
    "substring after(string: string, match: string) -> string",
    example='substring after("foobar", "ob")',
    gives='"ar"',
)
def substring_after(scope: Scope, string: str, match: str) -> str:
    """Give what stands after the first match, or an empty string."""
    charge_text(scope, string)
    return string.partition(match)[2] if match else string


@builtin(
    "contains(string: string, match: string) -> boolean",
    example='contains("foobar", "of")',
    gives="false",
)
def contains(scope: Scope, string: str, match: str) -> bool:
    """Tell whether a string holds another."""
    charge_text(scope, string)
    return match in string


@builtin(
    "starts with(string: string, match: string) -> boolean",
    example='starts with("foobar", "fo")',
    gives="true",
)
def starts_with(string: str, match: str) -> bool:
    """Tell whether a string begins with another."""
    return string.startswith(match)


@builtin(
    "ends with(string: string, match: string) -> boolean",
    example='ends with("foobar", "r")',
    gives="true",
)
def ends_with(string: str, match: str) -> bool:
    """Tell whether a string ends with another."""
    return string.endswith(match)


@builtin(
    "matches(input: string, pattern: string, flags?: string) -> boolean",
    example='matches("foobar", "^fo*bar")',
    gives="true",
)
def matches(scope: Scope, string: str, pattern: str, flags: str | None = None) -> bool:
    """Tell whether a pattern occurs in a string."""
    return pattern_for(scope, string, pattern, flags).search(string)


@builtin(
    "replace(input: string, pattern: string, replacement: string, flags?: string) -> string",
    example='replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")',
    gives='"[1=ab][2=]cd"',
)
def replace(
    scope: Scope, string: str, pattern: str, replacement: str, flags: str | None = None
) -> str:
    """Replace every occurrence of a pattern; `$1` stands for its first group."""
    found = pattern_for(scope, string, pattern, flags)
    return "".join(charged(found.replace(string, replacement), scope.budget, PATTERN_STEPS))


@builtin(
    "split(string: string, delimiter: string) -> list<string>",
    example='split("John Doe", "\\s")',
    gives='["John", "Doe"]',
)
def split(scope: Scope, string: str, delimiter: str) -> list[str]:
    """Cut a string wherever a pattern occurs."""
    found = pattern_for(scope, string, delimiter)
    return list(charged(found.split(string), scope.budget, PATTERN_STEPS))


@builtin(
    "extract(string: string, pattern: string) -> list<string>",
    example='extract("this is 1234 and 567", "[0-9]+")',
    gives='["1234", "567"]',
)
def extract(scope: Scope, string: str, pattern: str) -> list[str]:
    """Give every occurrence of a pattern."""
    found = pattern_for(scope, string, pattern)
    return list(charged(found.find(string), scope.budget, PATTERN_STEPS))


@builtin(
    "string join(list: list, delimiter?: string) -> string",
    "string join(list: list, delimiter: Null) -> string",
    "string join(list: list, delimiter: string, prefix: string, suffix: string) -> string",
    example='string join(["a", null, "c"], "-")',
    gives='"a-c"',
)
def string_join(
    scope: Scope, values: list[Value], delimiter: str | None = None, *around: str
) -> str:
    """Join the strings of a list, leaving nulls out."""
    texts = [value for value in items(values) if value is not None]
    if not all(isinstance(text, str) for text in texts):
        raise NoValue("not_all_strings")
    prefix, suffix = around or ("", "")
    size = sum(map(len, texts)) + len(delimiter or "") * len(texts)
    scope.budget.charge(len(values) + size // LETTERS_A_STEP)
    return prefix + (delimiter or "").join(texts) + suffix


@builtin("trim(string: string) -> string", example='trim("  hello world  ")', gives='"hello world"')
def trim(scope: Scope, string: str) -> str:
    """Take the blanks away at both ends."""
    charge_text(scope, string)
    return string.strip()


@builtin("is blank(string: string) -> boolean", example='is blank("  ")', gives="true")
def is_blank(scope: Scope, string: str) -> bool:
    """Tell whether a string holds nothing but blanks."""
    charge_text(scope, string)
    return not string.strip()
