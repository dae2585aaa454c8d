"""Turns the components of a form into fields, noting whatever an author should mend."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine.feel import Expression, UnaryTests
from forms import checking
from forms.kinds import CHOICES, FORBIDDEN, GROUP, KEYED, LIST, SHOWN
from forms.model import Block, Check, Field, Sites
from forms.moments import moment_check
from forms.notes import LENT, Notes, is_formula
from forms.options import choice_check, drawn_options
from forms.ordering import in_order
from forms.reading import properties_of
from forms.rules import validator_checks
from forms.special import special_checks
from forms.values import number_text, rows

# Names of expressions, and the one name a marshmallow schema keeps for itself.
TAKEN = LENT | {"Meta"}
Component = Mapping[str, Any]
Formula = Expression | UnaryTests
KEY = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a component stands: in the file, among the answers, in which row, hidden by what."""

    pointer: str = ""
    path: tuple[str, ...] = ()
    prefix: str = ""
    hides: tuple[UnaryTests, ...] = ()
    row: int = 0


class Compiler:
    """One walk over the components; `keys` are those of each row, the form itself being row 0."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.keys: list[set[str]] = [set()]

    def block(self, components: list[Component], place: Place) -> Block:
        """Compile the form, or the inside of a row."""
        fields = tuple(self.fields(components, place))
        checking.paths(fields, self.notes, place.pointer)
        self.keys[place.row] |= {field.path[0] for field in fields}
        return Block(fields, in_order(fields, in_row=place.row > 0))

    def fields(self, components: list[Component], place: Place) -> Iterator[Field]:
        """Compile components one after another."""
        for index, component in enumerate(components):
            here = replace(place, pointer=f"{place.pointer}/components/{index}")
            checking.everywhere(component, self.notes, here.pointer)
            yield from self.component(component, self.hidden(component, here))

    def component(self, component: Component, place: Place) -> Iterator[Field]:
        """Compile a component: a field, or the fields inside it."""
        kind = component["type"]
        if kind in KEYED and self.key(component, "key", place):
            yield self.field(component, place)
        elif kind == LIST and component.get("isRepeating", True):
            if self.key(component, "path", place):
                yield self.repeated(component, place)
        elif kind in {GROUP, LIST}:
            yield from self.fields(component.get("components", []), self.inside(component, place))
        elif kind in FORBIDDEN:
            self.notes.note("forbidden_type", place.pointer, type=kind)
        elif kind not in SHOWN | KEYED.keys():
            self.notes.note("unknown_type", place.pointer, type=kind)

    def key(self, component: Component, name: str, place: Place) -> bool:
        """Check the key or path of a component."""
        key = component.get(name)
        if not isinstance(key, str) or not KEY.fullmatch(key):
            self.notes.note("bad_key", f"{place.pointer}/{name}", key=key)
            return False
        if not TAKEN.isdisjoint(key.split(".")):
            self.notes.note("key_taken", f"{place.pointer}/{name}", key=key)
            return False
        return True

    def hidden(self, component: Component, place: Place) -> Place:
        """Add the component's own condition to those around it."""
        hide = (component.get("conditional") or {}).get("hide")
        if hide is None or hide == "":
            return place
        condition = self.notes.condition(hide, f"{place.pointer}/conditional/hide", place.row)
        return place if condition is None else replace(place, hides=(*place.hides, condition))

    def inside(self, component: Component, place: Place) -> Place:
        """Step into a group; one with a path keeps its answers together."""
        if not component.get("path") or not self.key(component, "path", place):
            return place
        return replace(place, path=(*place.path, *component["path"].split(".")))

    def repeated(self, component: Component, place: Place) -> Field:
        """Compile a list of rows."""
        path = (*place.path, *component["path"].split("."))
        name = place.prefix + ".".join(path)
        self.keys.append(set())
        inner = Place(place.pointer, (), f"{name}.", (), len(self.keys) - 1)
        checking.list_bounds(component, self.notes, place.pointer)
        before = len(self.notes.sites)
        block = self.block(component.get("components", []), inner)
        inside = {path for site in self.notes.sites[before:] for path in site.reads}
        return Field(
            LIST,
            path,
            name,
            label_of(component, name),
            component,
            rows,
            hides=place.hides,
            rows=block,
            reads=read_by(place.hides) | inside,
        )

    def field(self, component: Component, place: Place) -> Field:
        """Compile a component that holds a value."""
        kind = KEYED[component["type"]]
        path = (*place.path, *component["key"].split("."))
        name = place.prefix + ".".join(path)
        label = label_of(component, name)
        if component.get("serializeToString"):
            self.notes.text_numbers.add(name)
        expression = self.computed(component, place)
        readonly = self.readonly(component, place)
        formulas = (*place.hides, expression, readonly)
        return Field(
            component["type"],
            path,
            name,
            label,
            component,
            number_text if component.get("serializeToString") else kind.typed,
            properties_of(component).get("shaodaoType", ""),
            place.hides,
            readonly,
            expression,
            self.checks(component, label, place),
            drawn_options(component) if component["type"] in CHOICES else {},
            reads=read_by(each for each in formulas if isinstance(each, Formula)),
            offers=self.offers(place),
        )

    def checks(self, component: Component, label: str, place: Place) -> tuple[Check, ...]:
        """Give the checks of a component, none if it is ill: form-js's own, then the server's."""
        sound = len(self.notes.findings)
        checking.rules(component, self.notes, place.pointer)
        checking.special(component, self.notes, place.pointer)
        bounds = checking.bounds(component, self.notes, place.pointer, place.row)
        listed = self.listed(component, place)
        multiple = self.multiple(component, place)
        if len(self.notes.findings) > sound:
            return ()
        found = [*validator_checks(component, label, bounds)]
        if component["type"] in CHOICES:
            found.append(choice_check(component, label, listed))
        if component["type"] == "datetime":
            found.append(moment_check(component, label))
        return (*found, *special_checks(component, label, multiple))

    def computed(self, component: Component, place: Place) -> Expression | None:
        """Read the expression of a computed field."""
        if component["type"] != "expression":
            return None
        pointer = f"{place.pointer}/expression"
        return self.notes.expression(component.get("expression"), pointer, place.row)

    def readonly(self, component: Component, place: Place) -> bool | UnaryTests:
        """Read whether a field may be written: always, never, or by a condition."""
        readonly = component.get("readonly", False)
        if not is_formula(readonly):
            return bool(readonly)
        condition = self.notes.condition(readonly, f"{place.pointer}/readonly", place.row)
        return condition or False

    def listed(self, component: Component, place: Place) -> Expression | None:
        """Read where the options of a choice come from."""
        if component["type"] not in CHOICES:
            return None
        checking.options(component, self.notes, place.pointer)
        text = component.get("valuesExpression")
        if text is None:
            return None
        return self.notes.expression(text, f"{place.pointer}/valuesExpression", place.row)

    def offers(self, place: Place) -> Sites:
        """Give what the options of a choice are computed from."""
        here = f"{place.pointer}/valuesExpression"
        sites = (site.reads for site in self.notes.sites if site.pointer == here)
        return frozenset[tuple[str, ...]]().union(*sites)

    def multiple(self, component: Component, place: Place) -> Expression | None:
        """Read the condition under which several files may be attached."""
        text = component.get("multiple")
        if not is_formula(text):
            return None
        return self.notes.expression(text, f"{place.pointer}/multiple", place.row)


def read_by(formulas: Iterable[Formula]) -> Sites:
    """Give everything some expressions read."""
    return frozenset[tuple[str, ...]]().union(*(each.paths_used for each in formulas))


def label_of(component: Component, name: str) -> str:
    """Give what people call a field; one whose label is computed is called by its name."""
    for key in ("label", "dateLabel", "timeLabel"):
        label = component.get(key)
        if isinstance(label, str) and label.strip() and not is_formula(label) and "{{" not in label:
            return label.strip()
    return name
