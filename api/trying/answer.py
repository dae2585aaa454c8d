"""A FEEL value as an answer."""

from api.language import language
from api.values import plain
from engine.feel import Budget, Value, kind, text_of
from engine.texts import say

Notice = dict[str, object]


def answer(value: Value, warnings: list[Notice]) -> dict[str, object]:
    """Give a value as JSON, with its kind and how FEEL writes it."""
    return {
        "value": plain(value),
        "kind": kind(value),
        "kind_name": say(f"feel.kind {kind(value)}", language=language()),
        "text": "null" if value is None else text_of(value, Budget()),
        "warnings": warnings,
    }
