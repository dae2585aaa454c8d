"""What an author hears about a component before anybody fills it in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from engine.feel.patterns import BROWSER, PatternRefused, compile_pattern
from engine.texts import say
from forms.kinds import KEYED, SPECIAL
from forms.model import Field
from forms.notes import Notes, is_formula
from forms.options import options_of, token
from forms.reading import properties_of, row_limits
from forms.rules import BOUNDS, Bound
from forms.values import MOST_ROWS, WrongKind, decimal

Component = Mapping[str, Any]
MOST_OPTIONS = 500
SUBTYPES = frozenset({"date", "time", "datetime"})
SCRIPT = re.compile(r"(?:java|vb)script:|data:text/html", re.IGNORECASE)
# What a browser ignores inside an address.
GAPS = re.compile(r"[\x00-\x20]")
PLAIN_TAG = re.compile(r"</?(?:b|i|u|p|br|hr|ul|ol|li|em|strong|h[1-6]|small|span|div)\s*/?>")
ANY_TAG = re.compile(r"<[^>]*>?")


def everywhere(component: Component, notes: Notes, pointer: str) -> None:
    """Check what every component must keep: an id of its own, no script in any text."""
    name = component.get("id")
    if not isinstance(name, str) or not name:
        notes.note("no_component_id", pointer, type=component["type"])
    elif name in notes.ids:
        notes.note("id_twice", f"{pointer}/id", id=name)
    else:
        notes.ids.add(name)
    for text in texts(component):
        if SCRIPT.search(GAPS.sub("", text)):
            notes.note("script_in_text", pointer, text=text[:80])
    if component["type"] == "html" and not is_plain(str(component.get("content", ""))):
        notes.note("html_not_plain", f"{pointer}/content")


def texts(value: object) -> Iterator[str]:
    """Give every text of a component, but not those of the components in it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            if name != "components":
                yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def is_plain(html: str) -> bool:
    """Tell whether HTML is a text with simple tags and no attribute."""
    return all(PLAIN_TAG.fullmatch(tag) for tag in ANY_TAG.findall(html))


def paths(fields: Sequence[Field], notes: Notes, pointer: str) -> None:
    """Check that no two fields write to one place, nor one inside the value of another."""
    taken: dict[tuple[str, ...], Field] = {}
    for field in sorted(fields, key=lambda field: len(field.path)):
        if any(field.path[:length] in taken for length in range(1, len(field.path) + 1)):
            notes.note("key_twice", pointer, key=field.name, label=field.label)
        taken.setdefault(field.path, field)


def rules(component: Component, notes: Notes, pointer: str) -> None:
    """Check that a component has only rules it can keep, and none that exclude each other."""
    rules = component.get("validate") or {}
    place = f"{pointer}/validate"
    for name in sorted(rules.keys() - KEYED[component["type"]].rules):
        notes.note("rule_not_for_type", f"{place}/{name}", rule=name, type=component["type"])
    if rules.get("validationType") == "phone":
        notes.note("international_phone", f"{place}/validationType")
    elif rules.get("validationType") not in (None, "", "email", "custom"):
        notes.note("unknown_validation", f"{place}/validationType", type=rules["validationType"])
    if component["type"] == "datetime" and component.get("subtype", "date") not in SUBTYPES:
        notes.note("unknown_subtype", f"{pointer}/subtype", subtype=component["subtype"])
    pattern(component, notes, pointer)
    whole(component, "decimalDigits", notes, pointer)
    whole(component, "timeInterval", notes, pointer)
    if component.get("increment") and not is_number(component["increment"]):
        notes.note("not_a_bound", f"{pointer}/increment", text=component["increment"])


def whole(component: Component, name: str, notes: Notes, pointer: str) -> None:
    """Check that a setting, where it is there, is a whole number from 0."""
    value = component.get(name, 0)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        notes.note("not_a_bound", f"{pointer}/{name}", text=value)


def is_number(value: object) -> bool:
    """Tell whether a setting writes a number above 0."""
    try:
        return not isinstance(value, bool) and decimal(str(value)) > 0
    except WrongKind:
        return False


def bounds(component: Component, notes: Notes, pointer: str, row: int) -> dict[str, Bound]:
    """Read the bounds of a component; each is a number, or computed when it is needed."""
    found: dict[str, Bound] = {}
    for name in BOUNDS:
        given = (component.get("validate") or {}).get(name)
        if given is None or given == "":
            continue
        place = f"{pointer}/validate/{name}"
        bound = notes.expression(given, place, row) if is_formula(given) else fixed(given)
        if bound is not None:
            found[name] = bound
        elif not is_formula(given):
            notes.note("not_a_bound", place, text=given)
    for low, high in (("min", "max"), ("minLength", "maxLength")):
        lower, upper = found.get(low), found.get(high)
        if isinstance(lower, Decimal) and isinstance(upper, Decimal) and lower > upper:
            notes.note("bounds_crossed", f"{pointer}/validate", low=lower, high=upper)
    return found


def fixed(given: object) -> Decimal | None:
    """Read a bound that stands in the form."""
    try:
        return None if isinstance(given, bool) else decimal(str(given))
    except WrongKind:
        return None


def pattern(component: Component, notes: Notes, pointer: str) -> None:
    """Check that a pattern can be matched, in the browser and here alike."""
    written = (component.get("validate") or {}).get("pattern")
    place = f"{pointer}/validate/pattern"
    try:
        compile_pattern(str(written or ""), dialect=BROWSER)
    except PatternRefused as refusal:
        notes.note(
            "pattern_refused",
            place,
            pattern=written,
            reason=say(f"feel.{refusal.code}", refusal.facts),
        )


def special(component: Component, notes: Notes, pointer: str) -> None:
    """Check that the special type is known and fits its component."""
    name = properties_of(component).get("shaodaoType")
    place = f"{pointer}/properties/shaodaoType"
    if not name:
        return
    if not isinstance(name, str) or name not in SPECIAL:
        notes.note("unknown_special", place, special=name)
    elif component["type"] not in SPECIAL[name]:
        notes.note("special_misplaced", place, special=name, type=component["type"])
    elif name == "yes_no":
        codes = [value for value, _ in options_of(component.get("values") or [])]
        if sorted(map(str, codes)) != ["no", "yes"]:
            notes.note("yes_no_options", place)


def options(component: Component, notes: Notes, pointer: str) -> None:
    """Check the options drawn into a choice: there are some, and each but once."""
    key = component.get("valuesKey")
    if isinstance(key, str):
        notes.option_keys.add(key)
    if "valuesKey" in component or "valuesExpression" in component:
        if "valuesKey" in component and "valuesExpression" in component:
            notes.note("two_option_sources", pointer)
        return
    drawn = component.get("values")
    listed = list(options_of(drawn)) if isinstance(drawn, list) else []
    if not listed:
        notes.note("no_options", pointer)
    if len(listed) > MOST_OPTIONS:
        notes.note("too_many_options", f"{pointer}/values", most=MOST_OPTIONS)
    for part in (0, 1):
        seen: set[object] = set()
        for option in listed:
            if token(option[part]) in seen:
                notes.note("option_twice", f"{pointer}/values", option=option[part])
            seen.add(token(option[part]))


def list_bounds(component: Component, notes: Notes, pointer: str) -> None:
    """Check how many rows a list begins with, must and may have."""
    properties = properties_of(component)
    whole(component, "defaultRepetitions", notes, pointer)
    whole(properties, "shaodaoMinRows", notes, f"{pointer}/properties")
    whole(properties, "shaodaoMaxRows", notes, f"{pointer}/properties")
    counts = (component.get("defaultRepetitions", 1), *row_limits(component))
    if not all(isinstance(count, int) for count in counts):
        return
    _, least, most = counts
    if max(counts) > MOST_ROWS:
        notes.note("too_many_rows_drawn", pointer, most=MOST_ROWS)
    if least > most:
        notes.note("bounds_crossed", f"{pointer}/properties", low=least, high=most)
