"""限制知悉: only who holds one of some roles sees the case."""

from engine.domain.refusals import InputInvalid
from engine.verbs.port import Done, Input, Inputs, Reader, Verb
from engine.verbs.reading import is_code, names_of


def restrict_access(inputs: Inputs, _reader: Reader) -> Done:
    """Show the case to some roles only.

    Raises:
        InputInvalid: No role is named, or one is no code.
    """
    roles = names_of(inputs, "roles", verb=RESTRICT_ACCESS.name)
    if not roles or not all(map(is_code, roles)):
        raise InputInvalid(verb=RESTRICT_ACCESS.name, input="roles")
    return Done(case={"access": f" {' '.join(roles)} "}, told={"roles": roles})


RESTRICT_ACCESS = Verb(name="restrict_access", inputs=(Input("roles"),), do=restrict_access)
