"""Events as a log other tools read: XES (IEEE 1849), OCEL 2.0, or plain rows."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import IO
from xml.sax.saxutils import quoteattr

import click

from api.cli.export.cases import MARK, harmless
from api.cli.export.reading import read_all
from engine.queries.exports import Event, read_events

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
"""
CASE, ACTOR = "case", "person"


@click.command()
@click.option("--format", "form", type=click.Choice(["xes", "ocel2", "csv"]), default="xes")
@click.option("--out", type=click.File("wb"), required=True, metavar="FILE")
@click.pass_obj
def events(language: str, form: str, out: IO[bytes]) -> None:
    """Write everything that happened to every case; people stand in it by their ids only."""
    text = io.TextIOWrapper(out, MARK if form == "csv" else "utf-8", newline="")
    WRITERS[form](read_all(language, read_events), text)
    text.flush()
    text.detach()


def write_xes(found: Iterator[Event], out: IO[str]) -> None:
    """Write a trace for each case."""
    out.write(HEAD)
    for case, trace in groupby(found, key=lambda event: event.case):
        out.write(f"<trace>{string('concept:name', case)}\n")
        out.writelines(map(xes_event, trace))
        out.write("</trace>\n")
    out.write("</log>\n")


def xes_event(event: Event) -> str:
    """Give an event of a trace."""
    parts = [
        string("concept:name", event.activity),
        f'<date key="time:timestamp" value={quoteattr(event.at.isoformat())}/>',
        string("verb", event.verb),
        string("element", event.element),
    ]
    if event.actor:
        parts.append(string("org:resource", event.actor))
    return f"<event>{''.join(parts)}</event>\n"


def string(key: str, value: str) -> str:
    """Give a text of XES."""
    return f"<string key={quoteattr(key)} value={quoteattr(value)}/>"


def write_ocel2(found: Iterator[Event], out: IO[str]) -> None:
    """Write events with the cases they belong to; what types there are is known at the end."""
    activities, cases = set[str](), dict[str, None]()
    out.write('{"events":[')
    for count, event in enumerate(found):
        activities.add(event.activity)
        cases[event.case] = None
        out.write(("," if count else "") + json.dumps(ocel_event(event), ensure_ascii=False))
    objects = [{"id": case, "type": CASE, "attributes": [], "relationships": []} for case in cases]
    rest = {
        "eventTypes": [{"name": each, "attributes": []} for each in sorted(activities)],
        "objectTypes": [{"name": CASE, "attributes": []}],
        "objects": objects,
    }
    out.write("]," + json.dumps(rest, ensure_ascii=False)[1:])


def ocel_event(event: Event) -> dict[str, object]:
    """Give an event of OCEL."""
    attributes = [{"name": ACTOR, "value": event.actor}] if event.actor else []
    return {
        "id": f"{event.case}#{event.seq}",
        "type": event.activity,
        "time": event.at.isoformat(),
        "attributes": attributes,
        "relationships": [{"objectId": event.case, "qualifier": CASE}],
    }


def write_csv(found: Iterator[Event], out: IO[str]) -> None:
    """Write one row for each event."""
    rows = csv.writer(out)
    rows.writerow(["case", "seq", "at", "activity", "verb", "element", ACTOR])
    for event in found:
        at, activity = event.at.isoformat(), harmless(event.activity)
        rows.writerow([event.case, event.seq, at, activity, event.verb, event.element, event.actor])


WRITERS: dict[str, Callable[[Iterator[Event], IO[str]], None]] = {
    "xes": write_xes,
    "ocel2": write_ocel2,
    "csv": write_csv,
}
