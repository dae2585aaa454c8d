"""What a job is to whoever does it, and what may come of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from engine.store.store import Tx


@dataclass(frozen=True, slots=True)
class Work:
    """A job that came due; `key` is also the idempotency key for anything outside the house."""

    district: int
    id: int
    key: str
    kind: str
    case_id: int | None
    args: Mapping[str, Any]
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Later:
    """The job cannot be done yet, and nothing went wrong: try again, with other `args` if given."""

    after: timedelta = timedelta()
    args: Mapping[str, Any] | None = None


# Does a job inside the transaction that marks it done, so both happen or neither.
Step = Callable[[Tx, Work], Later | None]
# Does a job that reaches outside the house; it may happen twice, under the same key.
Errand = Callable[[Work], Later | None]


@dataclass(frozen=True, slots=True)
class Handlers:
    """Who does which kind of job."""

    steps: Mapping[str, Step] = field(default_factory=dict)
    errands: Mapping[str, Errand] = field(default_factory=dict)


class UnknownKind(Exception):
    """Nobody here does this kind of job: it was left by another release, or by mistake."""
