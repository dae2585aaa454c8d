"""From bytes nobody trusts to a file that is kept: its kind comes from the bytes, never a name."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import filetype

from engine.domain.refusals import FileKindRefused, FileTooLarge
from engine.uploads.document import media_of_office
from engine.uploads.photo import JPEG, repainted

MEGABYTE = 1024 * 1024
UNKNOWN = "?"
ZIP = b"PK\x03\x04"


class FileKind(StrEnum):
    """What a file is to a form."""

    PHOTO = "photo"
    VOICE = "voice"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Clean:
    """A file as it is kept."""

    kind: FileKind
    media: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Accepted:
    """How files of a media type are taken: how large, kept as what, made how."""

    kind: FileKind
    largest: int
    media: str
    made: Callable[[bytes], bytes]


def as_it_came(data: bytes) -> bytes:
    """Keep the bytes."""
    return data


PHOTO = Accepted(FileKind.PHOTO, 25 * MEGABYTE, JPEG, repainted)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ACCEPTED = {
    **dict.fromkeys(("image/jpeg", "image/png", "image/webp"), PHOTO),
    **{
        media: Accepted(FileKind.FILE, 20 * MEGABYTE, media, as_it_came)
        for media in ("application/pdf", WORD, SHEET)
    },
    **{
        media: Accepted(
            FileKind.VOICE, 10 * MEGABYTE, media.replace("video/", "audio/"), as_it_came
        )
        for media in ("audio/mp4", "audio/mpeg", "audio/amr", "video/webm")
    },
}
LARGEST = max(accepted.largest for accepted in ACCEPTED.values())


def clean(data: bytes) -> Clean:
    """Give a file as it may be kept.

    Raises:
        FileKindRefused: Its bytes are of no kind that is taken.
        FileTooLarge: It is larger than a file of its kind may be.
        FileBroken: It cannot be read as what it claims to be.
        PhotoTooLarge: The picture has more points than any camera makes.
        DocumentRefused: The document hides programs or unpacks to more than it may.
    """
    media = media_of(data)
    accepted = ACCEPTED.get(media)
    if accepted is None:
        raise FileKindRefused(media=media)
    if len(data) > accepted.largest:
        raise FileTooLarge(most=accepted.largest // MEGABYTE)
    return Clean(accepted.kind, accepted.media, accepted.made(data))


def media_of(data: bytes) -> str:
    """Tell what the bytes are; text, scripts and drawings of text are of no kind."""
    if data.startswith(ZIP):
        parts = {"word/document.xml": WORD, "xl/workbook.xml": SHEET}
        return parts.get(media_of_office(data), UNKNOWN)
    found = filetype.guess_mime(data)
    return found or UNKNOWN
