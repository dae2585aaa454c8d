"""The requirements graph: what an element reads, imports, services, circles."""

from decimal import Decimal
from pathlib import Path

import pytest

from engine.dmn import DmnError, Where, load
from engine.feel import Budget, BudgetExceeded
from engine.texts import LANGUAGES, say
from tests.unit.dmn.drawing import (
    decision,
    definitions,
    input_data,
    item,
    knowledge,
    literal,
    table,
)


def fault(*elements: str) -> DmnError:
    with pytest.raises(DmnError) as refusal:
        load(definitions(*elements))
    return refusal.value


def service(name: str, outputs: list[str], *, inputs: str = "", type_ref: str = "") -> str:
    type_ = f' typeRef="{type_ref}"' if type_ref else ""
    drawn = "".join(f'<outputDecision href="#{output}"/>' for output in outputs)
    return (
        f'<decisionService id="{name}" name="{name}"><variable name="{name}"{type_}/>'
        f"{drawn}{inputs}</decisionService>"
    )


BASE = decision("base", literal("n * 2"), needs=["n"])
TOP = decision("top", literal("base + 1"), needs=["@base"])


def test_a_decision_reads_the_decisions_it_requires() -> None:
    model = load(definitions(input_data("n", "number"), BASE, TOP))
    assert model.decide("top", {"n": 3}).value == Decimal(7)


def test_a_decision_reads_nothing_it_does_not_require() -> None:
    model = load(definitions(input_data("n"), decision("d", literal("n"))))
    assert model.decide("d", {"n": 3}).value is None


def test_an_element_is_found_by_name_or_id() -> None:
    drawn = decision("d", literal("1")).replace('id="d"', 'id="_1"')
    model = load(definitions(drawn))
    assert model.decide("d", {}).value == model.decide("_1", {}).value == Decimal(1)


def test_an_unknown_decision_is_refused_with_the_known_names() -> None:
    model = load(definitions(BASE.replace('href="#n"', 'href="#base2"'), decision("base2", "")))
    with pytest.raises(DmnError) as refusal:
        model.decide("else", {})
    assert refusal.value.facts == {"name": "else", "names": "base, base2"}


def test_an_input_of_the_wrong_type_is_null_and_told() -> None:
    model = load(definitions(input_data("n", "number"), decision("d", literal("n"), needs=["n"])))
    result = model.decide("d", {"n": "three"})
    assert result.value is None
    assert result.warnings[0].facts == {"type": "number", "kind": "string"}


def test_a_list_of_one_is_its_item_where_an_item_is_wanted() -> None:
    model = load(definitions(input_data("n", "number"), decision("d", literal("n"), needs=["n"])))
    assert model.decide("d", {"n": [3]}).value == Decimal(3)


def test_a_value_outside_the_allowed_values_of_its_type_is_null() -> None:
    level = item(
        "level", '<typeRef>string</typeRef><allowedValues><text>"高","低"</text></allowedValues>'
    )
    model = load(
        definitions(level, input_data("l", "level"), decision("d", literal("l"), needs=["l"]))
    )
    assert [model.decide("d", {"l": value}).value for value in ("高", "中")] == ["高", None]


def test_a_type_may_hold_itself() -> None:
    parts = (
        '<itemComponent name="name"><typeRef>string</typeRef></itemComponent>'
        '<itemComponent name="inside" isCollection="true"><typeRef>place</typeRef></itemComponent>'
    )
    model = load(
        definitions(
            item("place", parts),
            input_data("p", "place"),
            decision("d", literal("p.inside[1].name"), needs=["p"]),
        )
    )
    street = {"name": "街道", "inside": [{"name": "社区", "inside": []}]}
    assert model.decide("d", {"p": street}).value == "社区"
    assert (
        model.decide("d", {"p": {"name": "街道", "inside": [{"name": 1, "inside": []}]}}).value
        is None
    )


def test_a_type_constraint_speaks_of_the_whole_collection() -> None:
    inside = (
        "<typeRef>number</typeRef><typeConstraint><text>count(?) &lt; 3</text></typeConstraint>"
    )
    model = load(
        definitions(
            item("few", inside, is_collection=True),
            input_data("f", "few"),
            decision("d", literal("count(f)"), needs=["f"]),
        )
    )
    assert model.decide("d", {"f": [1, 2]}).value == Decimal(2)
    assert model.decide("d", {"f": [1, 2, 3]}).value != Decimal(3)


def test_business_knowledge_is_asked_by_name_and_may_call_itself() -> None:
    logic = literal("if n < 2 then 1 else n * factorial(n - 1)")
    model = load(definitions(knowledge("factorial", {"n": "number"}, logic)))
    assert model.decide("factorial", {"n": 5}).value == Decimal(120)


def test_endless_recursion_ends_with_the_budget() -> None:
    model = load(definitions(knowledge("f", {"n": ""}, literal("f(n)"))))
    with pytest.raises(BudgetExceeded):
        model.decide("f", {"n": 1})


def test_one_budget_covers_all_decisions_of_a_question() -> None:
    model = load(definitions(input_data("n", "number"), BASE, TOP))
    with pytest.raises(BudgetExceeded):
        model.decide("top", {"n": 3}, budget=Budget(1))


def test_a_service_of_one_output_gives_its_value_and_of_several_a_context() -> None:
    elements = [decision("a", literal("1")), decision("b", literal("2"))]
    model = load(definitions(*elements, service("one", ["a"]), service("two", ["a", "b"])))
    assert model.decide("one", {}).value == Decimal(1)
    assert model.decide("two", {}).value == {"a": Decimal(1), "b": Decimal(2)}


def test_a_service_takes_its_input_decisions_from_the_caller_and_nothing_else() -> None:
    drawn = service("s", ["top"], inputs='<inputDecision href="#base"/>')
    caller = decision("caller", literal("[s(10), base]"), needs=["@base"], knows=["s"])
    model = load(definitions(input_data("n", "number"), BASE, TOP, drawn, caller))
    assert model.decide("caller", {"n": 3}).value == [Decimal(11), Decimal(6)]


def test_imported_elements_are_read_under_the_name_of_the_import(tmp_path: Path) -> None:
    library = definitions(
        input_data("n"),
        decision("twice n", literal("n * 2"), needs=["n"]),
        knowledge("add", {"a": "", "b": ""}, literal("a + b")),
        item("tall", "<typeRef>number</typeRef>"),
        of="urn:library",
    )
    user = definitions(
        '<import name="lib" namespace="urn:library" importType="dmn"/>',
        input_data("m", "lib.tall"),
        decision(
            "d",
            literal("lib.add(lib.twice n, m)"),
            knows=["urn:library#add"],
            needs=["@urn:library#twice n", "m"],
        ),
    )
    context = {"{urn:library}n": 4, "m": 1}
    assert load(user, {"library": library}).decide("d", context).value == Decimal(9)
    (tmp_path / "library.dmn").write_bytes(library)
    assert load(user, tmp_path).decide("d", {"n": 5, "m": 1}).value == Decimal(11)


def test_an_import_that_is_not_there_is_refused() -> None:
    assert fault('<import name="lib" namespace="urn:library"/>').code == "import_missing"


def test_files_that_import_each_other_are_refused() -> None:
    one = definitions('<import name="two" namespace="urn:two"/>', of="urn:one")
    two = definitions('<import name="one" namespace="urn:one"/>', of="urn:two")
    with pytest.raises(DmnError) as refusal:
        load(one, {"one": one, "two": two})
    assert refusal.value.code == "import_cycle"


def test_a_circle_of_requirements_is_refused_with_its_members() -> None:
    error = fault(
        decision("a", literal("b"), needs=["@b"]), decision("b", literal("a"), needs=["@a"])
    )
    assert (error.code, error.facts) == ("requirement_cycle", {"names": "a, b"})


def test_a_chain_beyond_the_cap_is_refused() -> None:
    chain = [decision("d0", literal("1"))]
    chain += [decision(f"d{n}", literal("1"), needs=[f"@d{n - 1}"]) for n in range(1, 100)]
    assert fault(*chain).code == "chain_too_long"


def test_a_reference_to_nothing_is_refused_with_its_line() -> None:
    error = fault(decision("a", literal("b"), needs=["b"]))
    assert (error.code, error.facts, error.line) == ("href_missing", {"id": "b"}, 1)


@pytest.mark.parametrize("other", ["a", "b"])
def test_a_name_or_id_used_twice_is_refused(other: str) -> None:
    twice = decision(other, literal("2")).replace(f'id="{other}"', 'id="a"')
    assert fault(decision("a", literal("1")), twice).code == "duplicate"


def test_an_unknown_type_is_refused() -> None:
    assert fault(input_data("n", "numbr")).facts == {"type": "numbr"}


def test_a_type_that_is_only_itself_is_refused() -> None:
    cycle = [item(a, f"<typeRef>{b}</typeRef>") for a, b in (("a", "b"), ("b", "a"))]
    assert fault(*cycle).code == "type_cycle"


def test_bad_feel_is_refused_with_element_and_reason() -> None:
    error = fault(decision("a", literal("1 +")))
    assert (error.code, error.element) == ("bad_feel", "a")
    assert "1 +" in error.sentence()


def test_with_a_list_of_faults_the_rest_of_the_file_can_be_asked() -> None:
    faults: list[DmnError] = []
    file = definitions(decision("a", literal("1 +")), decision("b", literal("2")))
    model = load(file, faults=faults)
    assert [error.code for error in faults] == ["bad_feel"]
    assert (model.decide("a", {}).value, model.decide("b", {}).value) == (None, Decimal(2))


def test_a_decision_that_needs_itself_is_a_circle() -> None:
    assert fault(decision("a", literal("a"), needs=["@a"])).facts == {"names": "a"}


def test_business_knowledge_that_says_it_needs_itself_is_recursion() -> None:
    logic = literal("if n < 1 then 0 else 1 + f(n - 1)")
    model = load(definitions(knowledge("f", {"n": "number"}, logic, knows=["f"])))
    assert model.decide("f", {"n": 3}).value == Decimal(3)


def test_a_circle_names_only_its_members() -> None:
    error = fault(
        decision("user", literal("a"), needs=["@a"]),
        decision("a", literal("b"), needs=["@b"]),
        decision("b", literal("a"), needs=["@a"]),
    )
    assert error.facts == {"names": "a, b"}


def test_deep_boxes_that_recurse_end_with_the_budget() -> None:
    body = literal("f(n)")
    for _ in range(40):
        body = f'<context><contextEntry><variable name="x"/>{body}</contextEntry></context>'
    model = load(definitions(knowledge("f", {"n": ""}, body)))
    with pytest.raises(BudgetExceeded):
        model.decide("f", {"n": 1})


def test_bad_feel_in_a_cell_is_refused_with_its_rule_and_column() -> None:
    for rule in (["1 +", "1"], ["-", "1 +"]):
        error = fault(input_data("n"), decision("d", table(["n"], ["out"], [rule]), needs=["n"]))
        assert (error.code, error.facts["row"]) == ("bad_cell", 1)
        assert error.facts["column"] == ("out" if rule[0] == "-" else "n")


def test_bad_feel_in_allowed_values_is_refused() -> None:
    inside = "<typeRef>number</typeRef><allowedValues><text>1 +</text></allowedValues>"
    assert fault(item("t", inside)).code == "bad_feel"


def test_a_faulty_part_that_is_asked_says_so() -> None:
    faults: list[DmnError] = []
    model = load(definitions(decision("a", literal("1 +"))), faults=faults)
    assert [warning.key for warning in model.decide("a", {}).warnings] == ["dmn.faulty"]


def test_all_faults_of_a_file_are_collected_and_what_is_left_can_be_asked() -> None:
    faults: list[DmnError] = []
    chain = [decision("d0", literal("1"))]
    chain += [decision(f"d{n}", literal("1"), needs=[f"@d{n - 1}"]) for n in range(1, 70)]
    drawn = table(["n"], ["out"], [["1 +", "1"], ["-", "2"]], hit="FIRST")
    file = definitions(
        *chain,
        decision("twice", literal("1")),
        decision("twice", literal("2")),
        decision("lost", literal("1"), needs=["nothing"]),
        decision("round", literal("1"), needs=["@round"]),
        item("t", "<typeRef>unheard</typeRef>"),
        input_data("n", "t"),
        decision("table", drawn, needs=["n"]),
    )
    model = load(file, faults=faults)
    assert {error.code for error in faults} == {
        *("chain_too_long", "duplicate", "href_missing"),
        *("requirement_cycle", "unknown_type", "bad_cell"),
    }
    names = ("d69", "twice", "lost", "round", "table")
    values = [model.decide(name, {"n": 5}).value for name in names]
    assert values == [Decimal(n) for n in (1, 1, 1, 1, 2)]


def test_a_function_may_be_an_input_with_a_type() -> None:
    inside = (
        '<functionItem outputTypeRef="number">'
        '<parameters name="x" typeRef="number"/></functionItem>'
    )
    bound = knowledge("double", {"x": "number"}, literal("x * 2"))
    apply = knowledge("apply", {"f": "tF", "x": "number"}, literal("f(x)"))
    drawn = decision("d", literal("apply(double, 4)"), knows=["apply", "double"])
    model = load(definitions(item("tF", inside), bound, apply, drawn))
    assert model.decide("d", {}).value == Decimal(8)


def test_a_type_of_an_import_is_read_in_the_words_of_version_1_1() -> None:
    library = definitions(item("tall", "<typeRef>number</typeRef>"), of="urn:library")
    user = definitions(
        '<import name="lib" namespace="urn:library"/>',
        input_data("n", "l:tall"),
        decision("d", literal("n"), needs=["n"]),
    ).replace(b"<definitions ", b'<definitions xmlns:l="urn:library" ')
    model = load(user, {"library": library})
    assert [model.decide("d", {"n": value}).value for value in (1, "x")] == [Decimal(1), None]


def test_an_import_without_a_name_adds_to_the_names_of_the_file() -> None:
    library = definitions(
        item("tall", "<typeRef>number</typeRef>"), decision("one", literal("1")), of="urn:library"
    )
    user = definitions(
        '<import name="" namespace="urn:library"/>',
        input_data("n", "tall"),
        decision("d", literal("one + n"), needs=["@urn:library#one", "n"]),
    )
    assert load(user, {"library": library}).decide("d", {"n": 1}).value == Decimal(2)


def test_a_broken_file_nobody_imports_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "broken.dmn").write_text("<")
    (tmp_path / "library.dmn").write_bytes(definitions(decision("one", literal("1")), of="urn:l"))
    user = definitions(
        '<import name="l" namespace="urn:l"/>',
        decision("d", literal("l.one"), needs=["@urn:l#one"]),
    )
    assert load(user, tmp_path).decide("d", {}).value == Decimal(1)


def test_a_folder_of_too_many_files_is_refused(tmp_path: Path) -> None:
    for number in range(101):
        (tmp_path / f"{number}.dmn").write_text("<")
    with pytest.raises(DmnError) as refusal:
        load(definitions('<import name="l" namespace="urn:l"/>'), tmp_path)
    assert refusal.value.code == "too_many_files"


def test_business_knowledge_without_logic_is_null() -> None:
    drawn = knowledge("k", {}, "").replace("<encapsulatedLogic></encapsulatedLogic>", "")
    assert load(definitions(drawn)).decide("k", {}).value is None


def test_external_business_knowledge_is_null_and_told() -> None:
    drawn = knowledge("k", {}, literal("1")).replace(
        "<encapsulatedLogic>", '<encapsulatedLogic kind="PMML">'
    )
    result = load(definitions(drawn)).decide("k", {})
    assert (result.value, result.warnings[0].facts) == (None, {"kind": "PMML"})


@pytest.mark.parametrize(
    ("where", "key"),
    [(Where("d", 3), "at"), (Where("d", 3, 2), "at_rule"), (Where("d", 3, 2, "x"), "at_cell")],
)
def test_a_sentence_says_where_as_exactly_as_is_known(where: Where, key: str) -> None:
    facts = {"element": "d", "line": 3, "row": 2, "column": "x", "sentence": "S"}
    for language in LANGUAGES:
        assert where.say("S", language) == say(f"dmn.{key}", facts, language)


COSTLY = (
    "<typeRef>number</typeRef>"
    "<allowedValues><text>count(for i in 1..20000 return i) &gt; ?</text></allowedValues>"
)


def test_what_types_allow_is_judged_within_the_budget_of_the_question() -> None:
    many = item("ts", "<typeRef>t</typeRef>", is_collection=True)
    asked = decision("d", literal("1"), needs=["n"])
    model = load(definitions(item("t", COSTLY), many, input_data("n", "ts"), asked))
    assert model.decide("d", {"n": [1]}).value == 1
    with pytest.raises(BudgetExceeded):
        model.decide("d", {"n": [1] * 100})


def test_a_caution_names_kinds_and_values_as_people_write_them() -> None:
    unlike = load(definitions(decision("d", literal('1 > "a"')))).decide("d", {}).warnings[0]
    assert "数字与文字" in unlike.say("zh")
    drawn = table(["n | 1, 2"], ["o"], [["-", "1"]])
    file = definitions(input_data("n"), decision("d", drawn, needs=["n"]))
    strange = load(file).decide("d", {"n": {"a": [Decimal(5)]}}).warnings[0]
    assert "{a: [5]}" in strange.say("zh")
