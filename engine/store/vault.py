"""Files on disk beside the database, each named by the hash of its bytes."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

NAME = "attachments"


@dataclass(frozen=True, slots=True)
class Vault:
    """A folder of files no web server shows; equal files are kept once."""

    folder: Path

    def keep(self, data: bytes) -> bytes:
        """Keep a file, on disk when this returns; give its hash."""
        digest = hashlib.sha256(data).digest()
        path = self.path(digest)
        if path.exists():
            path.touch()  # whoever sweeps sees that it is wanted
            return digest
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{token_hex(8)}.new")
        with fresh.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        return digest

    def read(self, digest: bytes) -> bytes:
        """Give a file by its hash."""
        return self.path(digest).read_bytes()

    def drop(self, digest: bytes) -> None:
        """Forget a file."""
        self.path(digest).unlink(missing_ok=True)

    def path(self, digest: bytes) -> Path:
        """Give where a file lies."""
        name = digest.hex()
        return self.folder / name[:2] / name
