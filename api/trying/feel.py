"""Try a FEEL expression: its value, its kind, and what went wrong on the way."""

from collections.abc import Mapping
from typing import Any

from api.blueprint import Blueprint
from api.language import language
from api.trying.answer import answer, refused
from api.trying.examples import EXAMPLES
from api.trying.schemas import Answer, FeelQuestion
from engine.feel import FeelError, Function, Scope, settled
from engine.feel import compile as compiled


def blueprint_for(functions: Mapping[str, Function]) -> Blueprint:
    """Answer with the functions of a house."""
    blueprint = Blueprint(
        "try-feel",
        __name__,
        url_prefix="/api/v1/try",
        description="试一试：表达式 / Try expressions",
    )

    @blueprint.post("/feel")
    @blueprint.arguments(FeelQuestion, example=EXAMPLES["feel"]["question"])
    @blueprint.response(200, Answer, example=EXAMPLES["feel"]["answer"])
    def feel(asked: dict[str, Any]) -> dict[str, object]:
        """Evaluate an expression over a context."""
        return evaluated(asked, functions)

    return blueprint


def evaluated(asked: dict[str, Any], functions: Mapping[str, Function]) -> dict[str, object]:
    """Evaluate what was asked.

    Raises:
        AnswersInvalid: The text is no FEEL, or asks for too much work.
    """
    scope = Scope(asked["context"], now=asked["now"], functions=functions)
    try:
        expression = compiled(asked["expression"], asked["context"], functions)
        value = settled(expression.run(scope), scope.budget)
    except FeelError as error:
        raise refused(error, "/expression") from error
    warnings = [
        {"code": f"feel.{each.code}", "detail": each.say(language()), "position": each.position}
        for each in scope.warnings
    ]
    return answer(value, warnings)
