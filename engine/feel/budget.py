"""The work one evaluation may do, counted in steps: a verdict never depends on time."""

from engine.feel.findings import BudgetExceeded

STEPS = 100_000
# Levels of nested calls and data; Python's own stack takes two to four frames for each.
DEPTH = 250
# Walking into a part of a list or context takes more of the stack than a level of a tree.
LEVELS_A_PART = 4


class Budget:
    """Steps and depth left; one step is about one small operation."""

    __slots__ = ("depth", "steps")

    def __init__(self, steps: int = STEPS, depth: int = DEPTH) -> None:
        self.steps = steps
        self.depth = depth

    def charge(self, steps: int) -> None:
        """Take steps away.

        Raises:
            BudgetExceeded: There were not that many left.
        """
        self.steps -= steps
        if self.steps < 0:
            raise BudgetExceeded("too_much_work")

    def __enter__(self) -> None:
        """Go into a part of a list, context or range."""
        self.descend(LEVELS_A_PART)

    def __exit__(self, *_error: object) -> None:
        """Come out of it again."""
        self.ascend(LEVELS_A_PART)

    def descend(self, levels: int) -> None:
        """Go deeper: every level is given back by `ascend`.

        Raises:
            BudgetExceeded: It is nested too deeply.
        """
        self.depth -= levels
        if self.depth < 0:
            raise BudgetExceeded("too_deep")

    def ascend(self, levels: int) -> None:
        """Come back up."""
        self.depth += levels
