"""The first schema: one house, its people, policies, cases, their trail and the job table."""

import sqlalchemy as sa
from alembic import op

from engine.store.columns import Instant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Rows nobody changes: what happened, what was in force, who signed.
APPEND_ONLY = ("journal", "anchor", "policy_version", "policy_file", "approval", "activation")


def upgrade() -> None:
    make_house()
    make_people()
    make_policies()
    make_cases()
    make_trail()
    make_jobs()
    op.bulk_insert(
        sa.table("mark", *(sa.column(name) for name in ("id", "kind", "ahead", "starts"))),
        [{"id": 1, "kind": "live", "ahead": 0, "starts": 0}],
    )
    if op.get_bind().dialect.name == "postgresql":
        settle_postgresql()
    else:
        settle_sqlite()


def make_house() -> None:
    op.create_table(
        "mark",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("ahead", sa.BigInteger(), nullable=False),
        sa.Column("starts", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("kind <> 'live' or ahead = 0", name=op.f("ck_mark_live_clock")),
        sa.CheckConstraint("kind in ('live', 'demo', 'test')", name=op.f("ck_mark_kind")),
        sa.CheckConstraint("id = 1", name=op.f("ck_mark_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mark")),
    )
    op.create_table(
        "number_block",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("district", "day", name=op.f("pk_number_block")),
    )


def make_people() -> None:
    op.create_table(
        "place",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("parent_id", sa.BigInteger(), nullable=True),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "path", sa.String(collation="C").with_variant(sa.Text(), "sqlite"), nullable=False
        ),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("until", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district", "parent_id"],
            ["place.district", "place.id"],
            name=op.f("fk_place_place_district"),
        ),
        sa.PrimaryKeyConstraint("district", "id", name=op.f("pk_place")),
        sa.UniqueConstraint("district", "code", name=op.f("uq_place_code")),
    )
    op.create_index("place_path", "place", ["district", "path"], unique=False)
    op.create_table(
        "role",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("actions", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("district", "key", name=op.f("pk_role")),
    )
    op.create_table(
        "person",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("username", sa.String(), nullable=False),
        sa.Column("password", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("district", "id", name=op.f("pk_person")),
        sa.UniqueConstraint("district", "username", name=op.f("uq_person_username")),
    )
    op.create_table(
        "post",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "path", sa.String(collation="C").with_variant(sa.Text(), "sqlite"), nullable=False
        ),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("until", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district", "person_id"],
            ["person.district", "person.id"],
            name=op.f("fk_post_person_district"),
        ),
        sa.ForeignKeyConstraint(
            ["district", "unit_id"],
            ["place.district", "place.id"],
            name=op.f("fk_post_place_district"),
        ),
        sa.PrimaryKeyConstraint("district", "id", name=op.f("pk_post")),
    )
    op.create_index("post_person", "post", ["district", "person_id"], unique=False)
    op.create_index("post_unit", "post", ["district", "role", "path"], unique=False)
    op.create_table(
        "login",
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("district", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("until", Instant(), nullable=False),
        sa.Column("csrf", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district", "person_id"],
            ["person.district", "person.id"],
            name=op.f("fk_login_person_district"),
        ),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_login")),
    )
    op.create_index("login_person", "login", ["district", "person_id"], unique=False)


def make_policies() -> None:
    op.create_table(
        "policy",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("district", "key", name=op.f("pk_policy")),
    )
    op.create_table(
        "policy_version",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("made_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["district", "key"],
            ["policy.district", "policy.key"],
            name=op.f("fk_policy_version_policy_district"),
        ),
        sa.PrimaryKeyConstraint("district", "id", name=op.f("pk_policy_version")),
        sa.UniqueConstraint("district", "key", "number", name=op.f("uq_policy_version_key")),
    )
    op.create_table(
        "policy_file",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("version_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district", "version_id"],
            ["policy_version.district", "policy_version.id"],
            name=op.f("fk_policy_file_policy_version_district"),
        ),
        sa.PrimaryKeyConstraint("district", "version_id", "path", name=op.f("pk_policy_file")),
    )
    op.create_table(
        "approval",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("version_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district", "version_id"],
            ["policy_version.district", "policy_version.id"],
            name=op.f("fk_approval_policy_version_district"),
        ),
        sa.PrimaryKeyConstraint("district", "version_id", "by", name=op.f("pk_approval")),
    )
    op.create_table(
        "activation",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column(
            "scope", sa.String(collation="C").with_variant(sa.Text(), "sqlite"), nullable=False
        ),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("version_id", sa.BigInteger(), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["district", "version_id"],
            ["policy_version.district", "policy_version.id"],
            name=op.f("fk_activation_policy_version_district"),
        ),
        sa.PrimaryKeyConstraint("district", "id", name=op.f("pk_activation")),
    )
    op.create_index("activation_since", "activation", ["district", "key", "since"], unique=False)
    op.create_table(
        "draft",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("based_on", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_at", Instant(), nullable=False),
        sa.Column("edited_by", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("district", "id", name=op.f("pk_draft")),
    )
    op.create_table(
        "draft_file",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("draft_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district", "draft_id"],
            ["draft.district", "draft.id"],
            name=op.f("fk_draft_file_draft_district"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("district", "draft_id", "path", name=op.f("pk_draft_file")),
    )


def make_cases() -> None:
    op.create_table(
        "case_",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("policy_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("category", sa.String(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("place_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "path", sa.String(collation="C").with_variant(sa.Text(), "sqlite"), nullable=False
        ),
        sa.Column("l2", sa.BigInteger(), nullable=False),
        sa.Column("l3", sa.BigInteger(), nullable=False),
        sa.Column("accused", sa.String(), nullable=True),
        sa.Column("access", sa.String(), nullable=False),
        sa.Column("upstream", sa.String(), nullable=True),
        sa.Column("upstream_due", Instant(), nullable=True),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("resolved_at", Instant(), nullable=True),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.Column("snapshot", sa.LargeBinary(), nullable=False),
        sa.Column("previous", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["district", "policy_id"],
            ["policy_version.district", "policy_version.id"],
            name=op.f("fk_case__policy_version_district"),
        ),
        sa.PrimaryKeyConstraint("district", "id", name=op.f("pk_case_")),
        sa.UniqueConstraint("district", "number", name=op.f("uq_case__number")),
    )
    op.create_index(
        "case_active",
        "case_",
        ["district", "id"],
        unique=False,
        postgresql_where=sa.text("state in ('open', 'suspended', 'resolved')"),
        sqlite_where=sa.text("state in ('open', 'suspended', 'resolved')"),
    )
    op.create_index("case_l2", "case_", ["district", "l2", "id"], unique=False)
    op.create_index("case_l3", "case_", ["district", "l3", "id"], unique=False)
    op.create_index("case_path", "case_", ["district", "path", "id"], unique=False)
    op.create_index("case_upstream", "case_", ["district", "upstream"], unique=True)
    op.create_table(
        "work_item",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("task", sa.String(), nullable=False),
        sa.Column("element", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column(
            "path", sa.String(collation="C").with_variant(sa.Text(), "sqlite"), nullable=False
        ),
        sa.Column("l2", sa.BigInteger(), nullable=False),
        sa.Column("l3", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("clock", sa.String(), nullable=True),
        sa.Column("priority", sa.SmallInteger(), nullable=False),
        sa.Column("urges", sa.SmallInteger(), nullable=False),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("assigned_to", sa.BigInteger(), nullable=True),
        sa.Column("claimed_by", sa.BigInteger(), nullable=True),
        sa.Column("done_at", Instant(), nullable=True),
        sa.Column("done_by", sa.BigInteger(), nullable=True),
        sa.Column("answers", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["district", "case_id"],
            ["case_.district", "case_.id"],
            name=op.f("fk_work_item_case__district"),
        ),
        sa.PrimaryKeyConstraint("district", "id", name=op.f("pk_work_item")),
        sa.UniqueConstraint("district", "case_id", "task", name=op.f("uq_work_item_case_id")),
    )
    op.create_index(
        "work_item_done",
        "work_item",
        ["district", "done_by", "done_at", "id"],
        unique=False,
        postgresql_where=sa.text("state = 'done'"),
        sqlite_where=sa.text("state = 'done'"),
    )
    op.create_index(
        "work_item_l1",
        "work_item",
        ["district", "due_at", "id"],
        unique=False,
        postgresql_where=sa.text("state = 'open'"),
        sqlite_where=sa.text("state = 'open'"),
    )
    op.create_index(
        "work_item_l2",
        "work_item",
        ["district", "l2", "due_at", "id"],
        unique=False,
        postgresql_where=sa.text("state = 'open'"),
        sqlite_where=sa.text("state = 'open'"),
    )
    op.create_index(
        "work_item_l3",
        "work_item",
        ["district", "l3", "due_at", "id"],
        unique=False,
        postgresql_where=sa.text("state = 'open'"),
        sqlite_where=sa.text("state = 'open'"),
    )
    op.create_index(
        "work_item_own",
        "work_item",
        ["district", "role", "path", "due_at", "id"],
        unique=False,
        postgresql_where=sa.text("state = 'open'"),
        sqlite_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "clock",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district", "case_id"],
            ["case_.district", "case_.id"],
            name=op.f("fk_clock_case__district"),
        ),
        sa.PrimaryKeyConstraint("district", "case_id", "key", "holder", name=op.f("pk_clock")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "clock_provisional",
        "clock",
        ["district", "case_id"],
        unique=False,
        postgresql_where=sa.text("provisional"),
        sqlite_where=sa.text("provisional"),
    )
    op.create_table(
        "milestone",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=True),
        sa.Column("item_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["district", "case_id"],
            ["case_.district", "case_.id"],
            name=op.f("fk_milestone_case__district"),
        ),
        sa.PrimaryKeyConstraint(
            "district", "case_id", "seq", "key", "scope", name=op.f("pk_milestone")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("milestone_key", "milestone", ["district", "key", "at"], unique=False)
    op.create_table(
        "wait",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("receiver", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("correlation", sa.String(), nullable=False),
        sa.Column("element", sa.String(), nullable=False),
        sa.Column("lane", sa.String(), nullable=True),
        sa.Column("form", sa.String(), nullable=True),
        sa.Column("unit", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district", "case_id"],
            ["case_.district", "case_.id"],
            name=op.f("fk_wait_case__district"),
        ),
        sa.PrimaryKeyConstraint("district", "case_id", "receiver", name=op.f("pk_wait")),
        sqlite_with_rowid=False,
    )
    op.create_index("wait_message", "wait", ["district", "name", "correlation"], unique=False)
    op.create_table(
        "words",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("key", sa.LargeBinary(), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["district", "case_id"],
            ["case_.district", "case_.id"],
            name=op.f("fk_words_case__district"),
        ),
        sa.PrimaryKeyConstraint("district", "id", name=op.f("pk_words")),
    )
    op.create_index("words_case", "words", ["district", "case_id"], unique=False)
    op.create_table(
        "reporter",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("nth", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("phone_index", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["district", "case_id"],
            ["case_.district", "case_.id"],
            name=op.f("fk_reporter_case__district"),
        ),
        sa.PrimaryKeyConstraint("district", "case_id", "nth", name=op.f("pk_reporter")),
    )
    op.create_index("reporter_phone", "reporter", ["district", "phone_index"], unique=False)


def make_trail() -> None:
    op.create_table(
        "journal",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("actor", sa.BigInteger(), nullable=True),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("element", sa.String(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district", "case_id"],
            ["case_.district", "case_.id"],
            name=op.f("fk_journal_case__district"),
        ),
        sa.PrimaryKeyConstraint("district", "case_id", "seq", name=op.f("pk_journal")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "anchor",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("until", Instant(), nullable=False),
        sa.Column("cases", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("district", "until", name=op.f("pk_anchor")),
    )


def make_jobs() -> None:
    op.create_table(
        "job",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=True),
        sa.Column("topic", sa.String(), nullable=True),
        sa.Column("args", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("due", Instant(), nullable=False),
        sa.Column("held", sa.SmallInteger(), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("losses", sa.SmallInteger(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("district", "id", name=op.f("pk_job")),
        sa.UniqueConstraint("district", "key", name=op.f("uq_job_key")),
    )
    op.create_index(
        "job_case",
        "job",
        ["district", "case_id"],
        unique=False,
        postgresql_where=sa.text("state = 'ready'"),
        sqlite_where=sa.text("state = 'ready'"),
    )
    op.create_index(
        "job_due",
        "job",
        ["due", "id"],
        unique=False,
        postgresql_where=sa.text("state = 'ready'"),
        sqlite_where=sa.text("state = 'ready'"),
    )
    op.create_index(
        "job_suspect",
        "job",
        ["due"],
        unique=False,
        postgresql_where=sa.text("state = 'ready' and losses >= 2"),
        sqlite_where=sa.text("state = 'ready' and losses >= 2"),
    )
    op.create_index(
        "job_topic",
        "job",
        ["district", "topic"],
        unique=False,
        postgresql_where=sa.text("topic is not null"),
        sqlite_where=sa.text("topic is not null"),
    )
    op.create_table(
        "idempotency",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("request", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.SmallInteger(), nullable=False),
        sa.Column("response", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("district", "person_id", "key", name=op.f("pk_idempotency")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "incident",
        sa.Column("district", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("subject", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.Column("settled_by", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("district", "id", name=op.f("pk_incident")),
    )
    op.create_index(
        "incident_open",
        "incident",
        ["district", "code", "subject"],
        unique=True,
        postgresql_where=sa.text("state = 'open'"),
        sqlite_where=sa.text("state = 'open'"),
    )


def settle_postgresql() -> None:
    # Room in each page, so that a step updates the row where it is; snapshots are not worth
    # compressing.
    op.execute("ALTER TABLE case_ SET (fillfactor = 70)")
    op.execute("ALTER TABLE case_ ALTER snapshot SET STORAGE EXTERNAL")
    op.execute("ALTER TABLE case_ ALTER previous SET STORAGE EXTERNAL")
    # The same pairs as engine.store.search.bigrams; only ASCII changes its case, so the answer
    # does not hang on the server's locale.
    op.execute("""
        CREATE FUNCTION grams(words text) RETURNS text[]
        LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
            SELECT array_agg(DISTINCT substr(
                translate(words, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'), i, 2))
            FROM generate_series(1, greatest(length(words) - 1, 1)) AS i
        $$
    """)
    op.execute("CREATE INDEX case_summary_grams ON case_ USING gin (grams(summary))")
    op.execute("CREATE INDEX words_body_grams ON words USING gin (grams(body))")
    op.execute("""
        CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
    """)
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_rows BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def settle_sqlite() -> None:
    for table in ("case_", "words"):
        op.execute(
            f"CREATE VIRTUAL TABLE {table}_search "
            "USING fts5(grams, content='', detail='none', tokenize='ascii')"
        )
    for table in APPEND_ONLY:
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
