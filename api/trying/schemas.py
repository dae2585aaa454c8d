"""What the try-out takes and gives."""

from marshmallow import fields

from api.schemas import Length, Schema

LONGEST_EXPRESSION = 20_000
LARGEST_FILE = 1_000_000
NOW = "ISO 8601 with an offset; without it now() and today() are null"


class Question(Schema):
    """The values a text may read, and the instant it is asked at."""

    context = fields.Dict(keys=fields.String(), load_default=dict)
    now = fields.AwareDateTime(load_default=None, metadata={"description": NOW})


class FeelQuestion(Question):
    """An expression to evaluate."""

    expression = fields.String(required=True, validate=Length(LONGEST_EXPRESSION))


class Notice(Schema):
    """Something a person should know: why a value is null, what is probably not meant."""

    code = fields.String(required=True)
    detail = fields.String(required=True)
    position = fields.Integer(metadata={"description": "offset in the text, in characters"})
    element = fields.String(metadata={"description": "the element of the file"})
    line = fields.Integer(metadata={"description": "line of the file, from 1"})
    rule = fields.Integer(metadata={"description": "row of the table, from 1"})


class Answer(Schema):
    """A value as JSON, its FEEL kind (and that in words), and how FEEL writes it."""

    value = fields.Raw(required=True, allow_none=True)
    kind = fields.String(required=True)
    kind_name = fields.String(required=True)
    text = fields.String(required=True)
    warnings = fields.List(fields.Nested(Notice), required=True)


class DmnQuestion(Question):
    """A decision file, and perhaps a decision of it to ask."""

    xml = fields.String(required=True, validate=Length(LARGEST_FILE))
    decision = fields.String(load_default=None, metadata={"description": "name or id"})


class Input(Schema):
    """What has to be handed in."""

    name = fields.String(required=True)
    label = fields.String(required=True, metadata={"description": "what its column is called"})
    type = fields.String(required=True, metadata={"description": "a FEEL type; Any if unknown"})
    allowed = fields.List(
        fields.Raw(), required=True, metadata={"description": "its only values, where listed"}
    )
    mentioned = fields.List(
        fields.Raw(), required=True, metadata={"description": "values the tables compare it with"}
    )


class Column(Schema):
    """A column of a decision table."""

    name = fields.String(required=True)
    expression = fields.String(required=True)


class Rule(Schema):
    """A row of a decision table, as written."""

    id = fields.String(required=True)
    tests = fields.List(fields.String(), required=True)
    results = fields.List(fields.String(), required=True)
    notes = fields.List(fields.String(), required=True)


class Table(Schema):
    """A decision table as drawn."""

    id = fields.String(required=True)
    hit_policy = fields.String(required=True)
    aggregation = fields.String(required=True, allow_none=True)
    inputs = fields.List(fields.Nested(Column), required=True)
    outputs = fields.List(fields.Nested(Column), required=True)
    rules = fields.List(fields.Nested(Rule), required=True)


class Decision(Schema):
    """A question the file answers."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    inputs = fields.List(fields.Nested(Input), required=True)
    table = fields.Nested(Table, required=True, allow_none=True)


class Fired(Schema):
    """A rule that spoke: of which table, which row, and with which values."""

    element = fields.String(required=True)
    table = fields.String(required=True)
    rule = fields.Integer(required=True)
    inputs = fields.Dict(keys=fields.String(), required=True)
    outputs = fields.Dict(keys=fields.String(), required=True)


class DmnValue(Answer):
    """The answer of a decision, and the rules that spoke."""

    fired = fields.List(fields.Nested(Fired), required=True)


class DmnAnswer(Schema):
    """What a file holds, and the answer if one was asked for."""

    name = fields.String(required=True)
    decisions = fields.List(fields.Nested(Decision), required=True)
    faults = fields.List(
        fields.Nested(Notice), required=True, metadata={"description": "parts that answer null"}
    )
    findings = fields.List(
        fields.Nested(Notice),
        required=True,
        metadata={"description": "gaps, overlaps and slips; looked for when no decision is asked"},
    )
    answer = fields.Nested(DmnValue, required=True, allow_none=True)
