"""Verbs: what a service task in a drawing may ask for, one file each."""

from collections.abc import Mapping

from engine.verbs.close_case import CLOSE_CASE
from engine.verbs.notify import NOTIFY
from engine.verbs.port import Verb
from engine.verbs.set_clocks import SET_CLOCKS

VERBS: Mapping[str, Verb] = {verb.name: verb for verb in (CLOSE_CASE, NOTIFY, SET_CLOCKS)}
