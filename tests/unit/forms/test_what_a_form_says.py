"""What others ask a form: its keys, labels, options, evidence, free text, schema."""

from pathlib import Path

import pytest
from flask import Flask
from flask_smorest import Api, Blueprint

from forms import check_form, read_form
from forms.kinds import GROUP, KEYED, LIST, SHOWN, SPECIAL
from tests.unit.forms.drawing import component, drawing, form

INTAKE = form(
    component("text", id="t", text="# 受理"),
    component("textarea", "note", label="处置摘要"),
    component("textfield", "unit", special="department"),
    component("expression", "long", expression="=string length(note) > 100"),
    component("expression", "late", expression="=hours > 8"),
    component("filepicker", "photo", special="photo", label="{{x}}"),
    component("radio", "kind", label="类别"),
    component("number", "shown", disabled=True),
    component(
        "dynamiclist",
        "steps",
        components=[
            component("textfield", "what"),
            component("expression", "copy", expression="=this.what"),
        ],
    ),
    component("expression", "first", expression="=steps[1].what"),
)


def test_the_keys_are_what_can_be_written() -> None:
    assert "steps.what" in INTAKE.keys
    assert INTAKE.fields.keys() - INTAKE.keys == {"shown"}


def test_free_text_is_what_people_write_and_what_is_computed_from_it() -> None:
    assert INTAKE.free_text == {"note", "long", "steps.what", "steps.copy", "first"}


def test_names_from_outside_are_told() -> None:
    assert INTAKE.reads == {"hours"}


def test_labels_and_options_are_for_summaries_and_print() -> None:
    assert INTAKE.labels["note"] == "处置摘要"
    assert INTAKE.labels["photo"] == "photo"
    assert INTAKE.options == {"kind": {"done": "DONE", "joint": "JOINT", "reject": "REJECT"}}
    assert INTAKE.evidence == {"photo"}


def test_a_group_may_take_the_components_of_a_shared_form() -> None:
    contact = read_form(drawing(component("textfield", "name"), id="contact"))
    group = component("group", "who", properties={"shaodaoForm": "contact"})
    drawn = read_form(drawing(group), shared={"contact": contact})
    assert drawn.clean({"who": {"name": "x"}}).answers == {"who": {"name": "x"}}
    assert drawn.drawing["components"][0]["components"][0]["key"] == "name"
    assert check_form(drawing(group), shared={"contact": contact}) == []


def test_the_schema_describes_the_answers_and_checks_them_by_itself() -> None:
    assert INTAKE.schema() is INTAKE.schema()
    assert INTAKE.schema()().load({"note": "x", "kind": "done"})["kind"] == "done"
    app = Flask("forms", root_path=".")
    app.config |= {"API_TITLE": "t", "API_VERSION": "1", "OPENAPI_VERSION": "3.1.0"}
    blueprint = Blueprint("forms", "forms")

    @blueprint.post("/answers")
    @blueprint.arguments(INTAKE.schema())
    def answer(answers: object) -> None:
        """Take answers."""

    api = Api(app)
    api.register_blueprint(blueprint)
    schemas = api.spec.to_dict()["components"]["schemas"].values()
    (described,) = [each["properties"] for each in schemas if "note" in each.get("properties", {})]
    assert described["note"]["description"] == "处置摘要"
    assert described["steps"]["type"] == "array"


@pytest.mark.parametrize("guide", ["forms.md", "forms.zh.md"])
def test_the_guide_names_every_component_rule_and_special_type(guide: str) -> None:
    text = (Path(__file__).parents[3] / "docs/reference" / guide).read_text(encoding="utf-8")
    rules = {rule for kind in KEYED.values() for rule in kind.rules}
    named = {*KEYED, *SHOWN, *SPECIAL, *rules, GROUP, LIST}
    assert {name for name in named if f"`{name}`" not in text} == set()


def test_what_is_chosen_out_of_free_text_is_free_text() -> None:
    note = {"id": "n", "type": "textfield", "key": "note", "label": "说明"}
    choice = {"id": "c", "type": "select", "label": "选", "valuesExpression": "=[note]"}
    coded = {**choice, "id": "d", "valuesExpression": "=[count]"}
    count = {"id": "m", "type": "number", "key": "count", "label": "数"}
    components = [{**choice, "key": "quoted"}, note, {**coded, "key": "coded"}, count]
    assert read_form({"id": "f", "components": components}).free_text == {"note", "quoted"}
