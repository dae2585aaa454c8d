"""Values as JSON, both ways: exact, and never more than a reader can take."""

import json
from decimal import Decimal

import pytest

from api.values import context_of, json_of


def test_numbers_stay_exact() -> None:
    assert context_of('{"a": 0.1}') == {"a": Decimal("0.1")}
    assert json_of(Decimal("0.10")) == "0.1"


@pytest.mark.parametrize("text", ['{"a": 1e99999999}', '{"a": NaN}', "[" * 100_000, "{"])
def test_what_no_number_or_depth_can_hold_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"1e9|NaN|\[|Expecting"):
        context_of(text)


def test_a_list_is_no_context() -> None:
    with pytest.raises(TypeError):
        context_of("[]")


def test_a_number_that_readers_of_json_take_for_infinite_stands_as_text() -> None:
    assert json.loads(json_of(Decimal(10) ** 308)) == 10**308
    assert json.loads(json_of(Decimal("1e5000"))) == "1" + "0" * 5000
