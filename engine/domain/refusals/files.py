"""Refusals about files somebody sends."""

from dataclasses import dataclass

from engine.domain.refusals.base import Kind, Refusal


@dataclass(eq=False)
class FileKindRefused(Refusal):
    """The bytes are of no kind the house takes, whatever the file is called."""

    media: str
    code = "file_kind_refused"
    kind = Kind.INVALID


@dataclass(eq=False)
class FileTooLarge(Refusal):
    """The file is larger than one of its kind may be."""

    most: int
    code = "file_too_large"
    kind = Kind.TOO_LARGE


@dataclass(eq=False)
class PhotoTooLarge(Refusal):
    """The picture has more points than any camera makes."""

    most: int
    code = "photo_too_large"
    kind = Kind.TOO_LARGE


@dataclass(eq=False)
class FileBroken(Refusal):
    """The file cannot be read as what its first bytes say it is."""

    code = "file_broken"
    kind = Kind.INVALID


@dataclass(eq=False)
class DocumentRefused(Refusal):
    """The document hides programs or other files, or unpacks to more than it may."""

    code = "document_refused"
    kind = Kind.INVALID


@dataclass(eq=False)
class FilesTooMany(Refusal):
    """Somebody has sent more files than can be looked at; later it works again."""

    code = "files_too_many"
    kind = Kind.TOO_MANY


@dataclass(eq=False)
class AttachmentNotFound(Refusal):
    """No such file, or none this person may see; the two are not told apart."""

    attachment: str
    code = "attachment_not_found"
    kind = Kind.MISSING
