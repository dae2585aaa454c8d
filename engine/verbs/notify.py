"""告知: tell somebody by a template of the policy; the notice leaves through a job."""

from collections.abc import Mapping

from engine.domain.refusals import InputInvalid
from engine.verbs.port import Deed, Input, Inputs, Notice, Verb


def notice_of(inputs: Inputs) -> tuple[Deed, ...]:
    """Ask for one notice.

    Raises:
        InputInvalid: No template, nobody to tell, or facts that are no context.
    """
    for name in ("template", "to"):
        if not isinstance(inputs.get(name), str) or not inputs[name]:
            raise InputInvalid(verb=NOTIFY.name, input=name)
    facts = inputs.get("facts") or {}
    if not isinstance(facts, Mapping):
        raise InputInvalid(verb=NOTIFY.name, input="facts")
    urgency = str(inputs.get("urgency") or "")
    return (Notice(inputs["template"], inputs["to"], urgency, facts),)


NOTIFY = Verb(
    name="notify",
    inputs=(
        Input("template"),
        Input("to"),
        Input("urgency", required=False),
        Input("facts", required=False),
    ),
    deeds=notice_of,
)
