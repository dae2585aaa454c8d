"""请并案各方评价: everybody whose report was merged into this case is told, and may rate."""

from datetime import date

import orjson

from engine.domain.refusals import InputInvalid
from engine.feel.plain import plain
from engine.store.deeds import VoicesInvited
from engine.verbs.port import Done, Input, Inputs, Reader, Verb

UNTIL = "voices_until"


def invite_voices(inputs: Inputs, reader: Reader) -> Done:
    """Invite the voices of merged cases, until an instant where one is given.

    Raises:
        InputInvalid: `until` is no date and no date and time.
    """
    until = inputs.get("until")
    if not isinstance(until, date | None):
        raise InputInvalid(verb=INVITE_VOICES.name, input="until")
    kept = orjson.loads(reader.row.facts) | ({UNTIL: plain(until)} if until else {})
    return Done(case={"facts": orjson.dumps(kept).decode()}, deeds=(VoicesInvited(),))


INVITE_VOICES = Verb(
    name="invite_voices", inputs=(Input("until", required=False),), do=invite_voices
)
