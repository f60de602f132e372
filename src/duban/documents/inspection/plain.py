"""Text files: their encoding and their lines."""

from __future__ import annotations

from duban.documents.inspection.verdicts import Refused

_BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


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
    odd = sum(1 for char in text[:65536] if ord(char) < 32 and char not in "\t\r\n\f\v\x1a")
    if odd:
        raise Refused("suffix", f"“{name}”不是文本文件：里面有控制字符。")
    return text
