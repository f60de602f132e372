"""Classified markings are found in their typical shapes, ordinary words are left alone, doubt goes to a person."""

from __future__ import annotations

from datetime import date

import pytest

from duban.documents.inspection import marking
from duban.documents.inspection.marking import PlacedText, find_in, rules
from duban.documents.inspection.verdicts import Level, Noticed
from duban.documents.intake import Marked, examine_text

PLANTED = [
    "机密★1年",
    "秘密★长期",
    "绝密▲",
    "绝密★",
    "机密☆10年",
    "秘密★5个月",
    "机密★启用前",
    "秘密✩三十年",
    "机 密 ★ 1 年",
    "機密★1年",
    "絕密★",
    "祕密★長期",
    "机密★１年",
    "秘\u200b密★1年",
    "绝　密★",
    "机密*10年",
    "秘密＊长期",
    "机密**",
    "密级：机密",
    "密级:绝密",
    "密 级 ： 秘 密",
    "密級：機密",
    "文件密级为秘密",
    "密级：【机密】",
    "密级：☑绝密",
    "密级和保密期限：秘密10年",
    "密级＝机密级",
    "密级\n机密",
    "份号\n000012\n机密\n特急",
    "000012\n绝密\n加急",
    "秘密 20年",
    "【机密】",
    "国家秘密★1年",
    "秘密\n★\n1年",
    "关于工作的函（机密★1年）",
    "本件为秘密★，请妥善保管",
    "№ 000012　　机　密",
    "绝 密　特急",
    "本件密级为机密，保密期限30年。",
    "此件机密，注意保存",
    "本会议记录为秘密，5年内不得公开",
    "绝密*至2031年6月",
    "机密☆公开前",
    "密级（秘密）期限（长期）",
    "国家秘密 机密级 八年",
    "（绝密，阅后收回）",
    "（机密）★10年",
    "密级 机密",
    "涉密等级：机密",
    "秘密文件 妥善保管",
    "机密 保密期限：10年",
    "工作秘密★3年",
    "密级：工作秘密",
]

ORDINARY = [
    "做好保密工作",
    "签订保密协议",
    "保守国家秘密是公民的义务",
    "泄露国家秘密★警钟长鸣",
    "★保守国家秘密★遵守纪律",
    "侵犯商业秘密",
    "工作秘密管理办法",
    "秘书处",
    "县委保密委员会",
    "保密审查意见",
    "秘密地进行",
    "采取秘密投票方式",
    "密级：公开",
    "密级：内部",
    "密级：无",
    "密切配合",
    "精密仪器★★★",
    "严密组织",
    "机器密封",
    "绝对保密",
    "周密部署1年",
    "保密期限：10年",
    "解密10年前的档案",
    "涉密载体",
    "不涉及国家秘密",
    "没有秘密可言的公开信息★",
    "人口密度★1年",
    "本信息系统为非涉密系统",
]

DOUBTFUL = [
    ("机密级计算机", Level.PERSON),
    ("存放在秘密级场所", Level.PERSON),
    ("★机密文件的管理", Level.PERSON),
    ("密级：绝密/机密/秘密", Level.PERSON),
    ("密级：□绝密 □机密 □秘密", Level.PERSON),
    ("定为秘密，10年", Level.PERSON),
    ("涉及机密的内容不得上传", Level.WARN),
    ("**机密**", Level.WARN),
    ("内部资料 注意保存", Level.WARN),
    ("严禁外传", Level.WARN),
]


def levels(text: str, kind: str = "body", opens: bool = True) -> Level:
    """The gravest level of a text that opens a document."""
    found = find_in([PlacedText(kind, "正文", text, opens)], date(2026, 3, 2))
    return found[0].level if found else Level.CLEAN


@pytest.mark.parametrize("text", PLANTED)
def test_a_planted_marking_is_blocked(text: str) -> None:
    assert levels(text) is Level.BLOCK


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert levels(text) is Level.CLEAN


@pytest.mark.parametrize(("text", "level"), DOUBTFUL)
def test_what_may_be_a_marking_is_left_to_a_person(text: str, level: Level) -> None:
    assert levels(text, opens=False) is level


def test_a_bare_level_word_blocks_where_markings_stand_and_asks_elsewhere() -> None:
    assert levels("机密\n关于调整分工的通知") is Level.BLOCK
    assert levels("名词解释\n一\n二\n三\n四\n机密\n指泄露会使利益遭受严重损害的事项") is Level.PERSON
    assert levels("机密", "header") is Level.BLOCK
    assert levels("机密", "meta") is Level.BLOCK
    assert levels("【秘密】会议纪要", "name") is Level.BLOCK
    assert levels("机密会议纪要", "name") is Level.PERSON
    assert levels("保密工作总结", "name") is Level.CLEAN


def test_a_finding_names_rule_level_and_place_and_never_the_text() -> None:
    text = "机密★1年 甲镇水库抢险方案"
    with pytest.raises(Marked) as refused:
        examine_text(text, "“进展”")
    finding = refused.value.finding
    assert (finding.rule, finding.level, finding.where) == ("star-term", Level.BLOCK, "“进展”")
    assert "水库" not in refused.value.message
    assert "机密" not in refused.value.message
    assert "线下办理" in refused.value.message
    assert set(Noticed.__dataclass_fields__) == {"rule", "level", "where", "label"}


def test_only_what_blocks_refuses_a_text_that_was_typed() -> None:
    assert examine_text("涉及机密的内容不在这里填写") == ()
    assert [finding.level for finding in examine_text("已停用机密级计算机一台")] == [Level.PERSON]


def test_each_rule_is_dated_and_says_what_it_rests_on() -> None:
    known = rules()
    assert len({rule.id for rule in known.rules}) == len(known.rules)
    for rule in known.rules:
        assert rule.basis and len(rule.reason) > 8 and rule.label, rule.id
        assert rule.level in (Level.BLOCK, Level.PERSON, Level.WARN)
        assert "机密" not in rule.label and "绝密" not in rule.label


def test_a_rule_counts_from_its_day() -> None:
    text = "密级：机密"
    assert find_in([PlacedText("body", "正文", text)], date(2024, 4, 30)) == ()
    assert find_in([PlacedText("body", "正文", text)], date(2024, 5, 1))[0].rule == "label"


def test_a_badly_formed_rule_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"id": "x", "level": "block", "scope": "line", "pattern": "x", "label": "x", "basis": "", "reason": "x",
           "since": date(2024, 1, 1)}  # fmt: skip
    with pytest.raises(ValueError, match="not well formed"):
        marking._rule(row, {})
    with pytest.raises(ValueError, match="weight"):
        marking._rule({**row, "basis": "x", "weight": 2}, {})


def test_a_long_line_is_looked_at_whole() -> None:
    assert (
        levels("一二三四五六七八九十" * 3000 + "密级：机密" + "甲乙丙丁" * 3000, opens=False) is Level.BLOCK
    )
