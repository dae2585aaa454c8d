"""Reads a pack from a folder, a zip or one diagram, and opens nothing that could do harm."""

import io
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from engine.domain.findings import Finding
from engine.domain.refusals import PackTooLarge, PackUnreadable
from engine.policy.pack import MANIFEST, Pack

MAX_FILES = 500
MAX_BYTES = 32 * 1024 * 1024  # of all files together, unfolded
MAX_NAME = 200
BARE = "bpmn"

Entry = tuple[str, Callable[[int], bytes]]  # a path and how to read at most n bytes of it


def read_pack(path: Path, *, allow_bare: bool = False) -> Pack:
    """Read the pack at a path: a folder, a zip, or one .bpmn where bare diagrams are allowed.

    Raises:
        PackUnreadable: Nothing there, not a pack, or a pack with path tricks.
        PackTooLarge: The pack unfolds beyond the limits.
    """
    if path.is_dir():
        return _gather(path.name, _folder_entries(path))
    if not path.is_file():
        raise _unreadable(path.name, "policy.nothing_there")
    return read_file(path.name, path.read_bytes(), allow_bare=allow_bare)


def read_file(name: str, data: bytes, *, allow_bare: bool = False) -> Pack:
    """Read the pack a file carries, as `read_pack` does."""
    stem, _, ending = name.rpartition(".")
    if ending != BARE:
        return read_zip(stem or name, data)
    if not allow_bare:
        raise _unreadable(name, "policy.bare_not_allowed")
    if not is_safe(name):
        raise _unreadable(name, "policy.bad_path", path=name)
    return Pack(name=stem, files={name: data}, bare=True)


def read_zip(name: str, data: bytes) -> Pack:
    """Read a zipped pack, whose files may stand in one folder of their own.

    Raises:
        PackUnreadable: Not a zip, a broken or locked one, or one with path tricks.
        PackTooLarge: The zip unfolds beyond the limits.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _gather(name, _zip_entries(name, archive))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise _unreadable(name, "policy.bad_zip") from error


def _folder_entries(folder: Path) -> Iterator[Entry]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if any(part.startswith((".", "__pycache__")) for part in inside.parts):
            continue
        if path.is_symlink():
            raise _unreadable(folder.name, "policy.link", path=inside.as_posix())
        if path.is_file():
            yield inside.as_posix(), partial(_first_bytes, path)


def _first_bytes(path: Path, limit: int) -> bytes:
    with path.open("rb") as file:
        return file.read(limit)


def _zip_entries(name: str, archive: zipfile.ZipFile) -> Iterator[Entry]:
    for info in archive.infolist():
        if info.is_dir():
            continue
        if stat.S_ISLNK(info.external_attr >> 16):
            raise _unreadable(name, "policy.link", path=info.filename)
        yield info.filename, partial(_first_unfolded, archive, info)


def _first_unfolded(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    # Reads no further than the limit: what the entry says of its own size proves nothing.
    with archive.open(info) as file:
        return file.read(limit)


def _gather(name: str, entries: Iterator[Entry]) -> Pack:
    files: dict[str, bytes] = {}
    room = MAX_BYTES
    for path, read in entries:
        if not is_safe(path) or path in files:
            raise _unreadable(name, "policy.bad_path", path=path)
        data = read(room + 1)
        room -= len(data)
        if room < 0 or len(files) == MAX_FILES:
            raise PackTooLarge(name=name, limit=MAX_BYTES)
        files[path] = data
    files = without_own_folder(files)
    if MANIFEST not in files:
        raise _unreadable(name, "policy.no_manifest")
    return Pack(name=name, files=files)


def is_safe(path: str) -> bool:
    """Tell whether a path names a place inside the pack on every system."""
    if len(path) > MAX_NAME or not path.isprintable() or "\\" in path or ":" in path:
        return False
    return all(part not in {"", ".", ".."} for part in path.split("/"))


def without_own_folder(files: dict[str, bytes]) -> dict[str, bytes]:
    """Drop the one folder that holds everything, as a zipped folder has it."""
    tops = {path.split("/")[0] for path in files}
    if MANIFEST in files or len(tops) != 1:
        return files
    return {path.partition("/")[2] or path: data for path, data in files.items()}


def _unreadable(name: str, rule: str, **facts: object) -> PackUnreadable:
    return PackUnreadable(name=name, reason=Finding(rule, facts))
