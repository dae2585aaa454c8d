"""Policies: versions that never change, who approved them, when and where each is active."""

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.columns import Base, Big, Bytes, District, Id, Instant, Key, LongText, Path, When


def of_version() -> ForeignKeyConstraint:
    """Bind a row to its version."""
    return ForeignKeyConstraint(
        ["district", "version_id"], ["policy_version.district", "policy_version.id"]
    )


class Policy(Base):
    """A mechanism of the district by its key, as in `whistle`."""

    __tablename__ = "policy"
    district: Mapped[District]
    key: Mapped[Key]
    name: Mapped[str]


class PolicyVersion(Base):
    """One deployed version, immutable; cases are pinned to it. `document` is its 文号."""

    __tablename__ = "policy_version"
    district: Mapped[District]
    id: Mapped[Id]
    key: Mapped[str]
    number: Mapped[int]
    digest: Mapped[Bytes]
    document: Mapped[str | None]
    note: Mapped[LongText]
    made_at: Mapped[When]
    made_by: Mapped[Big | None]
    __table_args__ = (
        ForeignKeyConstraint(["district", "key"], ["policy.district", "policy.key"]),
        UniqueConstraint("district", "key", "number"),
    )


class Opener(Base):
    """A message that may open cases of a policy."""

    __tablename__ = "opener"
    district: Mapped[District]
    message: Mapped[Key]
    key: Mapped[Key]
    __table_args__ = (ForeignKeyConstraint(["district", "key"], ["policy.district", "policy.key"]),)


class PolicyFile(Base):
    """A file of a version as it was deployed."""

    __tablename__ = "policy_file"
    district: Mapped[District]
    version_id: Mapped[Id]
    path: Mapped[Key]
    content: Mapped[Bytes]
    __table_args__ = (of_version(),)


class Approval(Base):
    """A person's signature under a version."""

    __tablename__ = "approval"
    district: Mapped[District]
    version_id: Mapped[Id]
    by: Mapped[Id]
    at: Mapped[When]
    __table_args__ = (of_version(),)


class Activation(Base):
    """From an instant on, new cases below `scope` take this version; the latest row decides.

    A version of no policy (`version_id` empty) ends the policy there. A pilot in one street has
    that street's path as its scope; a roll-back is one more row.
    """

    __tablename__ = "activation"
    district: Mapped[District]
    id: Mapped[Id]
    key: Mapped[str]
    scope: Mapped[Path]
    since: Mapped[When] = mapped_column(Instant)
    version_id: Mapped[Big | None]
    at: Mapped[When]
    by: Mapped[Big | None]
    __table_args__ = (
        of_version(),
        Index("activation_since", "district", "key", "since"),
    )


class Draft(Base):
    """A version being written; `version` counts its edits and is its ETag."""

    __tablename__ = "draft"
    district: Mapped[District]
    id: Mapped[Id]
    key: Mapped[str]
    based_on: Mapped[Big | None]
    version: Mapped[int]
    edited_at: Mapped[When]
    edited_by: Mapped[Big | None]


class DraftFile(Base):
    """A file of a draft as it stands."""

    __tablename__ = "draft_file"
    district: Mapped[District]
    draft_id: Mapped[Id]
    path: Mapped[Key]
    content: Mapped[Bytes]
    __table_args__ = (
        ForeignKeyConstraint(
            ["district", "draft_id"], ["draft.district", "draft.id"], ondelete="CASCADE"
        ),
    )
