"""What verbs leave beside a case is in the record, on both databases, and read from it again."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import update

from engine.domain.refusals import LastUnit
from engine.domain.reporters import Contact, Voice
from engine.queries.record import CaseRecord
from engine.store import tables
from engine.store.load import load_case
from engine.store.voices import keep_voice
from engine.verbs.record import Similar, Wanted
from tests.commands.drawn import HANDLER, PLAIN, pack, work
from tests.commands.ground import SEALS, Ground, put
from tests.unit.bpmn.drawing import (
    call,
    diagram,
    element,
    end,
    lanes,
    many,
    parallel,
    path,
    service,
    start,
)

Verb = tuple[str, Mapping[str, str]]


def do(ground: Ground, *verbs: Verb, place: str = "G3") -> str:
    """Let a case ask for verbs, one after the other, before its first task; give its number."""
    ids = [f"v{at}" for at in range(len(verbs))]
    outputs = {"rows": "=rows", "number": "=number", "queue": "=queue", "count": "=count"}
    asked = zip(ids, verbs, strict=True)
    services = [service(id_, verb, inputs, outputs) for id_, (verb, inputs) in asked]
    drawn = diagram(
        lanes({HANDLER: ["s", *ids, "work", "e"]}), start(),
        *services,
        work("work"), end(), path("s", *ids, "work", "e"),
    )  # fmt: skip
    return ground.report(ground.use_pack(pack("asking", drawn, PLAIN)), place).number


@contextmanager
def record(ground: Ground, number: str) -> Iterator[CaseRecord]:
    """Give what stands beside a case, in a transaction of its own."""
    ids = {each: id_ for id_, each in ground.rows(tables.Case, "id", "number")}
    with ground.office.store.write() as tx:
        case = load_case(tx, int(str(ids[number])))
        assert case
        yield CaseRecord(tx, case)


def report_by(ground: Ground, number: str) -> None:
    """Let somebody have reported a case."""
    with record(ground, number) as kept:
        keep_voice(kept.tx, SEALS, kept.case, Voice(contact=Contact.RELAY), "1")


def test_rows_of_registers_are_written_struck_opened_and_read(ground: Ground) -> None:
    row = '={unit: "police", points: 6, day: date("2026-12-01")}'
    number = do(
        ground,
        ("register_row", {"register": '="marks"', "row": row}),
        ("register_row", {"register": '="marks"', "row": row, "number": '="7"', "sealed": "=true"}),
        ("register_row", {"register": '="marks"', "row": '={unit: "SH"}', "document": '="文1"'}),
        ("strike_row", {"register": '="marks"', "number": '=case.number + "-01"'}),
    )
    rows = ground.rows(tables.RegisterRow, "number", "document", "sealed", "by")
    assert rows == [(f"{number}-01", None, False, 101), ("7", None, True, 101),
                    (f"{number}-03", "文1", False, 101)]  # fmt: skip
    with record(ground, number) as kept:
        assert kept.open_rows() == {"marks": 2}
        assert kept.rows_written() == 3
        assert [r.number for r in kept.rows("marks", match={}, of_case=True)] == [f"{number}-03"]
    do(ground, ("publish_rows", {"register": '="marks"'}))
    assert ground.rows(tables.RegisterRow, "sealed")[1] == (True,)  # another case's


def test_a_case_opens_its_own_sealed_rows_and_finds_them_by_what_they_hold(ground: Ground) -> None:
    row = '={unit: "police", points: 6}'
    number = do(
        ground,
        ("register_row", {"register": '="marks"', "row": row, "number": '="7"', "sealed": "=true"}),
        ("register_row", {"register": '="marks"', "row": row, "number": '="8"', "sealed": "=true"}),
        ("publish_rows", {"register": '="marks"', "number": '="7"'}),
    )
    with record(ground, number) as kept:
        wanted = {"unit": "police", "points": 6}
        assert [r.number for r in kept.rows("marks", match=wanted, of_case=False)] == ["7"]
        assert kept.rows("marks", match={"points": 66}, of_case=False) == []


def test_a_unit_is_called_again_in_its_own_row_and_answers_once(ground: Ground) -> None:
    number = do(
        ground,
        ("open_summons", {"unit": '="police"', "role": '="assist"'}),
        ("answer_summons", {"unit": '="police"', "result": '="absent"'}),
        ("open_summons", {"unit": '="police"', "role": '="lead"', "round": "=2"}),
        ("open_summons", {"unit": '="SH"', "role": '="assist"'}),
        ("answer_summons", {"unit": '="SH"', "result": '="done"'}),
    )
    assert ground.rows(tables.Summons, "unit", "round", "part", "state", "result", "path") == [
        ("SH", 1, "assist", "answered", "done", "/2/17/"),
        ("police", 2, "lead", "open", None, "/2/9/"),
    ]
    with record(ground, number) as kept:
        assert sorted(kept.summoned()) == [("SH", False), ("police", True)]


def test_slots_are_counted_by_day_and_given_back(ground: Ground) -> None:
    with ground.office.store.write() as tx:
        for day, capacity in ((date(2099, 1, 5), 1), (date(2099, 1, 6), 2)):
            put(tx, tables.Slot, path="/2/9/", day=day, capacity=capacity)
    reserve = ("reserve_slot", {"unit": '="police"', "day": '=date("2099-01-05")'})
    for _ in range(2):
        do(ground, reserve)
    assert ground.rows(tables.SlotTaken, "day") == [(date(2099, 1, 5),), (date(2099, 1, 6),)]
    do(ground, reserve, ("free_slot", {"unit": '="police"'}))
    assert len(ground.rows(tables.SlotTaken, "day")) == 2


def test_who_had_the_case_watches_it(ground: Ground) -> None:
    do(ground, *(("move_case", {"to": f'="{to}"'}) for to in ("grid", "community", "grid")))
    assert ground.rows(tables.Case, "handler") == [("/2/17/5/3/",)]
    assert ground.rows(tables.Watcher, "path") == [("/2/17/5/",), ("/2/17/5/3/",)]


def test_a_case_merges_into_the_main_one_and_its_voice_counts_there(ground: Ground) -> None:
    main, other = ground.report(), ground.report()
    for opened in (main, other):
        report_by(ground, opened.number)
    number = do(ground, ("merge_case", {"into": f'="{main.number}"'}), ("invite_voices", {}))
    do(ground, ("merge_case", {"into": f'="{number}"'}))
    ids = {n: i for i, n in ground.rows(tables.Case, "id", "number")}
    merged = ground.rows(tables.Case, "number", "merged_into")
    assert [into for _, into in merged] == [None, None, ids[main.number], ids[main.number]]
    with record(ground, main.number) as kept:
        assert (kept.voices(), kept.contact()) == (1, "relay")
        assert kept.joined() == [number, merged[3][0]]
        assert kept.case_named("nowhere") is None
        kept.tx.execute(update(tables.Case).values(state="closed"))
        assert kept.case_named(main.number) is None


def test_who_reported_is_dropped_and_then_cannot_be_reached(ground: Ground) -> None:
    number = do(ground, ("drop_voice", {}))
    report_by(ground, number)
    with record(ground, number) as kept:
        assert (kept.contact(), kept.voices()) == ("relay", 1)
        kept.tx.execute(update(tables.Reporter).values(state="dropped"))
        assert (kept.contact(), kept.voices()) == ("none", 0)


def test_an_incident_a_drawing_raises_stays_until_somebody_settles_it(ground: Ground) -> None:
    number = do(ground, ("raise_incident", {"reason": '="no_unit"'}))
    ((code, facts),) = ground.rows(tables.Incident, "code", "facts")
    assert code == "asked_by_policy"
    assert number in str(facts)
    assert ground.rows(tables.WorkItem, "element") == [("work",)]


def similar(ground: Ground, number: str, **more: object) -> Similar:
    with record(ground, number) as kept:
        since = kept.tx.now.replace(year=2026, month=1, day=1)
        wanted: dict[str, object] = {"since": since, "kind": "ladder", "category": None}
        return kept.similar(Wanted(**(wanted | more)))  # type: ignore[arg-type]


def test_similar_cases_lie_at_the_same_place_and_those_told_in_equal_words_are_named(
    ground: Ground,
) -> None:
    first, second, third = (
        ground.report(words=w).number for w in ("路灯不亮", "路灯。不亮 ", "油烟")
    )
    ground.report(place="G4")
    found = similar(ground, second)
    assert (found.count, found.exact, found.nearest) == (2, first, third)
    assert similar(ground, third).exact is None
    assert similar(ground, first).exact is None  # the later joins the earlier, never both


def test_a_case_that_is_over_is_counted_but_not_named(ground: Ground) -> None:
    ground.report()
    number = ground.report().number
    with ground.office.store.write() as tx:
        tx.execute(update(tables.Case).where(tables.Case.number != number).values(state="closed"))
    assert similar(ground, number) == Similar(count=1)


def test_similar_cases_lie_within_some_metres_where_both_locations_are_known(
    ground: Ground,
) -> None:
    numbers = [ground.report(place=place).number for place in ("G3", "G4", "G4", "G3")]
    spots = [(125.66, 43.52), (125.6601, 43.52), (125.67, 43.52), (None, None)]
    with ground.office.store.write() as tx:
        for number, (lon, lat) in zip(numbers, spots, strict=True):
            tx.execute(update(tables.Case).where(tables.Case.number == number)
                       .values(lon=lon, lat=lat, origin=number, category="油烟"))  # fmt: skip
    found = similar(ground, numbers[0], metres=50.0, category="油烟")
    assert (found.count, found.origin) == (2, numbers[3])
    assert similar(ground, numbers[0], metres=2000.0).count == 3
    assert similar(ground, numbers[0], category="违建").count == 0


def test_similar_cases_have_the_facts_that_are_wanted(ground: Ground) -> None:
    number, other = (ground.report().number for _ in range(2))
    with ground.office.store.write() as tx:
        tx.execute(update(tables.Case).where(tables.Case.number == other)
                   .values(facts='{"grade":"hard"}'))  # fmt: skip
    assert similar(ground, number, facts={"grade": "hard"}).nearest == other
    assert similar(ground, number, facts={"grade": "normal"}).count == 0


def units(*beside: str) -> bytes:
    """Draw units answering one by one, and a task beside them that leads to verbs."""
    inner = element("process", "inside", start("is"), work("answer"), end("ie"),
                    lanes({"handler@{item.unit}": ["is", "answer", "ie"]}).replace("set", "set2"),
                    path("is", "answer", "ie"), isExecutable="false")  # fmt: skip
    each = call("each", "inside", many('=[{unit: "XH"}, {unit: "SH"}]', "item"))
    each = each.replace("<bpmn:extensionElements>", "<bpmn:extensionElements><zeebe:properties>"
                        '<zeebe:property name="shaodao:unit" value="=item.unit"/>'
                        "</zeebe:properties>", 1)  # fmt: skip
    return diagram(
        lanes({HANDLER: ["s", "fork", "each", "change", *(b.split('"')[1] for b in beside), "e"]}),
        start(), parallel("fork"), each, end(), work("change"), *beside, end("e2"),
        path("s", "fork", "each", "e"),
        path("fork", "change", *(b.split('"')[1] for b in beside), "e2"), inner,
    )  # fmt: skip


def test_a_unit_joins_and_another_leaves_in_the_very_step_that_asks_for_it(ground: Ground) -> None:
    drawn = units(
        service("add", "add_unit", {"activity": '="each"', "item": '={unit: "police"}'}),
        service("let", "withdraw_unit", {"activity": '="each"', "unit": '="XH"'}),
    )
    opened = ground.report(ground.use_pack(pack("units", drawn, PLAIN))).opened
    change = next(task["id"] for task in opened if task["element"] == "change")
    done = ground.complete(change, "wang")
    assert [task["element"] for task in done.opened] == ["answer"]
    rows = ground.rows(tables.WorkItem, "element", "unit", "path", "state")
    assert sorted(r[1:] for r in rows if r[0] == "answer") == [
        ("SH", "/2/17/", "open"), ("XH", "/2/17/5/", "withdrawn"), ("police", "/2/9/", "open"),
    ]  # fmt: skip


def test_the_last_unit_stays_and_who_asked_is_told_so(ground: Ground) -> None:
    drawn = units(
        service("call", "open_summons", {"unit": '="XH"', "role": '="lead"'}),
        service("let", "withdraw_unit", {"activity": '="each"', "unit": '="XH"'}),
    )
    opened = ground.report(ground.use_pack(pack("units", drawn, PLAIN))).opened
    change = next(task["id"] for task in opened if task["element"] == "change")
    with pytest.raises(LastUnit):
        ground.complete(change, "wang")
    assert ground.rows(tables.Incident, "id") == []
    assert len(ground.rows(tables.WorkItem, "id")) == 3
