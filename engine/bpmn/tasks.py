"""Tasks: what people do, what a script or a decision works out, what a verb is asked for."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from SpiffWorkflow.bpmn.specs.mixins import ServiceTaskMixin, UserTaskMixin
from typing_extensions import override

from engine.bpmn.board import Token
from engine.bpmn.clockwork import shift
from engine.bpmn.formula import Formula, filled
from engine.bpmn.instances import change_units
from engine.bpmn.model import Element
from engine.bpmn.nodes import Node
from engine.bpmn.outcome import Effect
from engine.bpmn.port import Decide
from engine.bpmn.stuck import Stuck
from engine.bpmn.template import Template
from engine.bpmn.values import Value
from engine.dmn import Matched
from engine.domain.refusals import Refusal
from engine.feel import BudgetExceeded


class UserTask(Node, UserTaskMixin):
    """Work for a person; manual tasks are the same without a form."""

    can_wait = True

    def __init__(self, spec: Any, element: Element, name: str | None = None) -> None:
        super().__init__(spec, element, name)
        self.manual = True
        self.milestone = None  # reached by who completes it, not by the drawing alone
        dialect = element.dialect
        self.lane_template = Template.of_optional(element.lane)
        self.groups = Formula.of_optional(dialect.groups)
        self.users = Formula.of_optional(dialect.users)
        self.due_date = Formula.of_optional(dialect.due_date)

    def answer(self, token: Token, answers: Mapping[str, Value]) -> None:
        """Take the answers of a person and go on."""
        local = filled(self.takes, token.scope) if self.brings else {}
        self.keep(token, {**local, **answers})
        token.run()


class ScriptTask(Node):
    """A FEEL context: each of its entries is known from then on."""

    def __init__(self, spec: Any, element: Element, name: str | None = None) -> None:
        super().__init__(spec, element, name)
        self.formula = Formula.of(script_of(element) or "")

    @override
    def act(self, token: Token) -> None:
        """Evaluate the script.

        Raises:
            Stuck: It is no context, and no result variable takes it as a whole.
        """
        value, result = self.formula.value(token.scope), self.element.dialect.result
        values = {result: value} if result else value
        if not isinstance(values, Mapping):
            raise Stuck("script_no_context", self.bpmn_id, value=str(value))
        self.keep(token, values)
        token.workflow.case.advance.note("script", self.bpmn_id, "worked_out", **values)


def script_of(element: Element) -> str | None:
    """Give the FEEL of a script task: the modeler's own element, or a `bpmn:script` behind `=`."""
    return element.dialect.script or element.script


class BusinessRuleTask(Node):
    """A decision, by its name."""

    decide: Decide

    @override
    def act(self, token: Token) -> None:
        """Decide, and say in the trail by which table and rules.

        Raises:
            Stuck: The decision failed, whatever it raised.
        """
        dialect, advance = self.element.dialect, token.workflow.case.advance
        decision = dialect.decision or ""
        context = {"case": advance.reader.case, **token.data, **filled(self.takes, token.scope)}
        with stuck_on_failure("decision_failed", self.bpmn_id, decision=decision):
            result = self.decide(decision, context, now=advance.now, reader=advance.reader)
        name = dialect.result or decision
        self.keep(token, {name: result.value})
        rules = [told(rule) for rule in result.matched]
        warnings = [{"key": each.key, **each.facts} for each in result.warnings]
        advance.note(
            "decision",
            self.bpmn_id,
            "decided",
            decision=decision,
            value=result.value,
            rules=rules,
            warnings=warnings,
        )


class ServiceTask(Node, ServiceTaskMixin):
    """A verb with its inputs; what it answers at once is known, what it does is an effect."""

    @override
    def act(self, token: Token) -> None:
        """Ask the verb, and let the effect leave with the outcome.

        Raises:
            Stuck: The verb failed, whatever it raised.
        """
        case, verb = token.workflow.case, self.element.dialect.verb or ""
        inputs = filled(self.takes, token.scope)
        with stuck_on_failure("verb_failed", self.bpmn_id, verb=verb):
            answer = case.advance.reader.ask(verb, inputs, token.unit, self.bpmn_id)
        if answer.clocks:
            shift(case, answer.clocks)
        done = {name: change_units(case, asked) for name, asked in answer.units.items()}
        number = f"e{case.tick():x}"
        values = {**answer.values, **done}
        effect = Effect(number, verb, inputs, self.bpmn_id, token.unit, values)
        case.advance.effects.append(effect)
        self.keep(token, values)


def told(rule: Matched) -> dict[str, Value]:
    """Give a rule that spoke as the trail keeps it."""
    return {
        "table": rule.table,
        "rule": rule.rule,
        "id": rule.rule_id,
        "inputs": dict(rule.inputs),
        "outputs": dict(rule.outputs),
    }


@contextmanager
def stuck_on_failure(code: str, element: str, **facts: object) -> Iterator[None]:
    """Name the element in whatever goes wrong while something outside the room is asked."""
    try:
        yield
    except (Stuck, BudgetExceeded, Refusal):
        raise
    except Exception as error:
        raise Stuck(code, element, reason=f"{type(error).__name__}: {error}", **facts) from error
