"""Findings about names that mean nothing, with the name that was probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice

from engine.feel.findings import Finding
from engine.feel.parser.lexer import KEYWORDS
from engine.feel.parser.slips import full_width_in

MOST_COMPARED = 200


def unknown_name(name: str, position: int, known: Iterable[str]) -> Finding:
    """Say that nothing has this name."""
    mark = full_width_in(name)
    if mark:
        return Finding("full_width", position, {"name": name, "mark": mark})
    for word in name.split(" "):
        if word.lower() in KEYWORDS:
            return Finding("keyword_in_capitals", position, {"word": word, "small": word.lower()})
    return _with_nearest("unknown_name", position, known, name=name)


def unknown_function(name: str, position: int, known: Iterable[str]) -> Finding:
    """Say that no function has this name."""
    return _with_nearest("unknown_function", position, known, name=name)


def no_such_member(member: str, kind: str, position: int, known: Iterable[str]) -> Finding:
    """Say that a value has no such member."""
    if kind == "null":
        return Finding("member_of_null", position, {"name": member})
    return _with_nearest("no_such_member", position, known, name=member, kind=kind)


def _with_nearest(code: str, position: int, known: Iterable[str], **facts: str) -> Finding:
    compared = [str(name) for name in islice(known, MOST_COMPARED)]
    near = get_close_matches(facts["name"], compared, 1)
    if near:
        return Finding(f"{code}_near", position, {**facts, "nearest": near[0]})
    return Finding(code, position, facts)
