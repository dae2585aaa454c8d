"""看原话: let a decision look at what the reporter said; only codes come out."""

from engine.domain.refusals import InputInvalid
from engine.verbs.port import Done, Input, Inputs, Reader, Verb
from engine.verbs.reading import code_of, is_coded


def scan_words(inputs: Inputs, reader: Reader) -> Done:
    """Decide over the words (`text`) and the hour of day (`hour`), and give what was found.

    Raises:
        InputInvalid: The policy has no such decision, or it gives more than codes.
    """
    decision = code_of(inputs, "decision", verb=SCAN_WORDS.name)
    found = reader.decide(decision, {"text": reader.record.words(), "hour": reader.now.hour})
    if found is None or not is_coded(found):
        raise InputInvalid(verb=SCAN_WORDS.name, input="decision")
    return Done(values={"found": found})


SCAN_WORDS = Verb(name="scan_words", inputs=(Input("decision"),), do=scan_words)
