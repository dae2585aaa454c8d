"""Refusals about policies and packs."""

from dataclasses import dataclass

from engine.domain.findings import Finding
from engine.domain.refusals.base import Kind, Refusal


@dataclass(eq=False)
class PolicyNotFound(Refusal):
    """No policy has this key."""

    key: str
    code = "policy_not_found"
    kind = Kind.MISSING


@dataclass(eq=False)
class ListNotFound(Refusal):
    """No policy in force has such a list."""

    name: str
    code = "list_not_found"
    kind = Kind.MISSING


@dataclass(eq=False)
class VersionNotFound(Refusal):
    """The policy has no such version."""

    key: str
    version: int
    code = "version_not_found"
    kind = Kind.MISSING


@dataclass(eq=False)
class NothingBefore(Refusal):
    """No other version of the policy was in use before."""

    key: str
    code = "nothing_before"
    kind = Kind.CONFLICT


@dataclass(eq=False)
class PolicyNotActive(Refusal):
    """The policy is there, but no version of it is active, so no case can be opened."""

    key: str
    code = "policy_not_active"
    kind = Kind.CONFLICT


@dataclass(eq=False)
class PolicyIsLibrary(Refusal):
    """The policy holds decisions for other policies and draws nothing, so no case runs by it."""

    key: str
    code = "policy_is_library"
    kind = Kind.CONFLICT


@dataclass(eq=False)
class PolicyInvalid(Refusal):
    """The policy has errors and stays out; each finding points at its element."""

    key: str
    errors: tuple[Finding, ...]
    code = "policy_invalid"
    kind = Kind.INVALID


@dataclass(eq=False)
class FormInvalid(Refusal):
    """The form has errors and cannot be filled in; each finding points into its JSON."""

    errors: tuple[Finding, ...]
    code = "form_invalid"
    kind = Kind.INVALID


@dataclass(eq=False)
class PackUnreadable(Refusal):
    """The file or folder is not a pack that can be opened safely."""

    name: str
    reason: Finding
    code = "pack_unreadable"
    kind = Kind.UNREADABLE


@dataclass(eq=False)
class PackTooLarge(Refusal):
    """The pack unfolds beyond the limit, as a zip bomb would."""

    name: str
    limit: int
    code = "pack_too_large"
    kind = Kind.TOO_LARGE


@dataclass(eq=False)
class ScenarioInvalid(Refusal):
    """A scenario or a cast cannot be read; each finding points at its line."""

    file: str
    errors: tuple[Finding, ...]
    code = "scenario_invalid"
    kind = Kind.INVALID
