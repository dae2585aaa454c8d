"""Try a decision file: what it holds, what is wrong with it, which rule speaks."""

from typing import Any

from api.blueprint import Blueprint
from api.language import language
from api.trying.answer import Notice, answer
from api.trying.drawing import drawn
from api.trying.schemas import DmnAnswer, DmnQuestion
from api.values import plain
from engine.dmn import Caution, DmnError, Matched, Model, Where, load
from engine.dmn.analysis import analyse
from engine.dmn.analysis.findings import Finding
from engine.domain import findings as domain
from engine.domain.refusals import AnswersInvalid
from engine.feel import FeelError

blueprint = Blueprint(
    "try-dmn", __name__, url_prefix="/api/v1/try", description="试一试：决策 / Try decisions"
)


@blueprint.post("/dmn")
@blueprint.arguments(DmnQuestion)
@blueprint.response(200, DmnAnswer)
def dmn(asked: dict[str, Any]) -> dict[str, object]:
    """Read a decision file and, when one is named, ask a decision of it."""
    faults: list[DmnError] = []
    try:
        model = load(asked["xml"].encode(), faults=faults)
    except DmnError as error:
        raise refused(f"dmn.{error.code}", error.facts, pointer="/xml") from error
    return {
        "name": model.definitions.name,
        "decisions": [drawn(each, model) for each in model.definitions.decisions],
        "faults": [fault_of(each) for each in faults],
        "findings": [] if asked["decision"] else [finding_of(each) for each in analyse(model)],
        "answer": decided(model, asked) if asked["decision"] else None,
    }


def decided(model: Model, asked: dict[str, Any]) -> dict[str, object]:
    """Ask the decision."""
    try:
        result = model.decide(asked["decision"], asked["context"], now=asked["now"])
    except DmnError as error:
        raise refused(f"dmn.{error.code}", error.facts, pointer="/decision") from error
    except FeelError as error:
        raise refused(f"feel.{error.code}", error.facts, pointer="/context") from error
    given = answer(result.value, [warning_of(each) for each in result.warnings])
    return {**given, "fired": [fired(each) for each in result.matched]}


def refused(rule: str, facts: Any, *, pointer: str) -> AnswersInvalid:
    """Refuse a body for one thing wrong in it."""
    return AnswersInvalid(errors=(domain.Finding(rule, facts, pointer=pointer),))


def fault_of(error: DmnError) -> Notice:
    """Tell one thing wrong in the file."""
    return {
        "code": f"dmn.{error.code}",
        "detail": error.sentence(language()),
        "element": error.element,
        "line": error.line or 0,
    }


def finding_of(finding: Finding) -> Notice:
    """Tell what an author should mend or know."""
    sentence = finding.say(language())
    return {"code": f"dmn.{finding.code}", "detail": sentence, **spot(finding.where)}


def warning_of(caution: Caution) -> Notice:
    """Tell what made a value null."""
    return {"code": caution.key, "detail": caution.say(language()), **spot(caution.where)}


def spot(where: Where) -> Notice:
    """Tell where in the file."""
    return {"element": where.element, "line": where.line, "rule": where.row}


def fired(matched: Matched) -> dict[str, object]:
    """Tell which rule spoke, and why."""
    return {
        "element": matched.element,
        "table": matched.table,
        "rule": matched.rule,
        "inputs": {name: plain(value) for name, value in matched.inputs},
        "outputs": {name: plain(value) for name, value in matched.outputs},
    }
