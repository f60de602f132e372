"""An installation reads its environment, and says what is wrong with it instead of guessing."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from duban.config import env


def test_a_key_is_made_once_readable_by_its_owner_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DUBAN_SECRET_KEY", raising=False)
    data = tmp_path / "data"
    first = env.secret_key(data)
    assert len(first) >= 50
    assert env.secret_key(data) == first
    assert stat.S_IMODE((data / "secret_key").stat().st_mode) == 0o600
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert [path.name for path in data.iterdir()] == ["secret_key"]


def test_a_second_start_at_the_same_moment_keeps_the_first_key(tmp_path: Path) -> None:
    kept = tmp_path / "secret_key"
    kept.write_text("k" * 60)
    env._write_once(tmp_path, kept, "n" * 60)
    assert kept.read_text() == "k" * 60


@pytest.mark.parametrize("content", ["", "short"])
def test_a_damaged_key_file_is_refused_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    monkeypatch.delenv("DUBAN_SECRET_KEY", raising=False)
    (tmp_path / "secret_key").write_text(content)
    with pytest.raises(env.BadEnvironment, match="从备份恢复"):
        env.secret_key(tmp_path)
    assert (tmp_path / "secret_key").read_text() == content


def test_a_short_key_of_the_environment_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUBAN_SECRET_KEY", "abc")
    with pytest.raises(env.BadEnvironment, match="50"):
        env.secret_key(tmp_path)


@pytest.mark.parametrize(("value", "meaning"), [("1", True), ("on", True), ("0", False), ("", False)])
def test_a_flag_is_yes_or_no(monkeypatch: pytest.MonkeyPatch, value: str, meaning: bool) -> None:
    monkeypatch.setenv("DUBAN_HTTPS", value)
    assert env.flag("DUBAN_HTTPS") is meaning


def test_any_other_flag_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUBAN_HTTPS", "maybe")
    with pytest.raises(env.BadEnvironment, match="DUBAN_HTTPS"):
        env.flag("DUBAN_HTTPS")


def test_a_data_folder_that_is_a_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").touch()
    monkeypatch.setenv("DUBAN_DATA", str(tmp_path / "data"))
    with pytest.raises(env.BadEnvironment, match="不是文件夹"):
        env.data_folder()


def test_without_an_address_the_database_is_sqlite_that_survives_a_power_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    database = env.database(tmp_path)
    assert database["NAME"] == tmp_path / "duban.sqlite3"
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in database["OPTIONS"]["init_command"]


def test_a_postgresql_address_is_taken_apart() -> None:
    database = env.postgresql("postgres://du%40ban:p%2Fw@db.local:5433/duban?sslmode=require")
    assert (database["USER"], database["PASSWORD"], database["HOST"]) == ("du@ban", "p/w", "db.local")
    assert (database["PORT"], database["NAME"]) == ("5433", "duban")
    assert database["OPTIONS"] == {"sslmode": "require", "options": "-c jit=off"}
    given = env.postgresql("postgres://db.local/duban?options=-c%20statement_timeout=9000")["OPTIONS"]
    assert given == {"options": "-c jit=off -c statement_timeout=9000"}


def test_a_postgresql_socket_is_named_by_its_folder() -> None:
    database = env.postgresql("postgres://duban@/duban?host=/run/postgresql")
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("/run/postgresql", "", "duban")


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite:///x", "postgres://host"])
def test_an_address_that_cannot_be_used_is_refused(url: str) -> None:
    with pytest.raises(env.BadEnvironment, match="DATABASE_URL"):
        env.postgresql(url)


def test_what_may_be_handed_in_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = env.uploads()
    assert (taken["largest"], taken["request"], taken["unreadable"]) == (50 << 20, 200 << 20, "confirm")
    monkeypatch.setenv("DUBAN_UPLOAD_TYPES", "PDF, .docx")
    monkeypatch.setenv("DUBAN_UPLOAD_MB", "8")
    monkeypatch.setenv("DUBAN_UNREADABLE", "refuse")
    taken = env.uploads()
    assert (taken["types"], taken["largest"], taken["unreadable"]) == ((".pdf", ".docx"), 8 << 20, "refuse")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DUBAN_UPLOAD_MB", "0"),
        ("DUBAN_UPLOAD_MB", "many"),
        ("DUBAN_UPLOAD_FILES", "5000"),
        ("DUBAN_UNREADABLE", "maybe"),
    ],
)
def test_a_limit_that_cannot_be_used_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(env.BadEnvironment, match=name):
        env.uploads()


def test_files_arrive_where_the_environment_says_and_only_in_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUBAN_SCRATCH", str(tmp_path))
    assert env.scratch_folder() == str(tmp_path)
    monkeypatch.setenv("DUBAN_SCRATCH", str(tmp_path / "absent"))
    with pytest.raises(env.BadEnvironment, match="DUBAN_SCRATCH"):
        env.scratch_folder()
