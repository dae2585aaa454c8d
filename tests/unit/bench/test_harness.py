"""The bench measures ratios fairly, says what it found, and fails when a promise is missed."""

import gc

import pytest

from bench import __main__ as bench_room
from bench import harness
from bench.harness import AbsentError, Bound, Figure, Promise, duration, measure


class Stopwatch:
    """A clock that only work moves on."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def work(self, *seconds: float) -> harness.Work:
        """Make work that takes these seconds in turn, the last for ever after."""
        waiting = list(seconds)

        def take() -> None:
            self.now += waiting.pop(0) if len(waiting) > 1 else waiting[0]

        return take


def promised(clock: Stopwatch, subject: float, baseline: float, at_most: float) -> Promise:
    return Promise(
        sentence="a promise",
        subject=clock.work(subject),
        baseline=clock.work(baseline),
        at_most=at_most,
    )


def test_the_figure_is_the_time_of_one_call_of_either() -> None:
    clock = Stopwatch()
    figure = measure(promised(clock, 0.002, 0.001, at_most=2.5), clock)
    assert figure.subject_seconds == pytest.approx(0.002)
    assert figure.baseline_seconds == pytest.approx(0.001)
    assert figure.kept


def test_a_promise_is_missed_when_the_ratio_is_higher() -> None:
    clock = Stopwatch()
    figure = measure(promised(clock, 0.03, 0.01, at_most=2), clock)
    assert not figure.kept
    assert "MISSED" in figure.line()


def test_the_best_round_counts_and_not_the_disturbed_ones() -> None:
    clock = Stopwatch()
    promise = Promise(
        sentence="a disturbed machine",
        subject=clock.work(0.05, 0.9, 0.8, 0.7, 0.6, 0.05),
        baseline=clock.work(0.05),
        at_most=1.1,
    )
    assert measure(promise, clock).kept


def test_a_miss_is_measured_once_more() -> None:
    clock = Stopwatch()
    slow_series = [0.9] * (harness.ROUNDS + 2)
    promise = Promise(
        sentence="a machine busy for a while",
        subject=clock.work(*slow_series, 0.05),
        baseline=clock.work(0.05),
        at_most=1.1,
    )
    assert measure(promise, clock).kept


def test_the_garbage_collector_rests_during_a_round_and_works_again_after() -> None:
    clock, seen = Stopwatch(), []
    step = clock.work(0.1)

    def work() -> None:
        seen.append(gc.isenabled())
        step()

    measure(Promise(sentence="", subject=work, baseline=work, at_most=9), clock)
    assert seen[-1] is False
    assert gc.isenabled()


@pytest.mark.parametrize(
    ("seconds", "written"),
    [(2.5, "2.50 s"), (0.0125, "12.50 ms"), (3.2e-6, "3.20 µs"), (4e-8, "40 ns")],
)
def test_times_are_written_in_a_unit_that_suits_them(seconds: float, written: str) -> None:
    assert duration(seconds) == written


def test_every_file_of_the_room_is_a_bench() -> None:
    assert "feel_temporal" in bench_room.names()
    assert not bench_room.OWN & set(bench_room.names())


def test_a_bench_nobody_wrote_is_said_to_be_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench_room.main(["nothing"]) == 2
    assert "no bench nothing" in capsys.readouterr().out


@pytest.mark.parametrize(("at_most", "code"), [(5.0, 0), (0.5, 1)])
def test_the_exit_code_tells_whether_promises_were_kept(
    at_most: float, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    promise = promised(Stopwatch(), 1, 1, at_most)
    monkeypatch.setattr("bench.feel_temporal.bench", lambda: [promise])
    monkeypatch.setattr(bench_room, "measure", lambda one: Figure(one, 1.0, 1.0))
    assert bench_room.main(["feel_temporal"]) == code
    assert "a promise" in capsys.readouterr().out


def test_a_bench_without_its_service_is_skipped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def absent() -> list[Promise]:
        raise AbsentError("no PostgreSQL server")

    monkeypatch.setattr("bench.feel_temporal.bench", absent)
    assert bench_room.main(["feel_temporal"]) == 0
    assert "skipped: no PostgreSQL server" in capsys.readouterr().out


@pytest.mark.parametrize(("value", "mark"), [(2.0, "kept"), (2.1, "MISSED")])
def test_a_figure_measured_elsewhere_is_kept_up_to_its_bound(value: float, mark: str) -> None:
    bound = Bound(sentence="CPU of a step", value=value, at_most=2, unit="ms")
    assert bound.kept == (mark == "kept")
    assert bound.line().startswith(mark)
    assert bound.line().endswith("(at most 2 ms) CPU of a step")
