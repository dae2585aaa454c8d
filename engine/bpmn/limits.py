"""How much one step may do before it stops as an incident; safety of the machine, not policy."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Budgets of one step, never of a case's life: they start anew with every step."""

    tokens: int = 5_000
    units: int = 500
    items: int = 5_000
    expression_steps: int = 2_000_000
    snapshot_bytes: int = 2_000_000


LIMITS = Limits()
