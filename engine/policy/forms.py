"""The forms of a pack by their ids, each with the parts it shares filled in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter

from engine.bpmn.host_functions import host_names
from engine.domain.findings import Finding
from engine.policy.pack import Pack
from forms import Form, Outline, check_form, outline, read_form


@dataclass(frozen=True, slots=True)
class Drawn:
    """A form as a file of the pack."""

    path: str
    data: bytes
    outline: Outline


def read_forms(pack: Pack) -> tuple[dict[str, Form], list[Finding]]:
    """Read the sound forms of a pack by their ids, and what is wrong with the others."""
    drawn, findings = _drawn(pack)
    try:
        order = [
            *TopologicalSorter(
                {id_: each.outline.shares for id_, each in drawn.items()}
            ).static_order()
        ]
    except CycleError as circle:
        ids = ", ".join(circle.args[1])
        return {}, [*findings, Finding("policy.forms_in_circle", {"forms": ids})]
    forms: dict[str, Form] = {}
    for each in (drawn[id_] for id_ in order if id_ in drawn):
        found = [*_checked(each.path, each.data, forms)]
        findings += found
        if not any(finding.is_error for finding in found):
            form = read_form(each.data, shared=forms, functions=host_names())
            forms[form.id] = form
    return forms, findings


def names_written(forms: Mapping[str, Form]) -> dict[str, frozenset[str]]:
    """Give the names each form writes, as a drawing reads them: groups and lists by their own."""
    return {id_: frozenset(key.split(".")[0] for key in form.keys) for id_, form in forms.items()}


def free_text_of(forms: Mapping[str, Form]) -> frozenset[str]:
    """Give the dotted names under which any form takes free text."""
    return frozenset[str]().union(*(form.free_text for form in forms.values()))


def _drawn(pack: Pack) -> tuple[dict[str, Drawn], list[Finding]]:
    drawn: dict[str, Drawn] = {}
    findings: list[Finding] = []
    for path, data in pack.of_kind(".form"):
        found = outline(data)
        if found is None:
            findings += _checked(path, data, {})
        elif found.id in drawn:
            findings.append(Finding("policy.form_twice", {"form": found.id}, path))
        else:
            drawn[found.id] = Drawn(path, data, found)
    return drawn, findings


def _checked(path: str, data: bytes, shared: Mapping[str, Form]) -> Iterator[Finding]:
    for finding in check_form(data, shared=shared, functions=host_names()):
        yield replace(finding, file=path)
