"""A step that could not be taken: the case stays where it was, and its keepers are told."""

from collections.abc import Mapping
from typing import Any

import orjson

from engine.casework.record import plain
from engine.domain.findings import Finding
from engine.domain.people import Person
from engine.domain.refusals import StepFailed
from engine.queries.readable import HELD
from engine.store.incidents import Trouble, raise_incident
from engine.store.journal import Happening, seal
from engine.store.rows import Changes, KeptWords, LockedCase, LockedTask
from engine.store.store import Tx
from engine.store.write import save_case
from engine.texts import LANGUAGES


def keep_stuck(
    tx: Tx, task: LockedTask, reason: Finding, *, answers: Mapping[str, Any], by: Person
) -> StepFailed:
    """Keep a person's answers with an incident, and give the refusal that tells them so."""
    body = orjson.dumps(plain(answers)).decode()
    held = KeptWords(
        kind=HELD, field="answers", body=body, key=seal(body).key, item_id=task.id, by=by.id
    )
    changes = Changes(happenings=(incident_entry(reason, by.id),), words=(held,))
    save_case(tx, task.case, task.case, changes)
    open_incident(tx, task.case, reason)
    return step_failed(task.case, reason)


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
