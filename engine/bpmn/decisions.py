"""The decisions of a program: what its DMN files decide, by name."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from engine.bpmn.port import Lender
from engine.bpmn.values import Value
from engine.dmn import DmnError, Model, Result, load
from engine.domain.findings import Finding


class Decisions:
    """Decides with the models among the files of a policy version.

    `needs` tells what has to be known for each that can be asked, `reads` for all together.
    """

    def __init__(self, models: Mapping[str, Model]) -> None:
        self.models = models
        self.needs = {
            name: frozenset(data.name for data in model.definitions.inputs)
            for name, model in models.items()
        }
        self.reads = frozenset[str]().union(*self.needs.values())

    @classmethod
    def of(cls, files: Mapping[str, bytes]) -> tuple["Decisions", list[Finding]]:
        """Load every `*.dmn` among some files.

        What cannot be loaded is a finding, and so is a name two files decide by.
        """
        tables = {path: content for path, content in files.items() if path.endswith(".dmn")}
        models: dict[str, Model] = {}
        findings: list[Finding] = []
        for path, content in sorted(tables.items()):
            try:
                model = load(content, tables)
            except DmnError as wrong:
                rule, element, line = f"dmn.{wrong.code}", wrong.element, wrong.line or 0
                findings.append(Finding(rule, wrong.facts, path, element, line))
                continue
            findings += [
                Finding("bpmn.decision_twice", {"decision": name}, path)
                for name in names_of(model)
                if models.setdefault(name, model) is not model
            ]
        return cls(models), findings

    def __call__(
        self, name: str, context: Mapping[str, Value], *, now: datetime, reader: Lender
    ) -> Result:
        """Decide by name or id; the lint has made sure there is such a decision."""
        return self.models[name].decide(name, context, now=now, functions=reader.functions)


def names_of(model: Model) -> Iterator[str]:
    """Give the names and ids by which the decisions of a file can be asked."""
    for decision in (*model.definitions.decisions, *model.definitions.services):
        yield from dict.fromkeys((decision.id, decision.name))
