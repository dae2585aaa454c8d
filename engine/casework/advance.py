"""Moves a case by one event and says what that changes."""

from dataclasses import replace

from engine.bpmn import Effect, Outcome, Receiver, State, Stimulus, step
from engine.casework.change import Change
from engine.casework.clocks import clock_record, clock_rows
from engine.casework.jobs import message_job, notice_job, timers_in, timers_over
from engine.casework.reader import CaseReader
from engine.casework.record import record_of
from engine.casework.tasks import dated, new_task
from engine.domain import clocks
from engine.domain.findings import Finding
from engine.domain.refusals import Refusal
from engine.domain.words import CaseState
from engine.policy.check import Policy
from engine.store.journal import Happening
from engine.store.rows import Changes, LockedCase, NewWait
from engine.verbs import VERBS
from engine.verbs.port import Deed, MoveState, Notice

STAGE = "shaodao:stage"
NOTHING = Changes(happenings=())
Deeds = list[tuple[Effect, Deed]]


def advance(policy: Policy, stimulus: Stimulus, reader: CaseReader, act: Happening) -> Change:
    """Move a case by one event; `act` is who did what, and gains the reasons of the step.

    Nothing is written, and the same input gives the same change.
    """
    case, element = reader.row, ""
    deeds: Deeds = []
    try:
        outcome = step(policy.program, case.snapshot or None, stimulus, reader.now, reader)
        for effect in outcome.effects:
            element = effect.element
            deeds += [(effect, deed) for deed in _deeds_of(effect)]
    except Refusal as refusal:  # a verb cannot work with what the drawing gave it
        stuck = Finding(f"refusals.{refusal.code}", refusal.facts, element=element)
        return Change(case, NOTHING, incident=stuck, refusal=refusal)
    if incident := outcome.incident:
        facts = {"element": incident.element, **incident.facts}
        stuck = Finding(f"bpmn.{incident.code}", facts, element=incident.element)
        return Change(case, NOTHING, incident=stuck)
    if not outcome.delivered:
        return Change(case, NOTHING, delivered=False)
    if outcome.state is not State.RUNNING:
        reader.left = clocks.stop_all(reader.clocks, now=reader.now)
    record = record_of(outcome, policy=case.policy_id, clocks=clock_record(reader))
    body = {**act.body, **record}
    changes = _changes_of(outcome, deeds, reader)
    return Change(
        _case_after(outcome, deeds, reader),
        replace(changes, happenings=(replace(act, body=body),)),
    )


def _deeds_of(effect: Effect) -> tuple[Deed, ...]:
    return VERBS[effect.verb].deeds(effect.inputs)


def _changes_of(outcome: Outcome, deeds: Deeds, reader: CaseReader) -> Changes:
    notices = [notice_job(asked.key, deed) for asked, deed in deeds if isinstance(deed, Notice)]
    return Changes(
        happenings=(),
        withdrawn=outcome.tasks.withdrawn,
        opened=[new_task(task, reader) for task in outcome.tasks.opened],
        dated=[dated(task, reader) for task in outcome.tasks.dated],
        clocks=clock_rows(reader),
        waits=[_wait(receiver) for receiver in outcome.receivers.opened],
        waits_over=outcome.receivers.closed,
        jobs=[*map(message_job, outcome.messages), *notices],
        timers=tuple(timers_in(outcome)),
        jobs_dropped=list(timers_over(outcome)),
    )


def _wait(receiver: Receiver) -> NewWait:
    return NewWait(
        receiver=receiver.id,
        name=receiver.message,
        correlation=receiver.correlation or "",
        element=receiver.element,
        lane=receiver.lane,
        form=receiver.form,
        unit=receiver.unit,
    )


def _case_after(outcome: Outcome, deeds: Deeds, reader: CaseReader) -> LockedCase:
    row = reader.row
    moves = [deed for _, deed in deeds if isinstance(deed, MoveState)]
    stages = [task.properties[STAGE] for task in outcome.tasks.opened if STAGE in task.properties]
    state, code = CaseState(row.state), row.outcome
    if moves:
        state, code = moves[-1].state, moves[-1].outcome
    elif state.is_alive and outcome.state is not State.RUNNING:
        state = CaseState.CLOSED if outcome.state is State.ENDED else CaseState.WITHDRAWN
    closes = not state.is_alive and row.closed_at is None
    return replace(
        row,
        snapshot=outcome.snapshot,
        state=state,
        outcome=code,
        stage=stages[-1] if stages else row.stage,
        closed_at=reader.now if closes else row.closed_at,
    )
