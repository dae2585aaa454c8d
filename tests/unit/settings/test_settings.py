"""Settings come from the environment or a file, and nonsense is refused at the start."""

from pathlib import Path

import pytest

from engine.settings import SettingInvalid, Settings, load_settings


def test_without_anything_the_house_lives_in_one_folder() -> None:
    settings = load_settings({})
    assert settings == Settings()
    assert settings.database_url == "sqlite:///data/shaodao.db"
    assert settings.zone.key == "Asia/Shanghai"


def test_the_database_lies_in_the_data_folder() -> None:
    settings = load_settings({"SHAODAO_DATA": "/srv/house"})
    assert settings.database_url == "sqlite:////srv/house/shaodao.db"


def test_a_database_of_ones_own_is_used_as_it_is() -> None:
    url = "postgresql+psycopg://house@db/house"
    assert load_settings({"SHAODAO_DATABASE": url}).database_url == url


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "house.toml"
    file.write_text('broker = "redis://a"\ntimezone = "Asia/Urumqi"\n')
    settings = load_settings({"SHAODAO_CONFIG": str(file), "SHAODAO_BROKER": "redis://b"})
    assert (settings.broker, settings.timezone) == ("redis://b", "Asia/Urumqi")


@pytest.mark.parametrize("scheme", ["amqp", "amqps", "redis", "rediss"])
def test_a_broker_is_taken_also_behind_tls(scheme: str) -> None:
    broker = f"{scheme}://broker.example"
    assert load_settings({"SHAODAO_BROKER": broker}).broker == broker


def test_the_secret_is_never_printed() -> None:
    secret = "hush, nobody is to know"
    assert secret not in repr(load_settings({"SHAODAO_SECRET": secret}))


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"SHAODAO_TIMEZONE": "Mars/Olympus"}, "timezone"),
        ({"SHAODAO_TIMEZONE": "../etc"}, "timezone"),
        ({"SHAODAO_BROKER": "kafka://x"}, "broker"),
        ({"SHAODAO_CONFIG": "/nowhere.toml"}, "SHAODAO_CONFIG"),
    ],
)
def test_nonsense_is_refused_by_its_name(environment: dict[str, str], name: str) -> None:
    with pytest.raises(SettingInvalid) as refused:
        load_settings(environment)
    assert refused.value.name == name


@pytest.mark.parametrize("line", ['colour = "red"', "broker = 5", "broker = "])
def test_a_file_with_a_wrong_line_is_refused(tmp_path: Path, line: str) -> None:
    file = tmp_path / "house.toml"
    file.write_text(line)
    with pytest.raises(SettingInvalid):
        load_settings({"SHAODAO_CONFIG": str(file)})


def test_numbers_are_read_from_text() -> None:
    settings = load_settings({"SHAODAO_SESSION_HOURS": "8", "SHAODAO_LOCK_AFTER": "3"})
    assert (settings.session_hours, settings.lock_after, settings.lock_minutes) == (8, 3, 15)


@pytest.mark.parametrize("text", ["", "0", "-1", "three", "1.5", "٣"])
def test_a_number_that_is_none_is_refused_by_its_name(text: str) -> None:
    with pytest.raises(SettingInvalid) as refused:
        load_settings({"SHAODAO_LOCK_MINUTES": text})
    assert refused.value.name == "lock_minutes"
