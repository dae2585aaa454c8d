"""Hardened XML: bytes from anywhere become a tree, or a finding that names the line."""

from typing import Any

from lxml import etree

from engine.dmn import DmnError
from engine.dmn.xml import root_of
from engine.domain.findings import Finding

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
ZEEBE = "http://camunda.org/schema/zeebe/1.0"
CAMUNDA = "http://camunda.org/schema/1.0/bpmn"

# What the hardened reader refuses, and how this room says it.
CODES = {
    "file_too_large": "file_too_large",
    "too_many_elements": "file_too_large",
    "not_xml": "not_xml",
    "document_type": "document_type",
}
# lxml-stubs give an element too few attributes (no sourceline): the tree is untyped here.
Tree = Any


class Unreadable(Exception):
    """Raised when bytes are no diagram at all; `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(finding.rule)


def parse(file: str, content: bytes) -> Tree:
    """Give the root of a file, with entities, document types and the network off.

    Raises:
        Unreadable: Not XML, a document type, too large, or no BPMN 2.0 definitions.
    """
    try:
        root: Tree = root_of(content)
    except DmnError as wrong:
        raise refused(file, CODES[wrong.code], line=wrong.line or 0, **wrong.facts) from wrong
    if root.tag != f"{{{BPMN}}}definitions":
        raise refused(file, "not_bpmn", line=1)
    return root


def refused(file: str, code: str, *, line: int = 0, **facts: object) -> Unreadable:
    """Make the refusal of a file."""
    return Unreadable(Finding(f"bpmn.{code}", {"file": file, **facts}, file=file, line=line))


def local(node: Tree) -> str:
    """Give the name of a tag without its namespace."""
    return str(etree.QName(node).localname)


def is_bpmn(node: Tree) -> bool:
    """Tell whether a node belongs to BPMN itself, not to an extension or a picture."""
    return isinstance(node.tag, str) and node.tag.startswith(f"{{{BPMN}}}")


def child(node: Tree, name: str, namespace: str = BPMN) -> Tree | None:
    """Give the first child of this name."""
    return node.find(f"{{{namespace}}}{name}")


def children(node: Tree, name: str, namespace: str = BPMN) -> list[Tree]:
    """Give every child of this name, in the order of the file."""
    return list(node.findall(f"{{{namespace}}}{name}"))


def text_of(node: Tree | None) -> str | None:
    """Give the stripped text of a node; None for no node or an empty one."""
    return ((node.text or "").strip() or None) if node is not None else None
