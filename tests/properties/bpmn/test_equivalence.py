"""Pruned, saved and restored at every step, a case does what plain SpiffWorkflow does untouched."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from engine.bpmn import AddUnit, Complete, State, WithdrawUnit, load, snapshot
from tests.properties.bpmn.stock import Stock
from tests.unit.bpmn.play import Play

FOLDER = Path(__file__).parents[2] / "fixtures" / "bpmn"
STEPS = 24
YES_OR_NO = [True, True, False]
# What people may answer at each element; where nothing stands, they answer nothing.
ANSWERS: dict[str, dict[str, list[Any]]] = {
    "grid": {"outcome": ["up", "done"]},
    "community": {"outcome": ["up", "back", "done"]},
    "verify": {"solved": [True, False, False, False]},
    "whistle": {
        "units": [["水务", "城管"], ["燃气"], ["公安", "消防", "城管"], []],
        "replies": [[]],
    },
    "handle": {"reply": ["已办", "转交"], "again": [True, True, True, False]},
    "boss": {"reply": ["包办"]},
    "review": {"again": [True, True, True, False]},
    "sum": {"ok": YES_OR_NO},
    "water": {"leak": YES_OR_NO},
    "fire": {"gas": [1, 2, 3]},
    "go": {"again": [True]},
    "talk": {"again": YES_OR_NO},
    "decide": {"again": YES_OR_NO},
    "check": {"again": [True]},
    "work": {"more": YES_OR_NO},
    "try": {"result": ["fail", "hard", "done"]},
    "after": {"again": [True]},
}


IN_UNITS = {"sign", "handle", "boss"}


class Pair:
    """The same case twice: ours, and plain SpiffWorkflow's."""

    def __init__(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        content = (FOLDER / f"{name}.bpmn").read_bytes()
        program = load({f"{name}.bpmn": content}, bare=True)
        self.names = program.names
        self.ours = Play(program).start()
        self.stock = Stock(name, content, self.ours.now, monkeypatch)
        self.assert_same("start")

    def assert_same(self, what: str) -> None:
        assert self.our_ready() == self.stock_ready(), what
        assert self.our_dues() == self.stock.dues(), what
        assert {r.message for r in self.ours.receivers.values()} == self.stock.receives(), what
        assert (self.ours.state is State.ENDED) == self.stock.case.completed, what

    def our_ready(self) -> list[Any]:
        return sorted(
            self.key_of(task.element, self.data_of(task.id)) for task in self.ours.open.values()
        )

    def stock_ready(self) -> list[Any]:
        return sorted(self.key_of(task.task_spec.name, task.data) for task in self.stock.ready())

    def key_of(self, element: str, data: Any) -> tuple[str, str]:
        known = {name: data[name] for name in sorted(self.names) if name in data}
        if element in IN_UNITS:
            known.pop("replies", None)  # SpiffWorkflow lets units see the list it is filling
        elif "replies" in known:  # ... and fills it as they finish, we in the order of the call
            known["replies"] = sorted(known["replies"])
        return element.removesuffix(" [child]"), json.dumps(known, ensure_ascii=False)

    def data_of(self, id_: str) -> Any:
        assert self.ours.snapshot is not None
        case, _ = snapshot.load(self.ours.program, self.ours.snapshot)
        token = case.find(id_)
        assert token is not None
        return token.data

    def our_dues(self) -> list[tuple[str, datetime]]:
        return sorted((t.element, t.due) for t in self.ours.timers.values() if t.due is not None)

    def complete(self, random: Random) -> None:
        """A person answers, perhaps long after the deadline."""
        task = random.choice(
            sorted(self.ours.open.values(), key=lambda task: (task.element, task.unit))
        )
        choices = ANSWERS.get(task.element, {})
        answers = {name: random.choice(values) for name, values in choices.items()}
        key = self.key_of(task.element, self.data_of(task.id))
        twin = next(
            t for t in self.stock.ready() if self.key_of(t.task_spec.name, t.data) == key
            and t.data.get("unit") == (task.item if task.unit else t.data.get("unit"))
        )  # fmt: skip
        self.stock.complete(twin, answers)
        if task.element == "whistle":
            twin.data.pop("replies", None)
        outcome = self.ours.give(Complete(task.id, answers))
        assert outcome.incident is None, outcome.incident

    def pass_time(self, random: Random) -> None:
        """Time goes on; timers ring at their instants, the earliest first."""
        until = self.ours.now + timedelta(minutes=random.choice([20, 70, 200, 600]))
        while due := [t for t in self.ours.timers.values() if t.due is not None and t.due <= until]:
            at = min(timer.due for timer in due if timer.due is not None)
            self.ours.wait(seconds=(at - self.ours.now).total_seconds())
            self.stock.tick(at)
        self.ours.now = until
        self.stock.tick(until)

    def tell(self, random: Random) -> None:
        """A message comes; nobody waits for the last of these."""
        name = random.choice([*sorted(self.stock.receives()), "unheard"])
        was_heard = self.ours.tell(name).delivered
        assert was_heard == (name != "unheard")
        self.stock.tell(name)

    def withdraw(self, random: Random) -> None:
        """A unit is let go."""
        children = self.stock.units("summons")
        if children:
            child = random.choice(children)
            unit = child.data["unit"]
            self.stock.withdraw(child)
            assert self.ours.give(WithdrawUnit("summons", unit)).delivered

    def call_in(self, random: Random) -> None:
        """One more unit is called in."""
        if self.stock.units("summons"):
            unit = f"增援{random.randrange(10**6)}"
            self.stock.add("summons", unit)
            assert self.ours.give(AddUnit("summons", unit)).delivered


EVENTS = [Pair.complete, Pair.complete, Pair.complete, Pair.pass_time, Pair.tell]
UNITS = [Pair.withdraw, Pair.call_in]


def walk(name: str, seed: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """Walk a pair at random until it ends or has taken its steps; give how many it took."""
    random = Random(seed)  # noqa: S311  a walk, not a secret
    pair = Pair(name, monkeypatch)
    events = EVENTS + (UNITS if name == "whistle" else [])
    for taken in range(STEPS):
        if pair.ours.state is not State.RUNNING:
            return taken
        event = random.choice(events if pair.ours.open else [Pair.pass_time, Pair.tell])
        event(pair, random)
        pair.assert_same(f"{name}, seed {seed}, step {taken}: {event.__name__}")
    return STEPS


DIAGRAMS = sorted(path.stem for path in FOLDER.glob("*.bpmn"))


@pytest.mark.parametrize("name", DIAGRAMS)
def test_thirty_walks_are_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = [walk(name, seed, monkeypatch) for seed in range(30)]
    assert max(taken) >= 20


@pytest.mark.long
@pytest.mark.parametrize("name", DIAGRAMS)
def test_three_hundred_walks_are_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(30, 330):
        walk(name, seed, monkeypatch)
