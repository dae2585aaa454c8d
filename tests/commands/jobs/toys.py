"""Toy jobs over real cases: a step that counts, and a relay turned by hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count

from sqlalchemy import select

from engine.jobs.relay import Door, Parcel, Relay
from engine.jobs.run import run
from engine.jobs.ticks import Recurring
from engine.jobs.work import Handlers, Later, Work
from engine.store.load import load_case
from engine.store.marks import kind_of, mark_as, set_ahead
from engine.store.queue import enqueue
from engine.store.rows import Changes, LockedCase, NewJob
from engine.store.store import Store, Tx
from engine.store.tables import Case, Incident, Job
from engine.store.write import Saved, save_case
from tests.unit.store.cases import happening, make_policy, new_case, open_case

MINUTE = timedelta(minutes=1)


def step(tx: Tx, work: Work) -> None:
    """Move the case on by one, and leave the next step until `args.steps` are done."""
    case = load_case(tx, work.case_id or 0)
    assert case
    done = int(case.snapshot) + 1
    after = replace(case, snapshot=str(done).encode())
    jobs = [step_job(done + 1, work.args["steps"])] if done < work.args["steps"] else []
    save_case(tx, case, after, Changes(happenings=[happening("step")], jobs=jobs))


def step_job(nth: int | str, steps: int) -> NewJob:
    return NewJob(key=f"step.{nth}", kind="step", args={"steps": steps})


def cases_with_steps(store: Store, cases: int, steps: int) -> list[Saved]:
    with store.write() as tx:
        policy = make_policy(tx)
        changes = Changes(happenings=[happening("open")], jobs=[step_job(1, steps)])
        return [
            open_case(tx, replace(new_case(tx, policy, number=f"N{n}"), snapshot=b"0"), changes)
            for n in range(cases)
        ]


def snapshots(store: Store) -> list[bytes]:
    with store.read() as tx:
        return list(tx.execute(select(Case.snapshot).order_by(Case.number)).scalars())


def states(store: Store) -> dict[str, int]:
    """Count the jobs by their state."""
    with store.read() as tx:
        found = tx.execute(select(Job.state)).scalars().all()
    return {state: found.count(state) for state in sorted(set(found))}


def incidents(store: Store) -> list[tuple[str, int]]:
    with store.read() as tx:
        return [tuple(row) for row in tx.execute(select(Incident.code, Incident.subject)).all()]


@dataclass
class House:
    """A store whose relay and workers are turned by hand and whose clock can be moved."""

    store: Store
    handlers: Handlers
    recurring: Sequence[Recurring] = ()
    parcels: list[Parcel] = field(default_factory=list)
    ahead: timedelta = timedelta()

    def __post_init__(self) -> None:
        with self.store.write() as tx:
            if kind_of(tx) == "live":
                mark_as(tx, "test")
        door = Door(self.parcels.append, lambda: len(self.parcels), inside=True)
        self.relay = Relay(self.store, door, self.recurring)

    def later(self, time: timedelta) -> None:
        self.ahead += time
        with self.store.write() as tx:
            set_ahead(tx, self.ahead)

    def deliver(self) -> list[Parcel]:
        """Send what is due, and give it without doing it."""
        self.relay.sweep()
        self.relay.round()
        sent = list(self.parcels)
        self.parcels.clear()
        return sent

    def turn(self) -> int:
        """Do what is due once; give the number of messages."""
        sent = self.deliver()
        for parcel in sent:
            run(self.store, self.handlers, parcel.ids)
        return len(sent)

    def drain(self) -> None:
        """Go on until nothing is due."""
        while self.turn():
            pass


def leave(store: Store, *jobs: NewJob, case: LockedCase | None = None) -> None:
    """Leave jobs of a case, a new one if none is given."""
    of = case or cases_with_steps_left(store)
    with store.write() as tx:
        enqueue(tx, of, jobs)


def cases_with_steps_left(store: Store) -> LockedCase:
    with store.write() as tx:
        policy = make_policy(tx)
        return open_case(tx, new_case(tx, policy), Changes(happenings=[happening()])).case


def job(kind: str, nth: int = 1, **args: object) -> NewJob:
    return NewJob(key=f"{kind}.{nth}", kind=kind, args=args)


def failing(times: int, error: Callable[[], Exception]) -> Callable[[Tx, Work], Later | None]:
    """Make a step that fails so many times and then succeeds."""
    calls = count(1)

    def fail(_: Tx, __: Work) -> None:
        if next(calls) <= times:
            raise error()

    return fail
