"""Names that only one may have: the database decides, and the second is told."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError

from engine.domain.refusals import NameTaken


@contextmanager
def taking(name: str) -> Iterator[None]:
    """Take a name with what is written in the block.

    Raises:
        NameTaken: It is in use already.
    """
    try:
        yield
    except IntegrityError as error:
        raise NameTaken(name=name) from error
