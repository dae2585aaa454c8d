"""The names the expressions of a form read: its own fields, or what must be handed in."""

from collections.abc import Collection, Sequence

from forms.notes import LENT, ROW, Notes, Site

Keys = Sequence[Collection[str]]


def read_from_outside(notes: Notes, keys: Keys) -> frozenset[str]:
    """Give the names that must be handed in; `keys` are those of the form and of each row."""
    own = {*keys[0], *LENT, *notes.functions}
    read = {path[0] for site in notes.sites for path in site.reads}
    return frozenset(read - own) | notes.option_keys


def check_names(notes: Notes, keys: Keys, inputs: Collection[str] | None) -> None:
    """Note names that nothing writes; without declared inputs, only those that miss `this`."""
    for site in notes.sites:
        for path in sorted(site.reads):
            check_name(path, site, notes, keys, inputs)
    for key in sorted(notes.option_keys - set(inputs)) if inputs is not None else ():
        notes.note("unknown_name", "/components", name=key, text=key)


def check_name(
    path: tuple[str, ...], site: Site, notes: Notes, keys: Keys, inputs: Collection[str] | None
) -> None:
    """Note a name that nothing writes."""
    name = path[0]
    if name in notes.text_numbers:
        notes.warn("number_as_text", site.pointer, name=name, text=site.text)
    if name in ROW and site.row and len(path) > 1 and path[1] not in keys[site.row]:
        notes.note("unknown_name", site.pointer, name=path[1], text=site.text)
    elif name in LENT or name in keys[0] or name in notes.functions:
        return
    elif name in keys[site.row]:
        notes.note("needs_this", site.pointer, name=name, text=site.text)
    elif inputs is not None and name not in inputs:
        notes.note("unknown_name", site.pointer, name=name, text=site.text)
