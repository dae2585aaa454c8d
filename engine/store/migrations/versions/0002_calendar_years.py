"""The working calendar of a district: every notice that was loaded, and none is ever changed."""

import sqlalchemy as sa
from alembic import op

from engine.store.columns import Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_year",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("district", "id", name=op.f("pk_calendar_year")),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER calendar_year_rows BEFORE UPDATE OR DELETE ON calendar_year "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        op.execute(
            "CREATE TRIGGER calendar_year_whole BEFORE TRUNCATE ON calendar_year "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER calendar_year_{change.lower()} BEFORE {change} ON calendar_year "
            "BEGIN SELECT RAISE(ABORT, 'calendar_year is append-only'); END"
        )
