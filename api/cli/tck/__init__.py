"""`shaodao tck`: run a folder of DMN TCK cases through the product's own loader."""

from pathlib import Path

import click

from api.cli.options import stop
from api.cli.tck.cases import cases_in
from api.cli.tck.report import as_json, as_text
from api.cli.tck.verdict import judge
from engine.dmn import DmnError
from engine.texts import say


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "form", flag_value="json", default=None)
@click.pass_obj
def tck(language: str, folder: Path, form: str | None) -> None:
    """Run every case (*-test-*.xml) below FOLDER against its model; an exception is a failure.

    Ends with 0 if all cases pass, 1 if some fail, 2 if no case can be read.
    """
    try:
        verdicts = list(judge(cases_in(folder)))
    except DmnError as error:
        stop(error.sentence(language))
    if not verdicts:
        stop(say("cli.no_cases", {"folder": folder}, language))
    click.echo(as_json(verdicts) if form == "json" else as_text(verdicts, language))
    raise SystemExit(0 if all(verdict.passed for verdict in verdicts) else 1)
