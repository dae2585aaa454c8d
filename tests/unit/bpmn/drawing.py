"""Draws small diagrams for tests: each helper gives the XML of one element."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

HEAD = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"'
    ' xmlns:camunda="http://camunda.org/schema/1.0/bpmn"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="defs"'
    ' targetNamespace="http://shaodao/test">'
)
Pairs = Mapping[str, str] | None


def diagram(*parts: str) -> bytes:
    """A file with one process `p`; parts that are processes or roots stand beside it."""
    outside = [part for part in parts if part.startswith(ROOTS)]
    inside = [part for part in parts if not part.startswith(ROOTS)]
    own = [process("p", *inside)] if inside else []
    return "".join([HEAD, *own, *outside, "</bpmn:definitions>"]).encode()


ROOTS = ("<bpmn:process", "<bpmn:message", "<bpmn:error", "<bpmn:escalation", "<bpmn:signal ")


def files(*parts: str) -> dict[str, bytes]:
    return {"p.bpmn": diagram(*parts)}


def process(id_: str, *parts: str) -> str:
    return element("process", id_, *parts, isExecutable="true")


def element(kind: str, id_: str, /, *inner: str, **attributes: str) -> str:
    written = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    return f'<bpmn:{kind} id="{id_}"{written}>{"".join(inner)}</bpmn:{kind}>'


def extensions(*entries: str) -> str:
    found = "".join(entries)
    return f"<bpmn:extensionElements>{found}</bpmn:extensionElements>" if found else ""


def zeebe(name: str, /, **attributes: str) -> str:
    written = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<zeebe:{name}{written}/>"


def properties(values: Pairs) -> str:
    entries = "".join(zeebe("property", name=k, value=v) for k, v in (values or {}).items())
    return f"<zeebe:properties>{entries}</zeebe:properties>" if entries else ""


def mapping(inputs: Pairs = None, outputs: Pairs = None) -> str:
    entries = [zeebe("input", target=k, source=v) for k, v in (inputs or {}).items()]
    entries += [zeebe("output", target=k, source=v) for k, v in (outputs or {}).items()]
    return f"<zeebe:ioMapping>{''.join(entries)}</zeebe:ioMapping>" if entries else ""


def start(id_: str = "s", **attributes: str) -> str:
    return element("startEvent", id_, **attributes)


def end(id_: str = "e", *inner: str) -> str:
    return element("endEvent", id_, *inner)


def task(
    id_: str,
    *inner: str,
    form: str = "",
    props: Pairs = None,
    inputs: Pairs = None,
    outputs: Pairs = None,
    more: str = "",
    **attributes: str,
) -> str:
    entries = zeebe("formDefinition", formId=form) if form else ""
    found = extensions(entries, mapping(inputs, outputs), properties(props), more)
    return element("userTask", id_, found, *inner, **attributes)


def service(id_: str, verb: str, inputs: Pairs = None, outputs: Pairs = None) -> str:
    found = extensions(zeebe("taskDefinition", type=verb), mapping(inputs, outputs))
    return element("serviceTask", id_, found)


def script(id_: str, feel: str, result: str = "") -> str:
    found = {"expression": feel} | ({"resultVariable": result} if result else {})
    return element("scriptTask", id_, extensions(zeebe("script", **found)))


def rule(id_: str, decision: str, result: str) -> str:
    found = zeebe("calledDecision", decisionId=decision, resultVariable=result)
    return element("businessRuleTask", id_, extensions(found))


def call(
    id_: str, called: str, *inner: str, inputs: Pairs = None, outputs: Pairs = None, **more: str
) -> str:
    found = zeebe("calledElement", processId=called, **more)
    return element("callActivity", id_, extensions(found, mapping(inputs, outputs)), *inner)


def sub(id_: str, *parts: str) -> str:
    return element("subProcess", id_, *parts)


def many(
    collection: str, item: str, results: str = "", result: str = "", *, sequential: bool = False
) -> str:
    found = {"inputCollection": collection, "inputElement": item}
    if results:
        found |= {"outputCollection": results, "outputElement": result}
    return element(
        "multiInstanceLoopCharacteristics",
        "many",
        extensions(zeebe("loopCharacteristics", **found)),
        isSequential=str(sequential).lower(),
    ).replace(' id="many"', "")


def exclusive(id_: str, default: str = "") -> str:
    return element("exclusiveGateway", id_, **({"default": default} if default else {}))


def parallel(id_: str) -> str:
    return element("parallelGateway", id_)


def boundary(id_: str, on: str, *inner: str, interrupting: bool = True, props: Pairs = None) -> str:
    found = extensions(properties(props))
    cancel = str(interrupting).lower()
    return element("boundaryEvent", id_, found, *inner, attachedToRef=on, cancelActivity=cancel)


def catch(id_: str, *inner: str, outputs: Pairs = None) -> str:
    return element("intermediateCatchEvent", id_, extensions(mapping(None, outputs)), *inner)


def throw(id_: str, *inner: str, inputs: Pairs = None) -> str:
    return element("intermediateThrowEvent", id_, extensions(mapping(inputs)), *inner)


def timer(kind: str, text: str) -> str:
    inner = f"<bpmn:{kind}>{escape(text)}</bpmn:{kind}>"
    return f"<bpmn:timerEventDefinition>{inner}</bpmn:timerEventDefinition>"


def duration(text: str) -> str:
    return timer("timeDuration", text)


def cycle(text: str) -> str:
    return timer("timeCycle", text)


def on_message(ref: str) -> str:
    return f'<bpmn:messageEventDefinition messageRef="{ref}"/>'


def message(id_: str, key: str = "") -> str:
    found = extensions(zeebe("subscription", correlationKey=key)) if key else ""
    return element("message", id_, found, name=id_)


def on(kind: str, ref: str = "") -> str:
    reference = f' {kind}Ref="{ref}"' if ref else ""
    return f"<bpmn:{kind}EventDefinition{reference}/>"


def flow(source: str, target: str, condition: str = "", id_: str = "") -> str:
    inner = (
        f"<bpmn:conditionExpression>{escape(condition)}</bpmn:conditionExpression>"
        if condition
        else ""
    )
    name = id_ or f"{source}_{target}"
    return element("sequenceFlow", name, inner, sourceRef=source, targetRef=target)


def path(*ids: str) -> str:
    return "".join(flow(source, target) for source, target in pairwise(ids))


def lanes(lanes_: Mapping[str, Iterable[str]]) -> str:
    inner = "".join(
        f'<bpmn:lane id="lane{at}" name={quoteattr(name)}>'
        + "".join(f"<bpmn:flowNodeRef>{id_}</bpmn:flowNodeRef>" for id_ in ids)
        + "</bpmn:lane>"
        for at, (name, ids) in enumerate(lanes_.items())
    )
    return f'<bpmn:laneSet id="set">{inner}</bpmn:laneSet>'
