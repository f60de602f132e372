"""What somebody typed into the search, and what keeps it from being looked for."""

from __future__ import annotations

from dataclasses import dataclass

from duban.mechanism.tokens import signs

LONGEST = 100
WORDS = 8
_LEAST = 2


@dataclass(frozen=True)
class Query:
    """The words that are looked for, each of which has to be met; `wrong` says why nothing is."""

    text: str
    words: tuple[str, ...] = ()
    wrong: str = ""


def query_of(typed: str) -> Query:
    """The words of what was typed: separated by blanks, in any order; what has neither letter nor digit is passed over."""
    text = " ".join("".join(char if char.isprintable() else " " for char in typed).split())
    if not text:
        return Query("")
    if len(text) > LONGEST:
        return Query(text[:LONGEST], wrong=f"一次最多查 {LONGEST} 个字，您输入了 {len(text)} 个。请只留最有特点的几个词。")
    words = tuple(dict.fromkeys(word for word in text.split() if signs(word)))
    if not words:
        return Query(text, wrong="没有可以查找的字。请输入汉字、字母或者数字，标点和符号不参加查找。")
    if len(words) > WORDS:
        return Query(text, wrong=f"一次最多查 {WORDS} 个词，您输入了 {len(words)} 个。请只留最有特点的几个。")
    if sum(len(signs(word)) for word in words) < _LEAST:
        return Query(text, wrong="一个字查到的太多。请至少输入两个字，人名和单位也可以输入拼音首字母。")
    return Query(text, words)
