"""What a person may do: by their own posts, and by those they hold for who is away."""

from engine.domain.people import Person, Post
from engine.domain.words import Action

STREET, GRID = "/2/17/", "/2/17/5/3/"
KEEPER = Post("leader", STREET, actions=frozenset({Action.MANAGE_PEOPLE}))
OWN = Post("handler", GRID)
HELD = Post("leader", STREET, holder=7)
PERSON = Person(1, 1, "李敏", (OWN, HELD))


def test_an_action_is_permitted_at_the_unit_of_the_post_and_below() -> None:
    keeper = Person(1, 1, "李敏", (KEEPER, OWN))
    assert keeper.may(Action.MANAGE_PEOPLE)
    assert keeper.may_at(Action.MANAGE_PEOPLE, STREET)
    assert keeper.may_at(Action.MANAGE_PEOPLE, GRID)
    assert not keeper.may_at(Action.MANAGE_PEOPLE, "/2/")
    assert not keeper.may_at(Action.SUPERVISE, GRID)


def test_a_substitute_holds_the_posts_of_who_is_away() -> None:
    assert PERSON.holds("leader", STREET)
    assert PERSON.stands_for == {1, 7}


def test_it_is_known_for_whom_a_substitute_acts() -> None:
    assert PERSON.acting_for("leader", STREET) == 7
    assert PERSON.acting_for("handler", GRID) is None
    assert PERSON.acting_for("nobody", GRID) is None


def test_who_holds_the_same_post_acts_in_their_own_name() -> None:
    both = Person(1, 1, "李敏", (HELD, Post("leader", STREET)))
    assert both.acting_for("leader", STREET) is None
