"""The order in which fields are worked out: each behind those its conditions and formula read."""

from collections.abc import Iterator, Sequence

from forms.model import Field
from forms.notes import ROW


def in_order(fields: Sequence[Field], *, in_row: bool) -> tuple[Field, ...]:
    """Sort fields so that what a field reads comes before it; in a circle, as drawn."""
    done: dict[Field, None] = {}
    begun: set[Field] = set()

    def visit(field: Field) -> None:
        if field in begun:
            return
        begun.add(field)
        for other in read_by(field, fields, in_row=in_row):
            visit(other)
        done[field] = None

    for field in fields:
        visit(field)
    return tuple(done)


def read_by(field: Field, fields: Sequence[Field], *, in_row: bool) -> Iterator[Field]:
    """Give the fields that a field reads; in a row they are reached through `this`."""
    names = {
        path[1] if path[0] in ROW else path[0]
        for path in field.reads
        if (path[0] in ROW) == in_row and (not in_row or len(path) > 1)
    }
    return (other for other in fields if other.path[0] in names)
