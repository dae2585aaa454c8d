"""What a ladder case must look like, told without a database: the pure reference."""

from dataclasses import dataclass, field
from datetime import timedelta

NEXT = {
    ("grid", "solved"): "check",
    ("grid", "report_up"): "community",
    ("community", "solved"): "check",
    ("community", "report_up"): "street",
    ("street", "solved"): "check",
    ("street", "report_up"): "check",
    ("check", "solved"): "",
    ("check", "report_up"): "",
}
HOLDER = {"grid": "wang", "community": "zhou", "street": "sun", "check": "sun"}


@dataclass
class ModelCase:
    """One case: the task that is open, how many things happened, whether its deadline rang."""

    number: str
    due: timedelta  # after the beginning; then the grid worker is late
    at: str = "grid"
    tasks: dict[str, str] = field(default_factory=dict)  # element → task id
    done: dict[str, str] = field(default_factory=dict)  # task id → element
    entries: list[str] = field(default_factory=lambda: ["open_case"])
    rung: bool = False

    def complete(self, answer: str) -> None:
        """Do the open task."""
        self.done[self.tasks[self.at]] = self.at
        self.at = NEXT[self.at, answer]
        self.entries.append("complete_task")

    def is_late(self, now: timedelta) -> bool:
        """Tell whether the grid worker has let the deadline pass."""
        return self.at == "grid" and now >= self.due

    def ring(self) -> None:
        """Let the deadline ring."""
        self.rung = True
        self.entries.append("fire_timer")
