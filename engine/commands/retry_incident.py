"""Somebody has mended the cause of an incident: what stood still is tried again."""

from contextlib import suppress

import orjson

from engine.commands.act_on_case import Wanted, act_on_case, act_publicly
from engine.commands.complete_publicly import complete_publicly
from engine.commands.complete_task import complete_task
from engine.commands.office import Office
from engine.commands.start_case import start_case
from engine.domain.people import Person
from engine.domain.refusals import NotAllowed, NotDrawn, TaskAlreadyDone, TaskTakenAway
from engine.domain.words import Action
from engine.queries.found import read_number
from engine.queries.incidents import HeldAnswers, OpenIncident, read_held, read_incident
from engine.queries.people import person_by_id
from engine.store.incidents import settle
from engine.store.queue import retry

DEAD_JOB = "job_dead"


def retry_incident(office: Office, *, incident_id: int, by: Person) -> None:
    """Try again what an incident stopped, and settle it; it stays open if that fails again.

    Answers that were kept are given again in the name of who gave them.

    Raises:
        NotAllowed: The person's posts do not permit it.
        IncidentNotFound: No such incident, or none this person may see.
        IncidentSettled: Somebody has settled it.
        StepFailed: The drawing still cannot be followed.
    """
    if not by.may(Action.RETRY_INCIDENT):
        raise NotAllowed(action=Action.RETRY_INCIDENT)
    with office.store.read() as tx:
        incident = read_incident(tx, by, incident_id)
        held = read_held(tx, incident.case_id) if incident.case_id else None
    if held:
        _give_again(office, incident.case_id or 0, held, by)
    elif incident.case_id:
        start_case(office, case_id=incident.case_id, by=by)
    _settle(office, incident_id, incident, by)


def _give_again(office: Office, case: int, held: HeldAnswers, by: Person) -> None:
    answers = orjson.loads(held.answers)
    with office.store.read() as tx:
        person = person_by_id(tx, by.district, held.by) if held.by else None
        number = read_number(tx, case)
    # Somebody may have done it meanwhile: then nothing is left to be tried.
    with suppress(TaskAlreadyDone, TaskTakenAway, NotDrawn):
        if held.task_id is None:
            wanted = Wanted(held.message)
            if person is None:
                act_publicly(office, case_id=case, wanted=wanted, answers=answers)
            else:
                act_on_case(office, number=number, wanted=wanted, answers=answers, by=person)
        elif held.by is None:
            complete_publicly(office, task_id=held.task_id, case_id=case, answers=answers)
        else:
            complete_task(office, task_id=held.task_id, answers=answers, by=person or by)


def _settle(office: Office, id_: int, incident: OpenIncident, by: Person) -> None:
    with office.store.write() as tx:
        if incident.code == DEAD_JOB:
            retry(tx, incident.subject)
        settle(tx, id_, by.id)
