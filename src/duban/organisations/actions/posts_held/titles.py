"""What the title of a post says of its role; offices and administrators are never read from a title."""

from __future__ import annotations

from duban.mechanism.people.standing import Function, PostRole

_COUNTY = ("县委", "县政府", "县人民政府", "副县长", "县长", "常委")
_HEADS = (
    "局长", "主任", "镇长", "乡长", "书记", "部长", "台长", "行长", "董事长", "总经理", "院长", "校长", "所长", "社长", "会长",
    "队长", "馆长", "主席", "检察长", "经理", "场长", "站长", "中心主任", "理事长", "局党组书记",
)  # fmt: skip
_HANDLERS = ("股长", "科长", "科科长", "室主任", "办主任", "负责人", "处长", "组长", "股室", "中队长")
_DEPUTIES = (
    "副",
    "班子成员",
    "党组成员",
    "党委委员",
    "总工程师",
    "纪检组长",
    "四级调研员",
    "三级调研员",
    "武装部",
)


def role_named(title: str, in_unit: bool, function: Function) -> PostRole | None:
    """The role that a title means, None where it cannot be told; nobody becomes staff of an office this way."""
    plain = "".join(title.split())
    if not in_unit:
        return _of_county(plain)
    if "联络员" in plain:
        return PostRole.LIAISON
    if any(word in plain for word in _HANDLERS) and not plain.startswith("副镇长"):
        return PostRole.HANDLER
    if "局长" in plain and "副局长" not in plain or plain.startswith(("党组书记", "党委书记", "党工委书记")):
        return PostRole.PRINCIPAL
    if any(word in plain for word in _DEPUTIES):
        return PostRole.DEPUTY
    if plain.endswith(_HEADS):
        return PostRole.PRINCIPAL
    return PostRole.STAFF if plain in ("干部", "科员", "工作人员", "职员") else None


def _of_county(title: str) -> PostRole | None:
    if title in ("县委书记", "书记"):
        return PostRole.SECRETARY
    if title.endswith("县长") and "副县长" not in title:
        return PostRole.COUNTY_HEAD
    return PostRole.COUNTY_LEADER if any(word in title for word in _COUNTY) else None
