"""The long run as a table: `python -m tests.chaos [KILLS] [SEED]`."""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.chaos.modes import endure
from tests.chaos.tally import HEAD, Tally
from tests.conftest import is_up, service_url
from tests.stores import Server


def embedded(kills: int, seed: int) -> Tally:
    """Run the house of one process on SQLite."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'shaodao.db'}"
        return endure("embedded", url, kills=kills, seed=seed)


def plain(kills: int, seed: int) -> Tally:
    """Run two processes on PostgreSQL, each with a relay and workers of its own."""
    server = Server(service_url("postgres"))
    try:
        return endure("plain", server.url_of(server.database), kills=kills, seed=seed)
    finally:
        server.close()


def main() -> int:
    """Print the table; 1 if a promise was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos")
    parser.add_argument("kills", nargs="?", type=int, default=200)
    parser.add_argument("seed", nargs="?", type=int, default=1)
    asked = parser.parse_args()
    print(HEAD, flush=True)  # noqa: T201
    clean = True
    for mode in (embedded, plain) if is_up("postgres") else (embedded,):
        found = mode(asked.kills, asked.seed)
        print(found.row(), flush=True)  # noqa: T201
        clean = clean and found.is_clean
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main())
