"""What a step does: somebody reports, completes a task, gives a command a case waits for."""

from collections.abc import Callable, Iterable, Mapping

from engine.commands.act_on_case import Wanted, act_on_case, act_publicly
from engine.commands.complete_publicly import complete_publicly
from engine.commands.complete_task import complete_task
from engine.commands.new_case import Report
from engine.commands.open_case import open_case
from engine.domain.distance import Point
from engine.domain.people import Person
from engine.domain.reporters import Contact, Voice
from engine.queries.whole_case import Listed
from engine.rehearsal.cast import DISTRICT
from engine.rehearsal.scenario import Step, as_list
from engine.rehearsal.stage import Fault, Stage, listed, parted

Act = Callable[[Stage, Step, str], None]
# Who reported, at the public page: nobody of the cast.
RESIDENT = "reporter"
PUBLIC = Person(0, DISTRICT, "")


def report(stage: Stage, step: Step, name: str) -> None:
    """Open a case and give it its name."""
    given = step.given
    upstream = given.get("upstream") or {}
    location = given.get("location")
    opened = open_case(
        stage.house.office,
        report=Report(
            kind=given["report"],
            words=stage.filled(given.get("words", given["report"])),
            place=given.get("place"),
            upstream=upstream.get("number"),
            upstream_due=stage.instant(upstream.get("due")),
            channel=given.get("channel", ""),
            location=Point(*location) if location else None,
            voice=_voice(given.get("reporter")),
        ),
        by=_actor(stage, step) or PUBLIC,
    )
    stage.call(name, opened.number)


def do(stage: Stage, step: Step, name: str) -> None:
    """Complete the open task of an element."""
    by, office = _actor(stage, step), stage.house.office
    task = _task(stage, step, name, by)
    answers = stage.filled(step.given.get("answers") or {})
    if by:
        complete_task(office, task_id=task.id, answers=answers, by=by)
    else:
        case = stage.case(name)
        complete_publicly(office, case_id=case.id, task_id=task.id, answers=answers)


def act(stage: Stage, step: Step, name: str) -> None:
    """Give a command the case waits for."""
    by, office, case = _actor(stage, step), stage.house.office, stage.case(name)
    wanted = _command(stage, step, name)
    answers = stage.filled(step.given.get("answers") or {})
    if by:
        act_on_case(office, number=case.number, wanted=wanted, answers=answers, by=by)
    else:
        act_publicly(office, case_id=case.id, wanted=wanted, answers=answers)


def find(stage: Stage, step: Step, name: str) -> None:
    """Give a case that a message opened its name, by its key or as the only one of its kind."""
    wanted = stage.filled(step.given["find"])
    named = {known.id for known in stage.cases.values()}
    fresh = [each for each in stage.all_cases() if each.id not in named]
    found = [each for each in fresh if wanted in {each.origin, each.kind}]
    if len(found) != 1:
        known = listed(f"{each.kind} {each.origin or each.number}" for each in fresh)
        raise Fault("not_found" if not found else "found_many", wanted=wanted, known=known)
    stage.call(name, found[0].number)


ACTS: Mapping[str, Act] = {"report": report, "do": do, "act": act, "find": find}


def names_of(stage: Stage, step: Step) -> list[str]:
    """Give the names of the cases a step is about."""
    return as_list(step.given.get("as")) or step.cases or stage.at_hand


def _actor(stage: Stage, step: Step) -> Person | None:
    """Give who acts; None is who reported, without an account."""
    name = step.given["by"]
    return None if name == RESIDENT else stage.person(name)


def _voice(given: Mapping[str, str] | None) -> Voice | None:
    if given is None:
        return None
    said = {name: text for name, text in given.items() if name != "contact"}
    return Voice(contact=Contact(given.get("contact", Contact.NONE)), **said)


def _task(stage: Stage, step: Step, name: str, by: Person | None) -> Listed:
    element, unit = step.given["do"], step.given.get("unit")
    tasks = stage.whole(name).tasks
    found = [task for task in tasks if task.element == element and is_at(stage, task, unit)]
    own = [task for task in found if by and by.holds(task.role, task.path)]
    if len(found) > 1 and len(own) == 1:
        return own[0]
    if len(found) != 1:
        facts = {"case": name, "element": element, "known": listed(labels(stage, tasks))}
        raise Fault("task_many" if found else "task_absent", **facts)
    return found[0]


def _command(stage: Stage, step: Step, name: str) -> Wanted:
    """Give the command that is meant: by its message, of several units the one that is named."""
    message, unit = step.given["act"], step.given.get("unit")
    if unit is None:
        return Wanted(message)
    waits = stage.whole(name).waits
    found = [each for each in waits if each.name == message and each.unit == unit]
    if len(found) != 1:
        known = listed(f"{each.name}@{each.unit}" for each in waits)
        raise Fault("receiver_absent", case=name, message=message, known=known)
    return Wanted(message, found[0].receiver)


def is_at(stage: Stage, task: Listed, unit: str | None) -> bool:
    """Tell whether a task belongs to a unit or lies there."""
    return not unit or unit in {task.unit, stage.code_of(task.path)}


def labels(stage: Stage, tasks: Iterable[Listed]) -> list[str]:
    """Give tasks as a scenario writes them."""
    return [f"{task.element}@{task.unit or stage.code_of(task.path)}" for task in tasks]


def fits(stage: Stage, task: Listed, entry: str) -> bool:
    """Tell whether a task is the one an entry means, with or without its unit."""
    element, at = parted(entry)
    return task.element == element and is_at(stage, task, at)
