"""The kinds of columns both databases understand alike: instants, ids, paths, states."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from sqlalchemy import (
    BigInteger,
    DateTime,
    Dialect,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Text,
)
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine
from typing_extensions import override

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
# Later than every deadline, so that "without a limit" sorts last and a page can start after it.
NEVER = datetime(9999, 12, 31, tzinfo=UTC)


class Instant(TypeDecorator[datetime]):
    """An aware datetime: `timestamptz` on PostgreSQL, microseconds since 1970 on SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @override
    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        on_sqlite = dialect.name == "sqlite"
        column: TypeEngine[Any] = BigInteger() if on_sqlite else DateTime(timezone=True)
        return dialect.type_descriptor(column)

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> object:
        if value is None or dialect.name != "sqlite":
            return value
        return (value - EPOCH) // MICROSECOND

    @override
    def process_result_value(self, value: object, dialect: Dialect) -> datetime | None:
        if isinstance(value, int):
            return EPOCH + timedelta(microseconds=value)
        return value if isinstance(value, datetime) else None


Big = Annotated[int, mapped_column(BigInteger)]
Small = Annotated[int, mapped_column(SmallInteger)]
Bytes = Annotated[bytes, mapped_column(LargeBinary)]
When = Annotated[datetime, mapped_column(Instant)]
LongText = Annotated[str, mapped_column(Text)]
# Byte order, so that everything below a place is one range of an index on every server.
Path = Annotated[
    str, mapped_column(String(collation="C").with_variant(Text(), "sqlite"), nullable=False)
]
District = Annotated[int, mapped_column(SmallInteger, primary_key=True, autoincrement=False)]
Id = Annotated[int, mapped_column(BigInteger, primary_key=True, autoincrement=False)]
Key = Annotated[str, mapped_column(String, primary_key=True)]

# SQLite keeps such a table in its key instead of beside it: a third less on disk.
KEYED = {"sqlite_with_rowid": False}


class Base(DeclarativeBase):
    """The one schema; every key begins with the district, so rows can be spread by it."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(referred_table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_1_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )
