"""What the description of the interface says of each operation: a sentence in every language."""

from typing import Any

from apispec import BasePlugin
from typing_extensions import override

from engine.texts import LANGUAGES, catalogue, say


class Summaries(BasePlugin):
    """Gives every operation the summary of the catalogue, Chinese first."""

    @override
    def operation_helper(
        self, path: str | None = None, operations: dict[str, Any] | None = None, **_: object
    ) -> None:
        """Replace the summaries; an operation the catalogue does not know keeps its own."""
        for method, operation in (operations or {}).items():
            key = f"operations.{method.upper()} {path}"
            if key in catalogue("zh"):
                operation["summary"] = " / ".join(say(key, language=each) for each in LANGUAGES)
