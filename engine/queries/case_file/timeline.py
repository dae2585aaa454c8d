"""The timeline of a case: every entry of its journal as sentences, with the words it left."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import and_, bindparam, func, select

from engine.domain.sentences import Sentence
from engine.queries.case_file.answers import Answered, answers_of
from engine.queries.case_file.file import File
from engine.queries.case_file.telling import told
from engine.queries.page import CAP, FIRST, Cursor, Page
from engine.queries.readable import readable_words
from engine.store.tables import Entry, Notice, Person, Words, WorkItem

ENTRIES = (
    select(
        Entry.seq,
        Entry.at,
        Entry.actor,
        Entry.verb,
        Entry.element,
        Entry.body,
        Person.name,
    )
    .outerjoin(Person, and_(Person.district == Entry.district, Person.id == Entry.actor))
    .where(
        Entry.district == bindparam("of_district"),
        Entry.case_id == bindparam("of_case"),
        Entry.seq > bindparam("after"),
    )
    .order_by(Entry.seq)
    .limit(bindparam("size"))
)
COUNTED = (
    select(Entry.seq)
    .where(Entry.district == bindparam("of_district"), Entry.case_id == bindparam("of_case"))
    .limit(CAP)
)
# The post in which somebody did a task is that of the task.
POSTS = select(WorkItem.task, WorkItem.path, WorkItem.role).where(
    WorkItem.district == bindparam("of_district"),
    WorkItem.case_id == bindparam("of_case"),
    WorkItem.task.in_(bindparam("tasks", expanding=True)),
)
# Words carry the instant of the entry that left them.
WORDS = select(Words.at, Words.kind, Words.field, Words.body, Words.by).where(
    Words.district == bindparam("of_district"),
    Words.case_id == bindparam("of_case"),
    Words.body.is_not(None),
    Words.at >= bindparam("first", type_=Words.at.type),
    Words.at <= bindparam("last", type_=Words.at.type),
)

SAID = select(Notice.at, Notice.template, Notice.text).where(
    Notice.district == bindparam("of_district"),
    Notice.case_id == bindparam("of_case"),
    Notice.at.in_(bindparam("moments", expanding=True)),
)


POSTED = "post_notice"
# What only people do: done by nobody of the house, it was done by who reported.
OF_PEOPLE = frozenset({"open_case", "act_on_case", "complete_task"})


@dataclass(frozen=True, slots=True)
class Who:
    """Who did something, and in which post, where that is known."""

    name: str
    post: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """One entry as a person reads it: `said` is what happened, `more` what followed from it."""

    seq: int
    at: datetime
    kind: str
    said: Sentence
    more: tuple[Sentence, ...]
    who: Who | None
    element: str | None
    name: str | None
    answers: tuple[Answered, ...]
    words: tuple[Answered, ...]


def read_timeline(file: File, *, after: Cursor = FIRST, size: int) -> Page[Told]:
    """Read a page of the timeline, the oldest first."""
    rows = file.tx.execute(ENTRIES, file.key | {"after": after.id, "size": size + 1}).all()
    some = COUNTED.subquery()
    count = file.tx.execute(select(func.count()).select_from(some), file.key).scalar_one()
    shown = rows[:size]
    bodies = [orjson.loads(row.body) for row in shown]
    posts = _posts_of(file, bodies)
    words = _words_of(file, shown)
    texts = _texts_of(file, shown)
    cards = tuple(
        _entry(file, row, body, posts, words, texts)
        for row, body in zip(shown, bodies, strict=True)
    )
    last = shown[-1] if len(rows) > size else None
    return Page(cards, Cursor(last.at, last.seq) if last else None, count)


def _entry(
    file: File,
    row: Any,
    body: Mapping[str, Any],
    posts: Mapping[str, str],
    words: Iterable[Any],
    texts: Mapping[tuple[datetime, str], str],
) -> Told:
    who = Who(row.name, posts.get(body.get("task", ""))) if row.name else None
    template = str(body.get("template", ""))
    text = texts.get((row.at, template), template)
    by = "" if file.case.origin and row.verb == "open_case" else row.verb
    said, *more = told(file, row.verb, who_said(who, by), row.element, body, text)
    return Told(
        seq=row.seq,
        at=row.at,
        kind=row.verb,
        said=said,
        more=tuple(more),
        who=who,
        element=row.element,
        name=file.label(row.element) if row.element else None,
        answers=tuple(answers_of(file, row.element, body.get("answers", {}))),
        words=tuple(_said(file, row, words)),
    )


def who_said(who: Who | None, verb: str = "") -> object:
    """Name who acted; without a person it was whoever reported, or the drawing itself."""
    if who is None:
        by = "reporter" if verb in OF_PEOPLE else "drawing"
        return Sentence(f"timeline.by_the_{by}")
    facts = {"name": who.name, "post": who.post}
    return Sentence("timeline.who_in_post", facts) if who.post else who.name


def _posts_of(file: File, bodies: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    tasks = [body["task"] for body in bodies if isinstance(body.get("task"), str)]
    found = file.tx.execute(POSTS, file.key | {"tasks": tasks}) if tasks else ()
    posts = {}
    for task, path, role in found:
        unit = file.unit(path)
        parts = (unit.name if unit else "", file.role(role))
        posts[task] = " ".join(part for part in parts if part)
    return posts


def _words_of(file: File, rows: Iterable[Any]) -> list[Any]:
    moments = [row.at for row in rows]
    if not moments:
        return []
    span = {"first": min(moments), "last": max(moments)}
    return list(file.tx.execute(WORDS.where(readable_words(file.person)), file.key | span))


def _texts_of(file: File, rows: Iterable[Any]) -> dict[tuple[datetime, str], str]:
    """Give what notices said, by the instant and the template of the entry that posted them."""
    moments = [row.at for row in rows if row.verb == POSTED]
    found = file.tx.execute(SAID, file.key | {"moments": moments}) if moments else ()
    return {(at, template): text for at, template, text in found}


def _said(file: File, row: Any, words: Iterable[Any]) -> Iterator[Answered]:
    form = file.policy.form_of(row.element or "")
    labels = form.labels if form else {}
    for each in words:
        if each.at == row.at and each.by == row.actor:
            dotted = ".".join(part for part in each.field.split("/") if not part.isdecimal())
            label = labels.get(dotted) or Sentence(f"timeline.words_{each.kind}")
            yield Answered(each.field, label, each.body)
