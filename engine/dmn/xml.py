"""Hardened XML: bytes from anywhere become a small tree, or a refusal that names the line."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from engine.dmn.errors import DmnError

MAX_BYTES = 8_000_000
MAX_ELEMENTS = 200_000
MAX_DEPTH = 100
MAX_ATTRIBUTES = 200
# Every element is asked for the prefixes it may use.
MAX_LOOK_UPS = 20_000_000


@dataclass(frozen=True, slots=True)
class Node:
    """An element of the root's own namespace; what other namespaces added is not in it."""

    name: str
    namespace: str
    attributes: Mapping[str, str]
    text: str
    children: tuple["Node", ...]
    line: int
    prefixes: Mapping[str | None, str]

    def get(self, name: str, default: str = "") -> str:
        """Give an attribute; one of another namespace is named `{namespace}name`."""
        return self.attributes.get(name, default)

    def all(self, *names: str) -> tuple["Node", ...]:
        """Give the children of these names, in the order of the file."""
        return tuple(child for child in self.children if child.name in names)

    def child(self, *names: str) -> "Node | None":
        """Give the first child of one of these names."""
        return next((child for child in self.children if child.name in names), None)

    def child_text(self, name: str) -> str:
        """Give the text of the first child of this name, stripped."""
        child = self.child(name)
        return child.text.strip() if child else ""


def parse(xml: bytes) -> Node:
    """Read a document into nodes.

    Raises:
        DmnError: As `root_of`; or elements are nested too deeply.
    """
    return _to_node(root_of(xml), depth=0)


def root_of(xml: bytes) -> etree._Element:
    """Read a document with entities, document types and the network off.

    Raises:
        DmnError: The bytes are no XML, carry a document type, or exceed a cap.
    """
    if len(xml) > MAX_BYTES:
        raise DmnError("file_too_large", {"bytes": len(xml), "most": MAX_BYTES})
    try:
        root = etree.fromstring(xml, hardened())
    except etree.XMLSyntaxError as error:
        raise DmnError("not_xml", {"reason": error.msg or ""}, line=error.lineno) from error
    about: Any = root.getroottree().docinfo
    if about.doctype:
        raise DmnError("document_type", line=1)
    _refuse_bulk(root)
    return root


def _refuse_bulk(root: etree._Element) -> None:
    """Refuse what would take long to walk through: lxml reads a list of attributes in its square.

    Raises:
        DmnError: There are too many elements, attributes of one element, or prefixes.
    """
    elements = 0
    for element in root.iter():
        elements += 1
        if len(element.attrib) > MAX_ATTRIBUTES:
            raise DmnError("too_many_attributes", {"most": MAX_ATTRIBUTES}, line=line_of(element))
    declared = sum(1 for _ in etree.iterwalk(root, events=("start-ns",)))
    if elements > MAX_ELEMENTS or elements * declared > MAX_LOOK_UPS:
        raise DmnError("too_many_elements", {"most": MAX_ELEMENTS})


def hardened() -> etree.XMLParser:
    """Give a parser that fetches nothing and expands nothing."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _to_node(element: etree._Element, *, depth: int) -> Node:
    name = etree.QName(element)
    line = line_of(element)
    if depth > MAX_DEPTH:
        raise DmnError("too_deep", {"most": MAX_DEPTH}, element=name.localname, line=line)
    namespace = name.namespace or ""
    own = [child for child in element if _is_in(child, namespace)]
    return Node(
        name=name.localname,
        namespace=namespace,
        attributes={str(key): str(value) for key, value in element.attrib.items()},
        text=element.text or "",
        children=tuple(_to_node(child, depth=depth + 1) for child in own),
        line=line,
        prefixes=element.nsmap,
    )


def line_of(element: Any) -> int:
    """Give the line an element begins in."""
    return int(element.sourceline or 0)


def _is_in(element: etree._Element, namespace: str) -> bool:
    return (etree.QName(element).namespace or "") == namespace
