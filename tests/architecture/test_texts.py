"""The catalogue says the same things in both languages."""

import string

import pytest

from engine.texts import LANGUAGES, catalogue, say


def facts_of(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_every_sentence_exists_in_every_language() -> None:
    keys = [set(catalogue(language)) for language in LANGUAGES]
    assert keys[0] == keys[1]


def test_a_sentence_names_the_same_facts_in_every_language() -> None:
    differing = [
        key
        for key, sentence in catalogue("zh").items()
        if facts_of(sentence) != facts_of(catalogue("en")[key])
    ]
    assert differing == []


def test_an_unknown_key_is_an_error_and_not_an_empty_sentence() -> None:
    with pytest.raises(KeyError):
        say("feel.no_such_sentence")
