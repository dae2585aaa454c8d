"""Joins a pack with the packs it calls, so that a version holds everything it runs."""

from collections.abc import Callable, Mapping

from engine.domain.findings import Finding
from engine.policy.manifest import read_manifest
from engine.policy.pack import MANIFEST, Pack

USES = "uses/"


def joined(pack: Pack, find: Callable[[str], Pack | None]) -> tuple[Pack, list[Finding]]:
    """Put the packs a pack uses into it, and theirs with them; say which cannot be found.

    A version is pinned with what it calls: a newer pack is taken over by deploying anew.
    """
    manifest, _ = read_manifest(pack)
    files: dict[str, bytes] = dict(pack.files)
    findings = []
    for key in manifest.uses if manifest else ():
        used = find(key)
        if used is None:
            findings.append(Finding("policy.use_absent", {"key": key}, file=MANIFEST))
        else:
            files |= _placed(key, used.files)
    return Pack(pack.name, files, pack.bare), findings


def _placed(key: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {
        path if path.startswith(USES) else f"{USES}{key}/{path}": data
        for path, data in files.items()
    }
