"""The index of what the notice leaves open: each code, how the usual pack answers it, and where the code stands.

python -m tools.questions > docs/questions.md
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from duban.mechanism.clauses import CLAUSES, cite
from duban.mechanism.parameters import default_pack
from duban.mechanism.words.named import USUAL_WORDS

ROOT = Path(__file__).resolve().parents[1]
SOURCE, DECISIONS = ROOT / "src" / "duban", ROOT / "docs" / "decisions"
CODE = re.compile(r"\bA[1-9]\d?\d?\b")
# What the other columns tell already; and A3 and A4 of papers, which are sizes.
TOLD = {"questions.toml", "clauses.toml", "default.toml", "parameters.toml"}
SIZES = SOURCE / "documents"
HEAD = """\
# 待定项 · Open questions

通知没有写明的，由参数或者决定给出默认答案，待县里确认。由 `python -m tools.questions` 印出，不手工修改。
What the notice leaves open, with the answer of the usual pack. Printed by `python -m tools.questions`; not edited by hand. \
Codes stand in the code where an answer is carried out; “where” names the folder, and the decisions by their numbers.

| 代号 | 依据 | 问题 | 默认答案 | 参数 | 涉及条款 | 出现之处 where |
| --- | --- | --- | --- | --- | --- | --- |
"""


def index() -> str:
    """The whole index as Markdown, measures by their usual names."""
    touched = _clauses()
    places = where()
    rows = (
        (
            question.id,
            question.cite,
            question.question,
            question.answer,
            "、".join(f"`{key}`" for key in question.keys),
            "、".join(dict.fromkeys(touched[question.id])),
            "、".join(places[question.id]),
        )
        for question in default_pack().questions
    )
    return USUAL_WORDS.say(HEAD + "".join(f"| {' | '.join(map(_cell, row))} |\n" for row in rows))


def where() -> dict[str, list[str]]:
    """For each code the folders of the source in which it stands (a file that is in none by itself) and the decisions."""
    found: dict[str, set[str]] = defaultdict(set)
    for place, text in _texts():
        for code in CODE.findall(text):
            found[code].add(place)
    return defaultdict(list, {code: sorted(places) for code, places in found.items()})


def _texts() -> Iterator[tuple[str, str]]:
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix in {".py", ".toml", ".html"} and path.name not in TOLD and SIZES not in path.parents:
            inside = path.relative_to(SOURCE)
            room = inside.parent if len(inside.parts) > 2 else inside
            yield f"`{room.as_posix()}`", path.read_text("utf-8")
    for path in sorted(DECISIONS.glob("*.md")):
        yield f"[{path.name[:4]}](decisions/{path.name})", path.read_text("utf-8")


def _clauses() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for clause_id, clause in CLAUSES.items():
        for code in clause.questions:
            found[code].append(cite(clause_id))
    return found


def _cell(text: str) -> str:
    return text.replace("|", "\\\\|").replace("\n", " ")


if __name__ == "__main__":
    print(index(), end="")
