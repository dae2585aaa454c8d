"""Try a decision file: what it holds, what is wrong with it, which rule speaks."""

from collections.abc import Mapping
from typing import Any

from api.blueprint import Blueprint
from api.language import language
from api.trying.answer import Notice, answer, refused
from api.trying.drawing import drawn
from api.trying.examples import EXAMPLES
from api.trying.schemas import DmnAnswer, DmnQuestion
from api.values import plain
from engine.dmn import Caution, DmnError, Matched, Model, Where, load
from engine.dmn.analysis import analyse
from engine.dmn.analysis.findings import Finding
from engine.domain import findings as domain
from engine.domain.refusals import AnswersInvalid
from engine.feel import FeelError, Function


def blueprint_for(functions: Mapping[str, Function]) -> Blueprint:
    """Answer with the functions of a house."""
    blueprint = Blueprint(
        "try-dmn", __name__, url_prefix="/api/v1/try", description="试一试：决策 / Try decisions"
    )

    @blueprint.post("/dmn")
    @blueprint.arguments(DmnQuestion, example=EXAMPLES["dmn"]["question"])
    @blueprint.response(200, DmnAnswer, example=EXAMPLES["dmn"]["answer"])
    def dmn(asked: dict[str, Any]) -> dict[str, object]:
        """Read a decision file and, when one is named, ask a decision of it."""
        faults: list[DmnError] = []
        model = read(asked["xml"], faults)
        return {
            "name": model.definitions.name,
            "decisions": [drawn(each, model, functions) for each in model.definitions.decisions],
            "faults": [fault_of(each) for each in faults],
            "findings": [] if asked["decision"] else [finding_of(each) for each in analyse(model)],
            "answer": decided(model, asked, functions) if asked["decision"] else None,
        }

    return blueprint


def read(xml: str, faults: list[DmnError]) -> Model:
    """Read a file; a part that is wrong is noted.

    Raises:
        AnswersInvalid: The file is no decision file.
    """
    try:
        return load(xml.encode(), faults=faults)
    except DmnError as error:
        raise unreadable(error, "/xml") from error


def decided(
    model: Model, asked: dict[str, Any], functions: Mapping[str, Function]
) -> dict[str, object]:
    """Ask the decision.

    Raises:
        AnswersInvalid: The file has no such decision, or it asks for too much work.
    """
    question, context, now = asked["decision"], asked["context"], asked["now"]
    try:
        inputs = model.inputs(question)
        named = [each for each in inputs if each.name in context]
        context = context | {each.name: each.read(context[each.name]) for each in named}
        result = model.decide(question, context, now=now, functions=functions)
    except DmnError as error:
        raise unreadable(error, "/decision") from error
    except FeelError as error:
        raise refused(error, "/context") from error
    given = answer(result.value, [warning_of(each) for each in result.warnings])
    return {**given, "fired": [fired(each) for each in result.matched]}


def unreadable(error: DmnError, pointer: str) -> AnswersInvalid:
    """Refuse a body because of the file in it."""
    finding = domain.Finding(f"dmn.{error.code}", error.facts, pointer=pointer)
    return AnswersInvalid(errors=(finding,))


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
