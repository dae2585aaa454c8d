"""`python -m api.cli`."""

from api.cli import shaodao

shaodao(prog_name="shaodao")
