"""People pass the gate before workers, nobody overtakes, and no crowd stops the clocks."""

from threading import Event, Thread

import pytest

from engine.domain.refusals import HouseBusy
from engine.store.gate import Gate, Turn

PEOPLE, WORKER = Turn.PERSON, Turn.WORKER


class Queue:
    """Lets writers line up one by one behind a gate that is held, then opens it."""

    def __init__(self, gate: Gate) -> None:
        self.gate = gate
        self.passed: list[str] = []
        self.threads: list[Thread] = []

    def line_up(self, name: str, turn: Turn) -> None:
        waiting = sum(map(len, self.gate.waiting.values()))
        thread = Thread(target=self.go, args=(name, turn))
        thread.start()
        self.threads.append(thread)
        with self.gate.condition:
            self.gate.condition.wait_for(
                lambda: sum(map(len, self.gate.waiting.values())) > waiting, 0.01
            )
        while sum(map(len, self.gate.waiting.values())) == waiting:
            pass

    def go(self, name: str, turn: Turn) -> None:
        with self.gate.entered(turn, timeout=5):
            self.passed.append(name)

    def order(self) -> str:
        for thread in self.threads:
            thread.join()
        return "".join(self.passed)


def order_behind(gate: Gate, arrivals: str) -> str:
    """Tell in which order writers pass who arrive while the gate is held; capitals are people."""
    queue = Queue(gate)
    with gate.entered(PEOPLE, timeout=1):
        for name in arrivals:
            queue.line_up(name, PEOPLE if name.isupper() else WORKER)
    return queue.order()


def test_people_pass_before_workers_and_each_in_order_of_arrival() -> None:
    assert order_behind(Gate(), "abXcYZ") == "XYZabc"


def test_after_a_row_of_people_one_worker_passes() -> None:
    assert order_behind(Gate(patience=2), "aVWXYZb") == "VWaXYbZ"


def test_who_waits_too_long_is_told_and_blocks_nobody() -> None:
    gate = Gate()
    with gate.entered(PEOPLE, timeout=1), pytest.raises(HouseBusy):
        gate.entered(WORKER, timeout=0.01).__enter__()
    with gate.entered(WORKER, timeout=0.1):
        assert gate.inside


def test_a_writer_that_fails_leaves_the_gate_open() -> None:
    gate = Gate()
    with pytest.raises(ZeroDivisionError), gate.entered(WORKER, timeout=1):
        raise ZeroDivisionError
    with gate.entered(PEOPLE, timeout=0.1):
        assert gate.inside


def test_only_one_writer_is_inside_at_a_time() -> None:
    gate, inside, seen = Gate(), [0], []
    done = Event()

    def write() -> None:
        for _ in range(50):
            with gate.entered(WORKER, timeout=5):
                inside[0] += 1
                seen.append(inside[0])
                inside[0] -= 1

    threads = [Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    done.set()
    assert set(seen) == {1}
