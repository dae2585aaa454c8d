"""What an entry of the journal says to a person: what happened, and what followed from it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from engine.domain.lanes import read_lane
from engine.domain.sentences import Sentence, Several
from engine.domain.words import ClockState
from engine.queries.case_file.file import File
from engine.texts import LANGUAGES, catalogue

BETWEEN = "、"
TOLD = {ClockState.RUNNING, ClockState.SUSPENDED}


def told(
    file: File, verb: str, who: object, element: str | None, body: Mapping[str, Any], text: str = ""
) -> Iterator[Sentence]:
    """Say an entry: first what happened, then what followed; `text` is what a notice said."""
    element = element or next(iter(body.get("passed", ())), None)
    facts = {"who": who, "name": file.label(element), **facts_of(file, body), "text": text}
    yield Sentence(key_of(verb, body), facts)
    yield from clocks_told(file, body.get("clocks", ()))
    if opened := body.get("opened"):
        names = BETWEEN.join(dict.fromkeys(file.label(each) for each in opened))
        yield Sentence("timeline.opened", {"names": names})
    if withdrawn := body.get("withdrawn"):
        yield Sentence("timeline.withdrawn", {"count": len(withdrawn)})


def key_of(verb: str, body: Mapping[str, Any]) -> str:
    """Give the sentence of a verb: without a clock, or without anybody to tell, another one."""
    if verb == "fire_timer" and not clock_keys(body):
        verb = "fire_plain_timer"
    if body.get("seats") == 0:
        verb = "post_notice_to_nobody"
    key = f"timeline.did_{verb}"
    return key if key in catalogue(LANGUAGES[0]) else "timeline.did_other"


def facts_of(file: File, body: Mapping[str, Any]) -> dict[str, object]:
    """Give what the sentences name, in words; what an entry does not hold is empty."""
    received = (line[1] for line in body.get("trail", ()) if line[:1] == ["message"])
    element = next(received, None)
    return {
        "clocks": BETWEEN.join(file.policy.name_of(str(key)) for key in clock_keys(body)),
        "message": file.label(element) if element else file.policy.name_of(str(body.get("name"))),
        "to": Several(tuple(addressee(file, each) for each in body.get("to", ()))),
    }


def clock_keys(body: Mapping[str, Any]) -> list[str]:
    """Give the clocks behind a timer that rang, as its job or as the step left them."""
    lines = body.get("clocks", ())
    keys = (line if isinstance(line, str) else line[0] for line in lines if has_rung(line))
    return [*dict.fromkeys(keys)]


def has_rung(line: Any) -> bool:
    """Tell whether a line about a clock says that it rang."""
    return isinstance(line, str) or line[2] == ClockState.RUNG


def addressee(file: File, to: str) -> str | Sentence:
    """Name who was told: whoever stands around the case, or a role and where it is held."""
    around = f"timeline.to_{to}"
    if around in catalogue(LANGUAGES[0]):
        return Sentence(around)
    lane = read_lane(to)
    unit = file.named(lane.at)
    return f"{unit.name if unit else ''}{file.role(lane.role)}"


def clocks_told(file: File, lines: Any) -> Iterator[Sentence]:
    """Say how an entry left the clocks: set, moved and why, or held."""
    for line in lines:
        if isinstance(line, list) and line[2] in TOLD:
            key, holder, state, due, *why = line
            unit = file.named(holder)
            name = f"{unit.name} {file.policy.name_of(key)}" if unit else file.policy.name_of(key)
            yield clock_told(file, name, state, due, why)


def clock_told(file: File, name: str, state: str, due: str, why: list[Any]) -> Sentence:
    """Say how one clock stands now."""
    if state == ClockState.SUSPENDED:
        return Sentence("timeline.clock_held", {"name": name})
    facts: dict[str, object] = {"name": name, "due": local(file, due)}
    if not why:
        return Sentence("timeline.clock_set", facts)
    facts |= {"was": local(file, why[-1][1]), "why": Sentence(f"words.why_{why[-1][0]}")}
    return Sentence("timeline.clock_moved", facts)


def local(file: File, at: str) -> datetime:
    """Read an instant of the journal as the wall clock shows it."""
    return datetime.fromisoformat(at).astimezone(file.surroundings.calendar.zone)
