"""`shaodao policy scenarios` tells in sentences what holds, and ends with what it found."""

import json
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner, Result

from api.cli import shaodao
from tests.unit.rehearsal.stages import CAST, LADDER, REPORTED

UP = "  - {do: grid, by: 林晓, answers: {next: report_up}}\n"
WHOLE_WAY = f"""{REPORTED}
  - {{after: 3 小时}}
{UP}
  - {{do: community, by: 何敏, answers: {{next: report_up}}}}
  - {{do: street, by: 段青, answers: {{next: solved}}}}
  - {{do: check, by: 段青, answers: {{}}, expect: {{state: closed}}}}
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    copytree(LADDER, tmp_path / "ladder")
    (tmp_path / "ladder" / "scenarios").mkdir()
    (tmp_path / "cast.yaml").write_text(CAST, encoding="utf-8")
    return tmp_path


def write(library: Path, text: str, name: str = "a") -> Path:
    file = library / "ladder" / "scenarios" / f"{name}.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def ask(path: Path, *options: str) -> Result:
    return CliRunner().invoke(shaodao, ["policy", "scenarios", str(path), *options])


def test_scenarios_that_hold_and_pass_everything_end_with_nought(library: Path) -> None:
    write(library, WHOLE_WAY)
    for path in (library, library / "ladder"):
        asked = ask(path)
        assert asked.output.splitlines() == [
            "[1/1] 成立：网格报一件事",
            "情景成立 1 / 1；没有任何情景走到的步骤：0",
        ]
        assert asked.exit_code == 0


def test_what_does_not_hold_is_said_with_its_line_and_time(library: Path) -> None:
    file = write(library, REPORTED + "  - {at: 09:20, expect: {state: closed}}\n")
    asked = ask(file)
    assert asked.output.splitlines() == [
        "[1/1] 不成立：网格报一件事（ladder/scenarios/a.yaml）",
        "    ladder/scenarios/a.yaml:7 11-23 09:20 q1 的状态应当是 closed，实际是 open。",
        "情景成立 0 / 1；没有任何情景走到的步骤：0",
    ]
    assert asked.exit_code == 1


def test_elements_no_scenario_passes_are_findings_of_a_pack_and_not_of_a_file(
    library: Path,
) -> None:
    file = write(library, REPORTED)
    assert ask(file).exit_code == 0
    asked = ask(library / "ladder")
    assert "没有任何情景走到过“街道处置”" in asked.output
    assert asked.exit_code == 1


def test_a_scenario_that_cannot_be_read_does_not_keep_others_from_being_played(
    library: Path,
) -> None:
    write(library, "name: 甲\ncolour: red\n", "a")
    write(library, WHOLE_WAY, "b")
    asked = ask(library)
    assert "ladder/scenarios/a.yaml:2" in asked.output
    assert "[2/2] 成立" in asked.output
    assert asked.exit_code == 1


def test_other_tools_read_the_verdicts_as_json(library: Path) -> None:
    write(library, REPORTED + "  - {at: 09:20, expect: {state: closed}}\n")
    told = json.loads(ask(library, "--json").output)
    (scenario,) = told["scenarios"]
    assert scenario["holds"] is False
    assert scenario["missed"] == [
        {
            "file": "ladder/scenarios/a.yaml",
            "line": 7,
            "at": "11-23 09:20",
            "message": "q1 的状态应当是 closed，实际是 open。",
        }
    ]
    assert "street" in {each["element"] for each in told["never_passed"]}


def test_where_nothing_can_be_played_the_command_says_so(library: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert ask(empty).exit_code == 2
    (library / "cast.yaml").write_text("places: {}\n", encoding="utf-8")
    asked = ask(library)
    assert "cast.yaml" in asked.output
    assert asked.exit_code == 2


def test_a_pack_with_errors_is_told_and_its_scenarios_do_not_hold(library: Path) -> None:
    write(library, REPORTED)
    (library / "ladder" / "forms" / "grid.form").unlink()
    asked = ask(library)
    assert "不成立" in asked.output
    assert asked.exit_code in {1, 2}
