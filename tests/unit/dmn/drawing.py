"""Decision files drawn in a line or two."""

from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

DMN_15 = "https://www.omg.org/spec/DMN/20230324/MODEL/"


def definitions(*elements: str, namespace: str = DMN_15, of: str = "urn:test") -> bytes:
    """Draw a file of elements."""
    return (
        f'<definitions xmlns="{namespace}" name="test" namespace="{of}">'
        + "".join(elements)
        + "</definitions>"
    ).encode()


def literal(text: str, type_ref: str = "") -> str:
    return f"<literalExpression{ref(type_ref)}>{text_of(text)}</literalExpression>"


def input_data(name: str, type_ref: str = "") -> str:
    named = quoteattr(name)
    return f"<inputData id={named} name={named}><variable name={named}{ref(type_ref)}/></inputData>"


def decision(
    name: str,
    logic: str,
    *,
    needs: Sequence[str] = (),
    knows: Sequence[str] = (),
    type_ref: str = "",
) -> str:
    """Draw a decision; what it needs are inputs, or decisions with a leading `@`."""
    named = quoteattr(name)
    return (
        f"<decision id={named} name={named}><variable name={named}{ref(type_ref)}/>"
        + "".join(map(need, needs))
        + "".join(map(know, knows))
        + f"{logic}</decision>"
    )


def need(name: str) -> str:
    kind = "requiredDecision" if name.startswith("@") else "requiredInput"
    return (
        f"<informationRequirement><{kind} href={href(name.lstrip('@'))}/></informationRequirement>"
    )


def know(name: str) -> str:
    return f"<knowledgeRequirement><requiredKnowledge href={href(name)}/></knowledgeRequirement>"


def href(name: str) -> str:
    return quoteattr(name if "#" in name else f"#{name}")


def knowledge(
    name: str, parameters: Mapping[str, str], logic: str, *, knows: Sequence[str] = ()
) -> str:
    named = quoteattr(name)
    formal = "".join(
        f"<formalParameter name={quoteattr(parameter)}{ref(type_ref)}/>"
        for parameter, type_ref in parameters.items()
    )
    return (
        f"<businessKnowledgeModel id={named} name={named}><variable name={named}/>"
        f"<encapsulatedLogic>{formal}{logic}</encapsulatedLogic>"
        + "".join(map(know, knows))
        + "</businessKnowledgeModel>"
    )


def item(name: str, inside: str, *, is_collection: bool = False) -> str:
    many = ' isCollection="true"' if is_collection else ""
    return f"<itemDefinition name={quoteattr(name)}{many}>{inside}</itemDefinition>"


def table(
    inputs: Sequence[str],
    outputs: Sequence[str],
    rules: Iterable[Sequence[str]],
    *,
    hit: str = "UNIQUE",
    aggregation: str = "",
) -> str:
    """Draw a table; a column is `expression : type | allowed values`, an output `= default` too."""
    rows = [(list(rule[: len(inputs)]), list(rule[len(inputs) :])) for rule in rules]
    aggregated = f' aggregation="{aggregation}"' if aggregation else ""
    return (
        f'<decisionTable id="t" hitPolicy="{hit}"{aggregated}>'
        + "".join(map(input_column, inputs))
        + "".join(map(output_column, outputs))
        + "".join(rule(number, *row) for number, row in enumerate(rows, start=1))
        + "</decisionTable>"
    )


def input_column(column: str) -> str:
    head, _, allowed = column.partition("|")
    expression, _, type_ref = head.partition(" : ")
    return (
        f"<input><inputExpression{ref(type_ref.strip())}>{text_of(expression.strip())}"
        f"</inputExpression>{listed('inputValues', allowed)}</input>"
    )


def output_column(column: str) -> str:
    rest, _, default = column.partition("=")
    head, _, allowed = rest.partition("|")
    name, _, type_ref = head.partition(" : ")
    return (
        f"<output name={quoteattr(name.strip())}{ref(type_ref.strip())}>"
        f"{listed('outputValues', allowed)}{listed('defaultOutputEntry', default)}</output>"
    )


def rule(number: int, tests: Sequence[str], results: Sequence[str]) -> str:
    return (
        f'<rule id="r{number}">'
        + "".join(f"<inputEntry>{text_of(test)}</inputEntry>" for test in tests)
        + "".join(f"<outputEntry>{text_of(result)}</outputEntry>" for result in results)
        + "</rule>"
    )


def listed(name: str, text: str) -> str:
    return f"<{name}>{text_of(text.strip())}</{name}>" if text.strip() else ""


def text_of(text: str) -> str:
    return f"<text>{escape(text)}</text>"


def ref(type_ref: str) -> str:
    return f" typeRef={quoteattr(type_ref)}" if type_ref else ""
