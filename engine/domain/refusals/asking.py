"""Refusals about who asks."""

from dataclasses import dataclass

from engine.domain.refusals.base import Kind, Refusal
from engine.domain.words import Action


@dataclass(eq=False)
class NotSignedIn(Refusal):
    """No person stands behind the request: no token, or one that has ended."""

    code = "not_signed_in"
    kind = Kind.NOT_SIGNED_IN


@dataclass(eq=False)
class NotAllowed(Refusal):
    """The person's posts do not permit this action at all."""

    action: Action
    code = "not_allowed"
    kind = Kind.FORBIDDEN


@dataclass(eq=False)
class NotYours(Refusal):
    """The person may see the case, but the task belongs to another post."""

    task: str
    role: str
    code = "not_yours"
    kind = Kind.FORBIDDEN


@dataclass(eq=False)
class PersonNotFound(Refusal):
    """Nobody signs in under this name."""

    username: str
    code = "person_not_found"
    kind = Kind.INVALID


@dataclass(eq=False)
class NameTaken(Refusal):
    """A username or a place's code is in use already."""

    name: str
    code = "name_taken"
    kind = Kind.CONFLICT
