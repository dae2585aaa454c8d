"""Moves a case by one event and says what that changes."""

from dataclasses import replace

from engine.bpmn import Outcome, Receiver, State, Stimulus, step
from engine.casework.change import Change
from engine.casework.clocks import clock_record, clock_rows
from engine.casework.jobs import message_job, notice_job, timers_in, timers_over
from engine.casework.milestones import reached_by
from engine.casework.reader import CaseReader
from engine.casework.record import record_of, told_of
from engine.casework.tasks import dated, new_task
from engine.domain import clocks
from engine.domain.findings import Finding
from engine.domain.refusals import Refusal
from engine.domain.words import CaseState
from engine.policy.check import Policy
from engine.store.journal import Happening
from engine.store.rows import Changes, LockedCase, NewWait
from engine.verbs.port import Notice

STAGE = "shaodao:stage"
STAGE_OF = "stage"  # the field of the case it becomes
NOTHING = Changes(happenings=())


def advance(policy: Policy, stimulus: Stimulus, reader: CaseReader, act: Happening) -> Change:
    """Move a case by one event; `act` is who did what, and gains the reasons of the step.

    Nothing is written, and the same input gives the same change.
    """
    case = reader.row
    try:
        outcome = step(policy.program, case.snapshot or None, stimulus, reader.now, reader)
    except Refusal as refusal:  # a verb cannot work with what the drawing gave it
        stuck = Finding(f"refusals.{refusal.code}", refusal.facts, element=reader.element)
        return Change(case, NOTHING, incident=stuck, refusal=refusal)
    if incident := outcome.incident:
        facts = {"element": incident.element, **incident.facts}
        stuck = Finding(f"bpmn.{incident.code}", facts, element=incident.element)
        return Change(case, NOTHING, incident=stuck)
    if not outcome.delivered:
        return Change(case, NOTHING, delivered=False)
    if outcome.state is not State.RUNNING:
        reader.left = clocks.stop_all(reader.clocks, now=reader.now)
    after = _case_after(outcome, reader)
    record = record_of(outcome, policy=case.policy_id, clocks=clock_record(reader))
    body = {**act.body, **record, **told_of(reader, after)}
    changes = replace(_changes_of(outcome, reader), reached=reached_by(outcome, act.actor, reader))
    return Change(after, replace(changes, happenings=(replace(act, body=body),)))


def _changes_of(outcome: Outcome, reader: CaseReader) -> Changes:
    asked = zip(outcome.effects, reader.done, strict=True)
    deeds = [(effect, deed) for effect, done in asked for deed in done.deeds]
    notices = [notice_job(by.key, deed) for by, deed in deeds if isinstance(deed, Notice)]
    return Changes(
        happenings=(),
        withdrawn=outcome.tasks.withdrawn,
        opened=[new_task(task, reader) for task in outcome.tasks.opened],
        dated=[dated(task, reader) for task in outcome.tasks.dated],
        clocks=clock_rows(reader),
        waits=[wait_of(receiver) for receiver in outcome.receivers.opened],
        waits_over=outcome.receivers.closed,
        jobs=[*map(message_job, outcome.messages), *notices],
        timers=tuple(timers_in(outcome)),
        jobs_dropped=list(timers_over(outcome)),
        beside=[deed for _, deed in deeds if not isinstance(deed, Notice)],
    )


def wait_of(receiver: Receiver) -> NewWait:
    """Keep what a receiver waits for."""
    return NewWait(
        receiver=receiver.id,
        name=receiver.message,
        correlation=receiver.correlation or "",
        element=receiver.element,
        lane=receiver.lane,
        form=receiver.form,
        unit=receiver.unit,
    )


def _case_after(outcome: Outcome, reader: CaseReader) -> LockedCase:
    row = reader.row
    stages = [task.properties[STAGE] for task in outcome.tasks.opened if STAGE in task.properties]
    after = replace(row, snapshot=outcome.snapshot, stage=stages[-1] if stages else row.stage)
    if outcome.state is State.RUNNING or not CaseState(row.state).is_alive:
        return after
    ended = CaseState.CLOSED if outcome.state is State.ENDED else CaseState.WITHDRAWN
    return replace(after, state=ended, closed_at=row.closed_at or reader.now)
