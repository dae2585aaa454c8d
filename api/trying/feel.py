"""Try a FEEL expression: its value, its kind, and what went wrong on the way."""

from typing import Any

from api.blueprint import Blueprint
from api.language import language
from api.trying.answer import answer
from api.trying.schemas import Answer, FeelQuestion
from engine.domain.findings import Finding
from engine.domain.refusals import AnswersInvalid
from engine.feel import FeelError, Scope, settled
from engine.feel import compile as compiled

blueprint = Blueprint(
    "try-feel", __name__, url_prefix="/api/v1/try", description="试一试：表达式 / Try expressions"
)


@blueprint.post("/feel")
@blueprint.arguments(FeelQuestion)
@blueprint.response(200, Answer)
def feel(asked: dict[str, Any]) -> dict[str, object]:
    """Evaluate an expression over a context."""
    scope = Scope(asked["context"], now=asked["now"])
    try:
        value = settled(compiled(asked["expression"], asked["context"]).run(scope), scope.budget)
    except FeelError as error:
        facts = {**error.facts, "position": error.position}
        finding = Finding(f"feel.{error.code}", facts, pointer="/expression")
        raise AnswersInvalid(errors=(finding,)) from error
    warnings = [
        {"code": f"feel.{each.code}", "detail": each.say(language()), "position": each.position}
        for each in scope.warnings
    ]
    return answer(value, warnings)
