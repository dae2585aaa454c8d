"""`shaodao policy`: check, deploy and show policies."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from api.cli.asking import FOUND, asked, print_rows, row_of
from api.cli.house import House, reached
from api.cli.options import stop
from api.cli.scenarios import scenarios
from engine.domain.refusals import PackTooLarge, PackUnreadable
from engine.policy.check import check
from engine.policy.manifest import read_manifest
from engine.policy.pack import MANIFEST, Pack
from engine.policy.read import read_pack
from engine.policy.uses import joined
from engine.policy.write import packed
from engine.texts import say

bare_option = click.option(
    "--allow-bare", is_flag=True, help="Take one plain .bpmn without lanes, forms or deadlines."
)
path_argument = click.argument("path", type=click.Path(path_type=Path))


@click.group()
def policy() -> None:
    """Check, deploy and show policies."""


@policy.command()
@path_argument
@bare_option
@click.option("--json", "as_json", is_flag=True, help="Findings as JSON.")
@click.pass_obj
def lint(language: str, path: Path, *, allow_bare: bool, as_json: bool) -> None:
    """Check the policy at PATH: a folder, a zip or one .bpmn.

    Packs it uses are looked for beside it. Ends with 0 if clean, 1 with findings, 2 if unreadable.
    """
    pack, absent = joined(read(path, language, allow_bare=allow_bare), beside(path))
    findings = [*absent, *check(pack)]
    if as_json:
        click.echo(json.dumps([row_of(each, language) for each in findings], ensure_ascii=False))
    elif not findings:
        click.echo(say("cli.policy_sound", language=language))
    else:
        print_rows([row_of(each, language) for each in findings], language)
    raise SystemExit(FOUND if findings else 0)


@policy.command()
@path_argument
@bare_option
@click.option("--approved-by", required=True, metavar="USERNAME")
@click.option("--note", default="")
@click.option("--activate", is_flag=True, help="Let new cases take the version at once.")
@click.pass_obj
def deploy(
    language: str, path: Path, *, allow_bare: bool, approved_by: str, note: str, activate: bool
) -> None:
    """Deploy the policy at PATH as its next version."""
    pack = read(path, language, allow_bare=allow_bare)
    manifest, findings = read_manifest(pack)
    if manifest is None:
        print_rows([row_of(each, language) for each in findings], language)
        raise SystemExit(FOUND)
    address = f"/policies/{manifest.key}/versions"
    with reached(language) as house:
        bare = str(allow_bare).lower()
        signed = {"approved_by": approved_by, "note": note, "allow_bare": bare}
        made = asked(lambda: house.upload(address, packed(pack), **signed), language)
        click.echo(say("cli.policy_deployed", made, language))
        if activate:
            switch_on(house, made, approved_by, language)


@policy.command()
@click.argument("key")
@click.pass_obj
def show(language: str, key: str) -> None:
    """Show the policy KEY and its versions."""
    with reached(language) as house:
        shown = asked(lambda: house.ask("GET", f"/policies/{key}"), language)
    click.echo(f"{shown['key']} {shown['name']}")
    for version in shown["versions"]:
        mark = "cli.policy_active_mark" if version["id"] == shown["active"] else None
        facts = {
            "number": version["number"],
            "made_at": datetime.fromisoformat(version["made_at"]).astimezone(),
            "digest": version["digest"][:12],
            "active": say(mark, language=language) if mark else "",
        }
        click.echo(say("cli.policy_version", facts, language))


policy.add_command(scenarios)


@policy.command()
@click.argument("key")
@click.pass_obj
def rollback(language: str, key: str) -> None:
    """Let new cases take the version of KEY that was in use before the present one."""
    with reached(language) as house:
        back = asked(lambda: house.post(f"/policies/{key}/rollback"), language)
    click.echo(say("cli.policy_rolled_back", back | {"key": key}, language))


@policy.command()
@click.argument("version", metavar="KEY@N")
@click.option("--at", "since", default=None, metavar="TIME", help="At once where left out.")
@click.pass_obj
def activate(language: str, version: str, *, since: str | None) -> None:
    """Let new cases take version N of KEY."""
    key, _, number = version.rpartition("@")
    body = {"since": since} if since else {}
    with reached(language) as house:
        asked(lambda: house.post(f"/policies/{key}/versions/{number}/activate", **body), language)
    click.echo(say("cli.policy_active", {"key": key, "number": number}, language))


def switch_on(house: House, made: Mapping[str, Any], approved_by: str, language: str) -> None:
    """Activate a version that was just deployed."""
    address = f"/policies/{made['key']}/versions/{made['number']}/activate"
    asked(lambda: house.post(address, approved_by=approved_by), language)
    click.echo(say("cli.policy_active", made, language))


def read(path: Path, language: str, *, allow_bare: bool) -> Pack:
    """Read a pack, or end the command: it cannot be read."""
    try:
        return read_pack(path, allow_bare=allow_bare)
    except (PackUnreadable, PackTooLarge) as refusal:
        stop(refusal.sentence(language))


def beside(path: Path) -> Callable[[str], Pack | None]:
    """Find the packs that stand beside one."""

    def find(key: str) -> Pack | None:
        folder = path.absolute().parent / key
        return read_pack(folder) if (folder / MANIFEST).is_file() else None

    return find
