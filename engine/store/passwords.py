"""Passwords as they are kept: argon2id with what OWASP advises, some 25 ms a guess."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
# Compared with where nobody has the name, so that the answer takes as long; fits no password.
NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$QUJDREVGR0hJSktMTU5PUA$" + "A" * 43


def hashed(password: str) -> str:
    """Give what is kept of a password."""
    return HASHER.hash(password)


def fits(kept: str | None, password: str) -> bool:
    """Tell whether a password is the one that was kept; without one, none does."""
    try:
        HASHER.verify(kept or NOBODY, password)
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None
