"""A case as the person who opens its file sees it, all its parts together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from engine.queries.attachments import AttachmentView, attachments_of
from engine.queries.case_file.file import File
from engine.queries.case_file.parts import (
    ClockView,
    LinkView,
    MilestoneView,
    RowView,
    TaskOfCase,
    clocks_of,
    links_of,
    milestones_of,
    rows_of,
    tasks_of,
)
from engine.queries.readable import REPORT, readable_words
from engine.queries.spots import Spot, spot_of
from engine.store.tables import Words

REPORTED = (
    select(Words.body)
    .where(
        Words.district == bindparam("of_district"),
        Words.case_id == bindparam("of_case"),
        Words.kind == REPORT,
        Words.body.is_not(None),
    )
    .order_by(Words.id)
)


@dataclass(frozen=True, slots=True)
class Point:
    """Where something is, in degrees (WGS 84)."""

    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Upstream:
    """The number another system gave the case, and until when it wants an answer."""

    number: str
    due: datetime | None


@dataclass(frozen=True, slots=True)
class CaseView:
    """The case itself, and the parts of its file."""

    number: str
    kind: str
    kind_name: str
    state: str
    stage: str
    stage_name: str
    outcome: str | None
    category: str | None
    channel: str
    summary: str | None
    words: str | None
    place: Spot | None
    location: Point | None
    unit: Spot | None
    level: str | None
    opened_at: datetime
    resolved_at: datetime | None
    closed_at: datetime | None
    due: datetime | None
    upstream: Upstream | None
    clocks: Sequence[ClockView]
    milestones: Sequence[MilestoneView]
    tasks: Sequence[TaskOfCase]
    links: Sequence[LinkView]
    registers: Sequence[RowView]
    attachments: Sequence[AttachmentView]


def read_view(file: File) -> CaseView:
    """Read the file of a case."""
    case, places, tasks = file.case, file.surroundings.places, tasks_of(file)
    unit = places.by_path.get(case.handler or "")
    return CaseView(
        number=case.number,
        kind=case.kind,
        kind_name=file.policy.manifest.name,
        state=case.state,
        stage=case.stage,
        stage_name=file.policy.name_of(case.stage),
        outcome=case.outcome,
        category=case.category,
        channel=case.channel,
        summary=case.summary,
        words=words_of(file),
        place=spot_of(places, case.place_id),
        location=Point(case.lon, case.lat)
        if case.lon is not None and case.lat is not None
        else None,
        unit=file.unit(case.handler),
        level=unit.level if unit else None,
        opened_at=case.opened_at,
        resolved_at=case.resolved_at,
        closed_at=case.closed_at,
        due=next((task.due for task in tasks), None),
        upstream=Upstream(case.upstream, case.upstream_due) if case.upstream else None,
        clocks=clocks_of(file),
        milestones=milestones_of(file),
        tasks=tasks,
        links=links_of(file),
        registers=rows_of(file),
        attachments=attachments_of(file.tx, file.person, file.case.id),
    )


def words_of(file: File) -> str | None:
    """Give the reporter's own words, where this person may read them."""
    statement = REPORTED.where(readable_words(file.person))
    said = [body for body in file.tx.execute(statement, file.key).scalars() if body]
    return "\n".join(said) or None
