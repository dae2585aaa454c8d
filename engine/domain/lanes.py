"""What a lane says: a role, and the level or unit at which it is held, as in `handler@street`."""

from dataclasses import dataclass

# The lane of who reported: nobody's desk, but the public door and whoever acts for them.
REPORTER = "reporter"


@dataclass(frozen=True, slots=True)
class Lane:
    """A role at a level or a named unit; `at` is empty where the case's own place is meant."""

    role: str
    at: str = ""

    @property
    def is_public(self) -> bool:
        """Tell whether the lane belongs to who reported."""
        return self.role == REPORTER


def read_lane(text: str | None) -> Lane:
    """Read a lane; none at all is a task for everybody at the case's place.

    Words before the role are for whoever reads the drawing, as in `承办人 handler@street`.
    """
    words, _, at = (text or "").partition("@")
    return Lane(role=words.split()[-1] if words.split() else "", at=at.strip())
