"""并案: the case joins another one about the same thing; its voice is kept there."""

from engine.domain.refusals import CannotMerge
from engine.store.deeds import Linked
from engine.verbs.port import Done, Input, Inputs, Reader, Verb
from engine.verbs.reading import code_of

MERGED = "merged"


def merge_case(inputs: Inputs, reader: Reader) -> Done:
    """Join another case that is not over, or the one that was itself merged into.

    Raises:
        InputInvalid: It is no number.
        CannotMerge: There is no such case, it is over, or it has joined this one.
    """
    number = code_of(inputs, "into", verb=MERGE_CASE.name)
    main = reader.record.case_named(number)
    if main is None or main == reader.row.id:
        raise CannotMerge(number=number)
    return Done(
        case={"merged_into": main},
        deeds=(Linked(reader.row.id, main, MERGED),),
        told={"into": number},
    )


MERGE_CASE = Verb(name="merge_case", inputs=(Input("into"),), do=merge_case)
