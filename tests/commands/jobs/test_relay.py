"""The room where a suspect is alone, the relay that outlives its database, the bell."""

from threading import Event, Thread

from engine.jobs.alone import Room
from engine.jobs.relay import Door, Pace, Relay
from engine.store.store import Store
from tests.commands.jobs.toys import cases_with_steps

SOON = 5.0


def test_who_is_alone_waits_for_the_others_and_keeps_them_out() -> None:
    room, order = Room(), list[str]()
    first_inside, leave_first = Event(), Event()

    def share(name: str) -> None:
        with room.shared():
            order.append(name)
            first_inside.set()
            leave_first.wait(SOON)

    def be_alone() -> None:
        with room.alone():
            order.append("alone")

    threads = [Thread(target=share, args=("first",)), Thread(target=be_alone)]
    threads[0].start()
    assert first_inside.wait(SOON)
    threads[1].start()
    with room.condition:
        room.condition.wait_for(lambda: room.alone_wanted, 0.2)
    threads.append(Thread(target=share, args=("late",)))
    threads[2].start()
    assert order == ["first"]
    leave_first.set()
    for thread in threads:
        thread.join()
    assert order == ["first", "alone", "late"]


def test_many_share_the_room() -> None:
    room = Room()
    with room.shared(), room.shared():
        assert room.together == 2


def test_the_relay_outlives_a_door_that_fails_and_is_woken_by_the_bell(
    sqlite_store: Store,
) -> None:
    stop, asked, sent = Event(), Event(), Event()

    def waiting() -> int:
        if asked.is_set():
            return 0
        asked.set()
        raise ConnectionError

    door = Door(lambda _: sent.set(), waiting, inside=True)
    relay = Relay(sqlite_store, door, pace=Pace(poll=0.01))
    thread = Thread(target=relay.run, args=(stop,))
    thread.start()
    assert asked.wait(SOON)
    relay.pace = Pace(poll=60)
    cases_with_steps(sqlite_store, cases=1, steps=1)
    assert sent.wait(SOON)
    stop.set()
    relay.bell.set()
    thread.join()
