"""The type of what expressions give and read."""

from typing import Any

# Anything JSON holds, and the values of engine.feel: Python's types cannot say more.
Value = Any
