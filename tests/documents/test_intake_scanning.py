"""Where the county has a virus scanner, every file goes through it first; what it cannot answer for is not taken."""

from __future__ import annotations

import sys

import pytest
from django.template.loader import render_to_string

from duban.documents.files.held import hold
from duban.documents.files.kept import MarkedInput
from duban.documents.files.uploads import Upload
from duban.documents.inspection.verdicts import Refused
from duban.documents.intake import examine
from duban.documents.ledgers.incoming.door import looked_through
from duban.documents.ledgers.rolls import lines_in
from duban.shared.errors import Invalid
from tests.patience import seconds_for
from tests.personas import County

LOOKS = "import sys; sys.exit(1 if b'planted' in sys.stdin.buffer.read() else 0)"
MESSAGE = {"virus": "病毒查杀", "unscanned": "没有给出结果"}


def scanner(settings: object, script: str) -> None:
    settings.VIRUS_SCANNER = f'{sys.executable} -c "{script}"'  # type: ignore[attr-defined]
    settings.VIRUS_SCANNER_SECONDS = seconds_for(script)  # type: ignore[attr-defined]


def refused(upload: Upload) -> Refused:
    with pytest.raises(Refused) as error:
        examine(upload)
    return error.value


def test_a_file_in_which_the_scanner_finds_something_is_refused(county: object, settings: object) -> None:
    scanner(settings, LOOKS)
    assert examine(Upload("说明.txt", "平常的内容".encode())).sha256
    error = refused(Upload("说明.txt", "内容 planted".encode()))
    assert error.rule == "virus" and MESSAGE["virus"] in error.message and "“说明.txt”" in error.message


def shown(county: County, file: Upload) -> str:
    """A file as it stands in its form once it has arrived."""
    about = {"held": hold(county.inspector, file).held, "name": "file", "token": ""}
    return render_to_string("components/upload_item.html", about)


def test_without_a_scanner_a_file_is_kept_and_shown_as_not_scanned(county: County, settings: object) -> None:
    settings.VIRUS_SCANNER = ""  # type: ignore[attr-defined]
    file = Upload("说明.txt", "平常的内容".encode())
    assert not examine(file).scanned
    told = shown(county, file)
    assert "已检查" in told and "未查杀病毒" in told
    scanner(settings, LOOKS)
    assert examine(file).scanned
    told = shown(county, file)
    assert "已检查" in told and "未查杀" not in told


@pytest.mark.parametrize(
    "script", ["import sys; sys.exit(2)", "import time; time.sleep(30)", "import os; os.kill(os.getpid(), 9)"]
)
def test_a_scanner_without_an_answer_is_never_a_clean_file(
    county: object, settings: object, script: str
) -> None:
    scanner(settings, script)
    error = refused(Upload("说明.txt", "平常的内容".encode()))
    assert error.rule == "unscanned" and MESSAGE["unscanned"] in error.message


def test_a_scanner_that_is_not_there_is_never_a_clean_file(county: object, settings: object) -> None:
    settings.VIRUS_SCANNER = "no-such-scanner -"  # type: ignore[attr-defined]
    assert refused(Upload("说明.txt", b"x")).rule == "unscanned"


def test_a_scanner_that_leaves_before_it_has_read_is_heard_all_the_same(
    county: object, settings: object
) -> None:
    scanner(settings, "import sys; sys.exit(1)")
    assert refused(Upload("大文件.txt", b"a" * 3_000_000)).rule == "virus"


def test_a_ledger_goes_through_the_scanner_before_it_is_opened(county: object, settings: object) -> None:
    scanner(settings, LOOKS)
    with pytest.raises(Invalid) as error:
        looked_through(Upload("台账.csv", "单位,简称\n甲镇,planted\n".encode()))
    assert MESSAGE["virus"] in error.value.fields["file"]


@pytest.mark.parametrize("name", ["名单.csv", "名单.txt"])
def test_a_list_of_names_goes_through_the_scanner_too(county: object, settings: object, name: str) -> None:
    scanner(settings, LOOKS)
    with pytest.raises(Invalid) as error:
        lines_in(Upload(name, "姓名\nplanted\n".encode()))
    assert MESSAGE["virus"] in error.value.fields["file"]


@pytest.mark.parametrize("name", ["名单.csv", "名单.txt"])
def test_a_marked_list_of_names_is_refused(county: object, name: str) -> None:
    with pytest.raises(MarkedInput, match="国家秘密标志"):
        lines_in(Upload(name, "姓名\n机密★1年\n".encode()))


def test_without_a_scanner_nothing_is_started(county: object, settings: object) -> None:
    settings.VIRUS_SCANNER = ""  # type: ignore[attr-defined]
    assert examine(Upload("说明.txt", "内容 planted".encode())).name == "说明.txt"
