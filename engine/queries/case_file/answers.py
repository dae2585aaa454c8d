"""Answers as people read them: by the labels of the form, and only what a reader may read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.domain.places import Places
from engine.domain.sentences import Sentence
from engine.queries.case_file.file import File
from engine.queries.readable import may_read
from forms import Form

OF_PLACES = frozenset({"place", "department"})
FILES = "filepicker"


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered to one field."""

    field: str
    label: str | Sentence
    value: object

    def said(self, language: str) -> dict[str, str]:
        """Give the answer as a person reads it."""
        label, text = (in_language(part, language) for part in (self.label, self.value))
        return {"field": self.field, "label": label, "text": text}


def in_language(value: object, language: str) -> str:
    """Say what is a sentence; give the text of all else."""
    return value.say(language) if isinstance(value, Sentence) else str(value)


def answers_of(file: File, element: str | None, record: Mapping[str, Any]) -> list[Answered]:
    """Give coded answers to the task of an element; free text is found among the words."""
    form = file.policy.form_of(element or "")
    shown = Shown(form, file)
    return [shown.answered(name, value) for name, value in flat(record) if shown.readable(name)]


@dataclass(frozen=True, slots=True)
class Shown:
    """How a form shows its answers to the reader of a file."""

    form: Form | None
    file: File

    def readable(self, name: str) -> bool:
        """Tell whether the reader is among those the field, or the whole form, is for."""
        return self.form is None or may_read(self.file.person, self.form.readers_of(name))

    def label(self, name: str) -> str:
        """Give what people call a field."""
        return self.form.labels.get(name, name) if self.form else name

    def answered(self, name: str, value: object) -> Answered:
        """Give one answer in words."""
        return Answered(name, self.label(name), self.in_words(name, value))

    def in_words(self, name: str, value: object) -> object:
        """Give a code's label, a place's name, yes or no, how many files; else the value itself."""
        if isinstance(value, bool):
            return Sentence(f"timeline.{'yes' if value else 'no'}")
        field = self.form.fields.get(name) if self.form else None
        if field and field.kind == FILES and isinstance(value, list):
            return Sentence("timeline.files", {"count": len(value)})
        if isinstance(value, list):
            return "、".join(str(self.in_words(name, each)) for each in value)
        if field and field.special in OF_PLACES:
            return name_in(self.file.surroundings.places, value)
        options = self.form.options.get(name, {}) if self.form else {}
        return options.get(value) or options.get(str(value)) or self.file.policy.name_of(str(value))


def name_in(places: Places, value: object) -> str:
    """Give the name of a place an answer names by its code or id."""
    place = places.named(str(value))
    return place.name if place else str(value)


def flat(record: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Walk answers through groups and rows, by the dotted names of their fields."""
    for key, value in record.items():
        name = f"{before}{key}"
        if isinstance(value, Mapping):
            if "digest" not in value:
                yield from flat(value, f"{name}.")
        elif isinstance(value, list) and any(isinstance(row, Mapping) for row in value):
            for row in value:
                yield from flat(row, f"{name}.")
        elif value is not None:
            yield name, value
