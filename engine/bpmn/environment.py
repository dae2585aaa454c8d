"""The script environment: no text of a diagram is ever Python."""

from collections.abc import Mapping
from typing import Any, NoReturn

from SpiffWorkflow.bpmn.script_engine import BasePythonScriptEngineEnvironment

from engine.bpmn.values import Value
from engine.feel import evaluate


class Environment(BasePythonScriptEngineEnvironment):
    """Evaluates FEEL behind `=`, takes any other text as itself, and runs nothing."""

    def evaluate(
        self,
        expression: str,
        context: Mapping[str, Value],
        external_context: Mapping[str, Value] | None = None,
    ) -> Value:
        """Give the value of a text of the diagram."""
        if not expression.startswith("="):
            return expression
        return evaluate(expression[1:], {**(external_context or {}), **context})

    def execute(self, *_: Any, **__: Any) -> NoReturn:
        """Run no script, whatever it says."""
        raise PermissionError("no diagram runs a script")

    def call_service(self, *_: Any, **__: Any) -> NoReturn:
        """Call no service: verbs are asked through the reader."""
        raise PermissionError("no diagram calls a service")


ENVIRONMENT = Environment()
