"""From XML to the definitions of a decision file."""

from engine.dmn.errors import DmnError
from engine.dmn.model import (
    Decision,
    Definitions,
    Href,
    Import,
    InputData,
    ItemDefinition,
    Knowledge,
    Service,
    Signature,
)
from engine.dmn.read_boxed import parameters_of, read_boxed, read_function, type_ref_of
from engine.dmn.xml import Node, parse

NAMESPACES = (
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd",  # 1.1
    "http://www.omg.org/spec/DMN/20180521/MODEL/",  # 1.2
    "https://www.omg.org/spec/DMN/20191111/MODEL/",  # 1.3
    "https://www.omg.org/spec/DMN/20211108/MODEL/",  # 1.4
    "https://www.omg.org/spec/DMN/20230324/MODEL/",  # 1.5
)
MAX_DECISIONS = 2_000


def read(xml: bytes) -> Definitions:
    """Read a DMN file of version 1.1 to 1.5.

    Raises:
        DmnError: The bytes are not such a file, or a part of it is missing or too large.
    """
    root = parse(xml)
    if root.name != "definitions" or root.namespace not in NAMESPACES:
        raise DmnError("not_dmn", {"name": root.name}, element=root.name, line=root.line)
    decisions = root.all("decision")
    if len(decisions) > MAX_DECISIONS:
        facts = {"count": len(decisions), "most": MAX_DECISIONS}
        raise DmnError("too_many_decisions", facts, element=root.get("name"), line=root.line)
    return Definitions(
        name=root.get("name"),
        namespace=root.get("namespace"),
        imports=tuple(_read_import(child) for child in root.all("import")),
        items=tuple(_read_item(child) for child in root.all("itemDefinition")),
        inputs=tuple(_read_input_data(child) for child in root.all("inputData")),
        decisions=tuple(_read_decision(child) for child in decisions),
        knowledge=tuple(_read_knowledge(child) for child in root.all("businessKnowledgeModel")),
        services=tuple(_read_service(child) for child in root.all("decisionService")),
    )


def _read_import(node: Node) -> Import:
    return Import(node.get("name"), node.get("namespace"), node.get("locationURI"), node.line)


def _read_item(node: Node) -> ItemDefinition:
    function = node.child("functionItem")
    return ItemDefinition(
        id=node.get("id"),
        name=_name_of(node),
        type_ref=type_ref_of(node),
        is_collection=node.get("isCollection") in {"true", "1"},
        allowed=_text_in(node, "allowedValues"),
        constraint=_text_in(node, "typeConstraint"),
        components=tuple(_read_item(child) for child in node.all("itemComponent")),
        function=Signature(parameters_of(function), function.get("outputTypeRef"))
        if function
        else None,
        line=node.line,
    )


def _read_input_data(node: Node) -> InputData:
    return InputData(node.get("id"), _name_of(node), _variable_type(node), node.line)


def _read_decision(node: Node) -> Decision:
    return Decision(
        id=node.get("id"),
        name=_name_of(node),
        type_ref=_variable_type(node),
        line=node.line,
        logic=read_boxed(node),
        needs=_required(node, "informationRequirement", "requiredDecision", "requiredInput"),
        knows=_required(node, "knowledgeRequirement", "requiredKnowledge"),
    )


def _read_knowledge(node: Node) -> Knowledge:
    logic = node.child("encapsulatedLogic")
    return Knowledge(
        id=node.get("id"),
        name=_name_of(node),
        type_ref=_variable_type(node),
        line=node.line,
        logic=read_function(logic) if logic else None,
        knows=_required(node, "knowledgeRequirement", "requiredKnowledge"),
    )


def _read_service(node: Node) -> Service:
    return Service(
        id=node.get("id"),
        name=_name_of(node),
        type_ref=_variable_type(node),
        line=node.line,
        outputs=_hrefs(node, "outputDecision"),
        inside=_hrefs(node, "encapsulatedDecision"),
        input_decisions=_hrefs(node, "inputDecision"),
        input_data=_hrefs(node, "inputData"),
    )


def _name_of(node: Node) -> str:
    name = node.get("name").strip()
    if not name:
        raise DmnError("name_missing", {"kind": node.name}, element=node.get("id"), line=node.line)
    return name


def _variable_type(node: Node) -> str:
    variable = node.child("variable")
    return type_ref_of(variable) if variable else ""


def _text_in(node: Node, name: str) -> str:
    child = node.child(name)
    return child.child_text("text") if child else ""


def _required(node: Node, requirement: str, *kinds: str) -> tuple[Href, ...]:
    return tuple(
        href for child in node.all(requirement) for kind in kinds for href in _hrefs(child, kind)
    )


def _hrefs(node: Node, name: str) -> tuple[Href, ...]:
    return tuple(_href_of(child) for child in node.all(name))


def _href_of(node: Node) -> Href:
    namespace, sharp, identity = node.get("href").partition("#")
    if not sharp or not identity:
        facts = {"href": node.get("href")}
        raise DmnError("href_unreadable", facts, element=node.name, line=node.line)
    return Href(namespace, identity, node.line)
