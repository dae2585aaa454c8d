"""YAML as a tree that knows its lines; texts stay as they are written."""

import re
from typing import Any

import yaml

from engine.domain.findings import Finding
from engine.domain.refusals import ScenarioInvalid

# YAML 1.2: `yes`, `on` and `09:10` are texts.
WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
WHOLE = re.compile(r"-?(0|[1-9]\d{0,17})")
DECIMAL = re.compile(r"-?(0|[1-9]\d{0,17})\.\d{1,17}")
DEEPEST = 30


class Table(dict[str, Any]):
    """A mapping, the line it begins at and the line of each key."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


def read_tree(text: str, file: str) -> Table:
    """Read a file that holds one mapping.

    Raises:
        ScenarioInvalid: It is no YAML, or uses what this format does without.
    """
    try:
        _refuse_excess(text, file)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise wrong("no_yaml", file, _line(getattr(error, "problem_mark", None))) from error
    if not isinstance(node, yaml.MappingNode):
        raise wrong("no_table", file, 1)
    return _table(node, file)


def wrong(rule: str, file: str, line: int, **facts: object) -> ScenarioInvalid:
    """Make the refusal of one thing that is wrong in a file."""
    return ScenarioInvalid(
        file=file, errors=(Finding(f"rehearsal.{rule}", facts, file, line=line),)
    )


def _refuse_excess(text: str, file: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            raise wrong("alias", file, _line(event.start_mark))
        if depth > DEEPEST:
            raise wrong("too_deep", file, _line(event.start_mark))


def _value(node: yaml.Node, file: str) -> Any:
    if isinstance(node, yaml.MappingNode):
        return _table(node, file)
    if isinstance(node, yaml.SequenceNode):
        return [_value(inside, file) for inside in node.value]
    return _scalar(node)


def _line(mark: Any) -> int:
    """Give a line as people count; the first where nothing is known."""
    return mark.line + 1 if mark else 1


def _table(node: yaml.MappingNode, file: str) -> Table:
    table = Table(_line(node.start_mark))
    for name, value in node.value:
        line = _line(name.start_mark)
        if not isinstance(name, yaml.ScalarNode):
            raise wrong("no_key", file, line)
        if name.value in table:
            raise wrong("key_twice", file, line, key=name.value)
        table[name.value] = _value(value, file)
        table.lines[name.value] = line
    return table


def _scalar(node: yaml.Node) -> Any:
    text: str = node.value
    if getattr(node, "style", None) is not None:
        return text
    if text in WORDS:
        return WORDS[text]
    if WHOLE.fullmatch(text):
        return int(text)
    return float(text) if DECIMAL.fullmatch(text) else text
