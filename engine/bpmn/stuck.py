"""The way out of a step that cannot be taken."""

from engine.bpmn.outcome import Incident


class Stuck(Exception):
    """Raised inside a step; the step ends in the incident and changes nothing."""

    def __init__(self, code: str, element: str = "", /, **facts: object) -> None:
        self.incident = Incident(code, element, facts)
        super().__init__(code)
