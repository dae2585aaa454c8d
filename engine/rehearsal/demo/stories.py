"""What has happened in the invented district: reports, and the stories they go through."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import orjson

from engine.domain.areas import features
from engine.domain.calendar import Calendar
from engine.domain.refusals import ScenarioInvalid
from engine.rehearsal.cast import Cast, read_cast
from engine.rehearsal.shapes import (
    Shape,
    gaps,
    label,
    length,
    misfits,
    moment,
    table,
    tables,
    text,
    texts,
    voice,
)
from engine.rehearsal.times import read_length, read_moment
from engine.rehearsal.tree import Table, read_tree, wrong

DISTRICT, OUTLINES, STORIES, REPORTS = (
    *("district.yaml", "grids.geojson"),
    *("stories.yaml", "reports.yaml"),
)
STEP: Mapping[str, Shape] = {
    "after": length,
    "do": text,
    "act": text,
    "answers": table,
    "of": text,
    "but": texts,
}
REPORT: Mapping[str, Shape] = {
    "story": text,
    "days_ago": label,
    "time": moment,
    "place": text,
    "channel": text,
    "category": text,
    "words": text,
    "summary": text,
    "community": text,
    "reporter": voice,
}


@dataclass(frozen=True, slots=True)
class Told:
    """A report as it was made so many days before the demonstration begins."""

    given: Mapping[str, Any]

    def at(self, today: datetime) -> datetime:
        """Give when it was made, seen from the day the demonstration begins."""
        day = (today - timedelta(days=self.given["days_ago"])).replace(hour=0, minute=0)
        found = read_moment(self.given["time"])
        return found.after(day) if found else day


@dataclass(frozen=True, slots=True)
class Demo:
    """Everything the demonstration is made of; `kind` is that of the cases reports open."""

    cast: Cast
    outlines: Mapping[str, object]
    kind: str
    stories: Mapping[str, list[Table]]
    reports: tuple[Told, ...]

    @property
    def steps(self) -> int:
        """Count what happens at most: every report and every step of its story."""
        return sum(1 + len(self.stories[told.given["story"]]) for told in self.reports)


def read_demo(folder: Path) -> Demo:
    """Read the files of the demonstration.

    Raises:
        ScenarioInvalid: One of them cannot be read; each finding says where and what to do.
        OutlineInvalid: The outlines are no GeoJSON.
    """
    read = {name: (folder / name).read_text(encoding="utf-8") for name in (DISTRICT, REPORTS)}
    stories = read_tree((folder / STORIES).read_text(encoding="utf-8"), STORIES)
    reports = read_tree(read[REPORTS], REPORTS)
    errors = [*_errors_in(stories, reports)]
    if errors:
        raise ScenarioInvalid(file=errors[0].file, errors=tuple(errors))
    return Demo(
        cast=read_cast(read[DISTRICT], DISTRICT),
        outlines=dict(features(orjson.loads((folder / OUTLINES).read_bytes()))),
        kind=reports["kind"],
        stories={name: steps or [] for name, steps in stories.items()},
        reports=tuple(map(Told, reports["reports"])),
    )


def later(calendar: Calendar, at: datetime, step: Mapping[str, Any]) -> datetime:
    """Give when a step is taken, counted from the one before."""
    limit = read_length(step["after"])
    return calendar.after(at, limit) if limit else at


def _errors_in(stories: Table, reports: Table) -> Iterator[Any]:
    for name, steps in stories.items():
        if steps is not None and not tables(steps):
            yield from wrong("not_tables", STORIES, stories.lines[name], key=name).errors
            continue
        for step in steps or ():
            yield from misfits(step, STEP, STORIES)
            yield from gaps(step, ("after",), STORIES)
    yield from misfits(reports, {"kind": text, "reports": tables}, REPORTS)
    yield from gaps(reports, ("kind", "reports"), REPORTS)
    for row in reports.get("reports", ()):
        yield from misfits(row, REPORT, REPORTS)
        yield from gaps(row, ("story", "days_ago", "time", "place", "words"), REPORTS)
        if row.get("story") not in stories:
            yield from wrong("unknown_story", REPORTS, row.line, story=row.get("story")).errors
