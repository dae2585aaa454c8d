"""The extension elements this house reads: `zeebe:` as drawn, `camunda:` when imported."""

import re
from collections.abc import Iterable

from engine.bpmn.model import Dialect, Loop, Mapped
from engine.bpmn.xml import BPMN, CAMUNDA, ZEEBE, Tree, child, children, text_of


def read_dialect(node: Tree) -> Dialect:
    """Read what the extension elements of a flow node say."""
    extensions = child(node, "extensionElements")
    if extensions is None:
        return read_camunda(node, None)
    if not any(str(entry.tag).startswith(f"{{{ZEEBE}}}") for entry in extensions):
        return read_camunda(node, extensions)
    return read_zeebe(extensions)


def read_zeebe(extensions: Tree) -> Dialect:
    """Read the `zeebe:` extension elements of a flow node."""
    form, people = entry(extensions, "formDefinition"), entry(extensions, "assignmentDefinition")
    mapping, script = entry(extensions, "ioMapping"), entry(extensions, "script")
    called, decision = entry(extensions, "calledElement"), entry(extensions, "calledDecision")
    holder = script if script is not None else decision
    return Dialect(
        form=get(form, "formId") or get(form, "externalReference") or get(form, "formKey"),
        groups=get(people, "candidateGroups"),
        users=get(people, "candidateUsers") or get(people, "assignee"),
        due_date=get(entry(extensions, "taskSchedule"), "dueDate"),
        verb=get(entry(extensions, "taskDefinition"), "type"),
        inputs=mappings(mapping, "input"),
        outputs=mappings(mapping, "output"),
        properties=properties_of(entry(extensions, "properties"), "property", ZEEBE),
        called=get(called, "processId"),
        takes_all=get(called, "propagateAllParentVariables") != "false",
        passes_all=get(called, "propagateAllChildVariables") != "false",
        decision=get(decision, "decisionId"),
        result=get(holder, "resultVariable"),
        script=get(script, "expression"),
    )


def read_loop(node: Tree) -> Loop | None:
    """Read the loop characteristics of an activity."""
    if child(node, "standardLoopCharacteristics") is not None:
        return Loop(kind="standard")
    loop = child(node, "multiInstanceLoopCharacteristics")
    if loop is None:
        return None
    extensions = child(loop, "extensionElements")
    drawn = entry(extensions, "loopCharacteristics") if extensions is not None else None
    if child(loop, "loopCardinality") is not None:
        return Loop(kind="cardinality")
    return Loop(
        is_sequential=loop.get("isSequential") == "true",
        collection=get(drawn, "inputCollection") or feel(loop.get(f"{{{CAMUNDA}}}collection")),
        item=get(drawn, "inputElement") or loop.get(f"{{{CAMUNDA}}}elementVariable"),
        results=get(drawn, "outputCollection"),
        result=as_feel(get(drawn, "outputElement")),
        enough=feel(text_of(child(loop, "completionCondition"))),
    )


def read_camunda(node: Tree, extensions: Tree | None) -> Dialect:
    """Read the `camunda:` attributes and elements of a diagram that is being imported."""
    attributes = {key: node.get(f"{{{CAMUNDA}}}{key}") for key in CAMUNDA_ATTRIBUTES}
    known = {name: feel(attributes[key]) for key, name in CAMUNDA_ATTRIBUTES.items()}
    lists = None if extensions is None else child(extensions, "properties", CAMUNDA)
    found = properties_of(lists, "property", CAMUNDA)
    imported = bool(found) or any(known.values())
    return Dialect(**known, properties=found, imported=imported)  # type: ignore[arg-type]


CAMUNDA_ATTRIBUTES = {
    "formKey": "form",
    "candidateGroups": "groups",
    "candidateUsers": "users",
    "dueDate": "due_date",
    "topic": "verb",
    "decisionRef": "decision",
    "resultVariable": "result",
}


def feel(text: str | None) -> str | None:
    """Give the FEEL text of a `${…}` expression; any other text stays as it is."""
    if text is None or not (text.startswith("${") and text.endswith("}")):
        return text
    parts = re.split(r"('(?:[^'\\]|\\.)*')", text[2:-1])
    return "=" + "".join(
        f'"{part[1:-1]}"' if index % 2 else in_feel(part) for index, part in enumerate(parts)
    )


def as_feel(text: str | None) -> str | None:
    """Give a text that is FEEL with or without its `=`."""
    return text if text is None or text.startswith("=") else f"={text}"


def in_feel(text: str) -> str:
    """Give the operators of the unified expression language as FEEL writes them."""
    for old, new in (("==", "="), ("&&", " and "), ("||", " or ")):
        text = text.replace(old, new)
    return text.strip()


def entry(extensions: Tree, name: str) -> Tree | None:
    """Give the `zeebe:` entry of this name."""
    return child(extensions, name, ZEEBE)


def get(node: Tree | None, key: str) -> str | None:
    """Give an attribute of a node that may be missing; an empty one counts as missing."""
    return None if node is None else (node.get(key) or None)


def mappings(node: Tree | None, name: str) -> tuple[Mapped, ...]:
    """Read the inputs or outputs of an `ioMapping`."""
    if node is None:
        return ()
    entries = children(node, name, ZEEBE)
    return tuple(Mapped(e.get("source", ""), e.get("target", "")) for e in entries)


def properties_of(node: Tree | None, name: str, namespace: str) -> dict[str, str]:
    """Read the properties of a list of them."""
    entries: Iterable[Tree] = () if node is None else children(node, name, namespace)
    return {e.get("name", ""): e.get("value", "") for e in entries}


def subscription(message: Tree) -> str | None:
    """Give the correlation key of a `bpmn:message`."""
    extensions = child(message, "extensionElements", BPMN)
    return None if extensions is None else get(entry(extensions, "subscription"), "correlationKey")
