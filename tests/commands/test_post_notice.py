"""Notices: said in the policy's words, to everybody meant and nobody accused, never at night."""

from datetime import timedelta
from typing import Any

import orjson
import pytest
from sqlalchemy import insert, update

from engine.domain.reporters import Contact, Voice
from engine.jobs.cases import of_cases
from engine.queries.notices import read_notices
from engine.store import tables
from engine.store.columns import EPOCH
from engine.store.load import load_case
from engine.store.voices import keep_voice
from tests.commands.drawn import HANDLER, PLAIN, decision, pack, work
from tests.commands.ground import DISTRICT, SEALS, Ground, put
from tests.commands.jobs.toys import House, states
from tests.unit.bpmn.drawing import diagram, end, lanes, path, service, start

SAID = '{text: "时限" + string(facts.day) + "到", bypass: urgency = "danger"}'
WORDS = decision("notice_texts", SAID, "template", "urgency", "facts")


def use(ground: Ground, quiet: str = "null", **inputs: str) -> str:
    """Let a case, once its first task is done, tell somebody; the second stays open."""
    told = {"template": '="late"', "facts": '={day: date("2026-11-23")}'} | inputs
    drawn = diagram(
        lanes({HANDLER: ["s", "one", "tell", "two", "e"]}), start(), work("one"),
        service("tell", "notify", told), work("two"), end(), path("s", "one", "tell", "two", "e"),
    )  # fmt: skip
    made = pack("telling", drawn, PLAIN)
    files = {"words.dmn": WORDS, "quiet.dmn": decision("quiet_until", quiet, "now")}
    return ground.use_pack(type(made)("telling", {**made.files, **files}))


def tell(ground: Ground, kind: str, **fields: Any) -> House:
    """Open a case, let it differ in some fields, and let it tell."""
    house = House(ground.office.store, of_cases(ground.office))
    ground.complete(ground.report(kind).opened[0]["id"], "wang")
    if fields:
        with ground.office.store.write() as tx:
            tx.execute(update(tables.Case).values(**fields))
    house.drain()
    return house


def seats(ground: Ground) -> list[tuple[object, ...]]:
    return sorted(ground.rows(tables.Notice, "role", "path"))  # type: ignore[arg-type]


def voice(ground: Ground, number: str, state: str = "told") -> int:
    with ground.office.store.write() as tx:
        (id_,) = next(r for r in ground.rows(tables.Case, "id", "number") if r[1] == number)[:1]
        case = load_case(tx, int(str(id_)))
        assert case
        keep_voice(tx, SEALS, case, Voice(contact=Contact.REACHABLE), "1")
        tx.execute(update(tables.Reporter).where(tables.Reporter.case_id == id_)
                   .values(state=state))  # fmt: skip
    return int(str(id_))


def test_a_notice_is_said_in_the_words_of_the_policy_to_the_role_it_names(ground: Ground) -> None:
    tell(ground, use(ground, to='="leader@street"'))
    assert ground.rows(tables.Notice, "text", "template", "role", "path") == [
        ("时限2026-11-23到", "late", "leader", "/2/17/")
    ]
    with ground.office.store.read() as tx:
        mine = read_notices(tx, ground.person("sun"), unread=True, size=9)
        others = read_notices(tx, ground.person("zhao"), unread=True, size=9)
    assert (len(mine.cards), len(others.cards)) == (1, 0)


def test_the_file_says_that_it_was_posted_and_to_whom_but_not_its_words(ground: Ground) -> None:
    tell(ground, use(ground, to='=["leader@street", "handlers"]'))
    verb, body = ground.rows(tables.Entry, "verb", "body")[-1]
    assert verb == "post_notice"
    assert orjson.loads(str(body)) == {"template": "late", "to": ["leader@street", "handlers"],
                                       "urgency": "", "seats": 2}  # fmt: skip


def test_everybody_is_told_once_however_often_they_are_meant(ground: Ground) -> None:
    tell(ground, use(ground, to='=["handlers", "handler@grid", "handler@G3"]'))
    assert seats(ground) == [("handler", "/2/17/5/3/")]


def test_who_has_the_task_in_hand_is_told_in_person(ground: Ground) -> None:
    kind = use(ground, to='="handlers"')
    house = House(ground.office.store, of_cases(ground.office))
    ground.complete(ground.report(kind).opened[0]["id"], "wang")
    with ground.office.store.write() as tx:
        tx.execute(update(tables.WorkItem).values(claimed_by=102))
    house.drain()
    assert seats(ground) == [("person", "102")]


def test_who_watches_is_told_as_a_unit(ground: Ground) -> None:
    kind = use(ground, to='="watchers"')
    house = House(ground.office.store, of_cases(ground.office))
    opened = ground.report(kind)
    ((case,),) = ground.rows(tables.Case, "id")
    with ground.office.store.write() as tx:
        for path_ in ("/2/17/5/", "/2/9/"):
            put(tx, tables.Watcher, case_id=case, path=path_, since=EPOCH)
        tx.execute(update(tables.Case).values(accused="/2/9/"))
    ground.complete(opened.opened[0]["id"], "wang")
    house.drain()
    assert seats(ground) == [("", "/2/17/5/")]
    with ground.office.store.read() as tx:
        assert len(read_notices(tx, ground.person("zhou"), unread=True, size=9).cards) == 1


@pytest.mark.parametrize(("state", "told"), [("told", 1), ("invited", 1), ("dropped", 0)])
def test_who_reported_is_told_unless_they_are_to_be_left_in_peace(
    ground: Ground, state: str, told: int
) -> None:
    kind = use(ground, to='="reporter"')
    house = House(ground.office.store, of_cases(ground.office))
    opened = ground.report(kind)
    case = voice(ground, opened.number, state)
    ground.complete(opened.opened[0]["id"], "wang")
    house.drain()
    assert ground.rows(tables.Notice, "role", "case_id") == [("reporter", case)] * told


def test_all_voices_are_told_each_with_their_own_case(ground: Ground) -> None:
    kind = use(ground, to='="voices"')
    house = House(ground.office.store, of_cases(ground.office))
    main, merged = ground.report(kind), ground.report("ladder")
    cases = [voice(ground, each.number) for each in (main, merged)]
    with ground.office.store.write() as tx:
        tx.execute(insert(tables.Link), {"district": DISTRICT, "case_id": cases[1],
                   "other_id": cases[0], "relation": "merged", "at": tx.now})  # fmt: skip
    ground.complete(main.opened[0]["id"], "wang")
    house.drain()
    assert sorted(c for (c,) in ground.rows(tables.Notice, "case_id")) == sorted(cases)  # type: ignore[type-var]


def test_the_accused_is_never_told_but_who_stands_above(ground: Ground) -> None:
    tell(ground, use(ground, to='="handler@XH"'), accused="/2/17/5/")
    assert seats(ground) == [("handler", "/2/17/")]


def test_at_a_quiet_hour_it_waits_and_danger_does_not(ground: Ground) -> None:
    later = 'now + duration("PT3H")'
    tell(ground, use(ground, later, to='="leader@street"', urgency='="danger"'))
    assert len(seats(ground)) == 1
    house = tell(ground, use(ground, later, to='="leader@street"'))
    assert len(seats(ground)) == 1
    assert states(ground.office.store) == {"done": 1, "ready": 1}
    house.later(timedelta(hours=2))
    house.drain()
    assert len(seats(ground)) == 1


def test_a_policy_without_words_says_the_templates_own_name(ground: Ground) -> None:
    house = House(ground.office.store, of_cases(ground.office))
    ground.report()
    house.later(timedelta(hours=3))
    house.drain()
    assert ground.rows(tables.Notice, "text") == [("late",)]
