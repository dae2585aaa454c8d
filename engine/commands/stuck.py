"""A step that could not be taken: the case stays where it was, and its keepers are told."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from engine.casework.record import plain
from engine.domain.findings import Finding
from engine.domain.refusals import StepFailed
from engine.queries.readable import HELD
from engine.store.incidents import Trouble, raise_incident
from engine.store.journal import Happening, seal
from engine.store.rows import Changes, KeptWords, LockedCase
from engine.store.store import Tx
from engine.store.write import save_case
from engine.texts import LANGUAGES


@dataclass(frozen=True, slots=True)
class Held:
    """Answers a step could not take: of a task, or of the command that is given by a message."""

    answers: Mapping[str, Any]
    by: int | None
    item_id: int | None = None
    message: str = ""


def keep_stuck(tx: Tx, case: LockedCase, reason: Finding, held: Held) -> StepFailed:
    """Keep answers with an incident, and give the refusal that tells so."""
    body = orjson.dumps(plain(held.answers)).decode()
    words = KeptWords(
        kind=HELD,
        field=held.message or "answers",
        body=body,
        key=seal(body).key,
        item_id=held.item_id,
        by=held.by,
    )
    changes = Changes(happenings=(incident_entry(reason, held.by),), words=(words,))
    save_case(tx, case, case, changes)
    open_incident(tx, case, reason)
    return step_failed(case, reason)


def step_failed(case: LockedCase, reason: Finding) -> StepFailed:
    """Give the refusal that tells why a case's drawing could not be followed."""
    return StepFailed(number=case.number, element=reason.element, reason=reason)


def incident_entry(reason: Finding, actor: int | None = None) -> Happening:
    """Give the journal's entry of an incident."""
    facts = {"reason": reason.rule, "facts": plain(reason.facts)}
    return Happening("incident", actor, reason.element or None, facts)


def open_incident(tx: Tx, case: LockedCase, reason: Finding) -> None:
    """Tell the keepers of a case where its drawing could not be followed, and why."""
    said = {language: reason.sentence(language) for language in LANGUAGES}
    facts = {"number": case.number, "element": reason.element, "rule": reason.rule, "reason": said}
    trouble = Trouble(code="step_failed", subject=case.id, case_id=case.id, facts=facts)
    raise_incident(tx, case.district, trouble)
