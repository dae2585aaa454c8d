"""Whatever people answer, in whatever order and however late, a whistle comes to its end."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from engine.commands.act_on_case import Wanted, act_on_case
from engine.commands.complete_task import complete_task
from engine.commands.open_case import Report, open_case
from engine.domain.people import Person
from engine.domain.refusals import Refusal
from engine.queries.whole_case import Listed, read_open_incidents
from engine.rehearsal.cast import read_cast
from engine.rehearsal.library import CAST
from engine.rehearsal.stage import Stage
from tests.packs.conftest import WORKFLOWS, Verdicts
from tests.packs.shelf import MONDAY

PEOPLE = sorted(read_cast((WORKFLOWS / CAST).read_text(encoding="utf-8"), CAST).people)
UNITS = ("ZHZF", "SJ", "XF", "ZGJ", "GD", "YC")
WORDS = "按要求办理，现场已经逐项核对完毕"
WAITS = (timedelta(minutes=20), timedelta(hours=3), timedelta(days=1), timedelta(days=4))
MOST = 200
REFUSED = {"answers_invalid", "clock_beyond_cap", "clock_in_past", "last_unit", "clock_not_movable"}
Answers = dict[str, Any]


class Chance:
    """People who answer anything the forms allow, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.draw = Random(seed)  # noqa: S311 a play, no secret

    def one(self, *codes: str) -> str:
        return self.draw.choice(codes)

    def some(self, codes: tuple[str, ...]) -> list[str]:
        return self.draw.sample(codes, self.draw.randint(0, 3))

    def blow(self) -> Answers:
        grade = self.one("normal", "hard", "emergency")
        tried = [] if grade == "emergency" else ["visited"]
        return {
            "category": self.one("油烟", "无主棚子", "燃气隐患", "其他"), "grade": grade,
            "trigger": self.one("salient", "joint_enforce"), "tried": tried,
            "task_words": WORDS, "lead": self.one(*UNITS), "assists": self.some(UNITS),
        }  # fmt: skip

    def sign(self) -> Answers:
        choice = self.one("sign", "sign", "retime", "decline")
        more: Mapping[str, Answers] = {
            "retime": {"appoint_at": "2026-11-26T10:00+08:00"},
            "decline": {"clause": "overlap", "decline_note": WORDS},
        }
        return {"choice": choice, **more.get(choice, {})}

    def absence(self) -> Answers:
        absence = self.one("remind", "replace", "arrived", "skip")
        more: Mapping[str, Answers] = {
            "remind": {"absence_grace": 4}, "replace": {"absence_unit": self.one(*UNITS)},
        }  # fmt: skip
        return {"absence": absence, **more.get(absence, {})}

    def report(self) -> Answers:
        disputes = self.draw.random() < 0.3
        more = {"dispute": True, "clause": "overlap"} if disputes else {}
        return {"mode": self.one("onsite", "meeting", "paper"), **more}

    def change(self) -> Answers:
        change = self.one("add", "withdraw", "lead")
        return {"change": change, "change_unit": self.one(*UNITS), "change_why": "needed"}

    def accept(self) -> Answers:
        again = {"passed": "no", "redo_units": [self.one(*UNITS)], "accept_why": WORDS}
        return self.draw.choice([{"passed": "yes"}, again])

    def ruling(self) -> Answers:
        again = {"go": "again", "lead": self.one(*UNITS), "assists": self.some(UNITS)}
        return self.draw.choice([{"go": "end"}, again])

    def review(self) -> Answers:
        rule = self.one("release", "refuse", "unclear")
        more = {"rule_unit": self.one(*UNITS)} if rule == "release" else {}
        return {"rule": rule, "rule_basis": "三定方案", **more}

    def joint(self) -> Answers:
        release = self.one("yes", "no")
        more = {"rule_unit": self.one(*UNITS)} if release == "yes" else {}
        return {"release": release, "rule_basis": "三定方案", "rule_serial": 1, **more}

    def did(self) -> Answers:
        return {"unit_result": self.one("done", "explained", "filed"), "did_note": WORDS}

    def called(self) -> Answers:
        return {"lead": self.one(*UNITS), "assists": self.some(UNITS)}


def agreed(key: str) -> Callable[[Chance], Answers]:
    return lambda chance: {key: chance.one("yes", "yes", "no"), "signoff_why": WORDS}


ANSWERS: Mapping[str, Callable[[Chance], Answers]] = {
    "wh_blow": Chance.blow,
    "wh_apps": lambda _: {"ok": "yes"},
    "wh_after": lambda chance: {"ok": chance.one("yes", "no")},
    "wh_lead": Chance.called,
    "wh_split": lambda chance: {**chance.called(), "split_basis": "三定方案"},
    "su_sign": Chance.sign,
    "su_retime": agreed("agree"),
    "sx_contact": lambda _: {"how": "phone"},
    "sy_report": Chance.report,
    "sx_absence": Chance.absence,
    "sx_release": lambda _: {"all_clear": True},
    "sx_do": Chance.did,
    "sx_filed": lambda _: {"unit_result": "done", "file_number": WORDS},
    "sx_signoff": agreed("agree"),
    "wa_sum": lambda chance: {
        "sum_result": chance.one("solved", "explained", "unsolved"),
        "sum_note": WORDS,
    },
    "wh_accept": Chance.accept,
    "wh_district": Chance.ruling,
    "ar_review": Chance.review,
    "ar_joint": Chance.joint,
    "ar_name": lambda chance: {**chance.joint(), "rule_unit": chance.one(*UNITS)},
    "wh_rule": lambda _: {"keep": "yes", "appeal_ruling": WORDS},
    "wh_supreply": lambda _: {"did": WORDS, "done_by": "2027-11-30"},
    "sv_reply": lambda _: {"did": WORDS, "done_by": "2027-11-30"},
}


class Play:
    """One whistle, and people who do what they like with it."""

    def __init__(self, stage: Stage, seed: int) -> None:
        self.stage, self.chance = stage, Chance(seed)
        self.office = stage.house.office
        stage.house.driver.go(MONDAY)
        people = [stage.person(name) for name in PEOPLE]
        self.people = sorted(people, key=lambda person: len(person.posts))
        report = Report(kind="whistle", words="一家管不了", place="QH")
        opened = open_case(self.office, report=report, by=stage.person("文涛"))
        stage.call("w1", opened.number)

    def step(self) -> None:
        """Let somebody do something, or nobody for a while."""
        tasks = [task for name in self.names() for task in self.stage.whole(name).tasks]
        turn = self.chance.draw.random()
        if not tasks or turn < 0.15:
            self.stage.house.driver.go(self.stage.now + self.chance.draw.choice(WAITS))
        elif turn < 0.25:
            self.change()
        else:
            self.do(self.chance.draw.choice(tasks))
        self.stage.house.driver.drain()

    def names(self) -> list[str]:
        """Name the cases that disputes opened too."""
        for known in self.stage.all_cases():
            if known.id not in {each.id for each in self.stage.cases.values()}:
                self.stage.cases[f"a{len(self.stage.cases)}"] = known
        return [*self.stage.cases]

    def holders(self, task: Listed) -> Iterator[Person]:
        """Give who may do a task, those with few posts first: who does it is not who signs off."""
        return (person for person in self.people if person.holds(task.role, task.path))

    def do(self, task: Listed) -> None:
        answer = ANSWERS.get(task.element)
        given = answer(self.chance) if answer else {}
        if task.element == "sc_score":
            return  # nobody scores: silence is giving up
        for person in self.holders(task):
            try:
                complete_task(self.office, task_id=task.id, answers=given, by=person)
            except Refusal as refusal:
                if refusal.code == "same_person":
                    continue
                if refusal.code not in REFUSED:
                    raise
            return

    def change(self) -> None:
        number, chief = self.stage.case("w1").number, self.stage.person("罗毅")
        wanted, answers = Wanted("unit.change_asked"), self.chance.change()
        try:
            act_on_case(self.office, number=number, wanted=wanted, answers=answers, by=chief)
        except Refusal as refusal:
            if refusal.code not in {*REFUSED, "not_drawn"}:
                raise

    def check(self) -> None:
        """Hold what is promised at every moment."""
        with self.office.store.read() as tx:
            assert read_open_incidents(tx) == []
        assert self.stage.house.driver.troubles == []
        whole = self.stage.whole("w1")
        signing = [task.unit for task in whole.tasks if task.element == "su_sign"]
        assert len(signing) == len(set(signing))


@pytest.mark.parametrize("seed", range(300, 304))
def test_a_whistle_ends_whatever_people_do(verdicts: Verdicts, seed: int) -> None:
    with verdicts.rehearsed.houses.opened(frozenset({"whistle"})) as house:
        play = Play(Stage(house), seed)
        for _ in range(MOST):
            play.step()
            play.check()
            if play.stage.whole("w1").row.state == "closed":
                break
        assert play.stage.whole("w1").row.state == "closed"
