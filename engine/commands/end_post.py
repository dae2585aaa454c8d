"""A post ends; it stays in the record with its dates."""

from datetime import datetime

from sqlalchemy import bindparam, update

from engine.commands.office import Office
from engine.store.tables import Post

END = (
    update(Post)
    .where(
        Post.district == bindparam("of_district"),
        Post.id == bindparam("of_post"),
        Post.until > bindparam("ends"),
    )
    .values(until=bindparam("ends"))
)


def end_post(office: Office, *, district: int, post_id: int, at: datetime | None = None) -> None:
    """End a post now or at an instant; one that ended before stays as it was."""
    with office.store.write() as tx:
        ended = {"of_district": district, "of_post": post_id, "ends": at or tx.now}
        tx.execute(END, ended)
