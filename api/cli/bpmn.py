"""`shaodao bpmn`: run a diagram alone."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from api.cli.options import now_option, stop
from api.values import context_of
from engine.bpmn import DiagramRefused, Program, lint, load
from engine.bpmn.solo import Solo, run_alone
from engine.feel import temporal
from engine.texts import say

MORNING = "2026-01-05T09:00:00+08:00"
ELSEWHERE = {"bpmn.unknown_process", "bpmn.unknown_decision"}


def _answers(_: click.Context, __: click.Parameter, path: Path | None) -> Mapping[str, Any]:
    if path is None:
        return {}
    try:
        return context_of(path.read_text(encoding="utf-8"))
    except (ValueError, TypeError) as error:
        raise click.BadParameter(say("cli.not_a_json_object", {"text": path.name})) from error


def _durations(_: click.Context, __: click.Parameter, texts: tuple[str, ...]) -> list[Any]:
    found = [temporal.parse_duration(text) for text in texts]
    for text, duration in zip(texts, found, strict=True):
        if duration is None:
            raise click.BadParameter(say("cli.not_a_duration", {"text": text}))
    return found


@click.group()
def bpmn() -> None:
    """Diagrams."""


@bpmn.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--answers", type=click.Path(exists=True, path_type=Path), callback=_answers)
@click.option("--advance", "advances", multiple=True, metavar="DURATION", callback=_durations)
@click.option("--json", "as_json", is_flag=True)
@now_option
@click.pass_obj
def run(
    language: str,
    file: Path,
    *,
    answers: Mapping[str, Any],
    advances: list[temporal.Duration],
    as_json: bool,
    now: datetime | None,
) -> None:
    """Run a diagram FILE alone, completing every task; what it calls is looked for beside it.

    Prints the elements passed, what it waits for, and how it ended. Ends with 0, with 1 if the
    run was stuck, or with 2 if the file has errors.
    """
    solo = run_alone(
        program_of(file, language),
        now or datetime.fromisoformat(MORNING),
        answers=answers,
        advances=advances,
    )
    if as_json:
        click.echo(json.dumps(report(solo, language), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(lines(solo, language)))
    raise SystemExit(1 if solo.incident else 0)


def program_of(file: Path, language: str) -> Program:
    """Load a diagram, with the files beside it if it calls or decides what it does not hold."""
    files = {file.name: file.read_bytes()}
    if ELSEWHERE & {finding.rule for finding in lint(files, bare=True)}:
        beside = (*file.parent.glob("*.bpmn"), *file.parent.glob("*.dmn"))
        files |= {path.name: path.read_bytes() for path in beside}
    try:
        return load(files, bare=True)
    except DiagramRefused as refused:
        said = (f"{f.file}:{f.line} {f.sentence(language)}" for f in refused.findings)
        stop("\n".join(said))


def report(solo: Solo, language: str) -> dict[str, Any]:
    """Give a run as JSON has it."""
    incident = solo.incident
    return {
        "state": solo.state,
        "path": solo.path,
        "waits": waits(solo),
        "ended_by": list(solo.ended_by),
        "completed": solo.completed,
        "incident": incident
        and {"element": incident.element, "message": incident.sentence(language)},
    }


def waits(solo: Solo) -> list[dict[str, Any]]:
    """Give what a run waits for."""
    tasks = [{"kind": "task", "element": task.element} for task in solo.tasks.values()]
    timers = [
        {"kind": "timer", "element": timer.element, "due": timer.due and timer.due.isoformat()}
        for timer in solo.timers.values()
    ]
    messages = [
        {"kind": "message", "element": receiver.element, "message": receiver.message}
        for receiver in solo.receivers.values()
    ]
    return [*tasks, *timers, *messages]


def lines(solo: Solo, language: str) -> list[str]:
    """Say a run in sentences."""
    said = [say("cli.run_path", {"path": " → ".join(solo.path)}, language)]
    said += [say(f"cli.waits_{wait['kind']}", wait, language) for wait in waits(solo)]
    if solo.incident is not None:
        return [*said, solo.incident.sentence(language)]
    facts = {"ends": ", ".join(solo.ended_by), "count": solo.completed}
    return [*said, say(f"cli.run_{solo.state}", facts, language)]
