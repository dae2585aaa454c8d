"""Jobs are done once, in batches, and whatever goes wrong is written down with them."""

from datetime import timedelta

from sqlalchemy import select, update

from engine.domain.refusals import HouseBusy
from engine.jobs.burial import DEAD
from engine.jobs.run import run
from engine.jobs.work import Handlers, Later, Work
from engine.store.audit import verify
from engine.store.gate import Turn
from engine.store.load import load_case
from engine.store.queue import retry
from engine.store.rows import Changes, NewJob
from engine.store.store import Store, Tx
from engine.store.tables import Held, Job
from engine.store.write import save_case
from tests.commands.jobs.toys import (
    MINUTE,
    House,
    cases_with_steps,
    failing,
    incidents,
    job,
    leave,
    snapshots,
    states,
    step,
)
from tests.unit.store.cases import happening

STEPS = Handlers(steps={"step": step})


def test_every_step_of_every_case_is_done_once(store: Store) -> None:
    house = House(store, STEPS)
    cases_with_steps(store, cases=7, steps=3)
    house.drain()
    assert snapshots(store) == [b"3"] * 7
    assert states(store) == {"done": 21}
    assert verify(store).breaks == []


def test_a_message_that_comes_twice_does_nothing_the_second_time(store: Store) -> None:
    house = House(store, STEPS)
    cases_with_steps(store, cases=3, steps=1)
    [parcel] = house.deliver()
    for _ in range(3):
        run(store, STEPS, parcel.ids)
    assert snapshots(store) == [b"1"] * 3


def test_a_message_that_was_lost_is_sent_again_when_its_lease_has_run_out(store: Store) -> None:
    house = House(store, STEPS)
    cases_with_steps(store, cases=2, steps=1)
    assert house.deliver()
    assert house.deliver() == []
    house.later(2 * MINUTE)
    house.drain()
    assert snapshots(store) == [b"1"] * 2


def test_a_timer_waits_until_it_is_due(store: Store) -> None:
    house = House(store, Handlers(steps={"ring": lambda _, __: None}))
    with store.read() as tx:
        due = tx.now + timedelta(hours=1)
    leave(store, NewJob(key="t5", kind="ring", due=due, args={}))
    assert house.turn() == 0
    house.later(timedelta(hours=1, seconds=1))
    assert house.turn() == 1
    assert states(store) == {"done": 1}


def test_one_broken_job_does_not_stop_its_neighbours(store: Store) -> None:
    broken = failing(99, ZeroDivisionError)
    house = House(store, Handlers(steps={"step": step, "broken": broken}))
    saved = cases_with_steps(store, cases=5, steps=1)
    leave(store, job("broken"), case=saved[2].case)
    house.turn()
    assert snapshots(store) == [b"1"] * 5
    assert states(store) == {"done": 5, "ready": 1}


def test_a_failing_job_is_tried_later_and_later_then_laid_aside_for_a_person(
    store: Store,
) -> None:
    house = House(store, Handlers(steps={"broken": failing(99, ZeroDivisionError)}))
    leave(store, job("broken"))
    tries = 0
    for _ in range(40):
        tries += house.turn()
        house.later(MINUTE)
    assert tries == DEAD
    assert states(store) == {"dead": 1}
    with store.read() as tx:
        id_, error = tx.execute(select(Job.id, Job.error)).one()
    assert incidents(store) == [("job_dead", id_)]
    assert error.startswith("ZeroDivisionError toys.py:")


def test_a_job_laid_aside_is_done_when_a_person_retries_it(store: Store) -> None:
    house = House(store, Handlers(steps={"broken": failing(DEAD, ZeroDivisionError)}))
    leave(store, job("broken"))
    for _ in range(40):
        house.turn()
        house.later(MINUTE)
    with store.write() as tx:
        assert retry(tx, tx.execute(select(Job.id)).scalar_one())
    house.drain()
    assert states(store) == {"done": 1}


def test_a_lost_race_is_nobodys_failure(store: Store) -> None:
    house = House(store, Handlers(steps={"raced": failing(20, HouseBusy)}))
    leave(store, job("raced"))
    for _ in range(21):
        house.turn()
        house.later(timedelta(seconds=1))
    with store.read() as tx:
        assert tx.execute(select(Job.state, Job.attempts)).one() == ("done", 0)


def test_a_job_nobody_knows_waits_for_a_release_that_does(store: Store) -> None:
    house = House(store, Handlers())
    leave(store, job("unheard_of"))
    house.turn()
    with store.read() as tx:
        state, error = tx.execute(select(Job.state, Job.error)).one()
    assert (state, error.split()[0]) == ("ready", "UnknownKind")
    house.handlers = Handlers(steps={"unheard_of": lambda _, __: None})
    house.later(MINUTE)
    house.drain()
    assert states(store) == {"done": 1}


def test_a_job_that_cannot_be_done_yet_comes_back_without_blame(store: Store) -> None:
    seen: list[int] = []

    def patient(_: Tx, work: Work) -> Later | None:
        seen.append(work.args["left"])
        left = work.args["left"] - 1
        return Later(MINUTE, {"left": left}) if left else None

    house = House(store, Handlers(steps={"patient": patient}))
    leave(store, job("patient", left=3))
    for _ in range(4):
        house.drain()
        house.later(2 * MINUTE)
    assert seen == [3, 2, 1]
    assert incidents(store) == []


def test_a_step_may_set_its_own_timer_anew(store: Store) -> None:
    def moved(tx: Tx, work: Work) -> None:
        case = load_case(tx, work.case_id or 0)
        assert case
        anew = NewJob(key="t5", kind="ring", due=tx.now + MINUTE, args={})
        timers = [anew] if case.seq < 3 else []
        save_case(tx, case, case, Changes(happenings=[happening("ring")], timers=timers))

    house = House(store, Handlers(steps={"ring": moved}))
    leave(store, NewJob(key="t5", kind="ring", args={}))
    for _ in range(3):
        house.drain()
        house.later(2 * MINUTE)
    assert verify(store).entries == 4
    assert states(store) == {"done": 1}


def test_a_timer_moved_while_it_is_on_its_way_does_not_ring(store: Store) -> None:
    rung: list[int] = []
    house = House(store, Handlers(steps={"ring": lambda _, work: rung.append(work.id)}))
    [saved] = cases_with_steps(store, cases=1, steps=0)
    leave(store, NewJob(key="t5", kind="ring", args={}), case=saved.case)
    parcels = house.deliver()
    with store.write() as tx:
        case = load_case(tx, saved.case.id)
        assert case
        moved = NewJob(key="t5", kind="ring", due=tx.now + timedelta(hours=9), args={})
        save_case(tx, case, case, Changes(happenings=[happening()], timers=[moved]))
    for parcel in parcels:
        run(store, house.handlers, parcel.ids)
    assert rung == []


def test_an_errand_reaches_outside_with_a_key_that_stays_the_same(store: Store) -> None:
    calls: list[str] = []

    def send(work: Work) -> None:
        calls.append(work.key)
        if len(calls) == 1:
            raise ConnectionError

    house = House(store, Handlers(errands={"sms": send}))
    leave(store, job("sms"))
    house.drain()
    house.later(MINUTE)
    house.drain()
    assert len(calls) == 2
    assert len(set(calls)) == 1
    assert states(store) == {"done": 1}


def test_an_errand_holds_no_transaction_while_it_reaches_outside(store: Store) -> None:
    def send(_: Work) -> None:
        with store.write(Turn.WORKER) as tx:
            tx.execute(update(Job).values(topic="sent"))

    house = House(store, Handlers(errands={"sms": send}))
    leave(store, job("sms"))
    house.drain()
    with store.read() as tx:
        assert tx.execute(select(Job.state, Job.topic)).one() == ("done", "sent")


def test_a_workers_death_is_counted_and_after_two_the_job_runs_alone(store: Store) -> None:
    house = House(store, STEPS)
    cases_with_steps(store, cases=2, steps=1)
    for _ in range(2):
        assert [parcel.alone for parcel in house.deliver()] == [False]
        house.later(2 * MINUTE)
    first, *others = house.deliver()
    assert (first.alone, len(first.ids), others) == (True, 1, [])
    assert house.deliver() == []  # one suspect at a time
    run(store, STEPS, first.ids)
    [second] = house.deliver()
    run(store, STEPS, second.ids)
    assert snapshots(store) == [b"1"] * 2


def test_the_poison_is_laid_aside_after_five_deaths_and_no_neighbour_with_it(
    store: Store,
) -> None:
    house = House(store, Handlers(steps={"step": step, "killer": lambda _, __: None}))
    saved = cases_with_steps(store, cases=4, steps=1)
    leave(store, job("killer"), case=saved[0].case)
    with store.read() as tx:
        killer = tx.execute(select(Job.id).where(Job.kind == "killer")).scalar_one()
    for _ in range(30):
        for parcel in house.deliver():
            if killer not in parcel.ids:  # a batch with the killer dies with its process
                run(store, house.handlers, parcel.ids)
        house.later(2 * MINUTE)
    assert snapshots(store) == [b"1"] * 4
    assert states(store) == {"dead": 1, "done": 4}
    assert incidents(store) == [("job_dead", killer)]


def test_messages_no_worker_ever_took_are_nobodys_death(store: Store) -> None:
    house = House(store, STEPS)
    house.relay.door = type(house.relay.door)(house.parcels.append, lambda: 0, inside=False)
    cases_with_steps(store, cases=2, steps=1)
    for _ in range(9):
        assert [parcel.alone for parcel in house.deliver()] == [False]
        house.later(2 * MINUTE)
    with store.read() as tx:
        assert set(tx.execute(select(Job.losses, Job.held)).all()) == {(0, Held.SENT)}
