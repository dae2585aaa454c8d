"""Values as expressions see them: what JSON holds, and FEEL's numbers, times and durations."""

from typing import Any

Value = Any
