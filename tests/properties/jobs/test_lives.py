"""Random lives over a drawing that asks for every verb: no task, clock or row is ever lost, and
what comes twice, as a request or as a job, changes things once.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.commands.complete_task import complete_task
from engine.domain.refusals import AskOtherwise
from engine.jobs.cases import of_cases
from engine.jobs.run import run
from engine.store import tables
from engine.store.audit import verify
from engine.store.schema import upgrade
from engine.store.store import open_store
from engine.verbs import VERBS
from tests.commands.drawn import HANDLER, decision, form, pack, work
from tests.commands.drawn import field as field_of
from tests.commands.ground import LADDER, Ground, settle
from tests.commands.jobs.toys import House
from tests.unit.bpmn.drawing import diagram, end, exclusive, flow, lanes, path, service, start

FEW, MANY = 12, 150
LIMIT = '=[{key: "x", amount: 400, unit: "day", restart: false}]'
ASKED: Mapping[str, Mapping[str, str]] = {
    "add_unit": {"activity": '="nowhere"', "item": '={unit: "police"}'},
    "answer_summons": {"unit": '="police"', "result": '="done"'},
    "close_case": {"outcome": '="solved"'},
    "drop_voice": {},
    "exclude_unit": {"unit": '="police"'},
    "find_similar": {"days": "=30"},
    "free_slot": {"unit": '="SH"'},
    "hold_clocks": {},
    "invite_voices": {"until": '=date("2027-01-01")'},
    "keep_facts": {"set": '={kind: "a"}', "add": "={times: 1}"},
    "look_up": {"register": '="marks"', "match": "={a: 1}"},
    "merge_case": {"into": "=main"},
    "move_case": {"to": '="street"'},
    "move_clock": {"clock": '="x"', "amount": "=1", "unit": '="day"'},
    "notify": {"template": '="late"', "to": '="leader@street"'},
    "open_summons": {"unit": '="police"', "role": '="lead"'},
    "publish_rows": {"register": '="marks"'},
    "raise_incident": {"reason": '="look"'},
    "register_row": {"register": '="marks"', "row": "={a: 1}"},
    "release_clocks": {},
    "reopen_case": {},
    "reserve_slot": {"unit": '="SH"'},
    "resolve_case": {"outcome": '="solved"'},
    "restrict_access": {"roles": '=["handler", "leader"]'},
    "resume_case": {},
    "scan_words": {"decision": '="danger"'},
    "see_queue": {"units": '=["SH"]'},
    "set_clocks": {"limits": LIMIT},
    "strike_row": {"register": '="marks"', "number": '=case.number + "-01"'},
    "suspend_case": {},
    "withdraw_unit": {"activity": '="nowhere"', "unit": '="SH"'},
}
FOUND = '{hit: contains(text, "煤气"), late: hour &gt; 20}'
CHOOSE = form("choose", field_of("verb", "select", values=[*ASKED]))
STATES = {"close_case": "closed", "resolve_case": "resolved", "reopen_case": "open",
          "resume_case": "open", "suspend_case": "suspended"}  # fmt: skip


def test_the_drawing_asks_for_every_verb() -> None:
    assert set(ASKED) == set(VERBS)


def drawn(main: str) -> bytes:
    """Draw one task that comes back for ever, and leads to the verb it was answered with."""
    asked = {
        v: {n: t.replace("=main", f'="{main}"') for n, t in i.items()} for v, i in ASKED.items()
    }
    brought = {"brought": "=1"}  # none of what they answer is kept
    return diagram(
        lanes({HANDLER: ["s", "first", "one", "x", "e", *asked]}), start(),
        service("first", "set_clocks", {"limits": LIMIT}, brought),
        work("one", "choose"),
        exclusive("x", "x_e"), end(), flow("x", "e"), path("s", "first", "one", "x"),
        *(service(id_, id_, inputs, brought) for id_, inputs in asked.items()),
        *(flow("x", id_, f'=verb = "{id_}"') + flow(id_, "one") for id_ in asked),
    )  # fmt: skip


@dataclass
class Life:
    """A case, and what a pure model says it must have come to."""

    ground: Ground
    house: House
    task: str
    case: int
    state: str = "open"
    held: bool = False
    counts: dict[str, int] = field(default_factory=dict)
    keys: int = 0

    def ask(self, verb: str) -> None:
        """Let the case ask for a verb; the same request comes twice."""
        self.keys += 1
        asked = {"task_id": int(self.task), "answers": {"verb": verb}, "key": f"k{self.keys}"}
        wang = self.ground.person("wang")
        if verb == "move_clock" and self.held:
            with pytest.raises(AskOtherwise):
                complete_task(self.ground.office, by=wang, **asked)  # type: ignore[arg-type]
            return
        done, again = (
            complete_task(self.ground.office, by=wang, **asked)  # type: ignore[arg-type]
            for _ in range(2)
        )
        assert done == again
        (self.task,) = [each["id"] for each in done.opened]
        self.note(verb)

    def note(self, verb: str) -> None:
        """Let the model follow."""
        self.counts[verb] = self.counts.get(verb, 0) + 1
        self.state = STATES.get(verb, self.state)
        self.held = {"hold_clocks": True, "release_clocks": False}.get(verb, self.held)

    def work(self) -> None:
        """Let every job that is due come twice."""
        while parcels := self.house.deliver():
            for parcel in parcels:
                for _ in range(2):
                    run(self.house.store, self.house.handlers, parcel.ids)

    def rows(self, table: type[tables.Base], *columns: str) -> list[Any]:
        """Read what the record holds of the case."""
        found = self.ground.rows(table, "case_id", *columns)
        return [tuple(row[1:]) for row in found if row[0] == self.case]

    def check(self) -> None:
        """Hold the record against the model."""
        asked = self.counts.get
        ((state, facts, handler),) = [
            row[1:] for row in self.ground.rows(tables.Case, "id", "state", "facts", "handler")
            if row[0] == self.case
        ]  # fmt: skip
        assert state == self.state
        assert orjson.loads(facts).get("times", 0) == asked("keep_facts", 0)
        assert (handler is not None) == bool(asked("move_case"))
        opened = [row for row in self.rows(tables.WorkItem, "state", "element") if row[0] == "open"]
        assert opened == [("open", "one")]
        assert self.rows(tables.Clock, "key", "state") == [
            ("x", "suspended" if self.held else "running")
        ]
        assert len(self.rows(tables.RegisterRow, "number")) == asked("register_row", 0)
        numbers = self.rows(tables.RegisterRow, "number")
        assert len(set(numbers)) == len(numbers)
        assert len(self.rows(tables.Summons, "unit")) == bool(asked("open_summons"))
        self.work()
        assert len(self.rows(tables.Notice, "id")) == asked("notify", 0)
        raised = [("asked_by_policy",)] if asked("raise_incident") else []
        assert self.ground.rows(tables.Incident, "code") == raised
        assert verify(self.ground.office.store).breaks == []


@contextmanager
def begun() -> Iterator[Life]:
    """Begin a life in a house of its own."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'life.db'}"
        upgrade(url)
        store = open_store(url)
        ground = settle(store)
        ground.use(LADDER)
        made = pack("lives", drawn(ground.report().number), CHOOSE)
        danger = decision(
            "danger", '{hit: contains(text, "煤气"), late: hour &gt; 20}', "text", "hour"
        )
        ground.use_pack(replace(made, files={**made.files, "danger.dmn": danger}))
        task = ground.report("lives").opened[0]["id"]
        case = int(str(ground.rows(tables.Case, "id")[-1][0]))
        yield Life(ground, House(store, of_cases(ground.office)), task, case)
        store.close()


def live(verbs: list[str]) -> None:
    with begun() as life:
        for at, verb in enumerate(verbs):
            life.ask(verb)
            if at % 4 == 0:
                life.work()
        life.check()


def test_a_life_of_every_verb_in_turn() -> None:
    live([verb for verb in ASKED if verb != "exclude_unit"] + ["exclude_unit", "notify"])


@settings(max_examples=FEW, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(sorted(ASKED)), max_size=12))
def test_any_life_holds_what_the_model_says(verbs: list[str]) -> None:
    live(verbs)


@pytest.mark.long
@settings(max_examples=MANY, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(sorted(ASKED)), max_size=40))
def test_any_long_life_holds_what_the_model_says(verbs: list[str]) -> None:
    live(verbs)
