"""People and their posts: who acts, in which role, at which unit, and for whom meanwhile."""

from dataclasses import dataclass

from engine.domain.words import Action


@dataclass(frozen=True, slots=True)
class Post:
    """A role at a unit; `path` holds the unit and all above it, `/2/17/3/`.

    `holder` is the person who is away where the post is only held for them.
    """

    role: str
    path: str
    holder: int | None = None
    actions: frozenset[Action] = frozenset()

    def covers(self, path: str) -> bool:
        """Tell whether a place lies at or below the unit."""
        return path.startswith(self.path)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who acts, with the posts they hold at this moment."""

    id: int
    district: int
    name: str
    posts: tuple[Post, ...] = ()

    @property
    def actions(self) -> frozenset[Action]:
        """Give everything one of the posts permits."""
        return frozenset(action for post in self.posts for action in post.actions)

    @property
    def stands_for(self) -> frozenset[int]:
        """Give the people whose work is this person's now: their own, and that of who is away."""
        away = {post.holder for post in self.posts if post.holder is not None}
        return frozenset({self.id} | away)

    def may(self, action: Action) -> bool:
        """Tell whether one of the posts permits an action somewhere."""
        return action in self.actions

    def may_at(self, action: Action, path: str) -> bool:
        """Tell whether a post at or above a place permits an action there."""
        return any(action in post.actions and post.covers(path) for post in self.posts)

    def holds(self, role: str, path: str) -> bool:
        """Tell whether a task of a role at a unit is this person's.

        A task without a role belongs to everybody at the unit.
        """
        return any(_is_of(post, role, path) for post in self.posts)

    def acting_for(self, role: str, path: str) -> int | None:
        """Give for whom a task of a role at a unit is done; none where it is one's own."""
        holders = [post.holder for post in self.posts if _is_of(post, role, path)]
        return None if None in holders else next(iter(holders), None)

    def sees(self, path: str) -> bool:
        """Tell whether a place lies at or below one of the person's units."""
        return any(post.covers(path) for post in self.posts)


def _is_of(post: Post, role: str, path: str) -> bool:
    return post.path == path and role in {post.role, ""}
