"""Who reported: how they may be reached, and the code by which they follow their report."""

from dataclasses import dataclass

from engine.domain.words import Word

CODE_DIGITS = 10  # digits alone, so that it can be read out over the telephone


class Contact(Word):
    """How somebody who reported may be reached (可联系, 经街道转接, 保密)."""

    REACHABLE = "reachable"
    RELAY = "relay"
    SECRET = "secret"  # noqa: S105 - a word, not a password
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody who reported; what they did not say is empty. `behalf` is whom they speak for."""

    contact: Contact = Contact.NONE
    name: str = ""
    phone: str = ""
    behalf: str = ""

    @property
    def is_known(self) -> bool:
        """Tell whether there is anything to keep apart."""
        return bool(self.name or self.phone or self.behalf)
