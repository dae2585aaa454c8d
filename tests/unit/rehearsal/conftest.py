"""What the tests of scenarios ask for."""

from tests.unit.rehearsal.stages import goes_on, library, play, rehearsed

__all__ = ["goes_on", "library", "play", "rehearsed"]
