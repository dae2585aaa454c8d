"""告知: tell somebody by a template of the policy; the notice leaves through a job."""

from collections.abc import Mapping

from engine.domain.refusals import InputInvalid
from engine.verbs.port import Done, Input, Inputs, Notice, Reader, Verb
from engine.verbs.reading import code_of, names_of


def notify(inputs: Inputs, _reader: Reader) -> Done:
    """Ask for one notice to everybody named.

    Raises:
        InputInvalid: No template, nobody to tell, or facts that are no context.
    """
    template = code_of(inputs, "template", verb=NOTIFY.name)
    to = names_of(inputs, "to", verb=NOTIFY.name)
    if not to:
        raise InputInvalid(verb=NOTIFY.name, input="to")
    facts = inputs.get("facts") or {}
    if not isinstance(facts, Mapping):
        raise InputInvalid(verb=NOTIFY.name, input="facts")
    urgency = str(inputs.get("urgency") or "")
    return Done(deeds=(Notice(template, tuple(to), urgency, facts),))


NOTIFY = Verb(
    name="notify",
    inputs=(
        Input("template"),
        Input("to"),
        Input("urgency", required=False),
        Input("facts", required=False),
    ),
    do=notify,
)
