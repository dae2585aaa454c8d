"""Verbs: what a service task in a drawing may ask for, one file each."""

from collections.abc import Mapping

from engine.verbs.close_case import CLOSE_CASE
from engine.verbs.hold_clocks import HOLD_CLOCKS
from engine.verbs.move_clock import MOVE_CLOCK
from engine.verbs.notify import NOTIFY
from engine.verbs.port import Verb
from engine.verbs.release_clocks import RELEASE_CLOCKS
from engine.verbs.set_clocks import SET_CLOCKS

VERBS: Mapping[str, Verb] = {
    verb.name: verb
    for verb in (CLOSE_CASE, HOLD_CLOCKS, MOVE_CLOCK, NOTIFY, RELEASE_CLOCKS, SET_CLOCKS)
}
