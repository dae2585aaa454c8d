"""The chain of a case's journal: every entry carries the hash of all before it."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import orjson

NOTHING_YET = b""  # the head of a case without entries
KEY_BYTES = 16


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened to a case: who did what at which element, and the facts of it.

    `body` holds ids, numbers, dates, booleans and option codes only; free text by its digest.
    """

    verb: str
    actor: int | None
    element: str | None
    body: Mapping[str, object]


class Link(NamedTuple):
    """An entry of the journal as it is kept; the hash covers all before it and the one before."""

    district: int
    case_id: int
    seq: int
    at: datetime
    actor: int | None
    verb: str
    element: str | None
    body: str
    hash: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """Where a case's chain ends."""

    district: int
    case_id: int
    seq: int = 0
    hash: bytes = NOTHING_YET


def chain(head: Head, at: datetime, happenings: Sequence[Happening]) -> list[Link]:
    """Write the happenings as the next entries of a chain; the last one holds the new head."""
    links: list[Link] = []
    for seq, it in enumerate(happenings, head.seq + 1):
        body = orjson.dumps(it.body, option=orjson.OPT_SORT_KEYS).decode()
        facts = (head.district, head.case_id, seq, at, it.actor, it.verb, it.element, body)
        before = links[-1].hash if links else head.hash
        links.append(Link(*facts, hash=hash_of(before, facts)))
    return links


def hash_of(before: bytes, facts: Sequence[object]) -> bytes:
    """Give the hash of an entry that follows `before`; every column of it counts, in order."""
    return hashlib.sha256(before + orjson.dumps(facts)).digest()


@dataclass(frozen=True, slots=True)
class Sealed:
    """Free text as the journal knows it: a digest that means nothing once the key is erased."""

    key: bytes
    digest: str


def seal(text: str) -> Sealed:
    """Make the digest of a text under a fresh key; the key is kept beside the text."""
    key = secrets.token_bytes(KEY_BYTES)
    return Sealed(key, digest(key, text))


def digest(key: bytes, text: str) -> str:
    """Give the digest of a text under its key."""
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
