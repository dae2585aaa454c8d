"""A key taken before the work: its answer is given again, or a second try is refused."""

import pytest

from engine.commands.begun import begin, finish, withdraw
from engine.commands.once import Request
from engine.domain.refusals import AnswerNotKept, KeyReused
from engine.store.idempotency import Remembered
from tests.commands.ground import Ground


def asked(ground: Ground, *facts: str) -> Request:
    return Request(ground.person("sun"), "k", ("filters", *facts))


def test_what_was_cut_off_is_refused_and_not_done_twice(ground: Ground) -> None:
    assert begin(ground.office, asked(ground)) is None
    with pytest.raises(AnswerNotKept) as refused:
        begin(ground.office, asked(ground))
    assert "核实" in refused.value.sentence("zh")


def test_what_was_finished_is_answered_alike(ground: Ground) -> None:
    request = asked(ground)
    begin(ground.office, request)
    finish(ground.office, request, 201, '{"id": 7}')
    assert begin(ground.office, request) == Remembered(request.digest, 201, '{"id": 7}')


def test_a_key_that_was_begun_cannot_stand_for_something_else(ground: Ground) -> None:
    begin(ground.office, asked(ground))
    with pytest.raises(KeyReused):
        begin(ground.office, asked(ground, "another name"))


def test_a_key_given_back_is_free_again(ground: Ground) -> None:
    begin(ground.office, asked(ground))
    withdraw(ground.office, asked(ground))
    assert begin(ground.office, asked(ground, "another name")) is None
