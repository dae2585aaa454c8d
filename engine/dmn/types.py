"""Item definitions as FEEL types (DMN 1.5 §7.3.2)."""

from collections.abc import Callable, Mapping

from engine.dmn.errors import DmnError
from engine.dmn.model import Definitions, ItemDefinition, Signature
from engine.feel import (
    ANY,
    Allowed,
    Budget,
    ContextOf,
    FeelError,
    FunctionOf,
    ListOf,
    Scope,
    Type,
    compile_unary,
    conforms,
    parse_type,
)


class Types:
    """The named types one file can speak of: its own, and those of its imports by path."""

    def __init__(self, definitions: Definitions, imported: Mapping[str, "Types"]) -> None:
        """Take the types of imports, by namespace, over under the names of the imports."""
        self._items = {item.name: item for item in definitions.items}
        self._paths = {entry.namespace: entry.name for entry in definitions.imports}
        self._open: set[str] = set()
        self.named: dict[str, Type] = {
            _under(self._paths[namespace], name): made
            for namespace, types in imported.items()
            for name, made in types.named.items()
        }

    def build(self, refuse: Callable[[DmnError], None]) -> None:
        """Make every type of the file; what cannot be made is refused and left as Any."""
        for item in self._items.values():
            try:
                self._named(item.name)
            except DmnError as error:
                self.named[item.name] = ANY
                refuse(error)

    def get(self, ref: str, *, element: str, line: int) -> Type:
        """Give the type a reference names; no reference is Any.

        Raises:
            DmnError: No such type.
        """
        name = self._local(ref)
        if not name:
            return ANY
        if name in self.named:
            return self.named[name]
        if name in self._items:
            return self._named(name)
        try:
            return parse_type(name, self.named)
        except FeelError as error:
            raise DmnError("unknown_type", {"type": ref}, element=element, line=line) from error

    def listed(self, ref: str) -> str:
        """Give the values a type of this file lists, as written."""
        item = self._items.get(self._local(ref))
        return item.allowed if item else ""

    def _local(self, ref: str) -> str:
        """Turn `{namespace}name` of DMN 1.1 into the path this file would write."""
        if not ref.startswith("{"):
            return ref
        namespace, _, name = ref[1:].partition("}")
        return _under(self._paths.get(namespace, ""), name)

    def _named(self, name: str) -> Type:
        if name in self.named:
            return self.named[name]
        item = self._items[name]
        if name in self._open:
            return self._itself(item)
        self._open.add(name)
        try:
            self.named[name] = self._make(item)
        finally:
            self._open.discard(name)
        return self.named[name]

    def _itself(self, item: ItemDefinition) -> Type:
        """Give a structure inside itself: what it allows is known once it is whole."""
        if not item.components:
            raise DmnError("type_cycle", {"type": item.name}, element=item.name, line=item.line)
        return Allowed(ANY, lambda value, budget: conforms(value, self.named[item.name], budget))

    def _make(self, item: ItemDefinition) -> Type:
        if item.components:
            entries = tuple((part.name, self._make(part)) for part in item.components)
            return self._narrowed(item, ContextOf(entries))
        return self._narrowed(item, self._base(item))

    def _base(self, item: ItemDefinition) -> Type:
        if item.function is not None:
            return self._function(item.function, item)
        return self.get(item.type_ref, element=item.name, line=item.line)

    def _function(self, function: Signature, item: ItemDefinition) -> Type:
        refs = [ref for _, ref in function.parameters]
        parameters = tuple(self.get(ref, element=item.name, line=item.line) for ref in refs)
        return FunctionOf(parameters, self.get(function.result, element=item.name, line=item.line))

    def _narrowed(self, item: ItemDefinition, base: Type) -> Type:
        """Apply the allowed values to the items, the type constraint to the whole."""
        made = Allowed(base, _allows(item.allowed, item)) if item.allowed else base
        made = ListOf(made) if item.is_collection else made
        return Allowed(made, _allows(item.constraint, item)) if item.constraint else made


def _under(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _allows(text: str, item: ItemDefinition) -> Callable[[object, Budget], bool]:
    try:
        tests = compile_unary(text)
    except FeelError as error:
        facts = {"text": text, "reason": error.finding}
        raise DmnError("bad_feel", facts, element=item.name, line=item.line) from error
    return lambda value, budget: tests.run(Scope({}, budget=budget), value) is True
