"""An open file: one case, who reads it, and what its keys and paths are called."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from engine.casework import Surroundings
from engine.domain.people import Person
from engine.policy.cache import PolicyCache
from engine.policy.check import Policy
from engine.queries.found import find_case
from engine.queries.policies import read_version
from engine.queries.roles import role_names
from engine.queries.spots import Spot, spot_at
from engine.store.rows import LockedCase
from engine.store.store import Tx


@dataclass(frozen=True, slots=True)
class File:
    """What every part of a case's file is read with."""

    tx: Tx
    person: Person
    case: LockedCase
    policy: Policy
    surroundings: Surroundings
    roles: Mapping[str, str]

    @property
    def key(self) -> dict[str, int]:
        """Give the case's key as the statements name it."""
        return {"of_district": self.case.district, "of_case": self.case.id}

    def unit(self, path: str | None) -> Spot | None:
        """Give the unit at a path."""
        return spot_at(self.surroundings.places, path)

    def named(self, code: str | None) -> Spot | None:
        """Give the unit with a code."""
        place = self.surroundings.places.named(code) if code else None
        return self.unit(place.path) if place else None

    def role(self, key: str) -> str:
        """Give what a role is called."""
        return self.roles.get(key, key)

    def label(self, element: str | None) -> str:
        """Give what people call an element of the drawing; its id where it has no name."""
        for process in self.policy.program.drawing.processes.values():
            if drawn := process.elements.get(element or ""):
                return drawn.label
        return element or ""


def open_file(
    tx: Tx, person: Person, number: str, policies: PolicyCache, surroundings: Surroundings
) -> File:
    """Open the file of a case a person may see.

    Raises:
        CaseNotFound: No such case, or none this person may see.
    """
    case = find_case(tx, person, number)
    policy = policies.get(case.policy_id, partial(read_version, tx))
    return File(tx, person, case, policy, surroundings, role_names(tx, person.district))
