"""The settings of a house: from the environment, or from a TOML file it names."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

PREFIX = "SHAODAO_"
FILE = "SHAODAO_CONFIG"
HOME = Path("data")
SHORTEST_SECRET = 16
BROKERS = ("amqp://", "amqps://", "redis://", "rediss://")


class SettingInvalid(ValueError):
    """A setting has a value nothing can be done with; its sentence is `settings.invalid`."""

    def __init__(self, name: str, value: object) -> None:
        super().__init__(f"{name}: {value!r}")
        self.name, self.value = name, value


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a house is told when it starts."""

    data: Path = HOME
    database: str = ""  # a SQLAlchemy URL; empty: a SQLite file in the data folder
    broker: str = ""  # amqp://… or redis://…; empty: inside the process
    secret: str = field(default="", repr=False)  # empty: made once, kept in the data folder
    timezone: str = "Asia/Shanghai"
    session_hours: int = 12  # a session ends after so long, used or not
    lock_after: int = 5  # attempts in vain under one name or case number
    lock_minutes: int = 15  # how long it then rests

    @property
    def database_url(self) -> str:
        """Give the address of the database."""
        return self.database or f"sqlite:///{self.data / 'shaodao.db'}"

    @property
    def zone(self) -> ZoneInfo:
        """Give the time zone people read times in."""
        return ZoneInfo(self.timezone)


NUMBERS = frozenset(each.name for each in fields(Settings) if each.type is int)


def load_settings(environment: Mapping[str, str]) -> Settings:
    """Read the settings; the environment wins over the file `SHAODAO_CONFIG` names.

    Raises:
        SettingInvalid: The file cannot be read, or a name or value in it means nothing.
    """
    given: dict[str, Any] = read_file(environment[FILE]) if environment.get(FILE) else {}
    names = {each.name for each in fields(Settings)}
    for name in given.keys() - names:
        raise SettingInvalid(name, given[name])
    given |= {
        n: environment[PREFIX + n.upper()] for n in names if PREFIX + n.upper() in environment
    }
    given |= {n: whole(n, given[n]) for n in NUMBERS & given.keys()}
    data = Path(given.pop("data", HOME))
    return checked(Settings(data=data, **given))


def whole(name: str, text: str) -> int:
    """Read a setting that is a number from one on."""
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise SettingInvalid(name, text)
    return int(text)


def read_file(path: str) -> dict[str, str]:
    """Read a TOML file of settings, named in small letters without the prefix."""
    try:
        given = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise SettingInvalid(FILE, path) from error
    for name, value in given.items():
        if not isinstance(value, str):
            raise SettingInvalid(name, value)
    return given


def checked(settings: Settings) -> Settings:
    """Refuse what would only fail later, in the middle of somebody's work."""
    try:
        ZoneInfo(settings.timezone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SettingInvalid("timezone", settings.timezone) from error
    if settings.secret and len(settings.secret) < SHORTEST_SECRET:
        raise SettingInvalid("secret", "***")  # never the value itself
    if settings.broker and not settings.broker.startswith(BROKERS):
        raise SettingInvalid("broker", settings.broker)
    return settings
