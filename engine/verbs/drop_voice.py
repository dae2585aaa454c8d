"""不再打扰: who reported is told and asked no more."""

from engine.store.deeds import VoiceDropped
from engine.verbs.port import Done, Inputs, Reader, Verb


def drop_voice(_inputs: Inputs, _reader: Reader) -> Done:
    """Let who reported be left in peace."""
    return Done(deeds=(VoiceDropped(),))


DROP_VOICE = Verb(name="drop_voice", inputs=(), do=drop_voice)
