"""A second reading of the TCK's case files, sharing nothing with the first but the files."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from api.cli.tck.cases import cases_in
from api.cli.tck.verdict import NOW, Verdict, judge
from engine.dmn import DmnError, Model, load
from engine.feel import Budget, FeelError, evaluate, kind, text_of

ROOT = Path(__file__).parents[3]
DATA = ROOT.parent / "shared" / "data" / "dmn-tck"
CASE = "{http://www.omg.org/spec/DMN/20160719/testcase}"
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
LEVEL_3_MODELS = 118
SPAN = re.compile(
    r"(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?"
)
KINDS = {
    "date": "date",
    "time": "time",
    "date and time": "dateTime",
    "days and time duration": "span",
    "years and months duration": "span",
}

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="the TCK's cases are not beside the project"
)


@dataclass(frozen=True)
class Read:
    """A result of a case as this file reads it, every value written in one plain form."""

    folder: Path
    model: str
    case: str
    invoked: str
    inputs: ET.Element
    node: str
    expected: object


def second_reading() -> Iterator[Read]:
    for path in sorted(DATA.glob("compliance-level-*/*/*-test-*.xml")):
        root = ET.parse(path).getroot()  # noqa: S314  files of a public suite
        model = root.findtext(f"{CASE}modelName", "").strip()
        for case in root.iter(f"{CASE}testCase"):
            for result in case.iterfind(f"{CASE}resultNode"):
                yield Read(
                    folder=path.parent,
                    model=model,
                    case=case.get("id", ""),
                    invoked=case.get("invocableName", ""),
                    inputs=case,
                    node=result.get("name", ""),
                    expected=plain(result.find(f"{CASE}expected")),
                )


def plain(element: ET.Element | None) -> object:
    """Write an expected value down: tuples, sorted pairs and texts only."""
    if element is None or element.get(NIL) == "true":
        return None
    parts = [child for child in element if child.tag != f"{CASE}extensionElements"]
    if not parts:
        return None
    if parts[0].tag == f"{CASE}component":
        return tuple(sorted((part.get("name"), plain(part)) for part in parts))
    if parts[0].get(NIL) == "true":
        return None
    if parts[0].tag == f"{CASE}list":
        return ["list", *(plain(item) for item in parts[0])]
    return written(parts[0].get(TYPE, "xsd:string").split(":")[1], "".join(parts[0].itertext()))


def written(kind: str, text: str) -> tuple[str, str]:
    if kind in {"decimal", "double", "integer"}:
        return "number", rounded(Decimal(text.strip()))
    if kind == "string":
        return kind, text
    return ("span" if kind == "duration" else kind), canonical(text.strip())


def rounded(number: Decimal) -> str:
    """Write a number to seven places; there is one zero."""
    return f"{round(number, 7) + 0:.7f}"


def canonical(text: str) -> str:
    """Write temporal texts one way: offsets of zero as Z, no closing zeros, spans as totals."""
    found = SPAN.fullmatch(text)
    if found:
        sign, *parts = found.groups()
        years, months, days, hours, minutes, seconds = (Decimal(part or 0) for part in parts)
        total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
        return f"{sign} {years * 12 + months} {total.normalize():f}".replace(" 0 0", "nothing")
    text = re.sub(r"(\.\d*[1-9])0+|\.0+(?!\d)", r"\1", text)
    return re.sub(r"[+-]00:00$", "Z", text)


def shown(value: object) -> object:
    """Write what the product answered in the same plain form."""
    if value is None:
        return None
    if isinstance(value, Mapping):
        return tuple(sorted((name, shown(part)) for name, part in value.items()))
    if isinstance(value, list | tuple):
        return ["list", *map(shown, value)]
    if isinstance(value, bool):
        return "boolean", str(value).lower()
    if isinstance(value, Decimal):
        return "number", rounded(value)
    if isinstance(value, str):
        return "string", value
    return KINDS[kind(value)], canonical(text_of(value, Budget()))


def handed_in(element: ET.Element) -> object:
    """Read an input as the value a caller would hand in."""
    parts = [child for child in element if child.tag != f"{CASE}extensionElements"]
    if not parts or element.get(NIL) == "true" or parts[0].get(NIL) == "true":
        return None
    if parts[0].tag == f"{CASE}component":
        return {part.get("name"): handed_in(part) for part in parts}
    if parts[0].tag == f"{CASE}list":
        return [handed_in(item) for item in parts[0]]
    type_, text = parts[0].get(TYPE, "xsd:string").split(":")[1], "".join(parts[0].itertext())
    if type_ == "string":
        return text
    if type_ == "boolean":
        return text == "true"
    return evaluate(f'@"{text}"' if type_ in KINDS.values() or type_ == "duration" else text)


def answers(read: Read, models: dict[Path, Model]) -> bool:
    path = read.folder / read.model
    if path not in models:
        models[path] = load(path.read_bytes(), read.folder, faults=[])
    spaces = {node: node.get("namespace") for node in read.inputs.iterfind(f"{CASE}inputNode")}
    context = {
        (f"{{{space}}}" if space else "") + node.get("name", ""): handed_in(node)
        for node, space in spaces.items()
    }
    try:
        value = models[path].decide(read.invoked or read.node, context, now=NOW).value
    except (DmnError, FeelError):
        return False
    services = [s for s in models[path].definitions.services if s.name == read.invoked]
    several = bool(services) and len(services[0].outputs) > 1
    return shown(value[read.node] if several else value) == read.expected


def test_both_readings_find_the_same_cases_and_results() -> None:
    first = [
        (case.file.parent, case.id, expected.name, shown(expected.value))
        for case in cases_in(DATA)
        for expected in case.expected
    ]
    second = [(read.folder, read.case, read.node, read.expected) for read in second_reading()]
    assert first == second


def test_level_2_has_116_cases() -> None:
    assert Counter(case.level for case in cases_in(DATA))["2"] == 116


def test_the_whole_suite_has_3391_cases() -> None:
    models = len(list((DATA / "compliance-level-3").iterdir()))
    if models < LEVEL_3_MODELS:
        pytest.skip(f"only {models} of {LEVEL_3_MODELS} models of level 3 are here")
    assert Counter(case.level for case in cases_in(DATA)) == {"2": 116, "3": 3275}


@pytest.fixture(scope="module")
def verdicts() -> list[Verdict]:
    return list(judge(cases_in(DATA)))


def test_both_readings_come_to_the_same_verdicts(verdicts: list[Verdict]) -> None:
    first = {(v.case.file.parent, v.case.id) for v in verdicts if not v.passed}
    models: dict[Path, Model] = {}
    second = {(read.folder, read.case) for read in second_reading() if not answers(read, models)}
    assert first == second


def test_every_case_of_level_2_passes(verdicts: list[Verdict]) -> None:
    assert [v.case.id for v in verdicts if v.case.level == "2" and not v.passed] == []


def test_98_in_100_of_all_cases_pass(verdicts: list[Verdict]) -> None:
    assert sum(v.passed for v in verdicts) >= 0.98 * len(verdicts)


@pytest.mark.parametrize("page", ["tck.md", "tck.zh.md"])
def test_the_reference_page_tells_the_figures_and_every_failure(
    page: str, verdicts: list[Verdict]
) -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in (ROOT / "docs/reference" / page).read_text().splitlines()
        if line.startswith("|")
    ]
    totals = {level: int(total) for level, _, total in rows if level.isdigit()}
    if Counter(v.case.level for v in verdicts) != totals:
        pytest.skip("the cases that are here are not those of the page")
    passed = {level: int(count) for level, count, _ in rows if level.isdigit()}
    assert passed == Counter(v.case.level for v in verdicts if v.passed)
    told = {
        (row[0], case) for row in rows if "-" in row[0].strip("-") for case in row[1].split(", ")
    }
    assert told == {(v.case.file.parent.name, v.case.id) for v in verdicts if not v.passed}
