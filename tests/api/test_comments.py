"""Remarks in a case's file: read by who sees it, and who is mentioned is told."""

from typing import Any

from engine.store import tables
from tests.api.conftest import Ask
from tests.commands.ground import Ground


def wrote(ask: Ask, number: str, who: str = "wang", **more: Any) -> Any:
    body = {"words": "物业说下周来"} | more
    return ask(who, "POST", f"/api/v1/cases/{number}/comments", json=body)


def test_a_remark_is_read_by_who_sees_the_case(ask: Ask, ground: Ground) -> None:
    number = ground.report().number
    assert wrote(ask, number).status_code == 201
    (remark,) = ask("sun", "GET", f"/api/v1/cases/{number}/comments").json["comments"]
    assert (remark["words"], remark["by"]) == ("物业说下周来", {"id": "101", "name": "王网格"})
    assert ask("qian", "GET", f"/api/v1/cases/{number}/comments").status_code == 404
    assert wrote(ask, number, "qian").status_code == 404


def test_a_remark_stands_in_the_timeline_and_its_words_not_in_the_journal(
    ask: Ask, ground: Ground
) -> None:
    number = ground.report().number
    wrote(ask, number)
    entry = ask("sun", "GET", f"/api/v1/cases/{number}/timeline").json["entries"][-1]
    assert (entry["what"], entry["kind"]) == ("王网格留言。", "comment")
    assert [each["text"] for each in entry["words"]] == ["物业说下周来"]
    assert "物业" not in str(ground.rows(tables.Entry, "body"))


def test_who_is_mentioned_is_told_without_a_word_of_it(ask: Ask, ground: Ground) -> None:
    number = ground.report().number
    assert wrote(ask, number, mentions=[104]).status_code == 201
    (notice,) = ask("sun", "GET", "/api/v1/notices").json["notices"]
    assert (notice["case"], number in notice["text"]) == (number, True)
    assert "物业" not in notice["text"]
    assert "王" not in notice["text"]


def test_nobody_who_does_not_see_the_case_is_mentioned(ask: Ask, ground: Ground) -> None:
    number = ground.report().number
    for stranger in (105, 999):
        refused = wrote(ask, number, mentions=[104, stranger])
        assert (refused.status_code, refused.json["type"]) == (422, "/problems/mention-refused")
    assert ask("sun", "GET", f"/api/v1/cases/{number}/comments").json["comments"] == []
    assert ask("sun", "GET", "/api/v1/notices").json["notices"] == []


def test_an_empty_or_endless_remark_is_refused(ask: Ask, ground: Ground) -> None:
    number = ground.report().number
    for words in ("", "长" * 2_001):
        assert wrote(ask, number, words=words).status_code == 422


def test_a_remark_repeated_under_its_key_is_written_once(ask: Ask, ground: Ground) -> None:
    number = ground.report().number
    for _ in range(2):
        path = f"/api/v1/cases/{number}/comments"
        more = {"json": {"words": "已到"}, "headers": {"Idempotency-Key": "k"}}
        assert ask("wang", "POST", path, **more).json == {"seq": 2}
    assert len(ask("wang", "GET", path).json["comments"]) == 1


def test_who_opens_a_file_is_noted(ask: Ask, ground: Ground) -> None:
    number = ground.report().number
    ask("sun", "GET", f"/api/v1/cases/{number}")
    assert ground.rows(tables.Viewing, "person_id", "what") == [(104, "file")]
