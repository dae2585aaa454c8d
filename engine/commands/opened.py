"""The tasks a command opened, as its answer names them."""

from engine.store.rows import Changes
from engine.store.write import Saved

OpenedTasks = list[dict[str, str]]


def opened_tasks(saved: Saved, changes: Changes) -> OpenedTasks:
    """Give id, element and name of every task that was put on a list."""
    return [
        {"id": str(saved.tasks[task.task]), "element": task.element, "name": task.name}
        for task in changes.opened
    ]
