"""The jobs of real cases: deadlines ring by themselves, messages find who waits for them."""

from datetime import timedelta

from engine.jobs.cases import of_cases
from engine.jobs.chores import reconcile
from engine.jobs.run import run
from engine.jobs.work import Handlers, Later, Work
from engine.store import tables
from engine.store.load import load_case
from engine.store.rows import Changes, NewJob, NewWait, topic
from engine.store.store import Store, Tx
from engine.store.write import save_case
from tests.commands.ground import Ground
from tests.commands.jobs.toys import House, incidents, states
from tests.unit.store.cases import happening, opened


def test_a_deadline_rings_by_itself_and_the_street_is_told(ground: Ground) -> None:
    house = House(ground.office.store, of_cases(ground.office))
    ground.report()
    house.drain()
    assert len(ground.rows(tables.Entry, "seq")) == 1
    house.later(timedelta(hours=3))
    house.turn()
    assert ground.rows(tables.Entry, "verb")[-1] == ("fire_timer",)
    assert ("grid_due", "rung") in ground.rows(tables.Clock, "key", "state")
    reconcile(ground.office.store)
    assert incidents(ground.office.store) == []


def test_a_deadline_whose_task_is_done_rings_for_nobody(ground: Ground) -> None:
    house = House(ground.office.store, of_cases(ground.office))
    task = ground.report().opened[0]["id"]
    ground.complete(task, "wang", next="report_up")
    before = ground.rows(tables.Entry, "verb")
    house.later(timedelta(hours=3))
    house.drain()
    assert ground.rows(tables.Entry, "verb") == before


def test_a_message_nobody_can_receive_is_held(ground: Ground) -> None:
    store = ground.office.store
    house = House(store, of_cases(ground.office))
    ground.report()
    args = {"name": "whistle.ended", "correlation": "N9哨1", "payload": {}}
    send(store, NewJob(key="m", kind="message", args=args, topic="whistle.ended:N9哨1"))
    for _ in range(9):
        house.drain()
        house.later(timedelta(minutes=12))
    assert states(store)["ready"] == 2  # the message, and the case's own timer
    assert incidents(store) == []


def send(store: Store, job: NewJob) -> None:
    with store.write() as tx:
        case = load_case(tx, tx.execute(tables.Case.__table__.select()).one().id)
        assert case
        save_case(tx, case, case, Changes(happenings=[happening("send")], jobs=[job]))


def deliver(tx: Tx, work: Work) -> Later | None:
    """Hand a toy message to the case that waits for it."""
    waiting = tables.Wait.__table__.select()
    found = tx.execute(waiting).one_or_none()
    if found is None:
        return Later(timedelta(days=1))
    case = load_case(tx, found.case_id)
    assert case
    over = Changes(happenings=[happening("received")], waits_over=[found.receiver])
    save_case(tx, case, case, over)
    return None


def test_an_early_message_is_received_as_soon_as_somebody_waits(store: Store) -> None:
    house = House(store, Handlers(steps={"message": deliver}))
    sender, receiver = opened(store, count=2)
    message = NewJob(key="m", kind="message", args={}, topic=topic("ended", "N1"))
    change(store, sender.case.id, jobs=[message])
    house.drain()
    assert states(store) == {"ready": 1}
    change(store, receiver.case.id, waits=[NewWait(receiver="t9", name="ended", correlation="N1")])
    house.drain()
    assert states(store) == {"done": 1}
    with store.read() as tx:
        assert tx.execute(tables.Wait.__table__.select()).all() == []


def test_a_message_that_comes_twice_is_received_once(store: Store) -> None:
    house = House(store, Handlers(steps={"message": deliver}))
    sender, receiver = opened(store, count=2)
    change(store, receiver.case.id, waits=[NewWait(receiver="t9", name="ended", correlation="N1")])
    message = NewJob(key="m", kind="message", args={}, topic=topic("ended", "N1"))
    change(store, sender.case.id, jobs=[message])
    [parcel] = house.deliver()
    for _ in range(2):
        run(store, house.handlers, parcel.ids)
    assert states(store) == {"done": 1}


def change(store: Store, case_id: int, **changes: object) -> None:
    with store.write() as tx:
        case = load_case(tx, case_id)
        assert case
        save_case(tx, case, case, Changes(happenings=[happening()], **changes))
