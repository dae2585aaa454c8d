"""The few words that are fixed in code; every other word of a city stands in its policy."""

from enum import StrEnum

from engine.texts import say


class Word(StrEnum):
    """A word with a name in every language, under `words.<class>_<value>`."""

    def sentence(self, language: str = "zh") -> str:
        """Name the word to a person."""
        return say(f"words.{type(self).__name__.lower()}_{self.value}", language=language)


class CaseState(Word):
    """Where a case stands; 办结 is resolved, 结案 is closed, 挂账 is suspended."""

    OPEN = "open"
    SUSPENDED = "suspended"
    RESOLVED = "resolved"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"

    @property
    def is_alive(self) -> bool:
        """Tell whether the case itself is still being worked on; after-care may outlive it."""
        return self not in {CaseState.CLOSED, CaseState.WITHDRAWN}


class Outcome(Word):
    """How a case ended; a reply is not a solution."""

    SOLVED = "solved"
    EXPLAINED = "explained"
    ROUTED = "routed"
    REFUSED = "refused"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


class TaskState(Word):
    """Where a task on somebody's list stands."""

    OPEN = "open"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class ClockState(Word):
    """Where a clock stands; a clock that rang stays so until it is moved or stopped."""

    RUNNING = "running"
    SUSPENDED = "suspended"
    RUNG = "rung"
    STOPPED = "stopped"


class Action(Word):
    """What a post may be permitted beyond the tasks the drawings give it."""

    DEPLOY_POLICY = "deploy_policy"
    RETRY_INCIDENT = "retry_incident"
    MANAGE_PEOPLE = "manage_people"
    KEEP_CALENDAR = "keep_calendar"
    MANAGE_PLACES = "manage_places"
    KEEP_REGISTERS = "keep_registers"
    READ_WORDS = "read_words"
    REVEAL_REPORTER = "reveal_reporter"
    ACT_FOR_REPORTER = "act_for_reporter"
    SUPERVISE = "supervise"
    TRANSFER_TASKS = "transfer_tasks"
    EXPORT_CASES = "export_cases"
