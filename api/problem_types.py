"""Every type of problem: what it means and what to do, for a program and for the page of each."""

import re
from collections.abc import Iterator

from api.blueprint import Blueprint
from api.language import language
from api.problems import STATUS, kind_of, said_as
from api.schemas import ProblemType
from engine.domain.refusals import Refusal
from engine.texts import catalogue, say

FACT = re.compile(r"\{[^}]*\}")
SPOKEN = re.compile(r"api\.status_(\d+)_title")


def blueprint_for() -> Blueprint:
    """Answer from the catalogue."""
    blueprint = Blueprint(
        "problem-types", __name__, url_prefix="/api/v1", description="出错类型 / Problem types"
    )

    @blueprint.get("/problem-types")
    @blueprint.response(200, ProblemType(many=True))
    def problem_types() -> list[dict[str, object]]:
        """List every type of problem."""
        return [*of_statuses(), *of_refusals()]

    return blueprint


def of_statuses() -> Iterator[dict[str, object]]:
    """Give the problems that only a status tells apart."""
    for key in catalogue(language()):
        if found := SPOKEN.fullmatch(key):
            status = int(found[1])
            yield described(f"status-{status}", status, f"api.status_{status}_detail")


def of_refusals() -> Iterator[dict[str, object]]:
    """Give the problems that are refusals, by the status they are answered with."""
    for refusal in sorted(leaves(Refusal), key=lambda each: (STATUS[each.kind], each.code)):
        yield described(kind_of(refusal), STATUS[refusal.kind], f"refusals.{refusal.code}")


def described(kind: str, status: int, key: str) -> dict[str, object]:
    """Describe one type; where a refusal names its facts, the sentence has an ellipsis."""
    return {
        "type": f"/problems/{kind}",
        "status": status,
        "title": say(f"api.status_{said_as(status)}_title", language=language()),
        "meaning": FACT.sub("…", catalogue(language())[key]),
    }


def leaves(root: type[Refusal]) -> Iterator[type[Refusal]]:
    """Give every refusal there is."""
    children = root.__subclasses__()
    for child in children:
        yield from leaves(child)
    if not children:
        yield root
