"""Plays a scenario: step by step, and says what was not as it was written."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from engine.domain.findings import Finding
from engine.domain.refusals import Refusal
from engine.queries.whole_case import read_open_incidents
from engine.rehearsal.acts import ACTS, names_of
from engine.rehearsal.expecting import check
from engine.rehearsal.scenario import Step
from engine.rehearsal.stage import Fault, Reasons, Stage, listed
from engine.rehearsal.times import read_length, read_moment

ANSWERS = "/answers"  # where the fields of a form begin in what was sent


@dataclass(frozen=True, slots=True)
class Missed:
    """Something that was not as a step says; `at` is the time of the scenario."""

    step: Step
    at: datetime
    finding: Finding


def play(stage: Stage, steps: list[Step], elements: tuple[str, ...] = ()) -> tuple[Missed, ...]:
    """Play steps until one is not as it is written; all that is wrong with it is told."""
    for step in steps:
        found = tuple(Missed(step, stage.now, each) for each in _misses(stage, step))
        if found:
            return found
    lacking = [element for element in elements if element not in passed_in(stage)]
    if not lacking:
        return ()
    finding = Finding("rehearsal.elements_not_passed", {"elements": listed(lacking)})
    return (Missed(replace(steps[-1], line=1), stage.now, finding),)


def passed_in(stage: Stage) -> frozenset[str]:
    """Give the elements any case of the scenario passed, whether it was given a name or not."""
    return frozenset(
        element for known in stage.all_cases() for element in stage.whole_of(known).passed
    )


def _misses(stage: Stage, step: Step) -> list[Finding]:
    try:
        _wait(stage, step)
        stage.at_hand = names_of(stage, step)
        _act(stage, step)
        stage.house.driver.drain()
        return [*_expected(stage, step), *_troubles(stage)]
    except Fault as fault:
        return [fault.finding]


def _wait(stage: Stage, step: Step) -> None:
    at = stage.now
    if length := read_length(step.given.get("after", "")):
        at = stage.house.office.calendar.after(at, length)
    if moment := read_moment(step.given.get("at", "")):
        at = moment.after(at.replace(second=0, microsecond=0))
        if at < stage.now.replace(second=0, microsecond=0):
            raise Fault("time_back", at=step.given["at"], now=f"{stage.now:%m-%d %H:%M}")
    stage.house.driver.go(at)


def _act(stage: Stage, step: Step) -> None:
    if not step.action:
        return
    for name in stage.at_hand:
        try:
            ACTS[step.action](stage, step, name)
        except Refusal as refusal:
            _refused(step, name, refusal)
        else:
            if "refused" in step.given:
                raise Fault("not_refused", case=name, expected=step.given["refused"])


def _refused(step: Step, name: str, refusal: Refusal) -> None:
    code, _, pointer = step.given.get("refused", "").partition(" ")
    pointers = {finding.pointer.removeprefix(ANSWERS) for finding in refusal.findings}
    if code == refusal.code and (not pointer or pointer in pointers):
        return
    facts = {"case": name, "found": refusal.code, "reason": Reasons(refusal)}
    if code:
        raise Fault("refused_otherwise", expected=step.given["refused"], **facts) from refusal
    raise Fault("refused", **facts) from refusal


def _expected(stage: Stage, step: Step) -> Iterator[Finding]:
    for row in step.expected:
        for name in [row["case"]] if "case" in row else stage.at_hand:
            yield from check(stage, row, name)


def _troubles(stage: Stage) -> Iterator[Finding]:
    for error in stage.house.driver.troubles:
        reason = Reasons(error) if isinstance(error, Refusal) else repr(error)
        yield Finding("rehearsal.job_failed", {"reason": reason})
    with stage.house.office.store.read() as tx:
        there = read_open_incidents(tx)
    for each in there:
        if each.id not in stage.foreseen:
            yield Finding("rehearsal.incident", {"code": each.code, "reason": each})
