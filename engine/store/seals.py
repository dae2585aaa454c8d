"""The keys of a house, all derived from its secret: what they close, the database alone opens not.

Each use has a key of its own, so that no digest of one column says anything about another.
"""

import hmac
import os
import secrets
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from engine.domain.refusals import SecretDiffers
from engine.domain.reporters import CODE_DIGITS

NAME = "secret"
OWNER_ONLY = 0o600
SECRET_BYTES = KEY_BYTES = 32
NONCE_BYTES = 12  # what AES-GCM is specified for (NIST SP 800-38D §5.2.1.1)


@dataclass(slots=True, repr=False)
class Seals:
    """Closes who reported, and turns what must be found again into keyed digests."""

    secret: bytes
    keys: dict[str, bytes] = field(init=False, default_factory=dict)

    @classmethod
    def fresh(cls) -> Self:
        """Make seals nobody else has: what they close is lost with them."""
        return cls(secrets.token_bytes(SECRET_BYTES))

    def close(self, text: str, about: str) -> bytes:
        """Close a text; it opens only as part of what it is `about`."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._cipher().encrypt(nonce, text.encode(), about.encode())

    def open(self, closed: bytes, about: str) -> str:
        """Open what was closed.

        Raises:
            SecretDiffers: It was closed under another secret, or about something else.
        """
        nonce, rest = closed[:NONCE_BYTES], closed[NONCE_BYTES:]
        try:
            return self._cipher().decrypt(nonce, rest, about.encode()).decode()
        except InvalidTag as error:
            raise SecretDiffers from error

    def alike(self, words: str) -> bytes:
        """Give what equal reports have in common; blanks and punctuation do not count."""
        plain = unicodedata.normalize("NFKC", words).casefold()
        return self._digest("alike", "".join(letter for letter in plain if letter.isalnum()))

    def phone(self, number: str) -> bytes:
        """Give what the same telephone number is found by, however it was written."""
        plain = unicodedata.normalize("NFKC", number)
        digits = "".join(letter for letter in plain if letter.isdecimal())
        return self._digest("phone", digits.removeprefix("0086").removeprefix("86"))

    def code(self, number: str, code: str) -> bytes:
        """Give what is kept of the check code of a case; blanks in it do not count."""
        plain = unicodedata.normalize("NFKC", code)
        return self._digest("code", f"{number}/{''.join(plain.split())}")

    def check_code(self, number: str) -> str:
        """Give the check code of a case: the same whenever it is asked for, and kept nowhere."""
        drawn = int.from_bytes(self._digest("issued", number))
        return f"{drawn % 10**CODE_DIGITS:0{CODE_DIGITS}d}"

    def attempt(self, name: str) -> bytes:
        """Give what failed attempts under a name are counted by."""
        return self._digest("attempt", name)

    def _cipher(self) -> AESGCM:
        return AESGCM(self._key("reporter"))

    def _digest(self, use: str, text: str) -> bytes:
        return hmac.digest(self._key(use), text.encode(), "sha256")

    def _key(self, use: str) -> bytes:
        if use not in self.keys:
            derived = HKDF(SHA256(), KEY_BYTES, salt=None, info=f"shaodao/{use}".encode())
            self.keys[use] = derived.derive(self.secret)
        return self.keys[use]


def seals_of(secret: str, folder: Path) -> Seals:
    """Give the seals of a secret; without one, of that made once and kept in the data folder."""
    return Seals(secret.encode() if secret else _kept(folder / NAME))


def _kept(path: Path) -> bytes:
    try:
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    except FileExistsError:
        return path.read_bytes().strip()
    with os.fdopen(made, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(SECRET_BYTES))
    return path.read_bytes()
