"""Reads policies: which version new cases take, and what a version consists of."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from engine.domain.refusals import VersionNotFound
from engine.policy.pack import MANIFEST, Pack
from engine.store.ids import district_of
from engine.store.store import Tx
from engine.store.tables import Activation, Opener, Policy, PolicyFile, PolicyVersion

READ_FILES = (
    select(PolicyVersion.key, PolicyFile.path, PolicyFile.content)
    .join(
        PolicyFile,
        (PolicyFile.district == PolicyVersion.district)
        & (PolicyFile.version_id == PolicyVersion.id),
    )
    .where(
        PolicyVersion.district == bindparam("of_district"),
        PolicyVersion.id == bindparam("of_version"),
    )
)
# The latest row decides; where a street has a pilot of its own, only the rows around a case count.
READ_ACTIVE = (
    select(Activation.version_id)
    .where(
        Activation.district == bindparam("of_district"),
        Activation.key == bindparam("of_key"),
        Activation.since <= bindparam("now"),
        Activation.scope.in_(bindparam("scopes", expanding=True)),
    )
    .order_by(Activation.since.desc(), Activation.id.desc())
    .limit(1)
)
FIND_VERSION = select(PolicyVersion.id).where(
    PolicyVersion.district == bindparam("of_district"),
    PolicyVersion.key == bindparam("of_key"),
    PolicyVersion.number == bindparam("of_number"),
)
READ_POLICY = select(Policy.key, Policy.name).where(
    Policy.district == bindparam("of_district"), Policy.key == bindparam("of_key")
)
READ_VERSIONS = (
    select(
        PolicyVersion.id,
        PolicyVersion.number,
        PolicyVersion.digest,
        PolicyVersion.made_at,
        PolicyVersion.note,
    )
    .where(
        PolicyVersion.district == bindparam("of_district"),
        PolicyVersion.key == bindparam("of_key"),
    )
    .order_by(PolicyVersion.number)
)
READ_OPENERS = select(Opener.message, Opener.key).where(Opener.district == bindparam("of_district"))


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """A version as lists show it."""

    id: int
    number: int
    digest: bytes
    made_at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    """A policy and its versions, the first one first; `active` is a version's id."""

    key: str
    name: str
    versions: tuple[VersionFacts, ...]
    active: int | None


def read_version(tx: Tx, version: int) -> Pack:
    """Read the pack a version was deployed from."""
    found = tx.execute(
        READ_FILES, {"of_district": district_of(version), "of_version": version}
    ).all()
    files = {path: content for _, path, content in found}
    return Pack(name=found[0].key, files=files, bare=MANIFEST not in files)


def active_version(tx: Tx, district: int, key: str, path: str = "/") -> int | None:
    """Give the version that new cases at a place take, None where there is none."""
    scopes = ["/", *(path[: end + 1] for end, c in enumerate(path) if c == "/" and end)]
    wanted = {"of_district": district, "of_key": key, "now": tx.now, "scopes": scopes}
    found: int | None = tx.execute(READ_ACTIVE, wanted).scalar()
    return found


def read_openers(tx: Tx, district: int) -> dict[str, str]:
    """Read which messages open cases of which policies."""
    return dict(tx.execute(READ_OPENERS, {"of_district": district}).all())


def version_named(tx: Tx, district: int, key: str, number: int) -> int:
    """Give the id of a version by its number.

    Raises:
        VersionNotFound: The policy has no such version.
    """
    wanted = {"of_district": district, "of_key": key, "of_number": number}
    version: int | None = tx.execute(FIND_VERSION, wanted).scalar()
    if version is None:
        raise VersionNotFound(key=key, version=number)
    return version


def read_policy(tx: Tx, district: int, key: str) -> PolicyFacts | None:
    """Read a policy with its versions."""
    wanted = {"of_district": district, "of_key": key}
    policy = tx.execute(READ_POLICY, wanted).one_or_none()
    if policy is None:
        return None
    versions = tuple(VersionFacts(*row) for row in tx.execute(READ_VERSIONS, wanted))
    return PolicyFacts(policy.key, policy.name, versions, active_version(tx, district, key))
