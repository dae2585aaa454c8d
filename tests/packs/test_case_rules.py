"""What the rules of handling a case promise, asked of their tables with every value they take."""

import json
from itertools import product

import pytest

from tests.packs.shelf import WORKFLOWS, decide

KINDS = (
    "service",
    "hazard",
    "order",
    "dispute",
    "petition",
    "minor_harm",
    "sensitive",
    "enforcement",
)
GRADES = ("normal", "hard", "emergency")
LEVELS = ("grid", "community", "street", "district")
CHANNELS = ("public", "phone", "grid", "proactive", "hotline", "letter")
LISTS = ("basic", "assist", "upper", None)
ACCUSED = ("none", "firm", "community", "street", "dept", "staff")
IN_MINUTES = {"minute": 1, "hour": 60, "working_hour": 60, "day": 24 * 60, "working_day": 8 * 60}


def options(pack: str, form: str, key: str) -> set[str]:
    drawn = json.loads((WORKFLOWS / pack / "forms" / f"{form}.form").read_text(encoding="utf-8"))
    (field,) = (each for each in drawn["components"] if each.get("key") == key)
    return {option["value"] for option in field["values"]}


def found(words: str | None) -> dict[str, object]:
    danger = decide("case_main", "danger_words", text=words, hour=22)
    assert isinstance(danger, dict)
    return danger


def limits(phase: str, kind: str, grade: str, level: str) -> dict[str, tuple[float, str]]:
    rows = decide("limits", "limits", phase=phase, kind=kind, grade=grade, level=level)
    return {row["key"]: (float(row["amount"]), row["unit"]) for row in rows}


def moves(level: str, kind: str) -> dict[str, dict[str, object]]:
    rules = decide("handle_at_level", "handling_rules", level=level, kind=kind)
    assert isinstance(rules, dict)
    return {move["value"]: move for move in rules["moves"]}


def routed(**given: object) -> dict[str, object]:
    usual = {"accused_type": "none", "kind": "service", "channel": "public", "leads": 1}
    where = decide("case_main", "routing", **{**usual, "list": "basic", **given})
    assert isinstance(where, dict)
    return where


@pytest.mark.parametrize("words", ["楼道有煤气味", "三楼着火了，都是烟", "老人触电了", "墙塌了"])
def test_words_of_danger_say_whom_to_call_and_blow_at_once(words: str) -> None:
    danger = found(words)
    assert danger["hit"] is True
    assert danger["call"]
    assert danger["auto_whistle"] is True


@pytest.mark.parametrize("words", ["楼下挖沟，会不会漏气", "担心电线掉下来", "没有着火，只是冒烟"])
def test_a_question_of_danger_is_a_persons_to_judge(words: str) -> None:
    danger = found(words)
    assert danger["hit"] is True
    assert danger["auto_whistle"] is False


@pytest.mark.parametrize("words", ["电视看不了", "", None])
def test_everyday_words_are_no_danger(words: str | None) -> None:
    assert found(words)["hit"] is False


def test_what_is_found_in_the_words_holds_codes_and_never_the_words() -> None:
    words = "王阿姨家漏气了，着火了，有人晕倒，电话13900000000"
    told = json.dumps(found(words), default=str, ensure_ascii=False)
    assert "王阿姨" not in told
    assert "13900000000" not in told
    assert " " not in told.replace(", ", ",").replace(": ", ":")


def test_every_category_of_the_intake_form_has_its_kind_and_grade() -> None:
    for category, channel in product(options("case_main", "intake", "category"), CHANNELS):
        sort = decide("case_main", "category_kind", category=category, channel=channel)
        assert sort["kind"] in KINDS
        assert sort["grade"] in GRADES


def test_a_hazard_is_an_emergency_and_a_petition_is_never_merged() -> None:
    def sort(category: str) -> dict[str, object]:
        return dict(decide("case_main", "category_kind", category=category, channel="public"))

    assert sort("燃气隐患")["grade"] == "emergency"
    assert sort("信访件")["merge_days"] == 0
    assert sort("未成年人受害") == {
        "kind": "minor_harm",
        "grade": "emergency",
        "merge_days": 0,
        "ask_near": False,
        "onsite": False,
    }


def test_every_reason_for_not_accepting_has_its_basis_and_where_to_turn() -> None:
    for reason in options("case_main", "intake", "reason"):
        refusal = decide("case_main", "refusal_reasons", reason=reason)
        assert refusal["clause"]
        assert refusal["remedy"]


def test_whoever_a_case_accuses_neither_handles_nor_hands_it_out_unseen() -> None:
    assert routed(accused_type="community")["level"] == "street"
    for accused in ("street", "dept", "staff"):
        where = routed(accused_type=accused)
        assert where == {"level": "district", "dispatch_level": "district", "sure": False}


def test_every_case_begins_at_some_level_with_somebody_to_hand_it_out() -> None:
    for accused, kind, channel, leads, list_ in product(ACCUSED, KINDS, CHANNELS, (0, 1, 2), LISTS):
        where = routed(accused_type=accused, kind=kind, channel=channel, leads=leads, list=list_)
        assert where["level"] in LEVELS
        assert where["dispatch_level"] in {"street", "district"}


def test_small_things_a_grid_worker_finds_begin_in_the_grid() -> None:
    assert routed(channel="grid")["level"] == "grid"
    assert routed(channel="grid", kind="hazard")["level"] == "street"


def test_two_leads_on_the_list_are_the_dispatchers_to_choose() -> None:
    assert routed(kind="enforcement", leads=2)["sure"] is False
    assert routed(channel="hotline", leads=2)["sure"] is False


def test_every_case_has_every_clock_its_tasks_are_due_by() -> None:
    for kind, grade, level in product(KINDS, GRADES, LEVELS):
        assert {"handle_due", "warn_at", "mediate_due", "dispatch_due"} <= set(
            limits("dispatch", kind, grade, level)
        )
        assert {"handle_due", "warn_at", "mediate_due"} == set(limits("redo", kind, grade, level))
        assert {"sign_due", "contact_due", "onsite_due"} == set(
            limits("hand_over", kind, grade, level)
        )


def test_the_warning_comes_before_the_limit() -> None:
    for kind, grade in product(KINDS, GRADES):
        clocks = limits("dispatch", kind, grade, "street")
        (due, due_in), (warned, warned_in) = clocks["handle_due"], clocks["warn_at"]
        assert 0.5 * due * IN_MINUTES[due_in] < warned * IN_MINUTES[warned_in]
        assert warned * IN_MINUTES[warned_in] < due * IN_MINUTES[due_in]


@pytest.mark.parametrize("phase", ["start", "leader", "sup_reply", "reply", "check"])
def test_every_phase_sets_at_least_one_clock(phase: str) -> None:
    assert limits(phase, "service", "normal", "street")


def test_our_limit_ends_a_working_day_ahead_of_the_order_from_above() -> None:
    caps = decide("limits", "limit_caps", phase="dispatch")
    assert {"key": "handle_due", "within": "upstream_due", "amount": 1, "unit": "working_day"} in [
        dict(cap) for cap in caps
    ]


def test_a_phase_without_caps_has_none() -> None:
    assert decide("limits", "limit_caps", phase="reply") == []


def test_every_level_can_end_a_case_and_none_is_a_dead_end() -> None:
    for level, kind in product(LEVELS, KINDS):
        offered = moves(level, kind)
        assert "solved" in offered
        assert set(offered) & {"report_up", "whistle", "flow"}


def test_only_street_and_district_blow_and_a_grid_only_reports_up() -> None:
    assert "whistle" not in moves("grid", "service")
    assert "whistle" not in moves("community", "service")
    assert "whistle" in moves("street", "service")
    assert moves("grid", "service")["report_up"]["to"] == "community"
    assert moves("community", "service")["report_up"]["to"] == "street"


@pytest.mark.parametrize("level", LEVELS)
def test_a_hazard_is_never_parked(level: str) -> None:
    assert "park" not in moves(level, "hazard")


def test_ending_without_solving_is_seen_by_the_leader() -> None:
    for level, kind in product(LEVELS, KINDS):
        for code in {"explained", "send_back", "lift", "park"} & set(moves(level, kind)):
            assert moves(level, kind)[code]["needs_leader"] is True


def test_photos_are_asked_where_a_row_says_so_and_nowhere_else() -> None:
    for kind, level in product(KINDS, LEVELS):
        rules = decide("handle_at_level", "handling_rules", level=level, kind=kind)
        wanted = kind == "hazard" or (kind == "enforcement" and level in {"street", "district"})
        assert rules["evidence"]["photo"] is wanted


def test_what_endangers_others_or_what_others_reported_is_not_withdrawn() -> None:
    def may(kind: str, danger: bool, voices: int) -> object:  # noqa: FBT001 a cell of the table
        return decide("case_main", "withdraw_rule", kind=kind, danger=danger, voices=voices)

    assert may("service", False, 1) is True
    assert may("hazard", False, 1) is False
    assert may("service", True, 1) is False
    assert may("service", False, 2) is False


def test_the_second_reminder_is_also_a_supervision() -> None:
    assert decide("case_main", "urge_rule", urges=1) is False
    assert decide("case_main", "urge_rule", urges=2) is True


def test_danger_is_registered_on_duty_and_the_rest_where_it_was_heard() -> None:
    def desk(channel: str, danger: bool) -> object:  # noqa: FBT001 a cell of the table
        return decide("case_main", "intake_desk", channel=channel, danger=danger)["level"]

    for channel in CHANNELS:
        assert desk(channel, True) == "street"
    assert desk("grid", False) == "grid"
    assert desk("public", False) == "community"
    assert desk("hotline", False) == "street"
