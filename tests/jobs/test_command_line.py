"""`duban` finds its subcommands, explains itself and refuses what it does not know."""

from __future__ import annotations

import pytest

from duban.jobs import cli
from duban.jobs.commands import assets, fonts


def test_every_subcommand_says_what_it_does() -> None:
    known = cli.subcommands()
    assert {"serve", "migrate", "assets", "fonts", "worker", "check", "django"} <= set(known)
    assert not [name for name, command in known.items() if not command.summary]


def test_without_a_subcommand_the_list_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 2
    assert cli.main(["--help"]) == 0
    assert "serve" in capsys.readouterr().out


def test_an_unknown_subcommand_names_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["fly"]) == 2
    said = capsys.readouterr().err
    assert "fly" in said
    assert "serve" in said


def test_a_wrong_environment_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from duban.config.env import BadEnvironment

    def refuse() -> None:
        raise BadEnvironment("DUBAN_HTTPS 只能是 1 或 0")

    monkeypatch.setattr(cli, "load", refuse)
    assert cli.main(["check"]) == 2
    assert capsys.readouterr().err == "设置有误：DUBAN_HTTPS 只能是 1 或 0\n"


def test_a_site_that_cannot_begin_ends_its_worker_too() -> None:
    import subprocess
    import sys

    watching = """
import sys
from duban.jobs.supervisor import Kept, Watch
patient = Kept("后台", [sys.executable, "-c", "import time; time.sleep(60)"], vital=False)
hasty = Kept("网站", [sys.executable, "-c", "raise SystemExit(3)"], vital=True)
code = Watch([patient, hasty]).run()
raise SystemExit(code if patient.running.poll() is not None else 99)
"""
    assert subprocess.run([sys.executable, "-c", watching], timeout=30, check=False).returncode == 3  # noqa: S603


def test_a_font_that_is_not_the_pinned_one_is_not_taken(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unpack(packages: list[str], folder) -> None:
        for name in fonts.SHA256:
            (folder / name).write_bytes(b"another font")

    monkeypatch.setattr(fonts, "unpack", unpack)
    with pytest.raises(fonts.NotFetched, match="SHA-256"):
        fonts.fetch(tmp_path / "fonts")
    assert not list((tmp_path / "fonts").iterdir())


def test_only_the_listed_front_end_files_are_copied(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in assets.FROM_NPM.values():
        source = tmp_path / "node_modules" / name
        source.parent.mkdir(parents=True)
        source.write_text("a{}\n/*# sourceMappingURL=tabler.min.css.map */\n")
    monkeypatch.setattr(assets, "ROOT", tmp_path)
    monkeypatch.setattr(assets, "VENDOR", tmp_path / "vendor")
    assets.copy()
    assert {path.name for path in (tmp_path / "vendor").iterdir()} == {*assets.FROM_NPM, *assets.FROM_PYTHON}
    assert "sourceMappingURL" not in (tmp_path / "vendor" / "tabler.min.css").read_text()
