"""Verbs: what a service task in a drawing may ask for, one file each."""

from collections.abc import Mapping

from engine.verbs.add_unit import ADD_UNIT
from engine.verbs.answer_summons import ANSWER_SUMMONS
from engine.verbs.close_case import CLOSE_CASE
from engine.verbs.drop_voice import DROP_VOICE
from engine.verbs.exclude_unit import EXCLUDE_UNIT
from engine.verbs.find_similar import FIND_SIMILAR
from engine.verbs.free_slot import FREE_SLOT
from engine.verbs.hold_clocks import HOLD_CLOCKS
from engine.verbs.invite_voices import INVITE_VOICES
from engine.verbs.keep_facts import KEEP_FACTS
from engine.verbs.look_up import LOOK_UP
from engine.verbs.merge_case import MERGE_CASE
from engine.verbs.move_case import MOVE_CASE
from engine.verbs.move_clock import MOVE_CLOCK
from engine.verbs.notify import NOTIFY
from engine.verbs.open_summons import OPEN_SUMMONS
from engine.verbs.port import Verb
from engine.verbs.publish_rows import PUBLISH_ROWS
from engine.verbs.raise_incident import RAISE_INCIDENT
from engine.verbs.register_row import REGISTER_ROW
from engine.verbs.release_clocks import RELEASE_CLOCKS
from engine.verbs.reopen_case import REOPEN_CASE
from engine.verbs.reserve_slot import RESERVE_SLOT
from engine.verbs.resolve_case import RESOLVE_CASE
from engine.verbs.restrict_access import RESTRICT_ACCESS
from engine.verbs.resume_case import RESUME_CASE
from engine.verbs.scan_words import SCAN_WORDS
from engine.verbs.see_queue import SEE_QUEUE
from engine.verbs.set_clocks import SET_CLOCKS
from engine.verbs.strike_row import STRIKE_ROW
from engine.verbs.suspend_case import SUSPEND_CASE
from engine.verbs.withdraw_unit import WITHDRAW_UNIT

VERBS: Mapping[str, Verb] = {
    verb.name: verb
    for verb in (
        ADD_UNIT,
        ANSWER_SUMMONS,
        CLOSE_CASE,
        DROP_VOICE,
        EXCLUDE_UNIT,
        FIND_SIMILAR,
        FREE_SLOT,
        HOLD_CLOCKS,
        INVITE_VOICES,
        KEEP_FACTS,
        LOOK_UP,
        MERGE_CASE,
        MOVE_CASE,
        MOVE_CLOCK,
        NOTIFY,
        OPEN_SUMMONS,
        PUBLISH_ROWS,
        RAISE_INCIDENT,
        REGISTER_ROW,
        RELEASE_CLOCKS,
        REOPEN_CASE,
        RESERVE_SLOT,
        RESOLVE_CASE,
        RESTRICT_ACCESS,
        RESUME_CASE,
        SCAN_WORDS,
        SEE_QUEUE,
        SET_CLOCKS,
        STRIKE_ROW,
        SUSPEND_CASE,
        WITHDRAW_UNIT,
    )
}
