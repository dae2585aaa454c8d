"""A policy residents report to: danger first, a visit, an answer, a rating; reopening beside it."""

from engine.policy.pack import Pack
from tests.commands.drawn import field, form, receive
from tests.commands.ground import Ground
from tests.unit.bpmn.drawing import (
    diagram,
    end,
    lanes,
    message,
    parallel,
    path,
    service,
    start,
    task,
)

DECISION = """<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d"
 namespace="http://shaodao/test"><decision id="danger_words" name="danger_words">
 <variable name="danger_words"/><informationRequirement id="n"><requiredInput href="#text"/>
 </informationRequirement><literalExpression><text>if contains(text, "漏气")
 then {hit: true, call: ["119"]} else {hit: false, call: []}</text></literalExpression></decision>
 <inputData id="text" name="text"><variable name="text" typeRef="string"/></inputData>
 </definitions>"""
MANIFEST = """key = "home"
name = "反映"
process = "p"
opens_on = ["public.report"]
tells = ["onsite_due"]
[stages]
handle = "处置中"
filed = "立案"
feedback = "请评价"
recheck = "回头看"
[names]
onsite_due = "上门"
"""
LIMITS = {"limits": '=[{key: "onsite_due", amount: 2, unit: "hour"}]'}
WORK, RATE = (
    {"shaodao:stage": stage, "shaodao:due": "onsite_due"} for stage in ("handle", "feedback")
)


def home() -> Pack:
    drawn = diagram(
        lanes(
            {"handler@grid": ["s", "scan", "limits", "fork", "work", "e", "again", "e2"],
             "reporter": ["rate", "reopen"]}
        ),
        start(),
        service("scan", "scan_words", {"decision": "danger_words"}, {"danger": "=found"}),
        service("limits", "set_clocks", LIMITS),
        parallel("fork"),
        task("work", form="work", props=WORK, name="上门处置"),
        task("rate", form="rate", props=RATE, name="请评价"),
        end(),
        receive("reopen", "case.reopen_asked", "reason"),
        task("again", form="work", props=WORK, name="再办"),
        end("e2"),
        message("case.reopen_asked", "=case.number"),
        path("s", "scan", "limits", "fork", "work", "rate", "e"),
        path("fork", "reopen", "again", "e2"),
    )  # fmt: skip
    forms = (
        form(
            "work", field("reply", "textarea", shaodaoReaders="reporter"), field("note", "textarea")
        ),
        form("rate", field("stars", "number")),
        form("reason", field("why", "textarea")),
    )
    files = {"pack.toml": MANIFEST.encode(), "home.bpmn": drawn, "danger.dmn": DECISION.encode()}
    named = zip(("work", "rate", "reason"), forms, strict=True)
    return Pack("home", files | {f"forms/{name}.form": data for name, data in named})


def open_to_public(ground: Ground) -> None:
    """Let residents report to the policy."""
    ground.use_pack(home())
