"""A policy is deployed: a checked pack becomes a version that never changes."""

from dataclasses import dataclass
from functools import partial

from sqlalchemy import bindparam, delete, func, insert, select

from engine.commands.office import Office
from engine.domain.findings import Finding
from engine.domain.people import Person
from engine.domain.refusals import PolicyInvalid
from engine.policy.check import check
from engine.policy.manifest import Manifest, read_manifest
from engine.policy.pack import MANIFEST, Pack
from engine.policy.uses import joined
from engine.queries.policies import active_version, read_openers, read_version
from engine.store.store import Tx
from engine.store.tables import Approval, Opener, Policy, PolicyFile, PolicyVersion
from engine.store.upserts import upsert

# Also locks the policy's row, so that two versions never take one number.
NAME_POLICY = upsert(Policy, changed=("name",))
LAST_NUMBER = select(func.coalesce(func.max(PolicyVersion.number), 0)).where(
    PolicyVersion.district == bindparam("of_district"), PolicyVersion.key == bindparam("of_key")
)
SAME_CONTENT = select(PolicyVersion.id, PolicyVersion.number).where(
    PolicyVersion.district == bindparam("of_district"),
    PolicyVersion.key == bindparam("of_key"),
    PolicyVersion.digest == bindparam("of_digest"),
)
INSERT_VERSION = insert(PolicyVersion)
INSERT_FILES = insert(PolicyFile)
SIGN = upsert(Approval)
FORGET_OPENERS = delete(Opener).where(
    Opener.district == bindparam("of_district"), Opener.key == bindparam("of_key")
)
KEEP_OPENERS = insert(Opener)


@dataclass(frozen=True, slots=True)
class Deployed:
    """A version: its id, its policy and its number there."""

    id: int
    key: str
    number: int


def deploy_policy(
    office: Office, *, pack: Pack, approved_by: Person, key: str | None = None, note: str = ""
) -> Deployed:
    """Check a pack and keep it as the next version; the same content is the same version.

    `key` is the policy the pack is meant for, where its giver says so.

    Raises:
        PolicyInvalid: The pack has errors, or uses one that is not active here.
    """
    district = approved_by.district
    with office.store.write() as tx:
        pack, absent = joined(pack, partial(_active_pack, tx, district))
        manifest, _ = read_manifest(pack)
        errors = [each for each in [*absent, *check(pack)] if each.is_error]
        if manifest is None or errors:
            raise PolicyInvalid(key=key or pack.name, errors=tuple(errors))
        if key not in {None, manifest.key}:
            other = Finding("policy.other_key", {"key": manifest.key, "wanted": key}, MANIFEST)
            raise PolicyInvalid(key=str(key), errors=(other,))
        deployed = _keep(tx, pack, manifest, approved_by, note)
        _open_on(tx, district, manifest)
        signature = {"version_id": deployed.id, "by": approved_by.id, "at": tx.now}
        tx.execute(SIGN, signature | {"district": district})
    return deployed


def _open_on(tx: Tx, district: int, manifest: Manifest) -> None:
    """Keep the messages that open a case of the policy; each opens cases of one kind only.

    Raises:
        PolicyInvalid: Another policy opens on one of them.
    """
    for message, other in read_openers(tx, district).items():
        if message in manifest.opens_on and other != manifest.key:
            facts = {"message": message, "key": other}
            errors = (Finding("policy.opens_twice", facts, MANIFEST),)
            raise PolicyInvalid(key=manifest.key, errors=errors)
    tx.execute(FORGET_OPENERS, {"of_district": district, "of_key": manifest.key})
    of_key = {"district": district, "key": manifest.key}
    if rows := [of_key | {"message": message} for message in dict.fromkeys(manifest.opens_on)]:
        tx.execute(KEEP_OPENERS, rows)


def _active_pack(tx: Tx, district: int, key: str) -> Pack | None:
    version = active_version(tx, district, key)
    return read_version(tx, version) if version else None


def _keep(tx: Tx, pack: Pack, manifest: Manifest, by: Person, note: str) -> Deployed:
    key, digest = manifest.key, bytes.fromhex(pack.content_hash)
    of = {"of_district": by.district, "of_key": key}
    tx.execute(NAME_POLICY, {"district": by.district, "key": key, "name": manifest.name})
    if same := tx.execute(SAME_CONTENT, of | {"of_digest": digest}).one_or_none():
        return Deployed(same.id, key, same.number)
    number = tx.execute(LAST_NUMBER, of).scalar_one() + 1
    version = {"district": by.district, "id": tx.new_id(by.district)}
    facts = {"key": key, "number": number, "digest": digest, "note": note, "document": None}
    tx.execute(INSERT_VERSION, version | facts | {"made_at": tx.now, "made_by": by.id})
    of_version = {"district": by.district, "version_id": version["id"]}
    files = [of_version | {"path": p, "content": data} for p, data in pack.files.items()]
    tx.execute(INSERT_FILES, files)
    return Deployed(version["id"], key, number)
