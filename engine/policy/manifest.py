"""The manifest of a pack: what it is called, which process starts, and its stages."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from engine.domain.findings import Finding, Severity
from engine.policy.pack import MANIFEST, Pack

KEY = re.compile(r"[a-z][a-z0-9_]{0,63}")
MESSAGE = re.compile(r"[^\s:]{1,64}")
KINDS = {
    "key": str,
    "name": str,
    "summary": str,
    "process": str,
    "uses": list,
    "stages": dict,
    "names": dict,
    "opens_on": list,
    "tells": list,
    "lists": dict,
}
REQUIRED = ("key", "name")


@dataclass(frozen=True, slots=True)
class ListSource:
    """Where a list stands: the decision whose table it is, the register of what was ruled since."""

    decision: str
    register: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `pack.toml` says.

    `process` is the id of the process that starts a case (None: the only one nobody calls), `uses`
    are the keys of the packs whose processes this one calls, `stages` the names of the stages by
    their keys, in order, `names` what its clocks, milestones, registers and codes are called,
    `opens_on` the messages that open a case of it, `tells` the clocks by which who reported is
    told when somebody comes, `lists` the tables people look up, by the names of their addresses.
    """

    key: str
    name: str
    process: str | None = None
    uses: tuple[str, ...] = ()
    stages: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    opens_on: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    lists: Mapping[str, ListSource] = field(default_factory=dict)


def read_manifest(pack: Pack) -> tuple[Manifest | None, list[Finding]]:
    """Read the manifest of a pack, None where an error keeps it from being read.

    A bare diagram is named after its file.
    """
    if pack.bare:
        key = re.sub(r"\W+", "_", pack.name.lower(), flags=re.ASCII).strip("_")
        return Manifest(key=key or "bare", name=pack.name), []
    try:
        data = tomllib.loads(pack.files[MANIFEST].decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return None, [_wrong("policy.manifest_unreadable", detail=str(error))]
    findings = [*_errors_in(data), *_strangers_in(data)]
    if any(finding.is_error for finding in findings):
        return None, findings
    return _manifest_of(data), findings


def _manifest_of(data: Mapping[str, Any]) -> Manifest:
    return Manifest(
        key=data["key"],
        name=data["name"],
        process=data.get("process"),
        uses=tuple(data.get("uses", ())),
        stages=data.get("stages", {}),
        opens_on=tuple(data.get("opens_on", ())),
        tells=tuple(data.get("tells", ())),
        names={key: str(name) for key, name in data.get("names", {}).items()},
        lists={name: ListSource(**source) for name, source in data.get("lists", {}).items()},
    )


def _errors_in(data: Mapping[str, Any]) -> Iterator[Finding]:
    for name in REQUIRED:
        if not data.get(name):
            yield _wrong("policy.manifest_missing", field=name)
    for name, kind in KINDS.items():
        if name in data and not isinstance(data[name], kind):
            yield _wrong("policy.manifest_kind", field=name)
    yield from _wrong_lists(data.get("lists"))
    keys = [data.get("key") or "none", *_as_list(data.get("uses")), *(data.get("stages") or ())]
    for key in keys:
        if not isinstance(key, str) or not KEY.fullmatch(key):
            yield _wrong("policy.manifest_key", key=key)
    for message in _as_list(data.get("opens_on")):
        if not isinstance(message, str) or not MESSAGE.fullmatch(message):
            yield _wrong("policy.manifest_message", message=message)


def _wrong_lists(lists: object) -> Iterator[Finding]:
    wanted = {each.name for each in fields(ListSource)}
    for name, source in lists.items() if isinstance(lists, dict) else ():
        told = source if isinstance(source, dict) else {}
        if set(told) != wanted or not all(isinstance(value, str) for value in told.values()):
            yield _wrong("policy.manifest_kind", field=f"lists.{name}")


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _strangers_in(data: Mapping[str, Any]) -> Iterator[Finding]:
    for name in sorted(set(data) - set(KINDS)):
        yield _wrong("policy.manifest_unknown", Severity.WARNING, field=name)


def _wrong(rule: str, severity: Severity = Severity.ERROR, **facts: object) -> Finding:
    return Finding(rule, facts, file=MANIFEST, severity=severity)
