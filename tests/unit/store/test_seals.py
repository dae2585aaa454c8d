"""The keys of a house close who reported; the database alone, or another house, reads nothing."""

import stat
from pathlib import Path

import pytest
from sqlalchemy import select

from engine.domain.refusals import SecretDiffers
from engine.domain.reporters import CODE_DIGITS, Contact, Voice
from engine.settings import SettingInvalid, Settings, load_settings
from engine.store.seals import Seals, seals_of
from engine.store.store import Store
from engine.store.tables import Reporter
from engine.store.voices import check_seals, contact_of, erase_voices, keep_voice, open_voice
from engine.wiring import build
from tests.unit.store.cases import opened

OURS, THEIRS = Seals(b"our house"), Seals(b"their house")
WANG = Voice(contact=Contact.RELAY, name="王奶奶", phone="139 0000 0001", behalf="老伴")


def test_what_is_closed_opens_under_the_same_secret_only() -> None:
    closed = OURS.close("王奶奶", "17/1")
    assert "王奶奶".encode() not in closed
    assert OURS.open(closed, "17/1") == "王奶奶"
    with pytest.raises(SecretDiffers):
        THEIRS.open(closed, "17/1")


def test_a_row_put_beside_another_case_does_not_open() -> None:
    with pytest.raises(SecretDiffers):
        OURS.open(OURS.close("王奶奶", "17/1"), "18/1")


def test_the_same_words_closed_twice_look_different() -> None:
    assert OURS.close("a", "1") != OURS.close("a", "1")


@pytest.mark.parametrize(
    ("one", "other"),
    [("13900000001", "139-0000-0001"), ("13900000001", "+86 １３９ 0000 0001")],
)
def test_a_number_is_found_however_it_was_written(one: str, other: str) -> None:
    assert OURS.phone(one) == OURS.phone(other)


def test_equal_reports_are_alike_in_spite_of_blanks_and_punctuation() -> None:
    assert OURS.alike("楼下 太吵！") == OURS.alike("楼下太吵。")
    assert OURS.alike("楼下太吵") != OURS.alike("楼上太吵")


def test_a_digest_says_nothing_about_another_column_house_or_case() -> None:
    digests = [OURS.phone("1"), OURS.alike("1"), OURS.attempt("1"), THEIRS.phone("1")]
    digests += [OURS.code("N1", "1"), OURS.code("N2", "1")]
    assert len(set(digests)) == len(digests)


def test_a_check_code_may_be_said_in_groups() -> None:
    code = OURS.check_code("N1")
    assert code == OURS.check_code("N1")
    assert code not in {OURS.check_code("N2"), THEIRS.check_code("N1")}
    assert (len(code), code.isdecimal()) == (CODE_DIGITS, True)
    assert OURS.code("N1", f"{code[:3]} {code[3:]}") == OURS.code("N1", code)


def test_seals_are_not_printed() -> None:
    assert "our house" not in repr(OURS)


def test_a_secret_is_made_once_and_read_by_its_user_alone(tmp_path: Path) -> None:
    first, again = seals_of("", tmp_path), seals_of("", tmp_path)
    assert first.secret == again.secret
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600
    assert seals_of("", tmp_path.parent / tmp_path.name).secret != Seals.fresh().secret


def test_a_secret_that_is_given_is_used_and_nothing_is_written(tmp_path: Path) -> None:
    assert seals_of("given to the house", tmp_path).secret == b"given to the house"
    assert list(tmp_path.iterdir()) == []


def test_a_short_secret_is_refused_and_not_repeated() -> None:
    with pytest.raises(SettingInvalid) as refused:
        load_settings({"SHAODAO_SECRET": "hush"})
    assert "hush" not in str(refused.value)


def keep(store: Store, voice: Voice = WANG) -> int:
    case = opened(store)[0].case
    with store.write() as tx:
        keep_voice(tx, OURS, case, voice, "0123456789")
    return case.id


def test_a_voice_is_kept_apart_and_opened_again(store: Store) -> None:
    case = keep(store)
    with store.read() as tx:
        assert open_voice(tx, OURS, case) == WANG
        assert contact_of(tx, case) is Contact.RELAY
        (row,) = tx.execute(select(Reporter.__table__)).all()
    plain = repr(tuple(row))
    assert all(text not in plain for text in ("王奶奶", "139", "老伴", "0123456789"))
    assert row.phone_index == OURS.phone(WANG.phone)


def test_another_house_reads_nothing_of_it(store: Store) -> None:
    case = keep(store)
    with store.read() as tx, pytest.raises(SecretDiffers):
        open_voice(tx, THEIRS, case)


def test_whoever_told_nothing_leaves_nothing_to_open(store: Store) -> None:
    case = keep(store, Voice())
    with store.read() as tx:
        assert open_voice(tx, THEIRS, case) == Voice()
        assert open_voice(tx, THEIRS, case, nth=2) is None


def test_further_voices_are_counted(store: Store) -> None:
    case = opened(store)[0].case
    with store.write() as tx:
        for name in ("甲", "乙"):
            keep_voice(tx, OURS, case, Voice(name=name), "1")
    with store.read() as tx:
        assert [open_voice(tx, OURS, case.id, nth) for nth in (1, 2)] == [
            Voice(name="甲"),
            Voice(name="乙"),
        ]


def test_an_erased_voice_is_gone(store: Store) -> None:
    case = keep(store)
    with store.write() as tx:
        erase_voices(tx, case)
        assert open_voice(tx, OURS, case) is None
        assert contact_of(tx, case) is None


def test_a_house_with_the_wrong_secret_does_not_start(sqlite_store: Store, sqlite_url: str) -> None:
    keep(sqlite_store)
    with sqlite_store.read() as tx:
        check_seals(tx, OURS)
        with pytest.raises(SecretDiffers):
            check_seals(tx, THEIRS)
    sqlite_store.close()
    folder = Path(sqlite_url.removeprefix("sqlite:///")).parent
    with pytest.raises(SecretDiffers):
        build(Settings(data=folder, database=sqlite_url, secret="another secret here"))


def test_a_house_starts_with_an_empty_reporters_table(sqlite_store: Store) -> None:
    with sqlite_store.read() as tx:
        check_seals(tx, THEIRS)
