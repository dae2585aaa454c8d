"""A FEEL value as an answer, a FEEL error as a refusal."""

from api.language import language
from api.values import plain
from engine.domain.findings import Finding
from engine.domain.refusals import AnswersInvalid
from engine.feel import Budget, FeelError, Value, kind, text_of
from engine.feel.findings import in_words
from engine.texts import say

Notice = dict[str, object]


def refused(error: FeelError, pointer: str) -> AnswersInvalid:
    """Refuse a body because of an expression in it."""
    words = {name: in_words(name, fact, language()) for name, fact in error.facts.items()}
    facts = {**words, "position": error.position}
    return AnswersInvalid(errors=(Finding(f"feel.{error.code}", facts, pointer=pointer),))


def answer(value: Value, warnings: list[Notice]) -> dict[str, object]:
    """Give a value as JSON, with its kind and how FEEL writes it."""
    return {
        "value": plain(value),
        "kind": kind(value),
        "kind_name": say(f"feel.kind {kind(value)}", language=language()),
        "text": "null" if value is None else text_of(value, Budget()),
        "warnings": warnings,
    }
