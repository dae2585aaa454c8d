"""The data folder has one owner at a time, held by a lock of the operating system."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.domain.refusals import DataFolderTaken

LOCK = "owner.lock"


@contextmanager
def owned(folder: Path) -> Iterator[None]:
    """Own a data folder, made if it is not there, until the block or the process ends.

    Raises:
        DataFolderTaken: Another process owns it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise DataFolderTaken(folder=str(folder), owner=file.read()) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
