"""People, reporters and everything that stands beside a case."""

import sqlalchemy as sa
from alembic import op

from engine.store.columns import Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    make_people()
    make_rows_of_the_house()
    make_rows_of_cases()
    widen_tables()


def make_people() -> None:
    op.create_table(
        "attempt",
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_attempt")),
    )
    op.create_table(
        "filter",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("shared_with", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("district", "id", name=op.f("pk_filter")),
    )
    op.create_index("filter_person", "filter", ["district", "person_id"], unique=False)
    op.create_index("filter_shared", "filter", ["district", "shared_with"], unique=False)
    op.create_table(
        "absence",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("substitute_id", sa.BigInteger(), nullable=True),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("until", Instant(), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["district", "person_id"],
            ["person.district", "person.id"],
            name=op.f("fk_absence_person_district"),
        ),
        sa.ForeignKeyConstraint(
            ["district", "substitute_id"],
            ["person.district", "person.id"],
            name="fk_absence_substitute",
        ),
        sa.PrimaryKeyConstraint("district", "id", name=op.f("pk_absence")),
    )
    op.create_index("absence_person", "absence", ["district", "person_id"], unique=False)
    op.create_index("absence_substitute", "absence", ["district", "substitute_id"], unique=False)
    op.create_table(
        "opener",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district", "key"],
            ["policy.district", "policy.key"],
            name=op.f("fk_opener_policy_district"),
        ),
        sa.PrimaryKeyConstraint("district", "message", "key", name=op.f("pk_opener")),
    )
    op.create_table(
        "overlay",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("area_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("place_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["district", "area_id"],
            ["place.district", "place.id"],
            name="fk_overlay_area",
        ),
        sa.ForeignKeyConstraint(
            ["district", "place_id"],
            ["place.district", "place.id"],
            name=op.f("fk_overlay_place_district"),
        ),
        sa.PrimaryKeyConstraint("district", "area_id", "place_id", name=op.f("pk_overlay")),
    )
    op.create_index("overlay_place", "overlay", ["district", "place_id"], unique=False)
    op.create_table(
        "place_area",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("place_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("outline", sa.Text(), nullable=False),
        sa.Column("west", sa.Double(), nullable=False),
        sa.Column("south", sa.Double(), nullable=False),
        sa.Column("east", sa.Double(), nullable=False),
        sa.Column("north", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district", "place_id"],
            ["place.district", "place.id"],
            name=op.f("fk_place_area_place_district"),
        ),
        sa.PrimaryKeyConstraint("district", "place_id", name=op.f("pk_place_area")),
    )


def make_rows_of_the_house() -> None:
    op.create_table(
        "attachment",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=True),
        sa.Column("item_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("media", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("readers", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("district", "id", name=op.f("pk_attachment")),
    )
    op.create_index("attachment_case", "attachment", ["district", "case_id", "id"], unique=False)
    op.create_index(
        "attachment_loose",
        "attachment",
        ["district", "at"],
        unique=False,
        postgresql_where=sa.text("case_id is null"),
        sqlite_where=sa.text("case_id is null"),
    )
    op.create_table(
        "register_row",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("register", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=True),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("row", sa.Text(), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=True),
        sa.Column("until", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("district", "id", name=op.f("pk_register_row")),
        sa.UniqueConstraint(
            "district", "register", "number", "id", name=op.f("uq_register_row_register")
        ),
    )
    op.create_index(
        "register_case", "register_row", ["district", "case_id", "register"], unique=False
    )
    op.create_index(
        "register_open", "register_row", ["district", "register", "until", "id"], unique=False
    )
    op.create_table(
        "slot",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("capacity", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("district", "path", "day", name=op.f("pk_slot")),
    )
    op.create_table(
        "task_draft",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("item_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("district", "item_id", "person_id", name=op.f("pk_task_draft")),
    )


def make_rows_of_cases() -> None:
    op.create_table(
        "link",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("other_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district", "case_id"],
            ["case_.district", "case_.id"],
            name=op.f("fk_link_case__district"),
        ),
        sa.ForeignKeyConstraint(
            ["district", "other_id"],
            ["case_.district", "case_.id"],
            name="fk_link_other",
        ),
        sa.PrimaryKeyConstraint("district", "case_id", "other_id", name=op.f("pk_link")),
        sqlite_with_rowid=False,
    )
    op.create_index("link_other", "link", ["district", "other_id"], unique=False)
    op.create_table(
        "notice",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("urgency", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column(
            "path", sa.String(collation="C").with_variant(sa.Text(), "sqlite"), nullable=False
        ),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district", "case_id"],
            ["case_.district", "case_.id"],
            name=op.f("fk_notice_case__district"),
        ),
        sa.PrimaryKeyConstraint("district", "id", name=op.f("pk_notice")),
    )
    op.create_index("notice_case", "notice", ["district", "case_id", "id"], unique=False)
    op.create_index("notice_seat", "notice", ["district", "role", "path", "at", "id"], unique=False)
    op.create_table(
        "rating",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("voice_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("solved", sa.String(), nullable=False),
        sa.Column("stars", sa.SmallInteger(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["district", "case_id"],
            ["case_.district", "case_.id"],
            name=op.f("fk_rating_case__district"),
        ),
        sa.PrimaryKeyConstraint("district", "case_id", "voice_id", name=op.f("pk_rating")),
    )
    op.create_table(
        "slot_taken",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district", "case_id"],
            ["case_.district", "case_.id"],
            name=op.f("fk_slot_taken_case__district"),
        ),
        sa.PrimaryKeyConstraint("district", "path", "case_id", name=op.f("pk_slot_taken")),
    )
    op.create_index("slot_day", "slot_taken", ["district", "path", "day"], unique=False)
    op.create_table(
        "summons",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("round", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "path", sa.String(collation="C").with_variant(sa.Text(), "sqlite"), nullable=False
        ),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=True),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("until", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["district", "case_id"],
            ["case_.district", "case_.id"],
            name=op.f("fk_summons_case__district"),
        ),
        sa.PrimaryKeyConstraint("district", "case_id", "unit", "round", name=op.f("pk_summons")),
    )
    op.create_index(
        "summons_path", "summons", ["district", "path", "state", "case_id"], unique=False
    )
    op.create_table(
        "viewing",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district", "case_id"],
            ["case_.district", "case_.id"],
            name=op.f("fk_viewing_case__district"),
        ),
        sa.PrimaryKeyConstraint("district", "id", name=op.f("pk_viewing")),
    )
    op.create_index("viewing_case", "viewing", ["district", "case_id", "id"], unique=False)
    op.create_table(
        "watcher",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district", "case_id"],
            ["case_.district", "case_.id"],
            name=op.f("fk_watcher_case__district"),
        ),
        sa.PrimaryKeyConstraint("district", "case_id", "path", name=op.f("pk_watcher")),
        sqlite_with_rowid=False,
    )
    op.create_index("watcher_path", "watcher", ["district", "path", "case_id"], unique=False)
    op.create_table(
        "notice_read",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("notice_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district", "notice_id"],
            ["notice.district", "notice.id"],
            name=op.f("fk_notice_read_notice_district"),
        ),
        sa.PrimaryKeyConstraint("district", "notice_id", "person_id", name=op.f("pk_notice_read")),
        sqlite_with_rowid=False,
    )


def widen_tables() -> None:
    op.add_column("case_", sa.Column("channel", sa.String(), nullable=False, server_default=""))
    op.add_column("case_", sa.Column("origin", sa.String(), nullable=True))
    op.add_column("case_", sa.Column("alike", sa.LargeBinary(), nullable=True))
    op.add_column("case_", sa.Column("lon", sa.Double(), nullable=True))
    op.add_column("case_", sa.Column("lat", sa.Double(), nullable=True))
    op.add_column("case_", sa.Column("handler", sa.String(), nullable=True))
    op.add_column("case_", sa.Column("merged_into", sa.BigInteger(), nullable=True))
    op.add_column("case_", sa.Column("facts", sa.Text(), nullable=False, server_default="{}"))
    op.create_index("case_alike", "case_", ["district", "alike"], unique=False)
    op.create_index("case_origin", "case_", ["district", "kind", "origin"], unique=True)
    op.add_column(
        "reporter", sa.Column("state", sa.String(), nullable=False, server_default="told")
    )
    op.add_column("reporter", sa.Column("code", sa.LargeBinary(), nullable=True))
    op.add_column("words", sa.Column("readers", sa.String(), nullable=False, server_default=""))
    op.add_column("work_item", sa.Column("unit", sa.String(), nullable=False, server_default=""))
