"""Timers: set when a task opens, rung once, moved with their clocks, caught up without a flood."""

from datetime import timedelta

from engine.bpmn import Fire, SetClock, ShiftClocks, Start, Still
from tests.unit.bpmn.drawing import (
    boundary,
    catch,
    cycle,
    duration,
    element,
    end,
    exclusive,
    flow,
    path,
    service,
    start,
    task,
    timer,
)
from tests.unit.bpmn.play import MORNING, Answer, Books, Play, played, program_of


def guarded(*definition: str, interrupting: bool = False) -> tuple[str, ...]:
    return (
        start(), task("a"), boundary("b", "a", *definition, interrupting=interrupting), task("x"),
        end(), end("e2"), path("s", "a", "e"), path("b", "x", "e2"),
    )  # fmt: skip


def test_a_duration_counts_from_the_moment_the_task_opens() -> None:
    play = played(*guarded(duration("PT2H")))
    assert play.due == {"b": MORNING + timedelta(hours=2)}


def test_a_timer_that_does_not_interrupt_leaves_the_task_with_its_holder() -> None:
    play = played(*guarded(duration("PT2H"))).wait(hours=3)
    assert play.at == ["a", "x"]
    assert play.timers == {}


def test_a_timer_that_interrupts_takes_the_task_away() -> None:
    play = played(*guarded(duration("PT2H"), interrupting=True)).wait(hours=3)
    assert play.at == ["x"]


def test_a_task_done_in_time_drops_its_timer() -> None:
    play = played(*guarded(duration("PT2H")))
    (id_,) = play.timers
    assert play.do("a").timers.dropped == (id_,)


def test_a_timer_that_is_not_due_or_is_gone_does_not_ring() -> None:
    play = played(*guarded(duration("PT2H")))
    (id_,) = play.timers
    assert not play.give(Fire(id_)).delivered
    play.wait(hours=2)
    assert not play.give(Fire(id_)).delivered
    assert play.at == ["a", "x"]


def test_a_date_and_an_expression_set_a_timer_too() -> None:
    play = played(*guarded(timer("timeDate", "2026-11-20T18:00:00+08:00")))
    assert play.due == {"b": MORNING.replace(hour=18)}
    play = played(*guarded(duration('=if urgent then "PT1H" else "PT8H"')), urgent=True)
    assert play.due == {"b": MORNING.replace(hour=10)}
    play = played(*guarded(duration('=duration("PT1H") * 3')))
    assert play.due == {"b": MORNING.replace(hour=12)}


def test_an_expression_that_gives_no_time_is_an_incident() -> None:
    outcome = Play(program_of(*guarded(duration("=limit")))).give(Start())
    assert outcome.incident is not None
    assert (outcome.incident.code, outcome.incident.element) == ("no_time", "b")


def test_a_reminder_rings_again_and_again_as_often_as_drawn() -> None:
    play = played(*guarded(cycle("R3/PT1H"))).wait(hours=2)
    assert play.at == ["a", "x", "x"]
    play.wait(hours=10)
    assert play.at == ["a", "x", "x", "x"]
    assert play.timers == {}


def test_reminders_missed_while_the_machine_was_down_come_as_one() -> None:
    play = played(*guarded(cycle("R/PT1H")))
    (id_,) = play.timers
    play.now += timedelta(hours=6, minutes=30)
    play.give(Fire(id_))
    assert play.at == ["a", "x"]
    assert play.due == {"b": MORNING + timedelta(hours=7)}
    assert play.trail[-1].code != "rang" or play.trail[-1].facts["missed"] == 5
    assert [entry.facts["missed"] for entry in play.trail if entry.code == "rang"] == [5]


def test_missed_reminders_count_as_rung() -> None:
    play = played(*guarded(cycle("R3/PT1H")))
    (id_,) = play.timers
    play.now += timedelta(hours=9)
    play.give(Fire(id_))
    assert play.timers == {}


def test_what_a_reminder_opened_outlives_the_task_it_reminded_of() -> None:
    play = played(*guarded(cycle("R/PT1H"))).wait(hours=1)
    play.do("a")
    assert play.at == ["x"]


def test_a_timer_between_two_tasks_holds_the_case_until_it_rings() -> None:
    play = played(start(), catch("c", duration("P1D")), task("a"), end(), path("s", "c", "a", "e"))
    assert play.at == []
    assert play.wait(days=1).at == ["a"]


# Named clocks

CLOCK = guarded(timer("timeDate", '=clock("sign")'))


def with_clock(hour: int) -> Books:
    books = Books()
    books.clocks["sign", ""] = MORNING.replace(hour=hour)
    return books


def shift(key: str, hour: int | None, unit: str = "") -> ShiftClocks:
    """Move a clock to an hour of the day, or hold it."""
    due = Still.STILL if hour is None else MORNING.replace(hour=hour)
    return ShiftClocks((SetClock(key, due, unit),))


def test_a_timer_hangs_on_a_named_clock() -> None:
    play = played(*CLOCK, books=with_clock(10))
    (timer_,) = play.timers.values()
    assert (timer_.due, timer_.clocks) == (MORNING.replace(hour=10), ("sign",))


def test_moving_a_clock_moves_the_timer_and_tells_the_row() -> None:
    play = played(*CLOCK, books=with_clock(10))
    outcome = play.give(shift("sign", 15))
    assert [(clock.key, clock.due) for clock in outcome.clocks] == [
        ("sign", MORNING.replace(hour=15))
    ]
    assert play.due == {"b": MORNING.replace(hour=15)}
    assert play.wait(hours=5).at == ["a"]
    assert play.wait(hours=2).at == ["a", "x"]


def test_a_clock_that_was_not_meant_leaves_the_timer_alone() -> None:
    play = played(*CLOCK, books=with_clock(10))
    assert play.give(shift("handle", 15)).timers.set == ()


def test_a_clock_that_has_rung_rings_again_only_when_it_is_moved() -> None:
    books = with_clock(10)
    play = played(*CLOCK, books=books).wait(hours=2)
    assert (play.at, play.due) == (["a", "x"], {"b": None})
    books.clocks["sign", ""] = MORNING.replace(hour=15)
    play.give(shift("sign", 15))
    assert play.wait(hours=6).at == ["a", "x", "x"]


def test_coming_back_to_a_task_does_not_ring_the_same_clock_again() -> None:
    drawn = (
        start(),
        task("a"),
        boundary("b", "a", timer("timeDate", '=clock("sign")'), interrupting=False),
        task("x"),
        exclusive("g", default="g_e"),
        end(),
        end("e2"),
        path("s", "a", "g"),
        flow("g", "a", "=again"),
        flow("g", "e"),
        path("b", "x", "e2"),
    )
    play = played(*drawn, books=with_clock(10)).wait(hours=2)
    play.do("a", again=True)
    assert play.due == {"b": None}
    assert play.wait(days=2).at == ["a", "x"]


def test_a_unit_reads_its_own_clock_before_the_one_of_the_case() -> None:
    books = with_clock(10)
    books.clocks["sign", "水务"] = MORNING.replace(hour=12)
    drawn = (
        start(),
        element(
            "subProcess", "m",
            '<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>'
            '<zeebe:loopCharacteristics inputCollection="=units" inputElement="unit"/>'
            '</bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>',
            start("ms"), *guarded(timer("timeDate", '=clock("sign")'))[1:4],
            end("me"), end("me2", "<bpmn:terminateEventDefinition/>"),
            path("ms", "a", "me2"), path("b", "x", "me"),
        ),
        end(), path("s", "m", "e"),
    )  # fmt: skip
    play = played(*drawn, books=books, units=["水务", "城管"])
    hours = {timer.unit: timer.due.hour for timer in play.timers.values() if timer.due}
    assert hours == {"水务": 12, "城管": 10}


def test_a_verb_may_set_the_clock_the_next_task_hangs_on() -> None:
    books = Books()
    books.answers["set_clocks"] = Answer(clocks=(SetClock("sign", MORNING.replace(hour=11)),))
    parts = guarded(timer("timeDate", '=clock("sign")'))[1:-2]
    play = Play(
        program_of(
            start(),
            service("v", "set_clocks"),
            *parts,
            path("s", "v", "a", "e"),
            path("b", "x", "e2"),
        ),
        books,
    )
    outcome = play.give(Start())
    assert [clock.key for clock in outcome.clocks] == ["sign"]
    assert play.due == {"b": MORNING.replace(hour=11)}


def test_a_cycle_may_begin_at_a_date_and_count_in_months() -> None:
    play = played(*guarded(cycle("R2/2026-12-31T09:00:00+08:00/P1M")))
    assert play.due == {"b": MORNING.replace(month=12, day=31)}
    play.wait(days=42)
    assert play.due == {"b": MORNING.replace(year=2027, month=1, day=31)}


def test_a_date_alone_means_its_first_moment_in_the_zone_of_the_case() -> None:
    play = played(*guarded(timer("timeDate", '=date("2026-11-25")')))
    assert play.due == {"b": MORNING.replace(day=25, hour=0)}
    play = played(*guarded(timer("timeDate", "2026-11-25T08:30:00")))
    assert play.due == {"b": MORNING.replace(day=25, hour=8, minute=30)}


def test_what_is_no_repeating_interval_is_an_incident() -> None:
    for text in ('="PT1H"', '="R/PT0S"', '="Rx/PT1H"', "=5", '="R/soon/PT1H"'):
        outcome = Play(program_of(*guarded(cycle(text)))).give(Start())
        assert outcome.incident is not None, text
        assert outcome.incident.code == "no_time"


def test_a_case_that_waits_for_a_clock_that_has_passed_goes_on_however_often_it_comes_there() -> (
    None
):
    drawn = (
        start(), task("a"), catch("c", timer("timeDate", '=clock("sign")')),
        exclusive("g", default="g_e"), end(), path("s", "a", "c", "g"), flow("g", "a", "=again"),
        flow("g", "e"),
    )  # fmt: skip
    play = played(*drawn, books=with_clock(10))
    for _ in range(2):
        play.do("a", again=True)
        assert play.wait(hours=2).at == ["a"]


def test_a_program_names_the_clocks_its_diagrams_read() -> None:
    drawn = guarded(timer("timeDate", '=clock("sign") + duration("PT1H")'))
    assert program_of(*drawn).clocks == {"sign"}


def test_a_held_clock_rings_for_nobody_until_it_is_let_go() -> None:
    play = played(*CLOCK, books=with_clock(10))
    play.give(shift("sign", None))
    assert play.due == {"b": None}
    assert play.wait(hours=3).at == ["a"]
    play.give(shift("sign", 15))
    assert play.wait(hours=6).at == ["a", "x"]


def test_a_task_that_opens_while_its_clock_is_held_waits_for_it() -> None:
    books = Books()
    books.answers["hold_clocks"] = Answer(clocks=(SetClock("sign", Still.STILL),))
    parts = guarded(timer("timeDate", '=clock("sign")'))[1:-2]
    drawn = (start(), service("v", "hold_clocks"), *parts)
    play = Play(program_of(*drawn, path("s", "v", "a", "e"), path("b", "x", "e2")), books)
    outcome = play.give(Start())
    assert (outcome.incident, play.due) == (None, {"b": None})


def test_a_verb_that_moves_a_clock_moves_the_timers_that_wait_for_it() -> None:
    books = with_clock(10)
    books.answers["move_clock"] = Answer(clocks=(SetClock("sign", MORNING.replace(hour=15)),))
    ask_more = service("v", "move_clock")
    play = played(*CLOCK[:-2], ask_more, path("s", "a", "e"), path("b", "x", "v", "e2"),
                  books=books).wait(hours=1)  # fmt: skip
    play.do("x")
    assert play.due == {"b": MORNING.replace(hour=15)}


def test_a_task_that_stays_open_is_told_when_its_clock_moves() -> None:
    drawn = (
        start(),
        task("a", props={"shaodao:due": "sign"}),
        end(),
        path("s", "a", "e"),
    )
    play = played(*drawn, books=with_clock(10))
    assert [task.element for task in play.give(shift("sign", 15)).tasks.dated] == ["a"]
    assert play.give(shift("handle", 15)).tasks.dated == ()
