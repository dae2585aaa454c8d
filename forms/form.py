"""A form ready for use: read once, then asked for every set of answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from itertools import islice
from typing import Any

import orjson
from marshmallow import Schema, ValidationError

from engine.domain.findings import Finding
from engine.domain.refusals import AnswersInvalid
from engine.feel import BudgetExceeded, Function
from forms.kinds import FREE, REFERENCES
from forms.model import Block, Field, Known, Sites
from forms.notes import ROW
from forms.reading import Drawing, properties_of
from forms.schema import Circumstances, Surroundings, schema_of

Value = Any
LARGEST = 256 * 1024
# More than a person mends at a time; a list of lists could have tens of thousands.
MOST_FINDINGS = 100


@dataclass(frozen=True, slots=True)
class Clean:
    """Answers that fit the form: nothing hidden, nothing unknown, everything computed anew."""

    answers: Mapping[str, Value]


@dataclass(frozen=True, eq=False)
class Form:
    """A form as it was drawn (`drawing`), and what it asks; `reads` must be given as inputs."""

    id: str
    drawing: Drawing
    block: Block
    reads: frozenset[str]

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """Give every field by its name; those of rows stand behind their list's name."""
        return {field.name: field for field in all_fields(self.block)}

    @cached_property
    def keys(self) -> frozenset[str]:
        """Give the names of all answers the form can write."""
        return frozenset(name for name, field in self.fields.items() if not field.disabled)

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Give what people call each field."""
        return {name: field.label for name, field in self.fields.items()}

    @cached_property
    def options(self) -> Mapping[str, Mapping[Value, str]]:
        """Give the label of each option that is drawn into the form, by field and code."""
        return {name: field.options for name, field in self.fields.items() if field.options}

    def readers_of(self, name: str) -> str:
        """Give the roles that may read an answer later, "" for everybody who sees the file.

        A field names its readers itself, else those around it do: the list it stands in, the form.
        """
        parts = name.split(".")
        around = (".".join(parts[:end]) for end in range(len(parts), 0, -1))
        fields = [self.fields[each].component for each in around if each in self.fields]
        named = (properties_of(each).get("shaodaoReaders", "") for each in [*fields, self.drawing])
        return next((str(readers) for readers in named if readers), "")

    @cached_property
    def fills(self) -> Mapping[str, str]:
        """Give the fields whose answer becomes a part of the case, by that part."""
        named = ((properties_of(f.component).get("shaodaoFills"), f) for f in self.fields.values())
        return {str(part): field.name for part, field in named if part}

    @cached_property
    def evidence(self) -> frozenset[str]:
        """Give the names of the fields that hold photos, voices and files."""
        return frozenset(name for name, field in self.fields.items() if field.kind == "filepicker")

    @cached_property
    def free_text(self) -> frozenset[str]:
        """Give the names of what a person writes freely, computes from it or chooses out of it."""
        free: set[str] = set()
        before = -1
        while len(free) > before:  # options may come from a field that stands behind them
            before = len(free)
            free |= {field.name for field in all_fields(self.block) if is_free(field, free)}
        return frozenset(free)

    @cached_property
    def _schema(self) -> type[Schema]:
        return schema_of(self.id, self.block)

    @cached_property
    def _checker(self) -> Schema:
        return self._schema()

    def schema(self) -> type[Schema]:
        """Give the marshmallow schema of the answers."""
        return self._schema

    def clean(
        self,
        answers: Mapping[str, Value],
        *,
        inputs: Mapping[str, Value] | None = None,
        now: datetime | None = None,
        functions: Mapping[str, Function] | None = None,
        stored: Mapping[str, Value] | None = None,
        known: Known | None = None,
    ) -> Clean:
        """Give what remains of the answers to this form.

        `inputs` is what the task handed in, `stored` what the fields held when the form was opened;
        `known` is asked whether what an answer names by id is there.

        Raises:
            AnswersInvalid: Something does not fit; each finding points at its field.
        """
        refuse_oversized(answers)
        inputs = inputs or {}
        around = Circumstances({**inputs, **(stored or {})}, inputs, now, functions or {}, known)
        try:
            with Surroundings(around):
                return Clean(self._checker.load(answers))
        except ValidationError as invalid:
            findings = islice(pointed(invalid.messages, "/answers"), MOST_FINDINGS)
            raise AnswersInvalid(tuple(findings)) from None
        except BudgetExceeded:
            raise AnswersInvalid((Finding("forms.too_much_work", pointer="/answers"),)) from None


def refuse_oversized(answers: Mapping[str, Value]) -> None:
    """Refuse answers that are no JSON, or more than any form asks for."""
    try:
        size = len(orjson.dumps(answers, default=str))
    except TypeError:
        raise AnswersInvalid((Finding("forms.not_answers", pointer="/answers"),)) from None
    if size > LARGEST:
        finding = Finding("forms.too_large_together", {"most": LARGEST // 1024}, pointer="/answers")
        raise AnswersInvalid((finding,))


def pointed(messages: Any, pointer: str) -> Iterator[Finding]:
    """Give what is wrong, each with the pointer to its answer (RFC 6901)."""
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            own = "" if key == "_schema" else f"/{str(key).replace('~', '~0').replace('/', '~1')}"
            yield from pointed(inner, pointer + own)
        return
    for message in messages:
        if isinstance(message, Finding):
            yield replace(message, pointer=pointer)
        else:
            yield Finding(
                f"forms.{message}", {"key": pointer.rsplit("/", maxsplit=1)[-1]}, pointer=pointer
            )


def all_fields(block: Block) -> Iterator[Field]:
    """Give the fields of a form and of the rows in it."""
    for field in block.fields:
        yield field
        if field.rows is not None:
            yield from all_fields(field.rows)


def is_free(field: Field, free: set[str]) -> bool:
    """Tell whether a field is free text, where some others are known to be."""
    written = field.kind in FREE and field.special not in REFERENCES
    computed = field.reads if field.expression is not None else frozenset()
    return written or reads_any(field, field.offers | computed, free)


def reads_any(field: Field, paths: Sites, free: set[str]) -> bool:
    """Tell whether a field is made of one of some fields, or of a row or group that holds it."""
    row = field.name.removesuffix(".".join(field.path))
    for path in paths:
        read = row + ".".join(path[1:]) if path[0] in ROW else ".".join(path)
        if any(f"{name}.".startswith(f"{read}.") or read.startswith(f"{name}.") for name in free):
            return True
    return False
