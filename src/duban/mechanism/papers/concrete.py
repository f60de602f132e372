"""Whether a part of a document says something that can be held against the facts: a day, a quantity, or a name."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, Reason, Remedy, decide, holds
from duban.mechanism.lifecycles.measures import SPINES
from duban.mechanism.papers.content import ELEMENTS, Element
from duban.mechanism.parameters import Pack

FACTS = Element("facts", "引用的事实", "3.1.1", "进展缓慢、落实不力")
_NUMERAL = "零一二两三四五六七八九十百千万半"
_DAY = (
    rf"\d{{1,4}}[年月日]|\d{{4}}-\d{{1,2}}-\d{{1,2}}|[{_NUMERAL}]+月|第[{_NUMERAL}]+季度"
    r"|[年季月]底|[上中下]旬|每[年季月周日天]"
)
_MEASURES = "[个项条件次处户人名座所台亩倍成期天周年米吨]|公里|万元|亿元|平方|立方|标段|分之"
_QUANTITY = rf"\d|[{_NUMERAL}]+(?:{_MEASURES})"
_TITLE = r"“[^”]{2,}”|《[^》]{2,}》"
_SAYS = re.compile(f"{_DAY}|{_QUANTITY}|{_TITLE}")


def is_concrete(text: str, names: Collection[str] = ()) -> bool:
    """Whether a text bears a day, a quantity, a quoted title, or one of the names of units and persons.

    >>> is_concrete("补齐滞后的实物工作量"), is_concrete("四月底前补齐滞后的实物工作量")
    (False, True)
    """
    return bool(_SAYS.search(text)) or any(name in text for name in names)


@clause("3.1.6", "3.2.3", "3.3.4")
def parts_concrete(
    kind: str, content: Mapping[str, Any], names: Collection[str], pack: Pack, on: date
) -> Decision:
    """Does each part of a draft that the unit is held to bear a fact with a day, a quantity or a name (A75)."""
    if pack.get("concrete_parts", on) != "refuse":
        return decide("核稿", [])
    known = {element.field: element for element in (FACTS, *ELEMENTS[kind])}
    parts = [(known[name], content.get(name)) for name in SPINES[kind].held_to]
    return decide("核稿", [_said(kind, element, value, names) for element, value in parts if value])


def _said(kind: str, element: Element, value: Any, names: Collection[str]) -> Reason:
    text = value if isinstance(value, str) else "；".join(str(one) for one in value)
    there = is_concrete(text, names)
    return Reason(
        element.clause,
        f"“{element.heading}”写到具体的日期、数量或者名称",
        holds(there),
        "已写明。" if there else f"现在写的是：{text}",
        words=element.words,
        remedies=(Remedy("起草人", f"{kind}.redraft", "改稿补上"),),
        params=("concrete_parts",),
        field=element.field,
    )
