"""Refusals about who asks."""

from dataclasses import dataclass
from datetime import datetime

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
class NotOpenToPublic(Refusal):
    """No policy of the house takes reports from residents."""

    code = "not_open_to_public"
    kind = Kind.CONFLICT


@dataclass(eq=False)
class TooOften(Refusal):
    """One address asked for more than a person can mean; later it works again."""

    minutes: int
    code = "too_often"
    kind = Kind.TOO_MANY


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


@dataclass(eq=False)
class SignInRefused(Refusal):
    """Name and password do not belong together; whether anybody has the name is not told."""

    code = "sign_in_refused"
    kind = Kind.NOT_SIGNED_IN


@dataclass(eq=False)
class SignInLocked(Refusal):
    """A name was tried in vain too often, whether anybody has it or not."""

    until: datetime
    code = "sign_in_locked"
    kind = Kind.TOO_MANY


@dataclass(eq=False)
class CsrfMissing(Refusal):
    """A request by cookie does not prove that a page of ours sends it."""

    code = "csrf_missing"
    kind = Kind.FORBIDDEN


@dataclass(eq=False)
class PasswordTooShort(Refusal):
    """A new password is too easily guessed."""

    least: int
    code = "password_too_short"
    kind = Kind.INVALID


@dataclass(eq=False)
class PasswordWrong(Refusal):
    """The password to be replaced is not the present one."""

    code = "password_wrong"
    kind = Kind.INVALID


@dataclass(eq=False)
class HouseSettled(Refusal):
    """The first administrator is asked for, but somebody is there already."""

    code = "house_settled"
    kind = Kind.CONFLICT


@dataclass(eq=False)
class SubstituteInvalid(Refusal):
    """Somebody was named as their own substitute."""

    name: str
    code = "substitute_invalid"
    kind = Kind.INVALID


@dataclass(eq=False)
class PlaceWithin(Refusal):
    """A place cannot go below itself, nor be taken over by what lies in it."""

    place: str
    within: str
    code = "place_within"
    kind = Kind.INVALID


@dataclass(eq=False)
class EntryNotFound(Refusal):
    """No such post, absence or filter, or none this person may see or change."""

    what: str
    code = "entry_not_found"
    kind = Kind.MISSING


@dataclass(eq=False)
class SpanInvalid(Refusal):
    """Something is to end before it begins."""

    code = "span_invalid"
    kind = Kind.INVALID


@dataclass(eq=False)
class UnitNotYours(Refusal):
    """Something is to be shared with a unit the person has no post at."""

    unit: str
    code = "unit_not_yours"
    kind = Kind.FORBIDDEN
