"""The rules of form-js's validator, each a check of one value: the server judges as the page.

Source: form-js-viewer 1.23, `Validator`. Lengths are counted there in UTF-16 units of the trimmed
text, numbers compared exactly, patterns searched anywhere in the text.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Context, Decimal
from typing import Any

from engine.domain.findings import Finding
from engine.feel import Expression
from engine.feel.patterns import BROWSER, Pattern, compile_pattern
from forms.model import Check, Scene
from forms.values import WrongKind, decimal

Bound = Decimal | Expression
# Answers have 34 digits at most on either side of the point: nothing is rounded here.
EXACT = Context(prec=80)
# What `trim` of ECMAScript takes away (ECMA-262 §22.1.3.32): white space and line ends.
BLANKS = "\t\n\v\f\r \xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(
    map(chr, range(0x2000, 0x200B))
)
# HTML Living Standard §4.10.5.1.5, the e-mail state.
EMAIL = (
    r"^[a-zA-Z0-9.!#$%&'*+\/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
    r"(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$"
)


def validator_checks(
    component: Mapping[str, Any], label: str, bounds: Mapping[str, Bound]
) -> Iterator[Check]:
    """Give the checks of a component in the order in which form-js makes them."""
    rules = component.get("validate") or {}
    if component["type"] == "number":
        yield from number_checks(component, label)
    if rules.get("pattern"):
        message = rules.get("patternErrorMessage")
        pattern = compile_pattern(rules["pattern"], dialect=BROWSER)
        yield pattern_check(pattern, label, message)
    if rules.get("required"):
        yield required_check(label, component["type"])
    for name, make in BOUNDS.items():
        if name in bounds:
            yield make(bounds[name], label)
    if rules.get("validationType") == "email":
        yield shape_check(compile_pattern(EMAIL, dialect=BROWSER).search, label, "not_an_email")


def number_checks(component: Mapping[str, Any], label: str) -> Iterator[Check]:
    """Give the checks of a number's digits behind the point, and of its steps."""
    digits, step = component.get("decimalDigits"), component.get("increment")
    if digits is not None:
        yield digits_check(digits, label)
    if step:
        yield step_check(Decimal(str(step)), label)


def digits_check(most: int, label: str) -> Check:
    """Refuse a number with more digits behind the point."""

    def check(value: Any, _: Scene) -> Finding | None:
        if not value or -exponent(Decimal(value)) <= most:
            return None
        code = "forms.not_whole" if most == 0 else "forms.too_many_digits"
        return Finding(code, {"label": label, "most": most})

    return check


def exponent(number: Decimal) -> int:
    """Give the place of the last digit that is not zero, 0 for the units."""
    return int(EXACT.normalize(number).as_tuple().exponent)


def step_check(step: Decimal, label: str) -> Check:
    """Refuse a number that is no multiple of the step, and name the two nearest."""

    def check(value: Any, _: Scene) -> Finding | None:
        number = Decimal(value or 0)
        offset = EXACT.remainder(number, step)
        if not offset:
            return None
        lower = EXACT.subtract(number, offset)
        facts = {"label": label, "lower": lower, "upper": EXACT.add(lower, step)}
        return Finding("forms.not_a_step", facts)

    return check


def pattern_check(pattern: Pattern, label: str, message: str | None) -> Check:
    """Refuse a text in which the pattern does not occur, in the author's words if there are any."""

    def check(value: Any, _: Scene) -> Finding | None:
        if not value or pattern.search(value):
            return None
        if message:
            return Finding("forms.as_the_author_says", {"label": label, "message": message})
        return Finding("forms.not_of_the_pattern", {"label": label})

    return check


def shape_check(fits: Callable[[str], bool], label: str, code: str) -> Check:
    """Refuse a text that is not what its field is for."""

    def check(value: Any, _: Scene) -> Finding | None:
        return None if not value or fits(value) else Finding(f"forms.{code}", {"label": label})

    return check


def required_check(label: str, kind: str) -> Check:
    """Refuse nothing, an empty text or list, and a box that must be ticked."""
    code = {"checkbox": "forms.tick_required", "filepicker": "forms.file_required"}
    finding = Finding(code.get(kind, "forms.required"), {"label": label})

    def check(value: Any, _: Scene) -> Finding | None:
        return finding if value is None or value is False or value in ("", [], ()) else None

    return check if kind == "checkbox" else allowing_false(check)


def allowing_false(check: Check) -> Check:
    """Let False pass: outside a checkbox it is an answer like any other."""
    return lambda value, scene: None if value is False else check(value, scene)


def least(bound: Bound, label: str) -> Check:
    """Refuse a number below the bound."""
    return bound_check(bound, label, "too_small", lambda number, limit: number < limit)


def most(bound: Bound, label: str) -> Check:
    """Refuse a number above the bound."""
    return bound_check(bound, label, "too_large", lambda number, limit: number > limit)


def bound_check(
    bound: Bound, label: str, code: str, breaks: Callable[[Decimal, Decimal], bool]
) -> Check:
    """Compare a number exactly; a bound that is computed and comes to nothing does not bind."""

    def check(value: Any, scene: Scene) -> Finding | None:
        if value is None:
            return None
        limit = limit_of(bound, scene)
        if limit is None:
            return None
        if not isinstance(limit, Decimal):
            return Finding("forms.bound_unreadable", {"label": label})
        if breaks(Decimal(value), limit):
            return Finding(f"forms.{code}", {"label": label, "limit": limit})
        return None

    return check


def limit_of(bound: Bound, scene: Scene) -> object:
    """Give the bound as it is now; text that writes a number is one, as in the browser."""
    found = bound.run(scene.scope) if isinstance(bound, Expression) else bound
    if not isinstance(found, str):
        return found
    try:
        return decimal(found)
    except WrongKind:
        return found


def shortest(bound: Bound, label: str) -> Check:
    """Refuse a text shorter than the bound."""
    return length_check(bound, label, "too_short", lambda length, limit: length < limit)


def longest(bound: Bound, label: str) -> Check:
    """Refuse a text longer than the bound."""
    return length_check(bound, label, "too_long", lambda length, limit: length > limit)


def length_check(
    bound: Bound, label: str, code: str, breaks: Callable[[int, Decimal], bool]
) -> Check:
    """Compare a length; a bound that is no number does not bind."""

    def check(value: Any, scene: Scene) -> Finding | None:
        limit = limit_of(bound, scene) if value else None
        if not isinstance(limit, Decimal):
            return None
        length = length_of(value)
        if breaks(length, limit):
            facts = {"label": label, "limit": limit, "length": length}
            return Finding(f"forms.{code}", facts)
        return None

    return check


def length_of(text: str) -> int:
    """Give the UTF-16 units of a text without the blanks around it."""
    trimmed = text.strip(BLANKS)
    return (
        len(trimmed)
        if trimmed.isascii()
        else len(trimmed.encode("utf-16-le", "surrogatepass")) // 2
    )


BOUNDS: Mapping[str, Callable[[Bound, str], Check]] = {
    "min": least,
    "max": most,
    "minLength": shortest,
    "maxLength": longest,
}
