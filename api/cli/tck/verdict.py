"""Running the cases of the DMN TCK through the product's own loader, strictly."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from api.cli.tck.cases import Case, Expected
from engine.dmn import DmnError, Model, load
from engine.feel import Budget, Value, equal, kind, temporal, text_of
from engine.feel.values import is_context, is_list

# The official runners compare numbers to this precision.
PRECISION = Decimal("0.00000001")
# A verdict must not depend on the day it is given.
NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a case passed; where it did not, the first result that differs."""

    case: Case
    node: str = ""
    expected: str = ""
    actual: str = ""

    @property
    def passed(self) -> bool:
        """Tell whether no result differs."""
        return not self.node


def judge(cases: Iterable[Case]) -> Iterator[Verdict]:
    """Run the cases; whatever is raised is a failure of the case."""
    models: dict[Path, Model | Exception] = {}
    for case in cases:
        if case.model not in models:
            models[case.model] = _loaded(case.model)
        yield _judged(case, models[case.model])


def agree(expected: Value, actual: Value) -> bool:
    """Tell whether two values are the same to the runner."""
    if expected is None or actual is None:
        return expected is actual
    if kind(expected) != kind(actual):
        return False
    if isinstance(expected, Decimal):
        return bool(abs(expected - actual) < PRECISION)
    if is_list(expected):
        return len(expected) == len(actual) and all(map(agree, expected, actual))
    if is_context(expected):
        return expected.keys() == actual.keys() and all(
            agree(value, actual[name]) for name, value in expected.items()
        )
    if temporal.kind(expected):
        return temporal.same(expected, actual)
    return equal(expected, actual, Budget()) is True


def _loaded(path: Path) -> Model | Exception:
    try:
        return load(path.read_bytes(), path.parent, faults=[])
    except (DmnError, OSError) as error:
        return error


def _judged(case: Case, model: Model | Exception) -> Verdict:
    for expected in case.expected:
        wanted = _text(expected.value)
        try:
            actual = _asked(case, expected, model)
        except Exception as error:  # noqa: BLE001  whatever it is, it is a failure of the case
            return Verdict(case, expected.name, wanted, repr(error))
        if not agree(expected.value, actual):
            return Verdict(case, expected.name, wanted, _text(actual))
    return Verdict(case)


def _text(value: Value) -> str:
    return "null" if value is None else text_of(value, Budget())


def _asked(case: Case, expected: Expected, model: Model | Exception) -> Value:
    if isinstance(model, Exception):
        raise model
    value = model.decide(case.service or expected.name, case.inputs, now=NOW).value
    services = {service.name: service for service in model.definitions.services}
    service = services.get(case.service)
    # A service of several outputs gives a context with one entry for each.
    return value[expected.name] if service and len(service.outputs) > 1 else value
