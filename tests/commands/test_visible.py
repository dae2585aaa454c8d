"""One rule of who sees which case: by place, by having had a task in it, never the accused."""

from collections import Counter
from random import Random

import pytest
from sqlalchemy import insert, select, update

from engine.domain.people import Person, Post
from engine.domain.refusals import TaskNotFound
from engine.domain.words import Action
from engine.queries.task import read_task
from engine.queries.tasks import Box, read_tasks
from engine.queries.visible import heard_cases, sees_task, visible_cases
from engine.store import tables
from engine.store.columns import EPOCH
from engine.store.load import load_task
from engine.store.store import Store
from engine.store.tables import Case
from tests.commands.ground import DISTRICT, LADDER, Ground, settle


def seen_by(ground: Ground, person: Person) -> int:
    with ground.office.store.read() as tx:
        return len(tx.execute(select(Case.id).where(visible_cases(person))).all())


@pytest.mark.parametrize(
    ("username", "seen"), [("wang", 1), ("zhou", 1), ("sun", 1), ("zhao", 0), ("qian", 0)]
)
def test_a_case_is_seen_at_its_place_and_above(ground: Ground, username: str, seen: int) -> None:
    ground.report()
    assert seen_by(ground, ground.person(username)) == seen


def test_who_has_a_task_in_a_case_sees_it_wherever_it_lies(ground: Ground) -> None:
    ground.report()
    with ground.office.store.write() as tx:
        tx.execute(update(tables.WorkItem).values(path="/2/9/"))
    assert seen_by(ground, ground.person("qian")) == 1


@pytest.mark.parametrize("accused", ["/2/17/", "/2/17/5/"])
def test_who_belongs_to_an_accused_unit_sees_nothing_of_it(ground: Ground, accused: str) -> None:
    task = ground.report().opened[0]["id"]
    with ground.office.store.write() as tx:
        tx.execute(update(Case).values(accused=accused))
    assert seen_by(ground, ground.person("zhou")) == 0
    with pytest.raises(TaskNotFound):
        ground.complete(task, "wang", next="solved")
    with ground.office.store.read() as tx, pytest.raises(TaskNotFound):
        read_task(
            tx,
            ground.office.policies,
            ground.person("wang"),
            int(task),
            reader_of=ground.office.reader,
        )


def test_who_has_no_post_sees_nothing_and_has_nothing_to_do(ground: Ground) -> None:
    ground.report()
    nobody = Person(7, DISTRICT, "无岗")
    assert seen_by(ground, nobody) == 0
    with ground.office.store.read() as tx:
        assert read_tasks(tx, nobody, Box.UNIT, size=9).count == 0


def test_a_person_of_another_district_sees_nothing(ground: Ground) -> None:
    task = ground.report().opened[0]["id"]
    stranger = Person(7, DISTRICT + 1, "外区", ground.person("sun").posts)
    assert seen_by(ground, stranger) == 0
    with pytest.raises(TaskNotFound):
        ground.complete_as(stranger, task)


STREET, XH, POLICE = "/2/17/", "/2/17/5/", "/2/9/"
READS = frozenset({Action.READ_WORDS})


def of(*posts: Post) -> Person:
    return Person(500, DISTRICT, "某人", posts)


def change(ground: Ground, **values: object) -> None:
    with ground.office.store.write() as tx:
        tx.execute(update(Case).values(**values))


def beside(ground: Ground, table: type[tables.Base], **values: object) -> None:
    """Put a row beside the only case there is."""
    with ground.office.store.write() as tx:
        case = tx.execute(select(Case.id)).scalar_one()
        tx.execute(insert(table), {"district": DISTRICT, "case_id": case, **values})


def summon(ground: Ground, case: int, path: str) -> None:
    with ground.office.store.write() as tx:
        row = {"unit": "police", "round": 1, "path": path, "part": "lead", "state": "open"}
        at = {"result": None, "since": tx.now, "until": None}
        tx.execute(insert(tables.Summons), {"district": DISTRICT, "case_id": case} | row | at)


def heard_by(ground: Ground, person: Person) -> int:
    with ground.office.store.read() as tx:
        return len(tx.execute(select(Case.id).where(heard_cases(person))).all())


def test_a_unit_that_sent_a_case_on_and_watches_it_sees_it(ground: Ground) -> None:
    ground.report(place="G4")
    assert seen_by(ground, ground.person("wang")) == 0
    beside(ground, tables.Watcher, path="/2/17/5/3/", since=EPOCH)
    assert seen_by(ground, ground.person("wang")) == 1


def test_a_task_at_a_section_shows_the_case_to_its_department(ground: Ground) -> None:
    ground.report()
    with ground.office.store.write() as tx:
        tx.execute(update(tables.WorkItem).values(path="/2/9/77/"))
    assert seen_by(ground, ground.person("qian")) == 1


def test_who_is_summoned_by_a_whistle_sees_the_cases_it_serves(ground: Ground) -> None:
    ground.report()
    ground.report(place="G4")
    with ground.office.store.write() as tx:
        first, whistle = tx.execute(select(Case.id).order_by(Case.id)).scalars()
        link = {"case_id": first, "other_id": whistle, "relation": "whistle.open", "at": tx.now}
        tx.execute(insert(tables.Link), {"district": DISTRICT} | link)
    assert seen_by(ground, ground.person("qian")) == 0
    summon(ground, whistle, POLICE)
    assert seen_by(ground, ground.person("qian")) == 2


@pytest.mark.parametrize(
    ("post", "seen"),
    [
        (Post("protector", "/2/"), 1),
        (Post("leader", "/2/"), 0),
        (Post("protector", "/2/9/"), 0),
    ],
)
def test_a_case_kept_to_some_roles_opens_for_posts_of_these_at_their_places_only(
    ground: Ground, post: Post, seen: int
) -> None:
    ground.report()
    change(ground, access=" protector duty ")
    assert seen_by(ground, of(post)) == seen


def test_a_role_held_elsewhere_lends_nothing_to_another_post(ground: Ground) -> None:
    ground.report()
    change(ground, access=" protector ")
    assert seen_by(ground, of(Post("leader", STREET), Post("protector", POLICE))) == 0


def test_who_stands_in_for_the_accused_sees_by_their_own_posts_only(ground: Ground) -> None:
    ground.report()
    change(ground, accused=XH)
    held = Post("handler", XH, holder=106)
    assert seen_by(ground, of(held)) == 0
    assert seen_by(ground, of(held, Post("leader", STREET))) == 1
    assert seen_by(ground, of(Post("handler", XH), Post("leader", STREET))) == 0


@pytest.mark.parametrize(
    ("post", "heard"),
    [
        (Post("handler", "/2/17/5/3/", actions=READS), 1),
        (Post("leader", STREET, actions=READS), 1),
        (Post("leader", STREET), 0),
        (Post("handler", POLICE, actions=READS), 0),
    ],
)
def test_the_reporters_words_are_read_at_and_above_the_place_with_a_permission(
    ground: Ground, post: Post, heard: int
) -> None:
    ground.report()
    assert heard_by(ground, of(post)) == heard


def test_the_unit_that_handles_a_case_may_read_the_words_but_not_when_summoned(
    ground: Ground,
) -> None:
    ground.report()
    change(ground, handler=POLICE)
    officer = of(Post("handler", POLICE, actions=READS))
    assert heard_by(ground, officer) == 1
    with ground.office.store.read() as tx:
        case = tx.execute(select(Case.id)).scalar_one()
    summon(ground, case, POLICE)
    assert (seen_by(ground, officer), heard_by(ground, officer)) == (1, 0)


def test_a_task_of_a_case_that_was_closed_to_its_holder_leaves_the_list(ground: Ground) -> None:
    ground.report()
    wang = ground.person("wang")
    for closing in ({"accused": XH}, {"accused": None, "access": " protector "}):
        change(ground, **closing)
        with ground.office.store.read() as tx:
            page = read_tasks(tx, wang, Box.MINE, size=9)
        assert (page.cards, page.count) == ((), 0)


PATHS = ("/2/", STREET, XH, "/2/17/5/3/", "/2/17/5/4/", POLICE)


def test_what_is_seen_in_a_list_is_seen_in_memory_and_the_other_way_round(
    sqlite_store: Store,
) -> None:
    ground = settle(sqlite_store)
    ground.use(LADDER)
    task = int(ground.report().opened[0]["id"])
    chance = Random(7)  # noqa: S311 - the same walk each time
    seen = Counter[bool]()
    for _ in range(300):
        posts = [
            Post(chance.choice("abc"), chance.choice(PATHS), chance.choice([None, None, 9]))
            for _ in range(chance.randint(0, 3))
        ]
        change(
            ground,
            path=chance.choice(PATHS),
            accused=chance.choice([None, *PATHS]),
            access=chance.choice(["", "", " a ", " b c "]),
            handler=chance.choice([None, None, *PATHS]),
        )
        with sqlite_store.write() as tx:
            tx.execute(update(tables.WorkItem).values(path=chance.choice(PATHS)))
            loaded = load_task(tx, task)
        assert loaded
        sees = sees_task(of(*posts), loaded)
        assert sees == bool(seen_by(ground, of(*posts)))
        seen[sees] += 1
    assert min(seen.values()) > 30
