"""Office documents are archives: looked into before they are kept, never unpacked."""

import zipfile
from io import BytesIO

from engine.domain.refusals import DocumentRefused, FileBroken

MOST_ENTRIES = 2_000
MOST_UNPACKED = 200 * 1024 * 1024
CONTENTS = "[Content_Types].xml"
PARTS = ("word/document.xml", "xl/workbook.xml")
PROGRAMS = (".bin", ".exe", ".dll", ".js", ".vbs")
EMBEDDED = "/embeddings/"


def media_of_office(data: bytes) -> str:
    """Give the part that tells what kind of document an archive is, "" for any other archive.

    Raises:
        FileBroken: It is no whole archive.
        DocumentRefused: It hides programs, or unpacks to more than it may.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise FileBroken from error
    names = {entry.filename for entry in entries}
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise DocumentRefused
    if any(is_program(name) for name in names):
        raise DocumentRefused
    return next((part for part in PARTS if part in names and CONTENTS in names), "")


def is_program(name: str) -> bool:
    """Tell whether an entry could run, or holds another file that could."""
    small = name.lower()
    printer = small.endswith(".bin") and "/printersettings" in small  # what Excel itself writes
    return (small.endswith(PROGRAMS) and not printer) or EMBEDDED in small
