"""Reads a form: the JSON of form-js in, a form or what is wrong with it out."""

from collections.abc import Collection, Mapping
from typing import Any

from engine.domain.findings import Finding
from engine.domain.refusals import FormInvalid
from forms.compiling import Compiler, Place
from forms.form import Form
from forms.names import check_names, read_from_outside
from forms.notes import Notes
from forms.reading import read_drawing

Data = bytes | Mapping[str, Any]
NOTHING_SHARED: Mapping[str, Form] = {}


def read_form(
    data: Data, *, shared: Mapping[str, Form] = NOTHING_SHARED, functions: Collection[str] = ()
) -> Form:
    """Read a form; `shared` are forms its groups may name, `functions` host functions by name.

    Raises:
        FormInvalid: The form has errors; each finding points at its place in the JSON.
    """
    notes = Notes(functions)
    form = compiled(data, shared, notes, inputs=None)
    errors = tuple(finding for finding in notes.findings if finding.is_error)
    if form is None or errors:
        raise FormInvalid(errors)
    return form


def check_form(
    data: Data,
    *,
    shared: Mapping[str, Form] = NOTHING_SHARED,
    inputs: Collection[str] | None = None,
    functions: Collection[str] = (),
) -> list[Finding]:
    """Give everything an author should mend.

    With `inputs`, every name an expression reads must be a field, an input or a function.
    """
    notes = Notes(functions)
    compiled(data, shared, notes, inputs=inputs)
    return notes.findings


def compiled(
    data: Data, shared: Mapping[str, Form], notes: Notes, inputs: Collection[str] | None
) -> Form | None:
    """Compile a form as far as it goes, noting what is wrong."""
    drawing = read_drawing(data, {name: form.drawing for name, form in shared.items()}, notes)
    if drawing is None:
        return None
    notes.ids.add(drawing["id"])  # the page knows the form itself by its id, too
    compiler = Compiler(notes)
    block = compiler.block(drawing["components"], Place())
    check_names(notes, compiler.keys, inputs)
    return Form(drawing["id"], drawing, block, read_from_outside(notes, compiler.keys))
