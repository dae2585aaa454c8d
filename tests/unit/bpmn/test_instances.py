"""A multi-instance: one activity for each unit summoned, added and let go while it runs."""

from engine.bpmn import AddUnit, Start, State, WithdrawUnit, step
from engine.bpmn.limits import Limits
from tests.unit.bpmn.drawing import (
    boundary,
    call,
    duration,
    end,
    exclusive,
    flow,
    many,
    path,
    process,
    script,
    start,
    task,
)
from tests.unit.bpmn.play import MORNING, Books, Play, played, program_of

INNER = process("q", start("qs"), task("r"), task("h"), end("qe"), path("qs", "r", "h", "qe"))
SUMMONS = (
    start(),
    call("m", "q", many("=units", "unit", "replies", "=reply"), outputs={"reply": "=reply"}),
    task("n", inputs={"all": "=replies"}),
    end(),
    path("s", "m", "n", "e"),
    INNER,
)


def test_each_unit_has_its_own_task_and_name() -> None:
    play = played(*SUMMONS, units=["水务", "城管"])
    assert [(task.element, task.unit, task.item) for task in play.open.values()] == [
        ("r", "水务", "水务"),
        ("r", "城管", "城管"),
    ]
    assert {task.scope for task in play.open.values()} == {("m",)}


def test_the_replies_come_in_the_order_of_the_units_whoever_was_first() -> None:
    play = played(*SUMMONS, units=["水务", "城管"])
    for unit in ("城管", "水务"):
        play.do("r", unit)
        play.do("h", unit, reply=unit + "已办")
    (review,) = play.open.values()
    assert review.inputs == {"all": ["水务已办", "城管已办"]}


def test_nobody_summoned_goes_straight_on() -> None:
    assert played(*SUMMONS, units=[]).at == ["n"]
    assert played(*SUMMONS).at == ["n"]


def test_a_unit_may_be_called_in_while_the_others_work() -> None:
    play = played(*SUMMONS, units=["水务"])
    outcome = play.give(AddUnit("m", "燃气"))
    assert [task.unit for task in outcome.tasks.opened] == ["燃气"]
    for unit in ("水务", "燃气"):
        assert play.at != ["n"]
        play.do("r", unit)
        play.do("h", unit)
    assert play.at == ["n"]


def test_a_unit_called_in_twice_gets_a_name_of_its_own() -> None:
    play = played(*SUMMONS, units=["水务"])
    play.give(AddUnit("m", "水务"))
    assert sorted(task.unit for task in play.open.values()) == ["水务", "水务#2"]


def test_a_unit_may_be_let_go_and_the_join_goes_on_without_it() -> None:
    play = played(*SUMMONS, units=["水务", "城管"])
    play.do("r", "水务")
    play.do("h", "水务", reply="已办")
    outcome = play.give(WithdrawUnit("m", "城管"))
    assert len(outcome.tasks.withdrawn) == 1
    (review,) = play.open.values()
    assert review.inputs == {"all": ["已办"]}


def test_letting_the_only_unit_go_goes_on() -> None:
    play = played(*SUMMONS, units=["水务"])
    play.give(WithdrawUnit("m", "水务"))
    assert play.at == ["n"]


def test_a_unit_that_is_not_there_can_neither_be_let_go_nor_is_anything_changed() -> None:
    play = played(*SUMMONS, units=["水务"])
    before = play.snapshot
    assert not play.give(WithdrawUnit("m", "燃气")).delivered
    assert not play.give(AddUnit("nowhere", "燃气")).delivered
    assert play.snapshot == before


def test_a_second_round_begins_with_empty_replies() -> None:
    drawn = (
        start(), task("w"),
        call("m", "q", many("=units", "unit", "replies", "=reply"), outputs={"reply": "=reply"}),
        task("n", inputs={"all": "=replies"}), exclusive("g", default="g_e"), end(),
        path("s", "w", "m", "n", "g"), flow("g", "w", "=again"), flow("g", "e"), INNER,
    )  # fmt: skip
    play = played(*drawn)
    for names in (["甲", "乙"], ["丙"]):
        play.do("w", units=names)
        for name in names:
            play.do("r", name)
            play.do("h", name, reply=name)
        (review,) = play.open.values()
        assert review.inputs == {"all": names}
        play.do("n", again=True)


def test_one_after_the_other_opens_the_next_only_when_one_is_done() -> None:
    drawn = (
        start(), task("a", many("=units", "unit", sequential=True)), end(), path("s", "a", "e")
    )  # fmt: skip
    play = played(*drawn, units=["甲", "乙"])
    assert [task.unit for task in play.open.values()] == ["甲"]
    play.do("a")
    assert [task.unit for task in play.open.values()] == ["乙"]
    assert play.do("a").state is State.ENDED


def test_a_timer_on_the_whole_may_take_it_away_with_every_unit() -> None:
    drawn = (
        start(), call("m", "q", many("=units", "unit")), boundary("b", "m", duration("PT4H")),
        task("n"), task("x"), end(), path("s", "m", "n", "e"), path("b", "x", "e"), INNER,
    )  # fmt: skip
    play = played(*drawn, units=["甲", "乙"])
    play.do("r", "甲")
    play.wait(hours=5)
    assert play.at == ["x"]


def test_the_key_of_a_unit_is_what_the_diagram_says() -> None:
    drawn = task(
        "a",
        many("=tickets", "ticket"),
        props={"shaodao:unit": "=ticket.dept"},
        inputs={"t": "=ticket"},
    )
    play = played(
        start(), drawn, end(), path("s", "a", "e"), tickets=[{"dept": "水务"}, {"dept": "城管"}]
    )
    assert [task.unit for task in play.open.values()] == ["水务", "城管"]
    play.do("a", "城管")
    assert [task.item for task in play.open.values()] == [{"dept": "水务"}]


def test_more_units_than_a_step_may_begin_is_an_incident() -> None:
    program = program_of(*SUMMONS)
    start_ = Start({"units": [str(number) for number in range(20)]})
    outcome = step(program, None, start_, MORNING, Books(), limits=Limits(units=10))
    assert outcome.incident is not None
    assert outcome.incident.code == "too_many_units"


MANY = [str(number) for number in range(501)]


def test_a_sequence_may_go_through_more_items_than_may_run_at_once() -> None:
    inner = process("q", start("qs"), script("w", "={n: 1}"), end("qe"), path("qs", "w", "qe"))
    body = call("a", "q", many("=units", "u", sequential=True))
    drawn = (start(), body, task("b"), end(), path("s", "a", "b", "e"), inner)
    assert played(*drawn, units=MANY).at == ["b"]


def test_as_many_items_at_once_are_an_incident() -> None:
    drawn = (start(), task("a", many("=units", "u")), end(), path("s", "a", "e"))
    outcome = Play(program_of(*drawn)).give(Start({"units": MANY}))
    assert outcome.incident is not None
    assert outcome.incident.code == "too_many_units"
    assert len(played(*drawn, units=MANY[:500]).open) == 500


def test_units_called_in_count_only_while_they_are_there() -> None:
    play = Play(program_of(*SUMMONS), limits=Limits(units=2)).start(units=["水务", "城管"])
    more = play.give(AddUnit("m", "燃气"))
    assert more.incident is not None
    assert more.incident.code == "too_many_units"
    play.give(WithdrawUnit("m", "水务"))
    assert play.give(AddUnit("m", "燃气")).incident is None


def test_a_list_too_long_is_an_incident_also_where_it_is_gone_through_one_by_one() -> None:
    drawn = (start(), task("a", many("=units", "u", sequential=True)), end(), path("s", "a", "e"))
    play = Play(program_of(*drawn), limits=Limits(items=3))
    outcome = play.give(Start({"units": MANY[:4]}))
    assert outcome.incident is not None
    assert (outcome.incident.code, outcome.incident.facts["most"]) == ("too_many_items", 3)
    play.start(units=MANY[:3])
    assert play.give(AddUnit("a", "x")).incident is None
    late = play.give(AddUnit("a", "y"))
    assert late.incident is not None
    assert late.incident.code == "too_many_items"


def test_what_is_no_list_is_an_incident() -> None:
    outcome = Play(program_of(*SUMMONS)).give(Start({"units": "水务"}))
    assert outcome.incident is not None
    assert (outcome.incident.code, outcome.incident.element) == ("no_collection", "m")


def test_enough_answers_let_the_others_go() -> None:
    rest = "<bpmn:completionCondition>=found</bpmn:completionCondition>"
    drawn = task("a", many("=units", "unit").replace("</bpmn:multi", f"{rest}</bpmn:multi"))
    play = played(start(), drawn, end(), path("s", "a", "e"), units=["甲", "乙", "丙"])
    play.do("a", "甲", found=False)
    assert len(play.open) == 2
    assert play.do("a", "乙", found=True).state is State.ENDED


def test_a_unit_inside_a_unit_is_named_by_both() -> None:
    inner = process(
        "q", start("qs"), task("h", many("=teams", "team")), end("qe"), path("qs", "h", "qe")
    )
    drawn = (start(), call("m", "q", many("=units", "unit")), end(), path("s", "m", "e"), inner)
    play = played(*drawn, units=["水务", "城管"], teams=["一队", "二队"])
    assert [task.unit for task in play.open.values()] == [
        "水务/一队", "水务/二队", "城管/一队", "城管/二队",
    ]  # fmt: skip
    play.give(WithdrawUnit("h", "水务/二队"))
    assert len(play.open) == 3


def test_items_that_are_no_text_are_named_by_their_number() -> None:
    drawn = (start(), task("a", many("=[7, null]", "unit")), end(), path("s", "a", "e"))
    assert [task.unit for task in played(*drawn).open.values()] == ["1", "2"]


def test_an_item_called_in_behind_others_waits_its_turn() -> None:
    drawn = (start(), task("a", many("=units", "u", sequential=True)), end(), path("s", "a", "e"))
    play = played(*drawn, units=["甲"])
    play.give(AddUnit("a", "乙"))
    assert [task.unit for task in play.open.values()] == ["甲"]
    play.give(WithdrawUnit("a", "甲"))
    assert [task.unit for task in play.open.values()] == ["乙"]


def test_a_timer_on_the_whole_is_dropped_when_the_last_unit_is_let_go() -> None:
    drawn = (
        start(),
        call("m", "q", many("=units", "unit")),
        boundary("b", "m", duration("PT4H")),
        task("n"),
        task("x"),
        end(),
        path("s", "m", "n", "e"),
        path("b", "x", "e"),
        INNER,
    )
    play = played(*drawn, units=["甲"])
    play.give(WithdrawUnit("m", "甲"))
    assert (play.at, play.timers) == (["n"], {})
