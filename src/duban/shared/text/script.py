"""Characters of another script: what is written in traditional characters where the county writes simplified ones."""

from __future__ import annotations


def traditional(text: str) -> str:
    """The characters of a text that are traditional: in Big5 and not in GB/T 2312. Rare ones in use here are among them."""
    return "".join(char for char in text if _in(char, "big5") and not _in(char, "gb2312"))


def same_in_another_script(text: str, name: str) -> bool:
    """Whether a text is a name but for its traditional characters.

    >>> same_in_another_script("林業局", "林业局")
    True
    """
    if len(text) != len(name) or text == name:
        return False
    return all(one == other or traditional(one) for one, other in zip(text, name, strict=True))


def _in(char: str, codec: str) -> bool:
    try:
        return len(char.encode(codec)) == 2
    except UnicodeEncodeError:
        return False
