"""Every refusal leads to a page that says what it means and what to do."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from engine.domain.refusals import Refusal
from engine.texts import LANGUAGES, catalogue
from tests.unit.domain.test_refusals import leaves

LIST = "/api/v1/problem-types"


def types(client: FlaskClient, language: str = "zh") -> dict[str, dict[str, Any]]:
    answer = client.get(LIST, headers={"Accept-Language": language})
    assert answer.json is not None
    return {each["type"]: each for each in answer.json}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_has_its_page_in_every_language(client: FlaskClient, language: str) -> None:
    told = types(client, language)
    for refusal in leaves(Refusal):
        if refusal.__module__.startswith("engine."):
            one = told[f"/problems/{refusal.code.replace('_', '-')}"]
            assert one["meaning"]
            assert "{" not in one["meaning"]


def test_every_status_that_has_words_has_its_page(client: FlaskClient) -> None:
    spoken = [key for key in catalogue("zh") if key.startswith("api.status_")]
    statuses = {key.split("_")[1] for key in spoken}
    assert {f"/problems/status-{status}" for status in statuses} <= set(types(client))


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/nowhere"), ("PUT", "/livez"), ("POST", "/api/v1/try/feel")]
)
def test_the_type_of_a_problem_is_one_of_them(client: FlaskClient, method: str, path: str) -> None:
    answer = client.open(path, method=method)
    assert answer.json is not None
    assert types(client)[answer.json["type"]]["title"] == answer.json["title"]


def test_the_list_is_open_to_everybody(client: FlaskClient) -> None:
    assert client.get(LIST, headers={"Authorization": ""}).status_code == 200
