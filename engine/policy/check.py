"""Checks a pack before anybody relies on it: manifest, drawings, decisions, forms, verbs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from engine.bpmn import DiagramRefused, Program, lint, load
from engine.domain.findings import Finding, Severity
from engine.domain.refusals import PolicyInvalid, PolicyIsLibrary
from engine.policy.forms import free_text_of, names_written, read_forms
from engine.policy.lists import absent_lists
from engine.policy.manifest import Manifest, read_manifest
from engine.policy.names import names_in
from engine.policy.pack import MANIFEST, Pack
from engine.verbs import VERBS
from forms import Form

KNOWN_ENDINGS = (".bpmn", ".dmn", ".form", ".yaml", ".md", MANIFEST)


@dataclass(frozen=True, slots=True)
class Policy:
    """A pack that was found sound and made ready to run; shared by every case of its version."""

    manifest: Manifest
    program: Program
    forms: Mapping[str, Form]
    names: Mapping[str, str] = field(default_factory=dict)

    def form_of(self, element: str) -> Form | None:
        """Give the form of a task; None where the drawing names none, or the pack is bare."""
        task = self.program.tasks.get(element)
        return self.forms.get(task.form) if task and task.form else None

    def name_of(self, key: str) -> str:
        """Give what people call a stage, clock, milestone, register or code; else the key."""
        return self.names.get(key, key)


def check(pack: Pack) -> list[Finding]:
    """Find everything wrong with a pack, errors first.

    A pack of decisions alone is a library: other packs use it, no case runs by it.
    """
    manifest, findings = read_manifest(pack)
    forms, form_findings = read_forms(pack)
    findings += [*form_findings, *_missing(pack), *_strays(pack)]
    findings += lint(
        drawn(pack), bare=pack.bare, forms=names_written(forms), free_text=free_text_of(forms)
    )
    if manifest and not any(finding.is_error for finding in findings):
        findings += absent_lists(pack, manifest)
        findings += _unknown_in(build(pack), pack) if any(pack.of_kind(".bpmn")) else ()
    return sorted(findings, key=lambda each: (not each.is_error, each.file, each.line))


def build(pack: Pack) -> Policy:
    """Make a pack ready to run.

    Raises:
        PolicyInvalid: The pack has errors.
        PolicyIsLibrary: It draws nothing, so there is nothing to run.
    """
    manifest, findings = read_manifest(pack)
    if manifest is None:
        raise PolicyInvalid(key=pack.name, errors=tuple(findings))
    if not any(pack.of_kind(".bpmn")):
        raise PolicyIsLibrary(key=manifest.key)
    try:
        program = load(drawn(pack), process=manifest.process, bare=pack.bare)
    except DiagramRefused as refused:
        raise PolicyInvalid(key=manifest.key, errors=refused.findings) from refused
    return Policy(manifest, program, read_forms(pack)[0], names_in(program, pack))


def drawn(pack: Pack) -> dict[str, bytes]:
    """Give the drawings and decisions of a pack."""
    return dict([*pack.of_kind(".bpmn"), *pack.of_kind(".dmn")])


def _missing(pack: Pack) -> Iterator[Finding]:
    if not drawn(pack):
        yield Finding("policy.no_diagram")


def _strays(pack: Pack) -> Iterator[Finding]:
    for path in pack.files:
        if not path.endswith(KNOWN_ENDINGS):
            yield Finding("policy.stray_file", {"path": path}, path, severity=Severity.WARNING)


def _unknown_in(policy: Policy, pack: Pack) -> Iterator[Finding]:
    for element, task in policy.program.tasks.items():
        facts = {"element": task.name or element, "form": task.form}
        form = policy.form_of(element)
        if task.form and form is None and not pack.bare:
            yield Finding("policy.form_absent", facts, element=element)
        for name in sorted(form.reads - task.inputs) if form else ():
            yield Finding("policy.form_input_absent", {**facts, "name": name}, element=element)
    for verb in sorted(policy.program.verbs - set(VERBS)):
        yield Finding("policy.verb_unknown", {"verb": verb})
