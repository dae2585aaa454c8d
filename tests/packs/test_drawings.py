"""Every drawing shows all of what it says: nothing is hidden, crossed or in the wrong lane."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from tests.packs.shelf import DRAWINGS, WORKFLOWS

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
BPMNDI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC = "{http://www.omg.org/spec/DD/20100524/DC}"
DI = "{http://www.omg.org/spec/DD/20100524/DI}"
DRAWN = ("Task", "Gateway", "Event", "subProcess", "callActivity", "lane", "participant", "group")
HALF_AN_EVENT = 18
Box = tuple[float, float, float, float]


def shown(path: Path) -> str:
    return path.relative_to(WORKFLOWS).as_posix()


def pictured(drawing: etree._ElementTree, kind: str) -> dict[str, etree._Element]:
    return {each.get("bpmnElement", ""): each for each in drawing.iter(f"{BPMNDI}{kind}")}


def boxes(drawing: etree._ElementTree) -> dict[str, Box]:
    found = {
        id_: shape.find(f"{DC}Bounds") for id_, shape in pictured(drawing, "BPMNShape").items()
    }
    return {
        id_: (
            float(b.get("x", 0)),
            float(b.get("y", 0)),
            float(b.get("width", 0)),
            float(b.get("height", 0)),
        )
        for id_, b in found.items()
        if b is not None
    }


def named(drawing: etree._ElementTree, *endings: str) -> Iterator[etree._Element]:
    for element in drawing.getroot().iter(f"{BPMN}*"):
        if etree.QName(element).localname.endswith(endings):
            yield element


@pytest.mark.parametrize("path", DRAWINGS, ids=shown)
def test_every_element_and_every_flow_stands_on_the_picture(path: Path) -> None:
    drawing = etree.parse(path)
    shapes, edges = pictured(drawing, "BPMNShape"), pictured(drawing, "BPMNEdge")
    assert [e.get("id") for e in named(drawing, *DRAWN) if e.get("id") not in shapes] == []
    assert [e.get("id") for e in named(drawing, "sequenceFlow") if e.get("id") not in edges] == []
    assert all(width > 0 and height > 0 for _, _, width, height in boxes(drawing).values())


@pytest.mark.parametrize("path", DRAWINGS, ids=shown)
def test_no_flow_runs_through_a_task_or_event_it_does_not_join(path: Path) -> None:
    drawing = etree.parse(path)
    places = boxes(drawing)
    small = {
        e.get("id", ""): places[e.get("id", "")]
        for e in named(drawing, "Task", "Event", "Gateway", "callActivity")
    }
    for flow in named(drawing, "sequenceFlow"):
        ends = {flow.get("sourceRef"), flow.get("targetRef")}
        ways = points(pictured(drawing, "BPMNEdge")[flow.get("id", "")])
        crossed = [id_ for id_, box in small.items() if id_ not in ends and crosses(ways, box)]
        assert crossed == [], flow.get("id")


@pytest.mark.parametrize("path", DRAWINGS, ids=shown)
def test_what_a_lane_names_lies_in_the_lane(path: Path) -> None:
    drawing = etree.parse(path)
    places = boxes(drawing)
    for lane in named(drawing, "lane"):
        _, top, _, height = places[lane.get("id", "")]
        for reference in lane.iterfind(f"{BPMN}flowNodeRef"):
            _, y, _, high = places[reference.text or ""]
            guard = HALF_AN_EVENT if high == 2 * HALF_AN_EVENT else 0
            assert top - guard <= y + high / 2 <= top + height + guard, reference.text


def points(edge: etree._Element) -> list[tuple[float, float]]:
    return [(float(p.get("x", 0)), float(p.get("y", 0))) for p in edge.iterfind(f"{DI}waypoint")]


def crosses(ways: list[tuple[float, float]], box: Box) -> bool:
    left, top, width, height = box
    return any(
        max(x, u) > left + 1
        and min(x, u) < left + width - 1
        and max(y, v) > top + 1
        and min(y, v) < top + height - 1
        for (x, y), (u, v) in pairwise(ways)
    )
