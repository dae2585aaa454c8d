"""People and their posts: who acts, in which role, at which unit."""

from dataclasses import dataclass

from engine.domain.words import Action


@dataclass(frozen=True, slots=True)
class Post:
    """A role at a unit; `path` holds the unit and all above it, `/2/17/3/`."""

    role: str
    path: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who acts, with the posts they hold at this moment."""

    id: int
    district: int
    name: str
    posts: tuple[Post, ...] = ()
    actions: frozenset[Action] = frozenset()

    def may(self, action: Action) -> bool:
        """Tell whether one of the posts permits an action."""
        return action in self.actions

    def holds(self, role: str, path: str) -> bool:
        """Tell whether a task of a role at a unit is this person's.

        A task without a role belongs to everybody at the unit.
        """
        return any(post.path == path and role in {post.role, ""} for post in self.posts)

    def sees(self, path: str) -> bool:
        """Tell whether a place lies at or below one of the person's units."""
        return any(path.startswith(post.path) for post in self.posts)
