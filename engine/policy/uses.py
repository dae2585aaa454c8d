"""Joins a pack with the packs it uses, and theirs, so that a version holds everything it runs."""

from collections.abc import Callable, Mapping

from engine.domain.findings import Finding
from engine.policy.manifest import read_manifest
from engine.policy.pack import MANIFEST, Pack

USES = "uses/"
Parts = dict[str, dict[str, bytes]]  # the files of packs, by the keys of the packs


def joined(pack: Pack, find: Callable[[str], Pack | None]) -> tuple[Pack, list[Finding]]:
    """Put the packs a pack uses into it, and theirs with them; say which cannot be found.

    A version is pinned with what it uses: a newer pack is taken over by deploying anew. A pack
    that several use is in it once, as it is found now.
    """
    parts: Parts = {}
    wanted = [*_uses_of(pack)]
    for key in wanted:  # grows by what those found use themselves
        if used := find(key):
            own, carried = _parts_of(used)
            parts = carried | parts | {key: own}
            wanted += [other for other in _uses_of(used) if other not in wanted]
    absent = [key for key in wanted if key not in parts]
    files = {**pack.files, **_placed(parts)}
    findings = [Finding("policy.use_absent", {"key": key}, file=MANIFEST) for key in absent]
    return Pack(pack.name, files, pack.bare), findings


def _uses_of(pack: Pack) -> tuple[str, ...]:
    manifest = read_manifest(pack)[0] if MANIFEST in pack.files else None
    return manifest.uses if manifest else ()


def _parts_of(pack: Pack) -> tuple[dict[str, bytes], Parts]:
    """Give the files of a pack: its own, and those it was joined with."""
    own: dict[str, bytes] = {}
    carried: Parts = {}
    for path, data in pack.files.items():
        if path.startswith(USES):
            key, _, inside = path.removeprefix(USES).partition("/")
            carried.setdefault(key, {})[inside] = data
        else:
            own[path] = data
    return own, carried


def _placed(parts: Mapping[str, Mapping[str, bytes]]) -> dict[str, bytes]:
    return {f"{USES}{key}/{path}": data for key, own in parts.items() for path, data in own.items()}
