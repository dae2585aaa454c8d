"""Texts that ask for more than they say: each is refused, or done within what it may cost."""

A = "a" * 60
LETTERS = "x" * 1000


def nested(open_: str, inside: str, close: str, times: int) -> str:
    return open_ * times + inside + close * times


def doubling(operation: str, seed: str, times: int, result: str = "{0} = {0}") -> str:
    """Make a context whose every entry is made of the one before, and ask for the last."""
    entries = "".join(
        f", x{i}: {operation.format(*[f'x{i - 1}'] * 8)}" for i in range(1, times + 1)
    )
    return f"{{x0: {seed}{entries}, r: {result.format(f'x{times}')}}}.r"


def unfolding(result: str) -> str:
    """Ask something of a list that shares its parts: small in memory, 8^12 items when unfolded."""
    return doubling(f"[{EIGHT}]", "[1]", 12, result)


EIGHT = ", ".join(["{}"] * 8)
PLUS = " + ".join(["{}"] * 8)

BOMBS: dict[str, str] = {
    # Loops
    "one long loop": "for a in 1..100000000 return a",
    "loops within loops": "for a in 1..1000 return for b in 1..1000 return a * b",
    "a product of loops": "for a in 1..300, b in 1..300, c in 1..300 return 1",
    "some, never satisfied": "some a in 1..100000000 satisfies a < 0",
    "every, for ever": "every a in 1..1000, b in 1..1000, c in 1..1000 satisfies true",
    "a loop over all days": 'for d in @"-999999999-01-01"..@"999999999-12-31" return d',
    "a loop over partial": "for a in 1..3000 return count(partial) + sum(partial)",
    "a loop that keeps its past": "for a in 1..3000 return partial",
    "a filter within a filter": "{l: for a in 1..400 return a, r: l[count(l[item > 0]) > 0]}.r",
    "a filter in a loop": "for a in 1..500 return [1, 2, 3, 4, 5, 6, 7, 8, 9][item = a]",
    "huge bounds": "for a in 1..10**6000 return a",
    "a range asked for its items": "[1..10**6000][item = 5]",
    # Growth
    "lists doubled": doubling(f"concatenate({EIGHT})", "[1, 2, 3, 4, 5, 6, 7, 8]", 8),
    "lists within lists, compared": unfolding("{0} = {0}"),
    "lists within lists, given back": unfolding("{0}"),
    "lists within lists, written": unfolding("string({0})"),
    "lists within lists, flattened": unfolding("flatten({0})"),
    "lists within lists, searched": unfolding("list contains([{0}], [{0}])"),
    "lists within lists, without duplicates": unfolding("distinct values([{0}, {0}, {0}])"),
    "lists within lists, of a type": unfolding(
        "{0} instance of " + "list<" * 12 + "Any" + ">" * 12
    ),
    "lists within lists, as an argument": unfolding(
        "(function(a: " + "list<" * 12 + "number" + ">" * 12 + ") 1)({0})"
    ),
    "lists within lists, in a list": unfolding("{0} in [[{0}], [{0}]]"),
    "lists within lists, filtered": unfolding("[{0}, {0}][item = {0}]"),
    "lists within lists, sorted": unfolding("sort([{0}, {0}], function(a, b) a = b)"),
    "lists flattened and doubled": doubling(f"flatten([{EIGHT}])", "[1, 2, 3, 4]", 10),
    "contexts within contexts": doubling("{{a: {0}, b: {0}, c: {0}}}", "{a: 1}", 30),
    "strings doubled": doubling(PLUS, f'"{LETTERS}"', 12),
    "strings joined": f'string join(for a in 1..90000 return "{LETTERS}")',
    "strings replaced by longer ones": doubling(
        'replace({0}, "x", "xxxxxxxxxxxxxxxx")', '"xxxxxxxx"', 10
    ),
    "strings of lists": doubling("string([{0}, {0}, {0}, {0}, {0}, {0}, {0}, {0}])", '"x"', 12),
    "strings cut into letters": doubling('string join(split({0}, ""), "xxxx")', '"xxxx"', 12),
    "a list appended to in a loop": "for a in 1..2000 return append(partial, a)",
    "a context put into in a loop": (
        "{f: function(c, n) if n = 0 then c else f(context put(c, string(n), c), n - 1),"
        " r: f({}, 200)}.r = null"
    ),
    # Numbers
    "a tower of powers": "9 ** 9 ** 9 ** 9",
    "a power with a huge exponent": "10 ** 999999999",
    "a root of a power": "1.0000000000000000000000000000000001 ** 999999999999",
    "exp of much": "exp(10 ** 30)",
    "many powers": "for a in 1..5000 return 1.000001 ** (a * 1000003)",
    "many logarithms": "for a in 1..20000 return log(a)",
    "many roots": "for a in 1..20000 return sqrt(a)",
    "many exponentials": "for a in 1..20000 return exp(a)",
    "a number written out": "string(10 ** 6144)",
    "many numbers written out": "for a in 1..2000 return string(10 ** 6144 + a)",
    "many modulos": "for a in 1..5000 return modulo(10 ** 6144, a)",
    # Calls
    "a function that calls itself": "{f: function(n) f(n), r: f(1)}.r",
    "a function that calls itself twice": (
        "{f: function(n) if n < 2 then n else f(n - 1) + f(n - 2), r: f(60)}.r"
    ),
    "two functions that call each other": (
        "{f: function(g, n) g(f, n + 1), r: f(function(h, n) h(f, n), 1)}.r"
    ),
    "a function given to itself": "(function(f) f(f))(function(f) f(f))",
    "sorting by a slow rule": (
        "sort(for a in 1..3000 return modulo(a * 7919, 3001), function(x, y) x < y)"
    ),
    "sorting by sorting": (
        "sort(for a in 1..300 return 300 - a,"
        " function(x, y) sort([x, y], function(a, b) a < b)[1] = x)"
    ),
    "sorting in a loop": "for a in 1..2000 return sort([5, 4, 3, 2, 1])",
    # Quadratic work
    "distinct values of many": "distinct values(for a in 1..20000 return a)",
    "duplicate values of many": "duplicate values(for a in 1..20000 return a)",
    "a union of many": "union(for a in 1..20000 return a, for a in 1..20000 return -a)",
    "index of, in a loop": "{l: for a in 1..300 return a, r: for a in l return index of(l, a)}.r",
    "list contains, in a loop": (
        "{l: for a in 1..2000 return a, r: for a in l return list contains(l, -a)}.r"
    ),
    "equal lists, in a loop": (
        "{l: for a in 1..2000 return a, m: for a in l return a, r: for a in l return l = m}.r"
    ),
    "in a long list, in a loop": "{l: for a in 1..2000 return a, r: for a in l return -a in l}.r",
    "reversing in a loop": "{l: for a in 1..2000 return a, r: for a in l return reverse(l)}.r",
    "removing in a loop": "{l: for a in 1..2000 return a, r: for a in l return remove(l, a)}.r",
    "the mode of many": "mode(for a in 1..20000 return a)",
    "the median, in a loop": "{l: for a in 1..1000 return a, r: for a in l return median(l)}.r",
    "merging contexts in a loop": (
        "{c: context(for a in 1..500 return {key: string(a), value: a}),"
        " r: for a in 1..500 return context merge([c, c])}.r"
    ),
    "entries of a context, in a loop": (
        "{c: context(for a in 1..500 return {key: string(a), value: a}),"
        " r: for a in 1..500 return get entries(c)}.r"
    ),
    # Patterns
    "a pattern that backtracks": f'matches("{A}!", "^(a+)+$")',
    "a pattern with choices": f'matches("{A}!", "^(a|aa)+$")',
    "a pattern, many times": (
        f'for i in 1..1000 return matches("{A}!", "^(([a-z])+.)+[A-Z]([a-z])+$")'
    ),
    "a pattern that counts": f'matches("{A}", "((a{{1,100}}){{1,100}}){{1,100}}")',
    "a pattern of patterns": f'for i in 1..1000 return replace("{A}", "(a*)*b", "x" + string(i))',
    "new patterns without end": 'for i in 1..10000 return matches("aaaa", "a{1,9}b" + string(i))',
    "a long text matched often": (
        f'{{t: string join(for i in 1..50 return "{LETTERS}"),'
        ' r: for i in 1..1000 return matches(t, "x*y")}.r'
    ),
    "a long text searched often": (
        f'{{t: string join(for i in 1..50 return "{LETTERS}"),'
        ' r: for i in 1..10000 return contains(t, "xy")}.r'
    ),
    "a long text cut often": (
        f'{{t: string join(for i in 1..50 return "{LETTERS}"),'
        " r: for i in 1..10000 return substring(t, i)}.r"
    ),
    "a long text in capitals often": (
        f'{{t: string join(for i in 1..50 return "{LETTERS}"),'
        " r: for i in 1..10000 return upper case(t)}.r"
    ),
    "a long text compared often": (
        f'{{t: string join(for i in 1..50 return "{LETTERS}"), u: t + "a", v: t + "b",'
        " r: for i in 1..10000 return u < v}.r"
    ),
    # Writing
    "brackets": nested("(", "1", ")", 5000),
    "lists in lists": nested("[", "1", "]", 5000),
    "minus signs": "-" * 5000 + "1",
    "filters of filters": "[1]" + "[1]" * 5000,
    "ifs": "if true then " * 1000 + "1" + " else 2" * 1000,
    "members of members": "a" + ".a" * 5000,
    "functions of functions": "function(a) " * 1000 + "a",
    "contexts in contexts": nested("{a: ", "1", "}", 2000),
    "a long sum": "1" + "+1" * 9000,
    "a long conjunction": "true" + " and true" * 2000,
    "a text beyond the limit": "1" + " " * 30_000,
    "a string without end": '"' + "a" * 10_000,
    "a comment without end": "/*" * 9000,
    "a number of many digits": "9" * 15_000,
    "a number with a huge exponent": "1E999999999",
    "types of types": "1 instance of " + nested("list<", "number", ">", 2000),
    "many names": "{" + ", ".join(f"n {i}: {i}" for i in range(1000)) + "}",
    "names that might be one": "a b c d e f g h i j k l m n o p " * 500,
    "ranges read from text": 'for i in 1..40000 return range("[1..10]")',
    "what is no range read from text": 'for i in 1..40000 return range("a")',
    "numbers read from text": f'for i in 1..20000 return number("{"9" * 200}")',
    "dates read from text": 'for i in 1..40000 return date("2026-11-20")',
    "durations read from text": 'for i in 1..40000 return duration("P1DT2H3M4.567S")',
    # Dates
    "a date in a far year": 'date("999999999-12-31") + duration("P999999999Y")',
    "a duration multiplied": 'duration("P1Y") * 10 ** 6000',
    "a duration divided": 'duration("P1Y") / 10 ** -6000',
    "a duration of many digits": f'duration("P{"9" * 10_000}D")',
    "moments compared across zones": (
        'for i in 1..50000 return @"2026-11-20T08:30:00.5@Asia/Shanghai"'
        ' < @"2026-11-20T08:30:00@Europe/Paris"'
    ),
    "years and months in a loop": (
        'for i in 1..50000 return years and months duration(@"2025-11-21", @"2026-11-20")'
    ),
    "dates added in a loop": 'for i in 1..50000 return @"2026-11-20" + @"P1D"',
}
