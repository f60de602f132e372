"""Text files: their encoding and their lines."""

from __future__ import annotations

import csv
import io
import re
import unicodedata

from duban.documents.inspection.verdicts import Refused

_BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x9f]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LOOKED_AT, _ENOUGH = 65_536, 12
_ODD_MOST, _COMMON_LEAST = 0.02, 0.35
_LAST = "\x03"
"""A last line of our own, which a quote that is never closed swallows."""


def decoded(content: bytes) -> str | None:
    """The text in UTF-8, UTF-16 or GB18030; None where it is in none of them."""
    for mark, codec in _BOMS:
        if content.startswith(mark):
            return _tried(content, codec)
    for codec in ("utf-8", "gb18030"):
        text = _tried(content, codec)
        if text is not None:
            return text
    return None


def _tried(content: bytes, codec: str) -> str | None:
    try:
        return content.decode(codec)
    except UnicodeDecodeError:
        return None


def open_text(name: str, content: bytes) -> str:
    """The text of .txt or .csv; Refused where it is none."""
    text = decoded(content)
    if text is None:
        raise Refused(
            "encoding", f"“{name}”的编码不是 UTF-8 或 GB18030，读不出文字。请另存为 UTF-8 后再上传。"
        )
    if _CONTROLS.search(text):
        raise Refused("suffix", f"“{name}”不是文本文件：里面有控制字符。")
    if not _reads(text[:_LOOKED_AT]):
        raise Refused("suffix", f"“{name}”不是文本文件：里面不成文字，多半是别的文件改了后缀。请用原来的程序另存。")
    if name.lower().endswith(".csv"):
        _refuse_open_quote(name, text)
    return text


def _reads(text: str) -> bool:
    """Whether people wrote this: signs that are in use, and of the Chinese characters enough that are common.

    Bytes drawn at random decode to signs that nobody uses, and to characters of which one in six is common (the
    first level of GB/T 2312); of simplified text nearly all are, of traditional text more than half.
    """
    odd = sum(1 for char in text if unicodedata.category(char) in ("Cn", "Co", "Cs"))
    if odd > len(text) * _ODD_MOST:
        return False
    han = _HAN.findall(text)
    common = sum(1 for char in han if b"\xb0" <= char.encode("gb2312", "ignore")[:1] <= b"\xd7")
    return len(han) < _ENOUGH or common >= len(han) * _COMMON_LEAST


def delimiter(text: str) -> str:
    """What parts the cells of a .csv."""
    return max(",\t;，", key=text[:8192].count)


def _refuse_open_quote(name: str, text: str) -> None:
    """A quote that is opened and never closed takes all that follows into one cell."""
    csv.field_size_limit(max(len(text) + 2, 131_072))
    reader = csv.reader(io.StringIO(f"{text}\n{_LAST}", newline=""), delimiter=delimiter(text), strict=False)
    at, last = 1, [""]
    for last in reader:
        if not (last and last[-1].endswith(_LAST)):
            at = reader.line_num + 1
    if last != [_LAST]:
        raise Refused("quote", f"“{name}”第 {at} 行起有一个双引号没有收口，后面分不清是哪一格。请改好后再上传。")
