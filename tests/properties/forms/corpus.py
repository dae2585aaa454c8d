"""Forms and what is typed into them, made from a seed: the same ones in every run.

What the page and the server see differently on purpose is left out: a condition on a field whose
own condition hangs on a third hidden field (the page still knows what was typed there), one on a
number that travels as text (authors are warned), and what feel-in-the-browser.md
lists.
"""

from dataclasses import dataclass
from random import Random

TEXTS = (
    "", " ", "　", "a", "ab1", "张三", "13800138000", "😀", "  甲乙丙  ", "x@y.cn", "a@b", "@",
    "\ufeff12", "line\nbreak", "12345678901234567890",
)  # fmt: skip
NUMBERS = (None, 0, 1, -1, 2.5, 0.1, 0.25, 3, 7, 10, 1e3, 12345678.9, 0.30000000000000004)
PATTERNS = (r"^\d+$", r"\w", "^1[3-9]\\d{9}$", "[一-龥]", r"^\s*$", "a|b", r"\S{3,}", r"^.{1,2}$")
CODES = ("done", "joint", "reject")


@dataclass(frozen=True)
class Question:
    """A form, and what somebody typed into its fields, hidden ones too."""

    schema: dict[str, object]
    typed: dict[str, object]


def questions(seed: int, count: int) -> list[Question]:
    """Make forms of three to eight components, and answers to each."""
    random = Random(seed)  # noqa: S311 - a corpus, not a secret
    return [Author(random).question() for _ in range(count)]


class Author:
    """Draws one form and fills it in."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.count = 0
        self.plain: list[tuple[str, str]] = []  # shown whatever is answered: key and type
        self.hiding: list[tuple[str, str]] = []

    def question(self) -> Question:
        """Draw a form and fill it in."""
        typed: dict[str, object] = {}
        components = [self.component(typed) for _ in range(self.random.randint(3, 8))]
        schema = {"type": "default", "id": "f", "schemaVersion": 19, "components": components}
        return Question(schema, typed)

    def component(self, typed: dict[str, object]) -> dict[str, object]:
        """Draw a field, a group of fields, or a list of rows."""
        chance = self.random.random()
        if chance < 0.1:
            return self.group(typed)
        if chance < 0.2:
            return self.rows(typed)
        hide = self.condition(self.plain + self.hiding)
        component = self.field(typed, reads=self.plain)
        known = (str(component["key"]), str(component["type"]))
        if "serializeToString" in component:
            return component
        if hide and self.random.random() < 0.5:
            component["conditional"] = {"hide": hide[0]}
            if not hide[1]:
                self.hiding.append(known)
        else:
            self.plain.append(known)
        return component

    def group(self, typed: dict[str, object]) -> dict[str, object]:
        """Draw a group, with or without a path, hidden or not."""
        path = self.name("g") if self.random.random() < 0.5 else ""
        inner: dict[str, object] = {}
        fields = [self.field(inner, reads=self.plain) for _ in range(self.random.randint(1, 2))]
        typed.update({path: inner} if path else inner)
        drawn: dict[str, object] = {"type": "group", "id": self.name("i"), "components": fields}
        if path:
            drawn["path"] = path
        hide = self.condition(self.plain)
        return drawn | ({"conditional": {"hide": hide[0]}} if hide else {})

    def rows(self, typed: dict[str, object]) -> dict[str, object]:
        """Draw a list of rows whose second field may be hidden by the first, or by the form."""
        path, first = self.name("l"), self.name("k")
        texts: list[dict[str, object]] = [
            {first: self.random.choice(TEXTS)} for _ in range(self.random.randint(0, 3))
        ]
        drawn = self.field({}, reads=self.plain)
        for row in texts:
            if "disabled" not in drawn:
                row[str(drawn["key"])] = self.value(drawn)
        outer = self.condition(self.plain)
        hide = self.random.choice([f'=this.{first} = "a"', "=i[1] = 2", outer[0] if outer else ""])
        drawn["conditional"] = {"hide": hide}
        typed[path] = texts
        key = {"type": "textfield", "id": first, "key": first, "validate": self.rules("textfield")}
        return {
            "type": "dynamiclist",
            "id": path,
            "path": path,
            "isRepeating": True,
            "components": [key, drawn],
        }

    def field(self, typed: dict[str, object], *, reads: list[tuple[str, str]]) -> dict[str, object]:
        """Draw a field with rules of its own, and type something into it."""
        kinds = ("textfield", "textarea", "number", "checkbox", "radio", "checklist", "taglist")
        kind = self.random.choice(kinds)
        key = self.name("k")
        drawn: dict[str, object] = {"type": kind, "id": key, "key": key}
        if kind in {"radio", "checklist", "taglist"}:
            drawn["values"] = [{"label": code, "value": code} for code in CODES]
        if kind == "number":
            drawn |= self.some({"decimalDigits": [0, 1, 2], "increment": [1, 0.1, 2.5]})
            drawn |= self.some({"serializeToString": [True]})
        drawn |= self.some({"disabled": [True]}, 0.05)
        drawn["validate"] = self.rules(kind, reads)
        if "disabled" not in drawn:
            typed[key] = self.value(drawn)
        return drawn

    def rules(self, kind: str, reads: list[tuple[str, str]] | None = None) -> dict[str, object]:
        """Draw the rules of a field; a bound may be computed from another."""
        numbers = [f"={key}" for key, other in reads or [] if other == "number"]
        bounds = [0, 1, 2.5, "3", "=1 + 1", "=null", '="x"', *numbers]
        lengths = [0, 1, 2, 5, "=2", "=null"]
        rules = self.some({"required": [True, False]}, 0.5)
        if kind == "number":
            rules |= self.some({"min": bounds, "max": bounds}, 0.4)
        if kind in {"textfield", "textarea"}:
            rules |= self.some({"minLength": lengths, "maxLength": lengths}, 0.4)
        if kind == "textfield":
            rules |= self.some({"pattern": list(PATTERNS), "validationType": ["email"]}, 0.3)
        return rules

    def value(self, drawn: dict[str, object]) -> object:
        """Type something into a field."""
        choose = self.random.choice
        match drawn["type"]:
            case "number":
                number = choose(NUMBERS)
                return (
                    str(number) if "serializeToString" in drawn and number is not None else number
                )
            case "checkbox":
                return choose([True, False])
            case "radio":
                return choose([None, *CODES])
            case "checklist" | "taglist":
                return self.random.sample(CODES, self.random.randint(0, 3))
        return choose(TEXTS)

    def condition(self, keys: list[tuple[str, str]]) -> tuple[str, bool] | None:
        """Write a condition on a field drawn before, and say whether that one may be hidden."""
        if not keys:
            return None
        key, kind = self.random.choice(keys)
        tests = {
            "number": [
                f"={key} > 2",
                f"={key} = null",
                f"={key} != null and ({key} in [1..5])",
                f"={key} != 0",
            ],
            "checkbox": [f"={key}", f"={key} = false", f"=not({key})"],
            "radio": [f'={key} = "done"', f'={key} != "joint"', f"={key} = null"],
            "checklist": [f'=list contains({key}, "joint")', f"=count({key}) > 1"],
            "taglist": [f'=list contains({key}, "done")', f"=count({key}) = 0"],
        }
        texts = [f'={key} = ""', f"=string length({key}) > 2", f'=contains({key}, "1")']
        return self.random.choice(tests.get(kind, texts)), (key, kind) in self.hiding

    def some(self, parts: dict[str, list[object]], chance: float = 0.3) -> dict[str, object]:
        """Take some settings, each with one of its values."""
        return {
            name: self.random.choice(choices)
            for name, choices in parts.items()
            if self.random.random() < chance
        }

    def name(self, letter: str) -> str:
        """Give a name not used before."""
        self.count += 1
        return f"{letter}{self.count}"
