"""Every built-in function, and what the reference page says of it."""

from engine.feel.builtins import (
    contexts,
    conversions,
    json_texts,
    lists,
    moments,
    numbers,
    ranges,
    statistics,
    strings,
)
from engine.feel.builtins.registry import Builtin, functions_of

__all__ = ["BUILTINS", "CATALOGUE", "Builtin"]

ROOMS = (conversions, json_texts, numbers, strings, lists, statistics, moments, ranges, contexts)
CATALOGUE = tuple(
    declared for room in ROOMS for declared in vars(room).values() if isinstance(declared, Builtin)
)
BUILTINS = functions_of(CATALOGUE)
