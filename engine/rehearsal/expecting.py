"""What must hold after a step: each key has a check that gives what it found instead."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.casework.record import plain
from engine.domain.clocks import Clock
from engine.domain.findings import Finding
from engine.queries.whole_case import WholeCase, is_seen_by, read_open_incidents
from engine.rehearsal.acts import fits, labels
from engine.rehearsal.shapes import STANDING
from engine.rehearsal.stage import Stage, listed, parted
from engine.rehearsal.times import read_moment
from engine.rehearsal.tree import Table


@dataclass(frozen=True, slots=True)
class View:
    """A case as it stands after a step, and the stage it stands on."""

    stage: Stage
    name: str
    whole: WholeCase
    now: datetime


# Gives what was found where it is not what was expected.
Check = Callable[[View, Any], str | None]


def check(stage: Stage, row: Table, name: str) -> Iterator[Finding]:
    """Give what does not hold of a case, one finding a key."""
    view = View(stage, name, stage.whole(name), stage.now)
    for key, wanted in row.items():
        if key == "case":
            continue
        found = CHECKS[key](view, stage.filled(wanted))
        if found is not None:
            facts = {"case": name, "expected": in_line(wanted), "found": found}
            yield Finding(f"rehearsal.expect_{key}", facts, line=row.lines[key])


def in_line(value: Any) -> str:
    """Give a value of a scenario in one line."""
    if isinstance(value, Mapping):
        return listed(f"{name}: {in_line(inside)}" for name, inside in value.items())
    if isinstance(value, list):
        return listed(map(in_line, value))
    return "—" if value is None else str(value)


def of_row(column: str) -> Check:
    """Compare a column of the case."""

    def found(view: View, wanted: Any) -> str | None:
        real = getattr(view.whole.row, column) or None
        return None if wanted == (real and str(real)) else in_line(real)

    return found


def of_handler(column: str) -> Check:
    """Compare the unit that handles the case, or its level."""

    def found(view: View, wanted: Any) -> str | None:
        place = view.stage.places.by_path.get(view.whole.row.handler or "")
        real = getattr(place, column) if place else None
        return None if wanted == real else in_line(real)

    return found


def exactly_tasks(view: View, wanted: list[str]) -> str | None:
    """Compare the open tasks, each as often as it is written."""
    left = [*view.whole.tasks]
    for entry in sorted(wanted, key=lambda each: "@" not in each):
        task = next((task for task in left if fits(view.stage, task, entry)), None)
        if task is None:
            return _tasks(view)
        left.remove(task)
    return _tasks(view) if left else None


def has_tasks(view: View, wanted: list[str]) -> str | None:
    """Look for open tasks."""
    tasks = view.whole.tasks
    missing = [e for e in wanted if not any(fits(view.stage, task, e) for task in tasks)]
    return _tasks(view) if missing else None


def no_tasks(view: View, wanted: list[str]) -> str | None:
    """Look for tasks that must not be open."""
    tasks = view.whole.tasks
    there = [e for e in wanted if any(fits(view.stage, task, e) for task in tasks)]
    return _tasks(view) if there else None


def clocks(view: View, wanted: Mapping[str, str | None]) -> str | None:
    """Compare named instants, to the minute."""
    for entry, at in wanted.items():
        key, holder = parted(entry)
        known = [c for c in view.whole.clocks if c.key == key and holder in {"", c.holder}]
        if (at is None and known) or (at is not None and not known):
            return _clocks(view)
        if not all(_stands(clock, at, view.now) for clock in known if at):
            return _clocks(view)
    return None


def milestones(view: View, wanted: list[str] | Mapping[str, str]) -> str | None:
    """Look for milestones that were reached once, at their instants if these are written."""
    for entry in wanted:
        reached = _reached(view, entry)
        moment = read_moment(wanted[entry]) if isinstance(wanted, Mapping) else None
        if len(reached) != 1 or (moment and not moment.matches(reached[0], view.now)):
            return _milestones(view)
    return None


def no_milestones(view: View, wanted: list[str]) -> str | None:
    """Look for milestones that must not be reached."""
    return _milestones(view) if any(_reached(view, entry) for entry in wanted) else None


def notices(view: View, wanted: list[str]) -> str | None:
    """Count notices that were sent."""
    for entry, times in Counter(wanted).items():
        if _sent(view, entry) != times:
            return _notices(view)
    return None


def no_notices(view: View, wanted: list[str]) -> str | None:
    """Look for notices that must not be sent."""
    return _notices(view) if any(_sent(view, entry) for entry in wanted) else None


def no_words(view: View, wanted: list[str]) -> str | None:
    """Look for words no notice may hold."""
    said = (text for text in view.whole.texts for words in wanted if words in text)
    return next(said, None)


def registers(view: View, wanted: Mapping[str, int | list[Mapping[str, Any]]]) -> str | None:
    """Compare the rows of this case in registers."""
    for register, rows in wanted.items():
        found = [row.facts for row in view.whole.rows if row.register == register]
        if not _are_rows(found, rows):
            return in_line([dict(facts) for facts in found])
    return None


def links(view: View, wanted: list[str]) -> str | None:
    """Compare the cases linked with this one."""
    if view.whole.linked == {view.stage.case(name).id for name in wanted}:
        return None
    names = {known.id: name for name, known in view.stage.cases.items()}
    return listed(names.get(id_, str(id_)) for id_ in sorted(view.whole.linked))


def facts(view: View, wanted: Mapping[str, Any]) -> str | None:
    """Compare codes kept with the case."""
    return None if _holds(view.whole.facts, wanted) else in_line(view.whole.facts)


def passed(view: View, wanted: list[str]) -> str | None:
    """Look for elements the case has passed."""
    missing = [element for element in wanted if element not in view.whole.passed]
    return listed(missing) if missing else None


def not_passed(view: View, wanted: list[str]) -> str | None:
    """Look for elements the case must not have passed."""
    there = [element for element in wanted if element in view.whole.passed]
    return listed(there) if there else None


def path(view: View, wanted: list[str]) -> str | None:
    """Look for elements passed one after the other."""
    way = iter(view.whole.passed)
    lost = next((element for element in wanted if element not in way), None)
    return None if lost is None else f"{lost} ∉ {listed(view.whole.passed)}"


def waits(view: View, wanted: list[str]) -> str | None:
    """Look for messages a person may give now."""
    open_ = _awaited(view)
    return None if open_ >= {*wanted} else listed(sorted(open_))


def no_waits(view: View, wanted: list[str]) -> str | None:
    """Look for messages nobody may give now."""
    there = _awaited(view) & {*wanted}
    return listed(sorted(there)) if there else None


def seen_by(view: View, wanted: list[str]) -> str | None:
    """Ask whether people may see the case."""
    blind = [name for name in wanted if not _sees(view, name)]
    return listed(blind) if blind else None


def hidden_from(view: View, wanted: list[str]) -> str | None:
    """Ask whether the case is kept from people."""
    seeing = [name for name in wanted if _sees(view, name)]
    return listed(seeing) if seeing else None


def count(view: View, wanted: Mapping[str, int]) -> str | None:
    """Count the cases of a kind in the whole scenario."""
    real = Counter(each.kind for each in view.stage.all_cases())
    wrong = {kind: real[kind] for kind, number in wanted.items() if real[kind] != number}
    return in_line(wrong) if wrong else None


def incidents(view: View, wanted: list[str]) -> str | None:
    """Compare what a person must look at; what is expected does not fail the scenario."""
    with view.stage.house.office.store.read() as tx:
        there = read_open_incidents(tx)
    view.stage.foreseen |= {each.id for each in there}
    found = sorted(each.code for each in there)
    return None if found == sorted(wanted) else listed(found)


CHECKS: Mapping[str, Check] = {
    "state": of_row("state"),
    "outcome": of_row("outcome"),
    "stage": of_row("stage"),
    "category": of_row("category"),
    "level": of_handler("level"),
    "unit": of_handler("code"),
    "tasks": exactly_tasks,
    "has_tasks": has_tasks,
    "no_tasks": no_tasks,
    "clocks": clocks,
    "milestones": milestones,
    "no_milestones": no_milestones,
    "notices": notices,
    "no_notices": no_notices,
    "no_words": no_words,
    "registers": registers,
    "links": links,
    "facts": facts,
    "passed": passed,
    "not_passed": not_passed,
    "path": path,
    "waits": waits,
    "no_waits": no_waits,
    "seen_by": seen_by,
    "hidden_from": hidden_from,
    "count": count,
    "incidents": incidents,
}


def _tasks(view: View) -> str:
    return listed(labels(view.stage, view.whole.tasks))


def _stands(clock: Clock, wanted: str, now: datetime) -> bool:
    if wanted in STANDING:
        return clock.state is STANDING[wanted]
    moment = read_moment(wanted)
    return moment is not None and moment.matches(clock.due, now)


def _clocks(view: View) -> str:
    zone = view.now.tzinfo
    known = [("@".join(filter(None, each.name)), each) for each in view.whole.clocks]
    return listed(f"{name} {c.due.astimezone(zone):%m-%d %H:%M} {c.state}" for name, c in known)


def _reached(view: View, entry: str) -> list[datetime]:
    wanted, at = parted(entry)
    return [
        instant
        for key, scope, instant in view.whole.milestones
        if key == wanted and at in {"", scope, view.stage.code_of(scope)}
    ]


def _milestones(view: View) -> str:
    zone = view.now.tzinfo
    return listed(
        f"{key}@{view.stage.code_of(scope) or scope} {at.astimezone(zone):%m-%d %H:%M}"
        for key, scope, at in view.whole.milestones
    )


def _sent(view: View, entry: str) -> int:
    template, _, to = entry.partition(" ")
    return sum(told.template == template and to in {"", *told.to} for told in view.whole.notices)


def _notices(view: View) -> str:
    return listed(f"{told.template} {' '.join(told.to)}" for told in view.whole.notices)


def _are_rows(found: list[Mapping[str, Any]], wanted: int | list[Mapping[str, Any]]) -> bool:
    if isinstance(wanted, int):
        return len(found) == wanted
    if len(found) != len(wanted):
        return False
    left = [*found]
    for row in wanted:
        fitting = next((each for each in left if _holds(each, row)), None)
        if fitting is None:
            return False
        left.remove(fitting)
    return True


def _holds(found: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    return all(plain(found.get(name)) == value for name, value in wanted.items())


def _awaited(view: View) -> set[str]:
    return {each.name for each in view.whole.waits if each.form is not None}


def _sees(view: View, name: str) -> bool:
    person, case = view.stage.person(name), view.stage.case(view.name)
    with view.stage.house.office.store.read() as tx:
        return is_seen_by(tx, person, case.id)
