"""XML held against a schema, without network, entities or anything outside the two files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

_SPACE, _ELEMENT = re.compile(r"\{[^}]*\}"), re.compile(r"Element '([^']+)'")
_WORDS = (
    ("Missing child", "缺少必要的下级元素"),
    ("minLength", "不能为空"),
    ("maxLength", "太长"),
    ("enumeration", "不是允许的值"),
    ("pattern", "写法不对"),
    ("Duplicate key", "重复"),
    ("not a valid value", "不是这种类型的值"),
    ("not expected", "不该有，或者次序不对"),
    ("attribute", "属性不对"),
)


def faults(content: bytes, schema: bytes = b"") -> Iterator[tuple[int, str]]:
    """What is wrong: line and message. Without a schema only whether it is whole XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        document = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        yield error.lineno or 1, str(error.msg)
        return
    if document.getroottree().docinfo.doctype:
        yield 1, "有 DTD 声明"
        return
    if schema:
        rules = etree.XMLSchema(etree.fromstring(schema, parser))
        if not rules.validate(document):
            for entry in rules.error_log:
                yield entry.line, _said(str(entry.message))


def _said(message: str) -> str:
    """The message of the validator in Chinese, with the name of the element."""
    plain = _SPACE.sub("", message)
    name = _ELEMENT.search(plain)
    what = next((word for mark, word in _WORDS if mark in plain), plain)
    return f"元素 {name[1]}：{what}" if name else what
