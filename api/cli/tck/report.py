"""What came of the cases: passed and total by level and overall, each failure with its reason."""

import json
from collections.abc import Iterable, Mapping, Sequence

from api.cli.tck.verdict import Verdict
from engine.texts import say


def as_json(verdicts: Sequence[Verdict]) -> str:
    """Write the verdicts as JSON."""
    report = {
        **_count(verdicts),
        "levels": {level: _count(_of(verdicts, level)) for level in _levels(verdicts)},
        "failures": [_failure(verdict) for verdict in verdicts if not verdict.passed],
    }
    return json.dumps(report, ensure_ascii=False, indent=2)


def as_text(verdicts: Sequence[Verdict], language: str) -> str:
    """Write the verdicts as lines for a person: failures first, figures last."""
    failures = [_failure(verdict) for verdict in verdicts if not verdict.passed]
    levels = [{"level": level, **_count(_of(verdicts, level))} for level in _levels(verdicts)]
    return "\n".join(
        [
            *(say("cli.case_failed", failure, language) for failure in failures),
            *(say("cli.level_count", level, language) for level in levels),
            say("cli.whole_count", _count(verdicts), language),
        ]
    )


def _levels(verdicts: Iterable[Verdict]) -> list[str]:
    return sorted({verdict.case.level for verdict in verdicts})


def _of(verdicts: Iterable[Verdict], level: str) -> list[Verdict]:
    return [verdict for verdict in verdicts if verdict.case.level == level]


def _count(verdicts: Sequence[Verdict]) -> Mapping[str, int]:
    return {"passed": sum(verdict.passed for verdict in verdicts), "total": len(verdicts)}


def _failure(verdict: Verdict) -> Mapping[str, str]:
    case = verdict.case
    return {
        "level": case.level,
        "model": case.file.parent.name,
        "case": case.id,
        "node": verdict.node,
        "expected": verdict.expected,
        "actual": verdict.actual,
    }
