"""What somebody has filled in so far is kept for them; nobody else reads it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson

from engine.casework.record import plain
from engine.commands.office import Office
from engine.commands.task_at_hand import own_task
from engine.domain.people import Person
from engine.domain.refusals import DraftTooLarge
from engine.store.drafts import keep_draft

MOST_BYTES = 256 * 1024  # as much as answers may hold


def save_draft(office: Office, *, task_id: int, answers: Mapping[str, Any], by: Person) -> datetime:
    """Keep the answers as they stand, unchecked; give when. The latest draft wins.

    Raises:
        TaskNotFound: No such task, or none this person may see.
        TaskAlreadyDone: Somebody was quicker.
        TaskTakenAway: The drawing took the task away.
        TaskClaimed: A colleague has claimed it.
        NotYours: It belongs to another post.
        DraftTooLarge: It holds more than answers may.
    """
    body = orjson.dumps(plain(answers))
    if len(body) > MOST_BYTES:
        raise DraftTooLarge(most=MOST_BYTES // 1024)
    with office.store.write() as tx:
        own_task(office, tx, task_id, by)
        keep_draft(tx, task_id, by.id, body.decode())
        return tx.now
