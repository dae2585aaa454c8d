"""Places, people and the posts that bind them, with their history."""

from sqlalchemy import ForeignKeyConstraint, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.columns import Base, Big, Bytes, District, Id, Key, LongText, Path, When


class Place(Base):
    """A place or a unit: district, street, community, grid, department, company.

    `path` holds the place and all above it, `/2/17/3/`; `level` is a word of the district's data.
    """

    __tablename__ = "place"
    district: Mapped[District]
    id: Mapped[Id]
    parent_id: Mapped[Big | None]
    level: Mapped[str]
    code: Mapped[str]
    name: Mapped[str]
    path: Mapped[Path]
    since: Mapped[When]
    until: Mapped[When]
    __table_args__ = (
        ForeignKeyConstraint(["district", "parent_id"], ["place.district", "place.id"]),
        UniqueConstraint("district", "code"),
        Index("place_path", "district", "path"),
    )


class PlaceArea(Base):
    """The outline of a place: GeoJSON, and the box around it to look it up by."""

    __tablename__ = "place_area"
    district: Mapped[District]
    place_id: Mapped[Id]
    outline: Mapped[LongText]
    west: Mapped[float]
    south: Mapped[float]
    east: Mapped[float]
    north: Mapped[float]
    __table_args__ = (
        ForeignKeyConstraint(["district", "place_id"], ["place.district", "place.id"]),
    )


class Overlay(Base):
    """An area that cuts across the tree covers a place: a police station, a heating area."""

    __tablename__ = "overlay"
    district: Mapped[District]
    area_id: Mapped[Id]
    place_id: Mapped[Id]
    __table_args__ = (
        ForeignKeyConstraint(
            ["district", "area_id"], ["place.district", "place.id"], name="fk_overlay_area"
        ),
        ForeignKeyConstraint(["district", "place_id"], ["place.district", "place.id"]),
        Index("overlay_place", "district", "place_id"),
    )


class Role(Base):
    """What a post is called, and what it may do beyond its tasks (a JSON list of actions)."""

    __tablename__ = "role"
    district: Mapped[District]
    key: Mapped[Key]
    name: Mapped[str]
    actions: Mapped[LongText]


class Person(Base):
    """Somebody who signs in."""

    __tablename__ = "person"
    district: Mapped[District]
    id: Mapped[Id]
    name: Mapped[str]
    username: Mapped[str]
    password: Mapped[str | None]  # an argon2 hash; none while signing in is not allowed
    phone: Mapped[str | None]
    __table_args__ = (UniqueConstraint("district", "username"),)


class Post(Base):
    """A person in a role at a unit, from one instant to another; a duty shift is a short one."""

    __tablename__ = "post"
    district: Mapped[District]
    id: Mapped[Id]
    person_id: Mapped[Big]
    role: Mapped[str]
    unit_id: Mapped[Big]
    path: Mapped[Path]
    since: Mapped[When]
    until: Mapped[When]
    __table_args__ = (
        ForeignKeyConstraint(["district", "person_id"], ["person.district", "person.id"]),
        ForeignKeyConstraint(["district", "unit_id"], ["place.district", "place.id"]),
        Index("post_person", "district", "person_id"),
        Index("post_unit", "district", "role", "path"),
    )


class Absence(Base):
    """A person is away; the substitute holds their posts meanwhile."""

    __tablename__ = "absence"
    district: Mapped[District]
    id: Mapped[Id]
    person_id: Mapped[Big]
    substitute_id: Mapped[Big | None]
    since: Mapped[When]
    until: Mapped[When]
    by: Mapped[Big | None]
    __table_args__ = (
        ForeignKeyConstraint(["district", "person_id"], ["person.district", "person.id"]),
        ForeignKeyConstraint(
            ["district", "substitute_id"],
            ["person.district", "person.id"],
            name="fk_absence_substitute",
        ),
        Index("absence_person", "district", "person_id"),
        Index("absence_substitute", "district", "substitute_id"),
    )


class Attempt(Base):
    """Failed sign-ins in a row, by the hash of the name that was tried, known or not."""

    __tablename__ = "attempt"
    name: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    failures: Mapped[int]
    locked_until: Mapped[When | None]


class Login(Base):
    """A signed-in session; the token itself is never kept, only its SHA-256."""

    __tablename__ = "login"
    token: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    district: Mapped[int]
    person_id: Mapped[Big]
    since: Mapped[When]
    until: Mapped[When]
    csrf: Mapped[Bytes]
    __table_args__ = (
        ForeignKeyConstraint(["district", "person_id"], ["person.district", "person.id"]),
        Index("login_person", "district", "person_id"),
    )
