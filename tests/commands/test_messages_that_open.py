"""A message opens a case, lets others join it, answers everybody, and is let go in the end."""

from dataclasses import replace
from datetime import timedelta

import orjson
import pytest

from engine.domain.refusals import PolicyInvalid
from engine.jobs.cases import of_cases
from engine.store import tables
from tests.commands.drawn import HANDLER, PLAIN, pack, receive, work
from tests.commands.ground import Ground
from tests.commands.jobs.toys import House, incidents, states
from tests.unit.bpmn.drawing import (
    diagram,
    element,
    end,
    extensions,
    lanes,
    mapping,
    message,
    on_message,
    path,
    properties,
    start,
)

KEY = '="哨1"'
TYPED = 'days + 1 = 4 and at > date("2026-11-23")'


def throw(id_: str, name: str, props: dict[str, str] | None = None, **inputs: str) -> str:
    found = extensions(mapping(inputs), properties(props))
    return element("intermediateThrowEvent", id_, found, on_message(name))


def asking() -> bytes:
    """Draw a case that whistles, waits for the end, and goes on."""
    return diagram(
        lanes({HANDLER: ["s", "one", "blow", "wait", "two", "e"]}), start(), work("one"),
        throw("blow", "open", category='="油烟"', days="=3", at='=date("2026-11-24")'),
        receive("wait", "ended", outputs={"result": "=result"}), work("two"), end(),
        message("open", KEY), message("ended", KEY),
        path("s", "one", "blow", "wait", "two", "e"),
    )  # fmt: skip


def leaving() -> bytes:
    """Draw a case that whistles and then goes its own way."""
    return diagram(
        lanes({HANDLER: ["s", "one", "blow", "mid", "left", "e"]}), start(), work("one"),
        throw("blow", "open"), work("mid"), throw("left", "left", {"shaodao:leaves": "true"}),
        end(), message("open", KEY), message("left", KEY),
        path("s", "one", "blow", "mid", "left", "e"),
    )  # fmt: skip


def answering() -> bytes:
    """Draw the case a message opens: work, then the answer to everybody."""
    return diagram(
        lanes({HANDLER: ["s", "answer", "tell", "e"]}), start(),
        work("answer", outputs={"it": f"=if {TYPED} then 1 else 2"}),
        throw("tell", "ended", {"shaodao:to-all": "true"}, result='="solved"', it="=it"), end(),
        message("ended", "=case.origin"), path("s", "answer", "tell", "e"),
    )  # fmt: skip


def settle(ground: Ground, drawn: bytes | None = None) -> House:
    ground.use_pack(pack("asking", drawn or asking(), PLAIN))
    ground.use_pack(pack("answering", answering(), PLAIN, more='opens_on = ["open"]\n'))
    return House(ground.office.store, of_cases(ground.office))


def blow(ground: Ground, house: House, place: str = "G3") -> str:
    opened = ground.report("asking", place=place)
    ground.complete(opened.opened[0]["id"], "wang" if place == "G3" else "zhao")
    house.drain()
    return opened.number


def opened_tasks(ground: Ground, element_: str) -> list[str]:
    rows = ground.rows(tables.WorkItem, "id", "element", "state")
    return [str(id_) for id_, *rest in rows if rest == [element_, "open"]]


def links(ground: Ground) -> list[tuple[str, str, str]]:
    numbers = dict(ground.rows(tables.Case, "id", "number"))  # type: ignore[arg-type]
    rows = ground.rows(tables.Link, "case_id", "other_id", "relation")
    return [(numbers[one], numbers[other], str(how)) for one, other, how in rows]


def test_a_message_opens_a_case_at_the_senders_place_with_what_it_says(ground: Ground) -> None:
    house = settle(ground)
    sender = blow(ground, house)
    rows = ground.rows(tables.Case, "kind", "origin", "category", "path", "number")
    kind, origin, category, path_, number = rows[-1]
    assert (kind, origin, category, path_) == ("answering", "哨1", "油烟", "/2/17/5/3/")
    assert links(ground) == [(sender, number, "open")]
    assert states(ground.office.store) == {"done": 1}
    assert incidents(ground.office.store) == []


def test_what_is_kept_from_a_unit_is_kept_from_it_in_the_case_that_was_opened(
    ground: Ground,
) -> None:
    house = settle(ground)
    opened = ground.report("asking")
    with ground.office.store.write() as tx:
        tx.execute(tables.Case.__table__.update().values(accused="/2/9/", access=" handler "))
    ground.complete(opened.opened[0]["id"], "wang")
    house.drain()
    assert ground.rows(tables.Case, "accused", "access")[-1] == ("/2/9/", " handler ")


def test_a_second_case_with_the_same_key_joins_the_first(ground: Ground) -> None:
    house = settle(ground)
    first, second = (blow(ground, house, place) for place in ("G3", "G4"))
    numbers = [str(number) for (number,) in ground.rows(tables.Case, "number")]
    assert len(numbers) == 3
    (whistle,) = {*numbers} - {first, second}
    assert sorted(links(ground)) == sorted((n, whistle, "open") for n in (first, second))
    assert ("join_case",) in ground.rows(tables.Entry, "verb")


def test_the_answer_goes_to_everybody_who_waits_and_to_whoever_comes_late(ground: Ground) -> None:
    house = settle(ground)
    for place in ("G3", "G4"):
        blow(ground, house, place)
    (answer,) = opened_tasks(ground, "answer")
    ground.complete(answer, "wang")
    house.drain()
    assert len(opened_tasks(ground, "two")) == 2
    blow(ground, house)
    assert len(opened_tasks(ground, "two")) == 3
    assert len(ground.rows(tables.Case, "id")) == 4
    assert ground.rows(tables.Wait, "receiver") == []


def test_numbers_and_dates_arrive_as_they_were_sent(ground: Ground) -> None:
    house = settle(ground)
    blow(ground, house)
    ground.complete(opened_tasks(ground, "answer")[0], "wang")
    args = [orjson.loads(str(a)) for k, a in ground.rows(tables.Job, "kind", "args") if k]
    assert args[-1]["payload"]["it"] == 1


def test_a_case_that_leaves_belongs_to_the_other_no_more(ground: Ground) -> None:
    house = settle(ground, leaving())
    blow(ground, house)
    assert len(links(ground)) == 1
    ground.complete(opened_tasks(ground, "mid")[0], "wang")
    house.drain()
    assert links(ground) == []
    assert ("leave_case",) in ground.rows(tables.Entry, "verb")
    assert states(ground.office.store) == {"done": 2}


def test_without_an_active_version_the_message_waits_for_one(ground: Ground) -> None:
    ground.use_pack(pack("asking", asking(), PLAIN))
    house = House(ground.office.store, of_cases(ground.office))
    blow(ground, house)
    assert states(ground.office.store) == {"ready": 1}
    ground.use_pack(pack("answering", answering(), PLAIN, more='opens_on = ["open"]\n'))
    house.later(timedelta(minutes=12))
    house.drain()
    assert len(ground.rows(tables.Case, "id")) == 2


def test_two_policies_never_open_on_one_message(ground: Ground) -> None:
    settle(ground)
    other = pack("other", answering(), PLAIN, more='opens_on = ["open"]\n')
    with pytest.raises(PolicyInvalid) as caught:
        ground.use_pack(other)
    assert caught.value.findings[0].rule == "policy.opens_twice"
    calm = replace(other, files={**other.files, "pack.toml": b'key = "answering"\nname = "x"\n'
                                                             b'process = "p"\n'})  # fmt: skip
    ground.use_pack(calm)
    assert ground.rows(tables.Opener, "message") == []


def test_a_message_for_a_case_that_is_over_is_let_go(ground: Ground) -> None:
    house = settle(ground)
    blow(ground, house)
    with ground.office.store.write() as tx:
        tx.execute(tables.Case.__table__.update().values(state="closed"))
        tx.execute(tables.Wait.__table__.delete())
        tx.execute(tables.WorkItem.__table__.update().values(state="done"))
    (number,) = ground.rows(tables.Case, "number")[0]
    with ground.office.store.write() as tx:
        row = {"district": 1, "id": tx.new_id(1), "key": "m", "kind": "message", "case_id": 1,
               "topic": f"x:{number}", "state": "ready", "due": tx.now, "held": 0, "attempts": 0,
               "losses": 0, "args": orjson.dumps({"name": "x", "correlation": number,
                                                  "payload": {}}).decode()}  # fmt: skip
        tx.execute(tables.Job.__table__.insert(), row)
    house.drain()
    assert "ready" not in states(ground.office.store)
