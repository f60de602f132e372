"""Our own sentences name measures and papers in marks, so that a county's words can be put there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from duban.mechanism.words.named import CLOSE, OPEN, USUAL_WORDS

SRC = Path(__file__).resolve().parents[2] / "src" / "duban"
_NAMES = re.compile("|".join(sorted(USUAL_WORDS.words, key=len, reverse=True)))
_MARKED = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")

ABOVE = (
    "国家及省市挂牌督办事项", "国家省市挂牌事项", "考核或挂牌机关", "考核或者挂牌机关", "考核、通报、挂牌事项", "挂牌督办事项",
    "上级挂牌督办、约谈", "上级约谈、问责", "督办、约谈、问责", "对主要领导没有挂牌督办", "挂牌机关", "挂牌时间",
)  # fmt: skip
"""What is done by superiors, or to a unit's door, is no measure of the county (二（二）、五（二）)."""

ELSEWHERE = {
    "mechanism/words/named.py": "says which names there are",
    "mechanism/papers/numbering.py": "reads the numbers of any county",
    "mechanism/notice/": "reads the notices of any county",
    "mechanism/data/sentences.toml": "reads the notices of any county",
    "mechanism/data/quantities.toml": "reads the notices of any county",
    "mechanism/data/listed.toml": "reads the notices of any county",
    "mechanism/data/demo_notice.txt": "is a notice",
    "mechanism/packs/default.toml": "values and their sources are the county's data",
    "documents/official/samples/": "what a drafter typed, for samples",
    "documents/papers/titles.py": "words at which a title may be broken",
    "demo/": "what people of the demo county type",
    "measures/migrations/": "what was written then",
}
"""Files that may say a usual name without marks, and why."""


def test_no_sentence_of_ours_names_a_measure_without_marks() -> None:
    found = [
        f"{path.relative_to(SRC)}: {text.strip()[:90]}"
        for path in _sources()
        for text in _words_of(path)
        if _NAMES.search(_MARKED.sub("", _without(text)))
    ]
    assert not found, "put the name into marks, as ‹督办函›: " + "\n".join(found)


def test_what_stands_in_marks_is_a_usual_name() -> None:
    wrong = {
        (str(path.relative_to(SRC)), found[1])
        for path in _sources()
        for text in _words_of(path)
        for found in _MARKED.finditer(text)
        if found[1] not in USUAL_WORDS.words
    }
    assert not wrong


def test_every_file_that_is_let_off_is_there_and_has_a_name() -> None:
    assert not [one for one in ELSEWHERE if not (SRC / one).exists()]


def _sources() -> Iterator[Path]:
    for path in sorted(SRC.rglob("*")):
        let_off = any(str(path.relative_to(SRC)).startswith(one) for one in ELSEWHERE)
        if path.suffix in (".py", ".toml", ".html", ".js") and not let_off:
            yield path


def _words_of(path: Path) -> Iterator[str]:
    """The texts of a file: of Python its strings, not what is written for its readers."""
    source = path.read_text("utf-8")
    if path.suffix != ".py":
        yield from (line for line in source.splitlines() if not line.lstrip().startswith(("#", "//", "before = ")))
        return
    tree = ast.parse(source)
    told = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def _without(text: str) -> str:
    for one in ABOVE:
        text = text.replace(one, "")
    return text
