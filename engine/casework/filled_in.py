"""What a person filled in, checked by the form the drawing names, and what it says of the case."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from engine.bpmn import handed
from engine.casework.answers import Split, split, unread
from engine.casework.evidence import FILES, is_sent
from engine.casework.reader import CaseReader
from engine.domain.people import Person
from engine.policy.check import Policy
from engine.store.rows import KeptWords
from forms import Form, Known, Reference

OF_PLACES = frozenset({"place", "department"})
# An id of the record; nobody can write a sentence into one.
ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
PERFORMER = "performer"


def filled_in(
    policy: Policy,
    element: str,
    token: str,
    answers: Mapping[str, Any],
    *,
    by: Person | None,
    reader: CaseReader,
) -> Split:
    """Give what remains of the answers to a task or command, free text apart.

    `by` is who answers, None who reported: only files they have sent are theirs to name. What a
    form says of the case itself is left with the reader. Without a form any answers are taken:
    then free text is what no expression reads.

    Raises:
        AnswersInvalid: Something does not fit the form; each finding points at its field.
    """
    form = policy.form_of(element)
    if form is None:
        return split(answers, unread(answers, policy.program.names))
    clean = form.clean(
        answers,
        inputs=inputs_of(policy, element, token, reader),
        now=reader.now,
        functions=reader.functions,
        known=known_in(reader, by.id if by else None),
    )
    _fill(form, clean.answers, reader)
    return split(clean.answers, form.free_text)


def inputs_of(policy: Policy, element: str, token: str, reader: CaseReader) -> Mapping[str, Any]:
    """Give what the drawing hands to the form of an open task or command, by its short id."""
    drawn = policy.program.tasks.get(element)
    if drawn is None or not drawn.inputs:
        return {}
    return handed(policy.program, reader.row.snapshot, token, reader.now, reader)


def performed_by(by: Person | None, role: str, path: str, reader: CaseReader) -> dict[str, Any]:
    """Give what the drawing may know of who answered: the roles held there, unit and level."""
    roles = {post.role for post in by.posts if post.path == path} if by else {role}
    place = reader.places.by_path.get(path) if by else None
    unit, level = (place.code, place.level) if place else (None, None)
    return {PERFORMER: {"roles": sorted(roles), "unit": unit, "level": level}}


def words_of(
    policy: Policy, element: str, parts: Split, by: Person | None, item: int | None = None
) -> list[KeptWords]:
    """Give the free text among the answers as it is kept, each with who may read it."""
    form = policy.form_of(element)
    return [
        KeptWords(
            kind="answer",
            field=place,
            body=text,
            key=sealed.key,
            readers=_readers(form, place) if form else "",
            item_id=item,
            by=by.id if by else None,
        )
        for place, (text, sealed) in parts.texts.items()
    ]


def known_in(reader: CaseReader, actor: int | None) -> Known:
    """Give the check whether what an answer names is there, and is an id at all."""

    def known(reference: Reference) -> bool:
        if reference.kind in OF_PLACES:
            return reader.places.named(reference.id) is not None
        if reference.kind in FILES:
            return is_sent(reference, lambda id_: reader.record.sent_file(id_, actor))
        return ID.fullmatch(reference.id) is not None

    return known


def _readers(form: Form, place: str) -> str:
    name = ".".join(part for part in place.split("/") if not part.isdecimal())
    roles = form.readers_of(name).split()
    return f" {' '.join(roles)} " if roles else ""


def _fill(form: Form, answers: Mapping[str, Any], reader: CaseReader) -> None:
    given = {part: _at(answers, name) for part, name in form.fills.items()}
    fields: dict[str, Any] = {
        name: value for name in ("summary", "category") if (value := given.get(name))
    }
    if place := reader.places.named(str(given.get("place") or "")):
        above = {"l2": place.above(2), "l3": place.above(3)}
        fields |= {"place_id": place.id, "path": place.path, **above}
    reader.row = replace(reader.row, **fields)


def _at(answers: Mapping[str, Any], name: str) -> Any:
    value: Any = answers
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value
