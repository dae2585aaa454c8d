"""Asking the house from a terminal: what it refuses is said there, and ends the command."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import click

from api.cli.house import Refused
from engine.domain.findings import Finding, Severity
from engine.texts import say

FOUND = 1


def asked(question: Callable[[], Any], language: str) -> Any:
    """Ask the house; end the command with its sentences where it refuses."""
    try:
        return question()
    except Refused as refused:
        click.echo(refused.problem["detail"], err=True)
        faults = refused.problem.get("errors", ())
        print_rows([{**fault, "message": fault["detail"]} for fault in faults], language)
        raise SystemExit(FOUND) from refused


def row_of(finding: Finding, language: str) -> dict[str, Any]:
    """Give a finding as other tools read it."""
    return {
        "file": finding.file,
        "element": finding.element,
        "line": finding.line,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.sentence(language),
    }


def print_rows(rows: Iterable[Mapping[str, Any]], language: str) -> None:
    """Print findings, one a line, beginning with where they are."""
    for row in rows:
        severity = say(f"cli.policy_{row.get('severity', Severity.ERROR)}", language=language)
        parts = ("file", "line", "element", "pointer")
        where = ":".join(str(row[part]) for part in parts if row.get(part))
        facts = {"place": where, "severity": severity, "message": row["message"]}
        click.echo(say("cli.policy_found", facts, language))
