"""Sets of rows as the bits of one number."""

from collections.abc import Iterator


def rows_of(rows: int) -> Iterator[int]:
    """Give the numbers of the bits that are set, from the lowest."""
    while rows:
        lowest = rows & -rows
        yield lowest.bit_length() - 1
        rows ^= lowest
