"""Who may settle people: at their units and below, and nobody gives away what they have not."""

from collections.abc import Iterable

import orjson

from api.identity import asking, permitted
from api.places import tree
from engine.domain.lanes import Lane
from engine.domain.people import Person
from engine.domain.refusals import NotAllowed
from engine.domain.words import Action
from engine.queries.staff import read_roles
from engine.wiring import Engine


def keeper_of(engine: Engine, lane: Lane, granted: Iterable[Action] = ()) -> Person:
    """Give who asks, if they may give somebody this post.

    Raises:
        NotAllowed: They may not manage people there, or may not themselves what the role permits.
        PlaceNotFound: There is no such unit.
    """
    permitted(Action.MANAGE_PEOPLE)
    person = permitted(Action.MANAGE_PEOPLE, tree(engine).required(lane.at).path)
    with engine.office.store.read() as tx:
        permits = {role.key: role.permits for role in read_roles(tx, asking().district)}
    owned(orjson.loads(permits.get(lane.role, "[]")))
    owned(granted)
    return person


def owned(actions: Iterable[Action | str]) -> None:
    """Make sure that who asks is permitted all this themselves.

    Raises:
        NotAllowed: They are not.
    """
    for action in map(Action, actions):
        if not asking().may(action):
            raise NotAllowed(action=action)
