"""People read names, not keys; a policy says them once, whoever uses it."""

from pathlib import Path

from engine.policy.check import build
from engine.policy.pack import Pack
from engine.policy.read import read_pack

LADDER = Path(__file__).parents[2] / "commands" / "packs" / "ladder"


def ladder(**more: str) -> Pack:
    pack = read_pack(LADDER)
    own = pack.files["pack.toml"] + more.pop("own", "").encode()
    used = {f"uses/{key}/pack.toml": text.encode() for key, text in more.items()}
    return Pack("ladder", {**pack.files, **used, "pack.toml": own})


def test_a_stage_is_called_as_its_manifest_says() -> None:
    assert build(ladder()).name_of("feedback") == "结果反馈"


def test_a_clock_and_a_milestone_without_a_name_are_called_like_their_task() -> None:
    policy = build(ladder())
    assert (policy.name_of("grid_due"), policy.name_of("onsite")) == ("网格核实", "网格核实")


def test_a_name_in_the_manifest_goes_before_that_of_the_task() -> None:
    assert build(ladder(own='[names]\ngrid_due = "核实"\n')).name_of("grid_due") == "核实"


def test_the_names_of_a_used_pack_count_unless_the_user_has_its_own() -> None:
    redo = 'key = "redo"\nname = "重办"\n[names]\nredo_due = "重办"\ngrid_due = "别名"\n'
    policy = build(ladder(own='[names]\ngrid_due = "核实"\n', redo=redo))
    assert (policy.name_of("redo_due"), policy.name_of("grid_due")) == ("重办", "核实")


def test_a_key_nobody_has_named_is_shown_as_it_is() -> None:
    assert build(ladder()).name_of("solved_by") == "solved_by"
