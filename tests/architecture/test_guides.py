"""What stands beside the code for whoever takes over agrees with it: decisions, open questions, the two READMEs."""

from __future__ import annotations

import pkgutil
import re
import tomllib
from pathlib import Path

import pytest

from duban.mechanism.parameters import default_pack
from tools import questions

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "duban"
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
KEEPING = re.compile(r"(?:\*\*How it is kept\.\*\*|## How it is kept\n)(?P<text>.*)\Z", re.DOTALL)


def keepers_missing(text: str) -> list[str]:
    """What is wrong with the end of a decision: it does not say how it is kept, by nothing, or by what is not there."""
    end = KEEPING.search(text)
    if end is None or "\n## " in end["text"] or "\n**" in end["text"]:
        return ["does not end with how it is kept"]
    names = re.findall(r"`((?:tests/|tools/|test_)[\w/.]+)`", end["text"])
    gone = [name for name in names if not (ROOT / name).exists() and not any((ROOT / "tests").rglob(name))]
    return gone if names else ["names no test and no check"]


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.name[:4])
def test_each_decision_ends_with_how_it_is_kept(path: Path) -> None:
    assert keepers_missing(path.read_text("utf-8")) == []


def test_a_decision_that_nothing_keeps_would_be_found() -> None:
    assert keepers_missing("**Choice.** So.\n") == ["does not end with how it is kept"]
    assert keepers_missing("**How it is kept.** By us.\n\n**Consequence.** None.\n") == [
        "does not end with how it is kept"
    ]
    assert keepers_missing("**How it is kept.** We think of it.\n") == ["names no test and no check"]
    assert keepers_missing("**How it is kept.** `tests/acts/test_none.py`.\n") == ["tests/acts/test_none.py"]


def test_the_index_of_open_questions_is_that_of_today() -> None:
    index = (ROOT / "docs" / "questions.md").read_text("utf-8")
    assert index == questions.index(), "python -m tools.questions > docs/questions.md"


def test_every_code_that_stands_in_the_code_is_an_open_question() -> None:
    known = {question.id for question in default_pack().questions}
    assert {code: places for code, places in questions.where().items() if code not in known} == {}


FACTS = re.compile(
    r"DUBAN_[A-Z_]+|(?<![\w-])--[a-z][\w-]+|\]\((?!README)[^)#]+\)"  # settings, options, links and pictures
    r"|(?<=`)[a-z_]+(?=`)|\b(?:duban|make) [a-z][a-z-]*(?: (?:verify|run|sample|check|build))?"  # floors, commands
    r"|\b[0-9][0-9:]*\b"
)


def parts(text: str) -> list[tuple[list[str], set[str]]]:
    """The parts of a README by its headings: the kinds of their lines, one after the other, and what they name."""
    return [(kinds(part), set(FACTS.findall(part))) for part in re.split(r"^## ", text, flags=re.MULTILINE)]


def kinds(part: str) -> list[str]:
    marks = re.findall(r"^(#|- |\d+\. |\| |```|!\[|[^\n])", part, flags=re.MULTILINE)
    return [
        mark if mark in {"#", "- ", "| ", "```", "!["} else "1. " if mark[0].isdigit() else "p"
        for mark in marks
    ]


def test_both_readmes_say_the_same() -> None:
    chinese, english = (parts((ROOT / name).read_text("utf-8")) for name in ("README.md", "README.en.md"))
    for here, there in zip(chinese, english, strict=True):
        assert here[0] == there[0]
        assert here[1] - there[1] == there[1] - here[1] == set()


def test_what_one_readme_says_alone_would_be_found() -> None:
    both = "# D\n## A\n- `acts`\n| `duban check` | [x](docs/a.md) |\n"
    for more in ("- more\n", "12 of them", " DUBAN_DATA", " `audit`", " --dry-run", " [x](docs/b.md)"):
        assert parts(both) != parts(both + more)


ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
CONTRACTS = {
    contract["id"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
}


def drawn(text: str, number: int) -> list[set[str]]:
    """The names on each line of a picture, from the top."""
    picture = text.split("```\n")[1::2][number]
    return [set(line[:25].replace("|", " ").split()) for line in picture.splitlines()]


def built() -> list[set[str]]:
    """The floors of the contract that are there, from the top."""
    layers = (set(re.findall(r"[a-z]+", layer)) for layer in CONTRACTS["floors"]["layers"])
    return [there for layer in layers if (there := {name for name in layer if (SOURCE / name).is_dir()})]


def test_the_picture_of_the_floors_is_that_of_the_contract() -> None:
    assert drawn(ARCHITECTURE, 0) == built()


def test_the_picture_of_a_floor_has_the_order_of_its_rooms() -> None:
    layers = [layer.strip("()") for layer in CONTRACTS["rooms"]["layers"]]
    rooms = [name for line in drawn(ARCHITECTURE, 1) for name in line]
    assert [layer for layer in layers if layer in rooms] == rooms


def unknown(text: str) -> list[str]:
    """The names between backticks that are neither a module nor anything in one."""
    names = re.findall(r"`([a-z]+(?:\.[A-Za-z_]+)+)`", text)
    return [name for name in names if not name.endswith((".py", ".toml")) and not found(f"duban.{name}")]


def found(name: str) -> bool:
    try:
        pkgutil.resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return True


def test_what_the_architecture_names_is_there() -> None:
    assert unknown(ARCHITECTURE) == []


def test_a_floor_a_room_or_a_name_that_is_not_there_would_be_found() -> None:
    assert drawn(ARCHITECTURE.replace("demo    ", "attic   "), 0) != built()
    assert unknown("`acts.work.act` `acts.work.gone` `acts.gone`") == ["acts.work.gone", "acts.gone"]


GUIDES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.name)
def test_every_link_of_a_guide_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text("utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []
