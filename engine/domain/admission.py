"""How often a name may be tried in vain, how long it then rests, and how long a session lasts."""

from dataclasses import dataclass
from datetime import timedelta

SHORTEST_PASSWORD = 8  # NIST SP 800-63B §5.1.1.2
LONGEST_PASSWORD = 128


@dataclass(frozen=True, slots=True)
class Admission:
    """What the settings say of getting in; for passwords and check codes alike."""

    lasting: timedelta = timedelta(hours=12)
    failures: int = 5
    pause: timedelta = timedelta(minutes=15)
