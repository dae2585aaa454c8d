"""The options of a choice: where they come from, and whether what was chosen is among them.

form-js takes them from `valuesKey` (an input), `values` (drawn) or `valuesExpression` (FEEL), in
this order; the page does not check the choice once more, so the server does.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import orjson

from engine.domain.findings import Finding
from engine.feel import Expression
from forms.model import Check, Scene
from forms.values import Value

Offer = Callable[[Scene], frozenset[object]]


def drawn_options(component: Mapping[str, Any]) -> dict[Value, str]:
    """Give the options drawn into a component as code and label."""
    if "valuesKey" in component or not isinstance(component.get("values"), list):
        return {}
    pairs = options_of(component["values"])
    return {value: label for value, label in pairs if isinstance(value, str | int | float)}


def options_of(listed: Iterable[Value]) -> Iterator[tuple[Value, str]]:
    """Give value and label of each option; what is no option is passed over, as in the browser."""
    for option in listed:
        if is_simple(option):
            yield option, str(option)
        elif isinstance(option, Mapping):
            value, label = option.get("value"), option.get("label")
            if isinstance(label, str) and label and (is_simple(value) or is_filled(value)):
                yield value, label
            elif is_simple(value):
                yield value, str(value)


def is_simple(value: Value) -> bool:
    """Tell whether a value can be an option by itself: a text, a number, yes or no."""
    return isinstance(value, bool | int | float | Decimal) or (
        isinstance(value, str) and value != ""
    )


def is_filled(value: Value) -> bool:
    """Tell whether a value is a context with something in it."""
    return isinstance(value, Mapping) and bool(value)


def token(value: Value) -> object:
    """Give what makes two values the same option: yes is not 1, and 1.0 is 1."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return ("truth", value)
    if isinstance(value, int | float | Decimal):
        return ("number", Decimal(str(value)))
    return ("context", orjson.dumps(value, default=str, option=orjson.OPT_SORT_KEYS))


def tokens(listed: Value) -> frozenset[object]:
    """Give the tokens of a list of options; anything else offers nothing."""
    if not isinstance(listed, list | tuple):
        return frozenset()
    return frozenset(token(value) for value, _ in options_of(listed))


def choice_check(component: Mapping[str, Any], label: str, listed: Expression | None) -> Check:
    """Refuse what is not offered, and one option chosen twice."""
    offer = offer_of(component, listed)

    def check(value: Value, scene: Scene) -> Finding | None:
        chosen = value if isinstance(value, list | tuple) else [value]
        chosen = [token(item) for item in chosen if item is not None and item != ""]
        if len(set(chosen)) < len(chosen):
            return Finding("forms.chosen_twice", {"label": label})
        if chosen and not offer(scene).issuperset(chosen):
            return Finding("forms.not_offered", {"label": label})
        return None

    return check


def offer_of(component: Mapping[str, Any], listed: Expression | None) -> Offer:
    """Give what finds the options of a component when they are needed."""
    key = component.get("valuesKey")
    if key is not None:
        return lambda scene: tokens(scene.inputs.get(key))
    if listed is not None and "values" not in component:
        return lambda scene: tokens(listed.run(scene.scope))
    drawn = tokens(component.get("values", []))
    return lambda _: drawn
