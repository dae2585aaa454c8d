"""What a lane says: a role, and the level or unit at which it is held, as in `handler@street`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lane:
    """A role at a level or a named unit; `at` is empty where the case's own place is meant."""

    role: str
    at: str = ""


def read_lane(text: str | None) -> Lane:
    """Read a lane; none at all is a task for everybody at the case's place."""
    role, _, at = (text or "").partition("@")
    return Lane(role.strip(), at.strip())
