"""Which rows are heard before another, under the hit policies that let one of many speak."""

from collections.abc import Callable, Mapping, Sequence

from engine.dmn.analysis.domain import Domain
from engine.dmn.boxed import HitPolicy
from engine.dmn.constants import Constants, constant_of
from engine.feel import Expression

Rank = Sequence[int] | None
# What it is called when the rows heard before one take all its places.
HIDDEN = {HitPolicy.FIRST: "rule_hidden", HitPolicy.PRIORITY: "rule_outranked"}


def heard_before(policy: HitPolicy, ranks: Sequence[Rank], row: int) -> int:
    """Give the rows, as bits, that speak instead of a row wherever they match."""
    return BEFORE[policy](ranks, row)


def _above(_ranks: Sequence[Rank], row: int) -> int:
    return (1 << row) - 1


def _more_important(ranks: Sequence[Rank], row: int) -> int:
    own = ranks[row]
    if own is None:
        return 0
    return sum(
        1 << other
        for other, rank in enumerate(ranks)
        if rank is not None and (*rank, other) < (*own, row)
    )


BEFORE: Mapping[HitPolicy, Callable[[Sequence[Rank], int], int]] = {
    HitPolicy.FIRST: _above,
    HitPolicy.PRIORITY: _more_important,
}


def rank_of(results: Sequence[Expression | None], domains: Sequence[Domain]) -> Rank:
    """Tell how important what a row says is, lower is more; None where it calculates."""
    places = []
    for result, domain in zip(results, domains, strict=True):
        constants = constant_of(result.tree) if result else None
        if constants is None:
            return None
        places.append(_place(constants, domain.constants))
    return places


def _place(wanted: Constants, listed: Constants) -> int:
    return listed.index(wanted[0]) if wanted[0] in listed else len(listed)
