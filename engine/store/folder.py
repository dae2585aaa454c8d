"""The data folder has one owner at a time, held by a lock of the operating system."""

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from engine.store.refusals import DataFolderTaken

LOCK = "owner.lock"


@dataclass(frozen=True, slots=True)
class Ownership:
    """The lock on a folder; it ends with `release` or with the process, however that dies."""

    file: IO[str]

    def release(self) -> None:
        """Let another process own the folder."""
        self.file.close()


def own(folder: Path) -> Ownership:
    """Become the owner of a data folder, making it if it is not there.

    Raises:
        DataFolderTaken: Another process owns it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = (folder / LOCK).open("a+", encoding="utf-8")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        owner = file.read().strip()
        file.close()
        raise DataFolderTaken(folder=str(folder), owner=owner) from None
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return Ownership(file)
