"""What a form says of the case becomes a part of it; who may read an answer is kept with it."""

import pytest
from sqlalchemy import select, update

from engine.commands.complete_publicly import complete_publicly
from engine.commands.complete_task import complete_task
from engine.domain.refusals import NotYours, SamePerson, TaskNotFound, TaskTakenAway
from engine.domain.words import Action
from engine.store import tables
from engine.store.search import contains
from tests.commands.drawn import HANDLER, PLAIN, field, form, pack, work
from tests.commands.ground import Ground, permitted
from tests.unit.bpmn.drawing import (
    call,
    diagram,
    element,
    end,
    exclusive,
    extensions,
    flow,
    lanes,
    many,
    parallel,
    path,
    properties,
    script,
    start,
    zeebe,
)

INTAKE = form(
    "intake",
    field("about", "textarea", shaodaoFills="summary"),
    field("kind", "select", shaodaoFills="category", values=["油烟", "违建"]),
    field("where", "textfield", shaodaoType="place", shaodaoFills="place"),
    field("secret", "textarea", shaodaoReaders="leader protector"),
)
NARROW = form("narrow", field("note", "textarea"), shaodaoReaders="nobody")
STAYS = {"about": "楼下烧烤油烟", "kind": "油烟", "where": "G3"}
ANSWERS = {"about": "楼下烧烤油烟", "kind": "油烟", "where": "G4"}


def drawn(lane: str = HANDLER, *, form_: str = "intake", second: str = "plain") -> bytes:
    return diagram(
        lanes({HANDLER: ["s", "fork", "other", "e2", "x", "e"], lane + "": ["one", "two"]})
        if lane != HANDLER
        else lanes({HANDLER: ["s", "fork", "other", "e2", "x", "e", "one", "two"]}),
        start(), parallel("fork"), work("other"), end("e2"),
        work("one", form_), exclusive("x", "x_two"),
        work("two", second, props={"shaodao:apart-from": "one"}), end(),
        path("s", "fork", "other", "e2"), path("fork", "one", "x"),
        flow("x", "e", '=case.category = "违建"'), flow("x", "two"), path("two", "e"),
    )  # fmt: skip


def begin(ground: Ground, *forms: bytes, **how: str) -> str:
    """Open the case; give the id of its task `one`."""
    kind = ground.use_pack(pack("filling", drawn(**how), INTAKE, PLAIN, *forms))
    return next(t["id"] for t in ground.report(kind).opened if t["element"] == "one")


def test_summary_category_and_place_of_a_form_become_those_of_the_case(ground: Ground) -> None:
    ground.complete(begin(ground), "wang", **ANSWERS)
    assert ground.rows(tables.Case, "summary", "category", "path", "place_id") == [
        ("楼下烧烤油烟", "油烟", "/2/17/5/4/", 4)
    ]


def test_the_category_steers_the_very_step_in_which_it_was_filled_in(ground: Ground) -> None:
    done = ground.complete(begin(ground), "wang", **(ANSWERS | {"kind": "违建"}))
    assert done.opened == []


def test_a_summary_that_was_filled_in_is_found_by_its_words(ground: Ground) -> None:
    ground.complete(begin(ground), "wang", **ANSWERS)
    with ground.office.store.read() as tx:
        found = tx.execute(select(tables.Case.id).where(contains(tx, tables.Case.summary, "烧烤")))
        assert len(found.all()) == 1


def test_open_tasks_of_a_case_that_moved_are_watched_from_its_new_place(ground: Ground) -> None:
    task = begin(ground)
    with ground.office.store.write() as tx:
        tx.execute(update(tables.Case).values(l3=0))
        tx.execute(update(tables.WorkItem).values(l3=0))
    ground.complete(task, "wang", **ANSWERS)
    left = dict(ground.rows(tables.WorkItem, "element", "l3"))  # type: ignore[arg-type]
    assert left["other"] == left["two"] == 5


def test_what_changed_of_the_case_stands_in_its_file_but_the_summary_does_not(
    ground: Ground,
) -> None:
    ground.complete(begin(ground), "wang", **ANSWERS)
    (body,) = ground.rows(tables.Entry, "body")[-1]
    assert '"category":[null,"油烟"]' in str(body)
    assert '"place":["G3","G4"]' in str(body)
    assert "烧烤" not in str(body)


def test_free_text_is_kept_with_who_may_read_it(ground: Ground) -> None:
    task = ground.complete(begin(ground, NARROW, second="narrow"), "wang",
                           **STAYS, secret="他家有人").opened[0]["id"]  # fmt: skip
    ground.complete(task, "li", note="打分说明")
    kept = dict(ground.rows(tables.Words, "field", "readers"))  # type: ignore[arg-type]
    assert kept["secret"] == " leader protector "
    assert kept["note"] == " nobody "
    assert kept["about"] == ""


def test_who_did_one_step_may_not_do_the_one_kept_apart_from_it(ground: Ground) -> None:
    task = ground.complete(begin(ground), "wang", **STAYS).opened[0]["id"]
    with pytest.raises(SamePerson) as caught:
        ground.complete(task, "wang")
    assert "one" in caught.value.sentence("zh")
    assert ground.complete(task, "li").case


def test_the_drawing_knows_the_roles_the_unit_and_the_level_of_who_answered(ground: Ground) -> None:
    of_the_grid = '=who.unit = "G3" and who.level = "grid" and who.roles[1] = "handler"'
    kind = ground.use_pack(pack("knowing", diagram(
        lanes({HANDLER: ["s", "one", "x", "two", "e"]}), start(),
        work("one", outputs={"who": "=performer"}), exclusive("x", "x_e"), work("two"), end(),
        path("s", "one", "x"), flow("x", "two", of_the_grid),
        flow("x", "e"), path("two", "e"),
    ), PLAIN))  # fmt: skip
    assert ground.complete(ground.report(kind).opened[0]["id"], "wang").opened


def test_who_reported_does_what_is_asked_of_them_once(ground: Ground) -> None:
    task = begin(ground, lane="reporter")
    ((case,),) = ground.rows(tables.Case, "id")
    with pytest.raises(NotYours):
        ground.complete(task, "wang", **ANSWERS)
    done = {"case_id": int(str(case)), "task_id": int(task)}
    assert complete_publicly(ground.office, **done, answers=ANSWERS, key="k").opened
    assert complete_publicly(ground.office, **done, answers=ANSWERS, key="k").opened
    with pytest.raises(TaskTakenAway):
        complete_publicly(ground.office, **done, answers=ANSWERS)
    assert ("complete_task", None) in ground.rows(tables.Entry, "verb", "actor")


def test_the_public_door_opens_no_other_task(ground: Ground) -> None:
    task = begin(ground)
    ((case,),) = ground.rows(tables.Case, "id")
    with pytest.raises(TaskNotFound):
        complete_publicly(ground.office, case_id=int(str(case)), task_id=int(task), answers=ANSWERS)


def test_staff_who_may_act_for_who_reported_do_it_in_their_name(ground: Ground) -> None:
    task = begin(ground, lane="reporter")
    clerk = permitted(ground.person("wang"), Action.ACT_FOR_REPORTER)
    assert complete_task(ground.office, task_id=int(task), answers=ANSWERS, by=clerk).opened


def test_what_the_drawing_does_by_itself_reaches_milestones_too(ground: Ground) -> None:
    counted = properties({"shaodao:milestone": "counted"})
    loop = many('=["XH", "SH"]', "item")
    inside = element("process", "inside", start("is"), script("it", "={y: 1}"), end("ie"),
                     path("is", "it", "ie"), isExecutable="false")  # fmt: skip
    plain = extensions(zeebe("script", expression="={y: 1}"))
    inside = inside.replace(plain, extensions(zeebe("script", expression="={y: 1}"), counted))
    kind = ground.use_pack(pack("counting", diagram(
        lanes({HANDLER: ["s", "each", "one", "e"]}), start(), call("each", "inside", loop),
        work("one"), end(), path("s", "each", "one", "e"), inside,
    ), PLAIN))  # fmt: skip
    ground.report(kind)
    reached = ground.rows(tables.Milestone, "key", "scope", "by")
    assert sorted(reached) == [("counted", "/2/17/", 101), ("counted", "/2/17/5/", 101)]
