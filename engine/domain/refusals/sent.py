"""Refusals about what was sent along."""

from dataclasses import dataclass

from engine.domain.findings import Finding
from engine.domain.refusals.base import Kind, Refusal


@dataclass(eq=False)
class AnswersInvalid(Refusal):
    """The answers do not fit the form; each finding points at its field."""

    errors: tuple[Finding, ...]
    code = "answers_invalid"
    kind = Kind.INVALID


@dataclass(eq=False)
class AnswerNotKept(Refusal):
    """A request with this key came before, and what it was answered cannot be told again."""

    key: str
    code = "answer_not_kept"
    kind = Kind.CONFLICT


@dataclass(eq=False)
class KeyReused(Refusal):
    """The idempotency key was already used for a different request."""

    key: str
    code = "key_reused"
    kind = Kind.INVALID


@dataclass(eq=False)
class StaleVersion(Refusal):
    """The document was edited since the person read it."""

    version: int
    current: int
    code = "stale_version"
    kind = Kind.STALE
