"""`shaodao policy scenarios`: play scenarios, and say which elements none of them passes."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from api.cli.asking import FOUND, print_rows, row_of
from api.cli.options import stop
from engine.domain.findings import Finding
from engine.domain.refusals import PolicyInvalid, Refusal
from engine.policy.pack import MANIFEST
from engine.rehearsal.run import Rehearsal, Verdict, rehearsal
from engine.texts import say
from engine.wiring import handlers

SHIPPED = Path("workflows")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be played: the library, the packs that are asked about as a whole, the files."""

    root: Path
    keys: tuple[str, ...]
    files: tuple[Path, ...]


@click.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path), default=SHIPPED)
@click.option("--json", "as_json", is_flag=True, help="The verdicts as JSON.")
@click.pass_obj
def scenarios(language: str, path: Path, *, as_json: bool) -> None:
    """Play the scenarios at PATH: one file, a policy's folder, or a folder of policies.

    Ends with 0 if all hold and pass every element, 1 with findings, 2 if nothing can be played.
    """
    wanted = wanted_at(path.resolve())
    if not wanted.files and not wanted.keys:
        stop(say("cli.scenarios_none", {"path": path.name}, language))
    try:
        with rehearsal(wanted.root, handlers) as house:
            verdicts = [*played(house, wanted.files, None if as_json else language)]
            never = [each for key in wanted.keys for each in unvisited(house, key, verdicts)]
    except Refusal as refusal:
        stop(
            "\n".join(
                [refusal.sentence(language), *(f.sentence(language) for f in refusal.findings)]
            )
        )
    rows = [row_of(each, language) for each in never]
    if as_json:
        told = [report(each, language) for each in verdicts]
        click.echo(json.dumps({"scenarios": told, "never_passed": rows}, ensure_ascii=False))
    else:
        print_rows(rows, language)
        facts = {"held": sum(each.holds for each in verdicts), "count": len(verdicts)}
        click.echo(say("cli.scenarios_count", {**facts, "never": len(rows)}, language))
    raise SystemExit(FOUND if rows or not all(each.holds for each in verdicts) else 0)


def wanted_at(path: Path) -> Wanted:
    """Tell what a path stands for."""
    if path.is_file():
        return Wanted(path.parents[2], (), (path,))
    root = path.parent if (path / MANIFEST).is_file() else path
    folders = [path] if root != path else sorted(each.parent for each in path.glob(f"*/{MANIFEST}"))
    files = [file for folder in folders for file in sorted(folder.glob("scenarios/*.yaml"))]
    return Wanted(root, tuple(folder.name for folder in folders), tuple(files))


def played(house: Rehearsal, files: Sequence[Path], language: str | None) -> Iterator[Verdict]:
    """Play scenarios one after the other; with a language, tell each verdict as it is known."""
    for nth, file in enumerate(files, 1):
        verdict = house.run(file)
        if language:
            click.echo("\n".join(lines(verdict, f"{nth}/{len(files)}", language)))
        yield verdict


def unvisited(house: Rehearsal, key: str, verdicts: Sequence[Verdict]) -> Sequence[Finding]:
    """Give the elements of a pack no scenario passed; of one that cannot run, what is wrong."""
    try:
        return house.never_passed(key, verdicts)
    except PolicyInvalid as refusal:
        return refusal.findings


def lines(verdict: Verdict, progress: str, language: str) -> Iterator[str]:
    """Say how a scenario went."""
    outcome = "cli.scenario_holds" if verdict.holds else "cli.scenario_fails"
    facts = {"progress": progress, "name": verdict.name, "file": verdict.file}
    yield say(outcome, facts, language)
    for row in misses(verdict, language):
        yield say("cli.scenario_missed", row, language)


def report(verdict: Verdict, language: str) -> dict[str, Any]:
    """Give a verdict as other tools read it."""
    return {
        "name": verdict.name,
        "file": verdict.file,
        "holds": verdict.holds,
        "missed": misses(verdict, language),
    }


def misses(verdict: Verdict, language: str) -> list[dict[str, Any]]:
    """Give what was not as it is written: where, when, and in words."""
    refusal = verdict.refusal
    if refusal:
        found = [(verdict.file, 1, refusal.sentence(language))]
        found += [(each.file, each.line, each.sentence(language)) for each in refusal.findings]
        return [{"file": f, "line": n, "at": "", "message": said} for f, n, said in found]
    return [
        {
            "file": each.step.file,
            "line": each.finding.line or each.step.line,
            "at": f"{each.at:%m-%d %H:%M}",
            "message": each.finding.sentence(language),
        }
        for each in verdict.missed
    ]
