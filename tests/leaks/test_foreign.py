"""Whatever is asked of a case one may not see, it is as if there were none: 404, and not a word."""

from collections import Counter
from typing import Any

from werkzeug.test import TestResponse

from tests.leaks.doors import Door, bodies, doors, ids_of, text_of
from tests.leaks.town import Planted, Town

NOWHERE = {"number": "YL-20990101-0001"}
NO_ID = "999999999999999999"
# What changes something may ask for a permission before it looks for the case: 403, whatever the
# number; the two answers are compared word by word.
WANTED = {"GET": {404}}
CHANGING = {403, 404}
FOREIGN_EACH = 2


def foreign_to(town: Town, name: str) -> list[Planted]:
    """Give cases somebody may not see."""
    person = town.people[name]
    return [case for case in town.planted if not case.opens_for(person)][:FOREIGN_EACH]


def of_cases(town: Town) -> list[Door]:
    """Give the doors to something of a case for people who are signed in."""
    return [door for door in doors(town.app) if door.part_of_case and not is_public(door)]


def is_public(door: Door) -> bool:
    return door.rule.startswith("/public/")


def told(answer: TestResponse, id_: str) -> str:
    """Give what an answer says, but for the name of what was asked for."""
    return answer.text.replace(id_, "…")


def test_a_foreign_case_is_answered_as_one_that_never_was(town: Town) -> None:
    sent = bodies(town.app)
    tried: Counter[str] = Counter()
    for door in of_cases(town):
        part = str(door.part_of_case)
        body = sent.get((door.method, door.rule.replace("<", "{").replace(">", "}")))
        more: dict[str, Any] = {} if body is None else {"json": body}
        wanted = WANTED.get(door.method, CHANGING)
        none = NOWHERE.get(part, NO_ID)
        for name in town.people:
            client = town.client(name)
            nothing = client.open(door.filled(**{part: none}), method=door.method, **more)
            for case in foreign_to(town, name):
                for id_ in ids_of(town, part, case)[:1]:
                    answer = client.open(door.filled(**{part: id_}), method=door.method, **more)
                    assert answer.status_code in wanted, (name, door, answer.text)
                    assert told(answer, id_) == told(nothing, none), (name, door)
                    assert part == "number" or case.number not in text_of(answer)
                    tried[door.endpoint] += 1
    assert len(tried) > 20


def test_a_body_that_is_sent_is_one_the_door_takes(town: Town) -> None:
    sent = bodies(town.app)
    for door in of_cases(town):
        case = town.planted[0]
        name = next(n for n, person in town.people.items() if case.opens_for(person))
        body = sent.get((door.method, door.rule.replace("<", "{").replace(">", "}")))
        if door.part_of_case == "number" and body is not None:
            answer = town.client(name).open(
                door.filled(number="nowhere"), method=door.method, json=body
            )
            assert answer.status_code in {403, 404}, (door, answer.text)


def test_without_its_check_code_a_reported_case_is_as_one_that_never_was(town: Town) -> None:
    sent, client = bodies(town.app), town.app.test_client()
    public = [door for door in doors(town.app) if is_public(door) and door.part_of_case == "number"]
    for door, case in zip(public, reversed(town.planted), strict=False):
        body = sent.get((door.method, door.rule.replace("<", "{").replace(">", "}")))
        more: dict[str, Any] = {} if body is None else {"json": body}
        more["headers"] = {"X-Check-Code": "0000000000"}
        ids = (case.number, f"{NOWHERE['number'][:-4]}{case.nth:04d}")
        answers = [client.open(door.filled(number=id_), method=door.method, **more) for id_ in ids]
        assert [answer.status_code for answer in answers] == [404, 404], door
        told_each = {told(answer, id_) for answer, id_ in zip(answers, ids, strict=True)}
        assert len(told_each) == 1, door
    assert len(public) > 2
