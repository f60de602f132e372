"""The verbs and states of the act table, printed into the second half of docs/glossary.md.

python -m tools.glossary
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from duban.mechanism.lifecycles import LIFECYCLES
from duban.mechanism.words.named import USUAL_WORDS

GLOSSARY = Path(__file__).resolve().parents[1] / "docs" / "glossary.md"
MARK = "## 行为表里的词 · Words of the act table\n"
HEAD = f"""{MARK}
由 `python -m tools.glossary` 从行为表印出，不手工修改；哪一种类的，见[行为表](acts.md)。
Printed from the table by `python -m tools.glossary`; not edited by hand. Which kind says what stands in the [acts](acts.md).
"""


def document() -> str:
    """The whole glossary: what is written by hand, and the words of the table as it stands."""
    return GLOSSARY.read_text("utf-8").partition(MARK)[0] + printed()


def printed() -> str:
    """The verbs and the states of all kinds, each with what it is called in Chinese."""
    acts = [(act.key.partition(".")[2], act.label) for one in LIFECYCLES.values() for act in one.acts]
    states = [(state.name, state.label) for one in LIFECYCLES.values() for state in one.states]
    return USUAL_WORDS.say(HEAD + _table("行为", "verb", acts) + _table("状态", "state", states))


def terms(text: str) -> set[str]:
    """The identifiers that stand in a text between backticks, and the parts of dotted ones."""
    words = {word for quoted in re.findall(r"`([^`]*)`", text) for word in re.findall(r"[\w.…]+", quoted)}
    return words | {part for word in words for part in word.split(".") if part}


def _table(chinese: str, english: str, rows: Iterable[tuple[str, str]]) -> str:
    labels: dict[str, set[str]] = defaultdict(set)
    for name, label in rows:
        labels[name].add(label)
    lines = (f"| `{name}` | {'、'.join(sorted(labels[name]))} |\n" for name in sorted(labels))
    return f"\n| {english} | {chinese} |\n| --- | --- |\n" + "".join(lines)


if __name__ == "__main__":
    GLOSSARY.write_text(document(), "utf-8")
