"""Every refusal says what is wrong, where, and what to do, in every language."""

import dataclasses
import importlib
import pkgutil
import string
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import get_type_hints

import pytest

import engine
from engine.domain.findings import Finding, Severity
from engine.domain.refusals import AnswersInvalid, Kind, Refusal, StepFailed, TaskAlreadyDone
from engine.domain.reporters import Contact
from engine.domain.words import Action, CaseState, ClockState, Outcome, TaskState, Word
from engine.texts import LANGUAGES, catalogue

SAMPLES: dict[object, object] = {
    str: "某某",
    int: 7,
    datetime: datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
    Finding: Finding("refusals.house_busy"),
    tuple[Finding, ...]: (Finding("refusals.house_busy"),),
    ClockState: ClockState.SUSPENDED,
    Action: Action.DEPLOY_POLICY,
    Contact: Contact.RELAY,
}


for module in pkgutil.walk_packages(engine.__path__, "engine."):
    if "migrations" not in module.name:
        importlib.import_module(module.name)  # a refusal counts wherever it is defined


def leaves(root: type[Refusal]) -> Iterator[type[Refusal]]:
    for child in root.__subclasses__():
        yield from leaves(child)
    if not root.__subclasses__():
        yield root


def example(refusal: type[Refusal]) -> Refusal:
    hints = get_type_hints(refusal)
    return refusal(**{f.name: SAMPLES[hints[f.name]] for f in dataclasses.fields(refusal)})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("refusal", list(leaves(Refusal)), ids=lambda each: each.code)
def test_every_refusal_says_itself_in_every_language(refusal: type[Refusal], language: str) -> None:
    sentence = example(refusal).sentence(language)
    assert sentence.endswith(("。", ".", "”"))
    assert "{" not in sentence


@pytest.mark.parametrize("refusal", list(leaves(Refusal)), ids=lambda each: each.code)
def test_every_refusal_has_a_kind_and_its_own_code(refusal: type[Refusal]) -> None:
    assert refusal.kind in Kind
    assert [each for each in leaves(Refusal) if each.code == refusal.code] == [refusal]


def test_the_catalogue_has_no_refusal_that_nobody_raises() -> None:
    codes = {refusal.code for refusal in leaves(Refusal)}
    said = {key.split(".")[1] for key in catalogue("zh") if key.startswith("refusals.")}
    assert said == codes


def test_a_sentence_names_only_facts_its_refusal_has() -> None:
    for refusal in leaves(Refusal):
        parts = string.Formatter().parse(catalogue("zh")[f"refusals.{refusal.code}"])
        named = {name for _, name, _, _ in parts if name}
        assert named <= {field.name for field in dataclasses.fields(refusal)}


def test_a_lost_race_says_who_was_quicker_and_when() -> None:
    at = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    refusal = TaskAlreadyDone(task="17", by="李敏", at=at)
    assert "李敏于 11-20 09:30" in refusal.sentence()
    assert refusal.facts == {"task": "17", "by": "李敏", "at": at}
    assert refusal.findings == ()
    assert "李敏" in str(refusal)


def test_wrong_answers_are_counted_in_the_sentence_and_listed_one_by_one() -> None:
    errors = (Finding("refusals.house_busy", pointer="/answers/photo"),) * 2
    refusal = AnswersInvalid(errors=errors)
    assert "2 处" in refusal.sentence()
    assert refusal.findings == errors


def test_a_failed_step_carries_the_sentence_of_what_failed() -> None:
    reason = Finding("refusals.house_busy")
    refusal = StepFailed(number="1", element="分派", reason=reason)
    assert reason.sentence("en") in refusal.sentence("en")


def test_a_warning_does_not_keep_a_policy_out() -> None:
    assert Finding("refusals.house_busy").is_error
    assert not Finding("refusals.house_busy", severity=Severity.WARNING).is_error


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("words", [CaseState, ClockState, Outcome, TaskState, Action, Contact])
def test_every_fixed_word_has_a_name(words: type[Word], language: str) -> None:
    assert all(word.sentence(language) for word in words)
