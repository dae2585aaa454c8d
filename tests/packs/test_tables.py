"""Every table of the packs is complete, free of contradictions, and says where it comes from."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from engine.dmn.analysis import analyse
from engine.dmn.boxed import HitPolicy, Table
from tests.packs.shelf import TABLES, model

GATHERED = {HitPolicy.COLLECT, HitPolicy.RULE_ORDER}
COMPUTED = "not_analysed"  # a cell that reckons, such as one that asks how a category begins
DMN = "{https://www.omg.org/spec/DMN/20191111/MODEL/}"


def of(table: Path) -> str:
    return f"{table.parent.name}/{table.name}"


def gather(table: Path) -> Iterator[tuple[str, str]]:
    """Give what is no mistake where rows are gathered: that none of them speaks."""
    for decision in model(table).definitions.decisions:
        if isinstance(decision.logic, Table) and decision.logic.hit_policy in GATHERED:
            yield "gap", decision.name


@pytest.mark.parametrize("table", TABLES, ids=of)
def test_a_table_has_no_gap_no_overlap_and_no_row_that_never_speaks(table: Path) -> None:
    gathering = set(gather(table))
    found = [each for each in analyse(model(table)) if each.code != COMPUTED]
    wrong = [each for each in found if (each.code, each.where.element) not in gathering]
    assert [each.say() for each in wrong] == []


@pytest.mark.parametrize("table", TABLES, ids=of)
def test_every_row_says_where_it_comes_from(table: Path) -> None:
    rules = [*etree.parse(table).iter(f"{DMN}rule")]
    without = [rule.get("id") for rule in rules if not rule.findtext(f"{DMN}description")]
    assert without == []


@pytest.mark.parametrize("table", TABLES, ids=of)
def test_every_decision_stands_on_the_picture(table: Path) -> None:
    tree = etree.parse(table)
    drawn = {shape.get("dmnElementRef") for shape in tree.iter("{*}DMNShape")}
    assert {decision.get("id") for decision in tree.iter(f"{DMN}decision")} <= drawn


@pytest.mark.parametrize("table", TABLES, ids=of)
def test_an_editor_finds_every_id_once(table: Path) -> None:
    ids = Counter(id_ for part in etree.parse(table).iter() if (id_ := part.get("id")))
    assert [id_ for id_, count in ids.items() if count > 1] == []


def test_no_two_decisions_share_a_name() -> None:
    decisions = [each for table in TABLES for each in model(table).definitions.decisions]
    names = Counter(name for each in decisions for name in {each.id, each.name})
    assert [name for name, count in names.items() if count > 1] == []
