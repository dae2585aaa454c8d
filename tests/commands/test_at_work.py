"""A house at work does what is due by itself, and stops when it is told to."""

from threading import Event

from engine.store import tables
from engine.wiring import Engine
from tests.commands.ground import Ground

PATIENCE = 200  # times a twentieth of a second


def test_a_deadline_rings_and_its_notice_is_posted_while_the_house_is_at_work(
    ground: Ground,
) -> None:
    ground.report()
    with Engine(ground.office).at_work():
        ground.later(hours=3)
        assert until_entered(ground, "post_notice")
    verbs = [verb for (verb,) in ground.rows(tables.Entry, "verb")]
    assert verbs == ["open_case", "fire_timer", "post_notice"]


def until_entered(ground: Ground, verb: str) -> bool:
    pause = Event()
    for _ in range(PATIENCE):
        if (verb,) in ground.rows(tables.Entry, "verb"):
            return True
        pause.wait(0.05)
    return False
