"""One event at one case: the only way a case moves (architecture §4)."""

from collections.abc import Callable, Container, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.bpmn import snapshot as snapshots
from engine.bpmn.advance import Advance
from engine.bpmn.board import Case
from engine.bpmn.clockwork import shift
from engine.bpmn.events import is_waiting_for, receiver_of
from engine.bpmn.facts import NOTHING
from engine.bpmn.formula import filled
from engine.bpmn.instances import add_unit, withdraw_unit
from engine.bpmn.limits import LIMITS, Limits
from engine.bpmn.outcome import (
    Incident,
    OpenedTask,
    Outcome,
    ReceiverChanges,
    State,
    TaskChanges,
    TimerChanges,
)
from engine.bpmn.port import Reader
from engine.bpmn.program import Program
from engine.bpmn.standing import (
    Open,
    Standing,
    clock_of,
    receiver_as,
    standing_of,
    task_of,
    timer_of,
)
from engine.bpmn.stimuli import (
    AddUnit,
    Cancel,
    Complete,
    Correct,
    Fire,
    Message,
    Retry,
    ShiftClocks,
    Start,
    Stimulus,
    WithdrawUnit,
)
from engine.bpmn.stuck import Stuck
from engine.bpmn.tasks import UserTask
from engine.feel import BudgetExceeded


def step(
    program: Program,
    snapshot: bytes | None,
    stimulus: Stimulus,
    now: datetime,
    reader: Reader,
    *,
    limits: Limits = LIMITS,
) -> Outcome:
    """Let something happen to a case, and give everything that follows from it.

    Pure and deterministic: the same arguments give the same outcome, byte for byte. `now` is
    aware; `snapshot` is None for `Start` alone. What cannot be done is in the outcome: an
    incident, or `delivered=False`; the snapshot is then the one given.
    """
    if isinstance(stimulus, Retry):
        stimulus = stimulus.stimulus
    advance = Advance(now, reader, limits, reads_case=program.reads_case)
    try:
        return take(program, snapshot, stimulus, advance)
    except Stuck as stuck:
        incident = stuck.incident
    except BudgetExceeded:
        incident = Incident("expressions_too_long", facts={"most": limits.expression_steps})
    return Outcome(snapshot or b"", State.RUNNING, incident=incident)


def waiting(program: Program, snapshot: bytes, now: datetime, reader: Reader) -> Standing:
    """Give everything that is open in a case, and where its tokens stand."""
    case, _ = snapshots.load(program, snapshot)
    case.advance = Advance(now, reader, LIMITS, reads_case=program.reads_case)
    return standing_of(case)


def handed(
    program: Program, snapshot: bytes, task: str, now: datetime, reader: Reader
) -> Mapping[str, Any]:
    """Give what the drawing hands to the form of a task or receiver; nothing if it is not open.

    Nothing either where the case cannot be read: the step says why, with its incident.
    """
    try:
        case, _ = snapshots.load(program, snapshot)
        case.advance = Advance(now, reader, LIMITS, reads_case=program.reads_case)
        found = Open.of(case)
        token = found.tasks.get(task) or found.receivers.get(task)
        return filled(token.task_spec.takes, token.scope) if token else {}
    except (Stuck, BudgetExceeded):
        return {}


def take(program: Program, snapshot: bytes | None, stimulus: Stimulus, advance: Advance) -> Outcome:
    """Take one step.

    Raises:
        Stuck: It cannot be taken.
    """
    if isinstance(stimulus, Start):
        case, state = begin(program), State.RUNNING
    elif snapshot is None:
        raise ValueError("a case begins with Start")
    else:
        case, state = snapshots.load(program, snapshot)
    case.advance = advance
    before = Open.of(case)
    dues = before.dues()
    if state != State.RUNNING or not ACTS[type(stimulus)](case, stimulus):
        return Outcome(snapshot or b"", state, delivered=False)
    case.move()
    state = State.CANCELLED if isinstance(stimulus, Cancel) else state_of(case)
    done = stimulus.task if isinstance(stimulus, Complete) else None
    return outcome_of(case, state, before, dues, done)


def outcome_of(
    case: Case, state: State, before: Open, dues: Mapping[str, str | None], done: str | None
) -> Outcome:
    """Give the outcome: the new snapshot and the differences to what was open before."""
    after = Open.of(case)
    advance = case.advance
    data = snapshots.save(case, state)
    if len(data) > advance.limits.snapshot_bytes:
        raise Stuck("snapshot_too_large", most=advance.limits.snapshot_bytes)
    tasks, timers, receivers = changes(before, dues, after, done)
    return Outcome(
        snapshot=data,
        state=state,
        tasks=replace(tasks, dated=dated(before, after, {key for key, _ in advance.clocks})),
        timers=timers,
        receivers=receivers,
        clocks=tuple(advance.clocks.values()),
        effects=tuple(advance.effects),
        messages=tuple(advance.messages),
        trail=tuple(advance.trail),
        passed=tuple(advance.passed),
        milestones=tuple(advance.milestones),
        ended_by=tuple(advance.ended_by) if state == State.ENDED else (),
    )


def changes(
    before: Open, dues: Mapping[str, str | None], after: Open, done: str | None
) -> tuple[TaskChanges, TimerChanges, ReceiverChanges]:
    """Compare what was open before with what is open now."""
    gone = [id_ for id_ in before.tasks if id_ not in after.tasks]
    due_now = after.dues()
    tasks = TaskChanges(
        opened=tuple(task_of(t) for id_, t in after.tasks.items() if id_ not in before.tasks),
        completed=tuple(id_ for id_ in gone if id_ == done),
        withdrawn=tuple(id_ for id_ in gone if id_ != done),
    )
    timers = TimerChanges(
        set=tuple(
            timer_of(token)
            for id_, token in after.timers.items()
            if id_ not in dues or dues[id_] != due_now[id_]
        ),
        dropped=tuple(id_ for id_ in dues if id_ not in after.timers),
    )
    new = (t for id_, t in after.receivers.items() if id_ not in before.receivers)
    closed = tuple(id_ for id_ in before.receivers if id_ not in after.receivers)
    return tasks, timers, ReceiverChanges(tuple(receiver_as(token) for token in new), closed)


def dated(before: Open, after: Open, moved: Container[str]) -> tuple[OpenedTask, ...]:
    """Describe the tasks that stay open and are due by a clock that was moved."""
    stay = (token for id_, token in after.tasks.items() if id_ in before.tasks)
    return tuple(task_of(token) for token in stay if clock_of(token) in moved)


def begin(program: Program) -> Case:
    """Give a case that has not begun."""
    return Case(program.plans[program.process], program.plans, program.names)


def state_of(case: Case) -> State:
    """Tell whether the case has ended by itself."""
    return State.ENDED if case.completed else State.RUNNING


# What each stimulus does. False: there is nobody and nothing it could concern, nothing changed.


def start(case: Case, stimulus: Start) -> bool:
    """Open the case."""
    kept = {name: value for name, value in stimulus.values.items() if name in case.names}
    case.open(NOTHING.having(kept, case.tick()))
    return True


def complete(case: Case, stimulus: Complete) -> bool:
    """Finish a task."""
    token = case.find(stimulus.task)
    if token is None or not isinstance(token.task_spec, UserTask):
        return False
    if token.state != TaskState.READY:
        return False
    token.task_spec.answer(token, stimulus.answers)
    return True


def fire(case: Case, stimulus: Fire) -> bool:
    """Ring a timer that is due."""
    token = Open.of(case).timers.get(stimulus.timer)
    due = None if token is None else token.internal_data["due"]
    if token is None or due is None or datetime.fromisoformat(due) > case.advance.now:
        return False
    token.task_spec.ring(token)
    return True


def receive(case: Case, stimulus: Message) -> bool:
    """Hand a message to the one it is for."""
    if stimulus.receiver is None:
        token = receiver_of(case.tokens(), stimulus.name, stimulus.correlation)
    else:
        token = case.find(stimulus.receiver)
    if token is None or not is_waiting_for(token, "message", stimulus.name):
        return False
    case.advance.note("message", token.task_spec.bpmn_id, "received", message=stimulus.name)
    token.task_spec.happen(token, stimulus.payload)
    return True


def shift_clocks(case: Case, stimulus: ShiftClocks) -> bool:
    """Move or hold named clocks, and every timer that was reckoned from one of them."""
    shift(case, stimulus.clocks)
    return True


def correct(case: Case, stimulus: Correct) -> bool:
    """Set right what the open branches know."""
    for token in case.tokens():
        known = token.facts.values
        outer = token.workflow is case
        token.write({n: v for n, v in stimulus.values.items() if outer or n in known})
    return True


def cancel(case: Case, _: Cancel) -> bool:
    """End the case."""
    case.clear()
    case.completed = True
    return True


ACTS: dict[type, Callable[[Case, Any], bool]] = {
    Start: start,
    Complete: complete,
    Fire: fire,
    Message: receive,
    AddUnit: add_unit,
    WithdrawUnit: withdraw_unit,
    ShiftClocks: shift_clocks,
    Correct: correct,
    Cancel: cancel,
}
