"""What an author should mend: findings collected while a form is read, each at its place."""

from collections.abc import Collection
from dataclasses import dataclass, field

from engine import feel
from engine.domain.findings import Finding, Severity
from engine.feel import Expression, FeelSyntaxError, UnaryTests

# What form-js lends every expression besides the answers.
LENT = frozenset({"this", "parent", "i", "_this_", "_parent_", "_i_"})
ROW = frozenset({"this", "_this_"})


@dataclass(frozen=True, slots=True)
class Site:
    """Where an expression stands, what it reads, and which keys the row around it has."""

    pointer: str
    text: str
    reads: frozenset[tuple[str, ...]]
    row: int


@dataclass(slots=True)
class Notes:
    """The findings so far, every expression, the inputs options come from, numbers kept as text."""

    functions: Collection[str] = ()
    findings: list[Finding] = field(default_factory=list)
    sites: list[Site] = field(default_factory=list)
    text_numbers: set[str] = field(default_factory=set)
    option_keys: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    components: int = 0

    def note(self, code: str, pointer: str, **facts: object) -> None:
        """Note an error."""
        self.findings.append(Finding(f"forms.{code}", facts, pointer=pointer))

    def warn(self, code: str, pointer: str, **facts: object) -> None:
        """Note what works, but hardly as meant."""
        self.findings.append(
            Finding(f"forms.{code}", facts, pointer=pointer, severity=Severity.WARNING)
        )

    def expression(self, text: object, pointer: str, row: int) -> Expression | None:
        """Read an expression behind its `=`; one that cannot be read is noted."""
        read = self.formula(text, pointer, row, unary=False)
        return read if isinstance(read, Expression) else None

    def condition(self, text: object, pointer: str, row: int) -> UnaryTests | None:
        """Read a condition behind its `=`; one that cannot be read is noted."""
        read = self.formula(text, pointer, row, unary=True)
        return read if isinstance(read, UnaryTests) else None

    def formula(
        self, text: object, pointer: str, row: int, *, unary: bool
    ) -> Expression | UnaryTests | None:
        """Read what stands behind `=`, and keep where it stands."""
        if not isinstance(text, str) or not text.startswith("="):
            self.note("no_equals_sign", pointer, text=text)
            return None
        compiling = feel.compile_unary if unary else feel.compile
        try:
            read = compiling(text[1:], self.functions)
        except FeelSyntaxError as problem:
            facts = {"text": text, "position": problem.position + 1, "reason": problem.message}
            self.note("not_feel", pointer, **facts)
            return None
        self.sites.append(Site(pointer, text, read.paths_used, row))
        return read


def is_formula(text: object) -> bool:
    """Tell whether form-js takes a text for an expression."""
    return isinstance(text, str) and text.startswith("=")
