"""Reads one version of a policy, all policies there are, and what was in use before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import and_, bindparam, func, select

from engine.queries.policies import active_version
from engine.store.store import Tx
from engine.store.tables import Activation, Approval, Person, Policy, PolicyFile, PolicyVersion

VERSION = select(
    PolicyVersion.id,
    PolicyVersion.number,
    PolicyVersion.digest,
    PolicyVersion.made_at,
    PolicyVersion.note,
    PolicyVersion.document,
).where(
    PolicyVersion.district == bindparam("of_district"),
    PolicyVersion.key == bindparam("of_key"),
    PolicyVersion.number == bindparam("of_number"),
)
FILES = (
    select(PolicyFile.path, func.length(PolicyFile.content))
    .where(
        PolicyFile.district == bindparam("of_district"),
        PolicyFile.version_id == bindparam("of_version"),
    )
    .order_by(PolicyFile.path)
)
SIGNATURES = (
    select(Approval.by, Person.name, Approval.at)
    .outerjoin(Person, and_(Person.district == Approval.district, Person.id == Approval.by))
    .where(
        Approval.district == bindparam("of_district"),
        Approval.version_id == bindparam("of_version"),
    )
    .order_by(Approval.at)
)
POLICIES = (
    select(Policy.key, Policy.name)
    .where(Policy.district == bindparam("of_district"))
    .order_by(Policy.key)
)
NUMBER = select(PolicyVersion.number).where(
    PolicyVersion.district == bindparam("of_district"), PolicyVersion.id == bindparam("of_version")
)
IN_USE = (
    select(Activation.version_id, PolicyVersion.number)
    .join(
        PolicyVersion,
        and_(
            PolicyVersion.district == Activation.district,
            PolicyVersion.id == Activation.version_id,
        ),
    )
    .where(
        Activation.district == bindparam("of_district"),
        Activation.key == bindparam("of_key"),
        Activation.scope == bindparam("of_scope"),
        Activation.since <= bindparam("now"),
    )
    .order_by(Activation.since.desc(), Activation.id.desc())
)


@dataclass(frozen=True, slots=True)
class FileOfVersion:
    """A file of a version."""

    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Signature:
    """Somebody's word under a version."""

    id: int
    name: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version with its files and signatures; `document` is its 文号."""

    id: int
    number: int
    digest: bytes
    made_at: datetime
    note: str
    document: str | None
    files: Sequence[FileOfVersion] = ()
    signatures: Sequence[Signature] = ()


@dataclass(frozen=True, slots=True)
class PolicyCard:
    """A policy as the list shows it; `active` is the number of the version new cases take."""

    key: str
    name: str
    active: int | None


def read_version_view(tx: Tx, district: int, key: str, number: int) -> VersionView | None:
    """Read a version of a policy."""
    wanted = {"of_district": district, "of_key": key, "of_number": number}
    row = tx.execute(VERSION, wanted).one_or_none()
    if row is None:
        return None
    of_version = {"of_district": district, "of_version": row.id}
    files = [FileOfVersion(*each) for each in tx.execute(FILES, of_version)]
    signatures = [Signature(*each) for each in tx.execute(SIGNATURES, of_version)]
    return replace(VersionView(*row), files=files, signatures=signatures)


def read_policies(tx: Tx, district: int) -> list[PolicyCard]:
    """Read every policy of a district."""
    rows = tx.execute(POLICIES, {"of_district": district}).all()
    return [PolicyCard(key, name, _number(tx, district, key)) for key, name in rows]


def version_before(tx: Tx, district: int, key: str, scope: str) -> int | None:
    """Give the number of the version that was in use before the present one."""
    wanted = {"of_district": district, "of_key": key, "of_scope": scope, "now": tx.now}
    numbers = [number for _, number in tx.execute(IN_USE, wanted)]
    return next((number for number in numbers if number != numbers[0]), None)


def _number(tx: Tx, district: int, key: str) -> int | None:
    version = active_version(tx, district, key)
    found: int | None = tx.execute(
        NUMBER, {"of_district": district, "of_version": version or 0}
    ).scalar()
    return found
