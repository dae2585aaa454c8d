"""A pack: the files of one mechanism, with the hash that names exactly this content."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MANIFEST = "pack.toml"


@dataclass(frozen=True, slots=True)
class Pack:
    """The files of a pack by their path inside it; `bare` is a lone diagram without a manifest."""

    name: str
    files: Mapping[str, bytes]
    bare: bool = False

    def of_kind(self, ending: str) -> Iterator[tuple[str, bytes]]:
        """Give the files whose name ends so, in the order of their names."""
        for path in sorted(self.files):
            if path.endswith(ending):
                yield path, self.files[path]

    @property
    def content_hash(self) -> str:
        """Name the content: the same files give the same name, in whatever order they came."""
        digest = hashlib.sha256()
        for path in sorted(self.files):
            for part in (path.encode(), self.files[path]):
                digest.update(len(part).to_bytes(8, "big") + part)
        return digest.hexdigest()
