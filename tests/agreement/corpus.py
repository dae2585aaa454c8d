"""Expressions and patterns as forms hold them, made from a seed: the same ones in every run."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

FORMS: tuple[dict[str, object], ...] = (
    {
        "amount": 5,
        "people": 0,
        "price": 12.5,
        "name": "王芳",
        "level": "high",
        "urgent": True,
        "night": False,
        "phone": None,
        "tags": ["noise", "stall"],
        "day": "2026-11-20",
        "place": {"grid": {"number": 3}},
        "rows": [
            {"unit": "城管", "minutes": 30, "here": True},
            {"unit": "派出所", "minutes": 120, "here": False},
        ],
    },
    {
        "amount": 120,
        "people": 3,
        "price": 0.25,
        "name": "",
        "level": None,
        "night": True,
        "tags": [],
        "day": "2026-02-28",
        "place": None,
        "rows": [{"unit": None, "minutes": None, "here": None}],
    },
)
TEXTS = (
    "",
    "1",
    "13812345678",
    "A12",
    "a-b",
    "王芳",
    "王 芳",
    "１２",
    "x\n",
    "\u3000",
    "\u00a0",
    "_",
    "Å",
)


@dataclass(frozen=True, slots=True)
class Question:
    """A text of a form, the site it stands at, and what it is asked about."""

    site: str
    text: str
    data: object


def expressions(seed: int, count: int) -> list[Question]:
    """Make expressions of every kind a form may hold, half of them conditions."""
    random = Random(seed)  # noqa: S311 - a corpus, not a secret
    write = Writer(random)
    kinds = (write.number, write.text, write.listed, write.moment)
    asked = [Question("unary", write.truth(3), random.choice(FORMS)) for _ in range(count // 2)]
    return asked + [
        Question("expression", random.choice(kinds)(3), random.choice(FORMS))
        for _ in range(count // 2)
    ]


def patterns(seed: int, count: int) -> list[Question]:
    """Make patterns of a text field, and texts typed into it."""
    random = Random(seed)  # noqa: S311 - a corpus, not a secret
    write = Writer(random)
    return [Question("pattern", write.pattern(), random.choice(TEXTS)) for _ in range(count)]


class Writer:
    """Writes one random text after another."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def one(self, depth: int, leaves: tuple[str, ...], branches: tuple[str, ...]) -> str:
        """Take a leaf, or a branch whose holes ({n} number, {b} truth, …) are filled further."""
        at_end = depth <= 0 or self.random.random() < 0.25
        holes: dict[str, Callable[[int], str]] = {
            "n": self.number,
            "k": self.known,
            "b": self.truth,
            "s": self.text,
            "l": self.listed,
            "d": self.moment,
        }
        written = self.random.choice(leaves if at_end else branches)
        for hole, write in holes.items():
            while "{" + hole + "}" in written:
                written = written.replace("{" + hole + "}", write(depth - 1), 1)
        return written

    def number(self, depth: int) -> str:
        """Write a number."""
        return self.one(depth, NUMBER_LEAVES, NUMBERS)

    def known(self, depth: int) -> str:
        """Write a number that is never empty."""
        return self.one(depth, KNOWN[:-2], KNOWN[-2:])

    def truth(self, depth: int) -> str:
        """Write a condition."""
        return self.one(depth, TRUTH_LEAVES, TRUTHS)

    def text(self, depth: int) -> str:
        """Write a text."""
        return self.one(depth, TEXT_LEAVES, TEXT_BRANCHES)

    def listed(self, depth: int) -> str:
        """Write a list."""
        return self.one(depth, LIST_LEAVES, LISTS)

    def moment(self, depth: int) -> str:
        """Write a date, an instant or a duration."""
        return self.one(depth, MOMENT_LEAVES, MOMENTS)

    def pattern(self) -> str:
        """Write a pattern of one to four pieces, perhaps anchored."""
        pieces = self.random.choices(PIECES, k=self.random.randint(1, 4))
        written = "".join(piece + self.random.choice(TIMES) for piece in pieces)
        return self.random.choice(FRAMES).replace("…", written)


# Left out on purpose: what docs/reference/feel-in-the-browser.md lists as understood otherwise.
KNOWN = ("0", "1", "7", "2.5", "-3", "amount", "people", "price", "({k} + {k})", "({k} * {k})")
NUMBER_LEAVES = ("{k}", "{k}", "place.grid.number", "absent")
NUMBERS = (
    "{n} + {n}", "{n} - {n}", "{n} * {n}", "{n} / {n}", "({n})", "-({n})", "count({l})",
    "(if {b} then {n} else {n})", "sum(rows.minutes)", "string length({s})", "abs({n})",
    "floor({n})", "ceiling({n})",
    "min({n}, {n})", "max(rows.minutes)", "mean([{n}, {n}])", 'number("12.50")', "date(day).day",
    "modulo({n}, 7)", "sum(for r in rows return r.minutes)", "decimal({n}, 1)", "rows[1].minutes",
)  # fmt: skip
TRUTH_LEAVES = (
    "urgent", "night", "true", "false", "amount > 3", 'level = "high"', "phone = null",
    "absent = null",
)  # fmt: skip
TRUTHS = (
    "({n} > {n})", "({n} <= {n})", "({k} = {n})", "({k} != {k})", "({s} = {s})", "({s} < {s})",
    "{b} and {b}", "{b} or {b}", "not({b})", "({b})", "({k} in [1..5])", "({k} in (0..10])",
    "({k} between 1 and 10)", "({s} in ({s}, {s}))", "contains({s}, {s})", "starts with({s}, {s})",
    "list contains({l}, {s})", "(some r in rows satisfies r.minutes != null and r.minutes > {k})",
    "(every r in rows satisfies r.here = true)", "(count({l}) > 0)", "({d} < {d})",
    "(if {b} then {b} else {b})", "({s} = null)", "({n} = null)", "(urgent = true)",
    'matches({s}, "^[a-z]+$")',
)  # fmt: skip
TEXT_LEAVES = (
    '""',
    '"high"',
    '"noise"',
    '"王"',
    "name",
    "level",
    "phone",
    "day",
    "absent",
    "rows[1].unit",
)
TEXT_BRANCHES = (
    "({s} + {s})", "upper case({s})", "lower case({s})", 'substring("王芳芳", 2, 1)',
    "string(amount)", "string(urgent)",
    "(if {b} then {s} else {s})", 'substring before({s}, "i")', 'replace({s}, "i", "o")',
    'string join(tags, "、")', "string({d})",
)  # fmt: skip
LIST_LEAVES = ("tags", "rows.minutes", "rows.unit", "[]", "[1, 2, 3]", "absent")
LISTS = (
    "[{n}, {n}]", "[{s}, {s}]", "rows[minutes > {k}].unit", "rows[here = true].unit",
    "(for r in rows return r.unit)", "append(tags, {s})", 'concatenate(tags, ["road"])',
    "distinct values({l})", "reverse({l})", "tags[item = {s}]", "[1, 2, 3][item > {k}]",
    'split("a,b", ",")', "sublist([1, 2, 3], 2)", "index of(tags, {s})", "flatten([{l}, {l}])",
    "union(tags, [1, 2])", "(for i in 1..3 return i * {k})",
    "sort([3, 1, 2], function(a, b) a < b)",
)  # fmt: skip
MOMENT_LEAVES = ('date("2026-11-20")', "date(day)", 'date("2024-02-29")', "date(absent)")
MOMENTS = (
    '({d} + duration("P1D"))', '({d} - duration("P1M"))', '(date("2026-01-31") + duration("P1M"))',
    "(if {b} then {d} else {d})",
)  # fmt: skip
PIECES = (
    "a", "A", "1", "-", r"\d", r"\D", r"\w", r"\W", r"\s", r"\S", ".", "[a-z]", "[^a-z]",
    "[0-9A-F]", "[一-龥]", r"[\u4e00-\u9fa5]", r"\u738b", r"\x41", "(a|b)", "(?:1|2)", r"\.", r"\/",
    "王|芳", "(?=1)", r"(\d)\1", r"[\w-]", r"[\s\S]", "[]", "[^]", r"\cJ", r"\0", "(?:)", "x|",
    r"\p{L}", "[😀]", r"\b", r"\B",
)  # fmt: skip
TIMES = ("", "", "", "*", "+", "?", "{2}", "{1,3}", "{11}", "*?", "+?", "{2,}", "{,3}")
FRAMES = ("…", "^…$", "^…", "…$", "^(…)$", "^(?:…)*$", r"\b…", r"…\B")
