"""What the author of a table is told before it decides anything."""

from decimal import Decimal

import pytest

from engine.dmn import load
from engine.dmn.analysis import Finding, analyse
from tests.unit.dmn.drawing import decision, definitions, input_data, item, knowledge, table


def found(drawn: str, *elements: str, needs: tuple[str, ...] = ()) -> list[Finding]:
    inputs = [input_data(name) for name in needs]
    return analyse(load(definitions(*elements, *inputs, decision("d", drawn, needs=needs))))


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def hours(*tests: str, hit: str = "UNIQUE", **more: str) -> list[Finding]:
    rules = [[test, f"{row}"] for row, test in enumerate(tests)]
    return found(table(["hours : number"], ["n"], rules, hit=hit, **more), needs=("hours",))


def test_a_table_without_gap_or_overlap_has_no_finding() -> None:
    assert hours("< 4", "[4..24)", ">= 24") == []


def test_a_gap_is_shown_by_an_input_that_falls_into_it() -> None:
    findings = hours("< 4", "(4..24)", ">= 24")
    assert [(finding.code, dict(finding.example)) for finding in findings] == [
        ("gap", {"hours": Decimal(4)})
    ]
    assert "hours = 4" in findings[0].say("zh")


def test_an_overlap_names_the_rules_and_an_input_both_take() -> None:
    findings = hours("< 4", "[3..24]", ">= 24")
    assert codes(findings) == ["overlap", "overlap"]
    assert findings[0].facts == {"rows": "1, 2"}
    assert findings[0].example == {"hours": Decimal(3)}
    assert findings[1].example == {"hours": Decimal(24)}


def test_neighbouring_dates_leave_no_gap() -> None:
    rules = [['<= date("2026-11-20")', "1"], ['>= date("2026-11-21")', "2"]]
    assert found(table(["day : date"], ["n"], rules), needs=("day",)) == []


@pytest.mark.parametrize("kind", ["days and time duration", "date and time", "time"])
def test_gaps_of_other_moments_are_seen_too(kind: str) -> None:
    low, high = {
        "days and time duration": ('duration("PT4H")', 'duration("PT24H")'),
        "date and time": ('@"2026-11-20T08:00:00"', '@"2026-11-20T18:00:00"'),
        "time": ('@"08:00:00"', '@"18:00:00"'),
    }[kind]
    rules = [[f"<= {low}", "1"], [f">= {high}", "2"]]
    assert codes(found(table([f"t : {kind}"], ["n"], rules), needs=("t",))) == ["gap"]


def test_listed_values_close_a_column_of_texts() -> None:
    rules = [['"高"', "1"], ['"中", "低"', "2"]]
    listed = table(['level : string | "高","中","低"'], ["n"], rules)
    assert found(listed, needs=("level",)) == []
    open_ = table(["level : string"], ["n"], rules)
    assert codes(found(open_, needs=("level",))) == ["gap"]


def test_a_type_lists_values_as_well_as_a_column() -> None:
    level = item(
        "level", '<typeRef>string</typeRef><allowedValues><text>"高","低"</text></allowedValues>'
    )
    drawn = table(["l : level"], ["n"], [['"高"', "1"], ['not("高")', "2"]])
    assert found(drawn, level, needs=("l",)) == []


def test_booleans_have_two_values() -> None:
    drawn = table(["b : boolean"], ["n"], [["true", "1"]])
    findings = found(drawn, needs=("b",))
    assert [finding.example for finding in findings] == [{"b": False}]


def test_gaps_are_found_across_columns() -> None:
    rules = [["true", "< 4", "1"], ["false", "-", "2"]]
    drawn = table(["b : boolean", "h : number"], ["n"], rules)
    findings = found(drawn, needs=("b", "h"))
    assert [finding.example for finding in findings] == [{"b": True, "h": Decimal(4)}]


def test_a_default_output_closes_every_gap() -> None:
    drawn = table(["h : number"], ["n = 0"], [["1", "1"]])
    assert found(drawn, needs=("h",)) == []


def test_first_tells_of_rows_that_those_above_hide() -> None:
    findings = hours("< 10", "-", "> 20", hit="FIRST")
    assert [(finding.code, finding.where.row) for finding in findings] == [("rule_hidden", 3)]


def test_a_row_hidden_only_by_several_together_is_told() -> None:
    assert codes(hours("< 10", ">= 10", "[5..15]", hit="FIRST")) == ["rule_hidden"]


def test_any_tells_only_of_overlaps_that_disagree() -> None:
    rules = [["> 1", "1"], ["> 2", "1"], ["> 3", "2"], ["<= 1", "3"]]
    findings = found(table(["h : number"], ["n"], rules, hit="ANY"), needs=("h",))
    assert [(finding.code, finding.facts["rows"]) for finding in findings] == [
        ("disagreement", "1, 3"),
        ("disagreement", "2, 3"),
    ]


def test_a_text_without_quotes_is_told_with_its_remedy() -> None:
    rules = [["高", "急"], ["-", '"缓"']]
    findings = found(
        table(["level : string"], ["n : string"], rules, hit="FIRST"), needs=("level",)
    )
    quotes = [finding for finding in findings if finding.code == "quotes_missing"]
    assert [finding.facts["quoted"] for finding in quotes] == ['"高"', '"急"']
    assert '"高"' in quotes[0].say("zh")
    assert quotes[0].where.row == 1


def test_a_known_name_in_a_cell_is_no_missing_quote_but_is_not_analysed() -> None:
    drawn = table(["h : number"], ["n"], [["< limit", "limit"], [">= limit", "0"]])
    assert codes(found(drawn, needs=("h", "limit"))) == ["not_analysed", "not_analysed"]


def test_a_parameter_of_business_knowledge_is_a_known_name() -> None:
    drawn = table(["h : number"], ["n"], [["-", "most"]])
    element = knowledge("k", {"h": "number", "most": "number"}, drawn)
    assert analyse(load(definitions(element))) == []


def test_a_literal_of_the_wrong_type_is_told() -> None:
    findings = hours('"4"', "-", hit="FIRST")
    assert codes(findings) == ["wrong_literal", "rule_never_matches"]
    assert findings[0].facts == {"text": '"4"', "kind": "string", "type": "number"}


def test_a_result_of_the_wrong_type_is_told() -> None:
    drawn = table(["h : number"], ["n : number"], [["-", '"x"']])
    assert codes(found(drawn, needs=("h",))) == ["wrong_literal"]


def test_values_that_are_not_listed_are_told_in_tests_and_results() -> None:
    rules = [['"高级"', '"x"'], ["-", '"y"']]
    drawn = table(['l : string | "高","低"'], ['n | "y"'], rules, hit="FIRST")
    findings = found(drawn, needs=("l",))
    assert codes(findings) == ["value_not_listed", "value_not_listed", "rule_never_matches"]


def test_an_empty_range_never_matches() -> None:
    assert "rule_never_matches" in codes(hours("> 5", "<= 5", "(5..5)"))


def test_a_table_too_wide_is_said_to_be_so() -> None:
    width = 12
    rules = [
        [f"[{(row * 7 + column * 3) % 31}..40]" for column in range(width)] + ["1"]
        for row in range(60)
    ]
    rules.append(["-"] * width + ["1"])
    names = tuple(f"c{column}" for column in range(width))
    drawn = table([f"{name} : number" for name in names], ["n"], rules, hit="FIRST")
    assert codes(found(drawn, needs=names))[-1] == "too_wide_to_analyse"


LEVELS = 'n | "high","low"'


def test_priority_tells_of_rows_that_more_important_ones_outrank() -> None:
    rules = [["> 5", '"low"'], ["> 4", '"high"'], ["<= 4", '"low"']]
    findings = found(table(["h : number"], [LEVELS], rules, hit="PRIORITY"), needs=("h",))
    assert [(finding.code, finding.where.row) for finding in findings] == [("rule_outranked", 1)]


def test_under_priority_the_upper_of_two_equal_rows_speaks() -> None:
    rules = [["> 4", '"low"'], ["> 5", '"low"'], ["<= 4", '"high"']]
    findings = found(table(["h : number"], [LEVELS], rules, hit="PRIORITY"), needs=("h",))
    assert [(finding.code, finding.where.row) for finding in findings] == [("rule_outranked", 2)]


def test_a_row_that_calculates_its_result_is_neither_outranked_nor_outranks() -> None:
    rules = [["-", 'lower case("HIGH")'], ["> 4", '"low"'], ["> 4", 'lower case("LOW")']]
    findings = found(table(["h : number"], [LEVELS], rules, hit="PRIORITY"), needs=("h",))
    assert codes(findings) == []


def test_a_table_of_two_thousand_ranges_is_looked_at_in_full() -> None:
    tests = [f"[{2 * row}..{2 * row + 1}]" for row in range(2000)]
    findings = hours("< 0", *tests, "> 3998")
    assert codes(findings) == ["gap", "overlap"]
    assert findings[0].example == {"hours": Decimal("1.5")}
    assert findings[-1].facts == {"rows": "2001, 2002"}


def test_kinds_are_named_in_the_language_of_the_reader() -> None:
    finding = found(table(["h : number"], ["n"], [['"4"', "1"]]), needs=("h",))[0]
    assert "文字" in finding.say("zh")
    assert "string" in finding.say("en")


@pytest.mark.parametrize(
    ("cell", "code"),
    [("是", "yes_or_no"), ("＞3", "full_width_mark"), ("高、低", "full_width_mark")],
)
def test_a_word_that_needs_no_quotes_is_told_its_own_remedy(cell: str, code: str) -> None:
    rules = [[cell, "1"], ["-", "2"]]
    findings = found(table(["b : boolean"], ["n"], rules, hit="FIRST"), needs=("b",))
    assert codes(findings) == [code]


@pytest.mark.parametrize("cell", ["> 高", "高, 低", "not(高)", "高 级"])
def test_quotes_are_missed_in_every_form_of_a_test(cell: str) -> None:
    rules = [[cell, "1"], ["-", "2"]]
    findings = found(table(["l : string"], ["n"], rules, hit="FIRST"), needs=("l",))
    assert set(codes(findings)) == {"quotes_missing"}
