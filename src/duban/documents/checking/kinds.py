"""Which kind of document a text is, and what each kind must state by the notice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from duban.documents.checking.report import Gauge
from duban.documents.checking.rules import FORMS
from duban.documents.checking.words import squeezed
from duban.mechanism.clauses import CLAUSES, cite
from duban.mechanism.papers.content import PERSONAL_PLAN
from duban.mechanism.words.named import USUAL_WORDS, Vocabulary


@dataclass(frozen=True)
class Stated:
    """Something that must be stated: its name, the words by which it is found (any), the clause."""

    name: str
    pattern: str
    clause: str


@dataclass(frozen=True)
class MeasuredKind:
    """A kind of document: key, Chinese name, the pattern of its title or mark, forms it may take, and its parts."""

    key: str
    name: str
    title: str
    forms: tuple[str, ...]
    parts: tuple[Stated, ...] = ()
    copies: tuple[str, ...] = ()


_BOTH = ("县纪委监委", "县委组织部")
_DAY = r"\d{4}年\d{1,2}月\d{1,2}日"
_TABLE = (
    MeasuredKind("sign_off_sheet", "发文稿纸", "发文稿纸|发文处理单", ("plain",), (
        Stated("拟稿", "拟稿", "3.1.2"), Stated("核稿", "核稿", "3.1.2"), Stated("审批意见", "审批|批示|同意", "3.1.2"),
        Stated("签发", "签发", "3.1.3"), Stated("文号", "文号|发文字号|编号", "3.1.3"),
        Stated("主送", "主送", "3.1.4"), Stated("抄送", "抄送", "3.1.5"),
    )),
    MeasuredKind("supervision_letter", "‹督办函›", "‹督办函›$", ("letter",), (
        Stated("责令整改事项", "责令整改事项", "3.1.6"), Stated("整改时限", "整改时限", "3.1.6"),
        Stated("整改目标", "整改目标", "3.1.6"), Stated("主要领导亲自研究制定整改方案", PERSONAL_PLAN, "3.1.7"),
        Stated("定期反馈", r"每\d+(天|日|个工作日).{0,20}反馈", "3.1.8"), Stated("领导同意", "同意|批准", "3.1.2"),
    ), _BOTH),
    MeasuredKind("interview_minutes", "‹联席约谈›纪要", "‹约谈›纪要$", ("minutes",), (
        Stated("出席人员", "出席[：:]", "3.2.1"), Stated("‹约谈›事实", "重点工作|事项", "3.2.4"),
        Stated("整改期限的承诺", "承诺", "3.2.7"), Stated("书面报告", "书面报告", "3.2.8"),
    )),
    MeasuredKind("interview_notice", "‹联席约谈›通知书", "‹约谈›通知书?$", ("letter",), (
        Stated("‹约谈›时间", rf"时间.{{0,8}}{_DAY}", "3.2.1"), Stated("‹约谈›地点", "地点", "3.2.1"),
        Stated("‹约谈›对象", "‹约谈›对象|参加人员|人员", "3.2.4"), Stated("‹约谈›事项", "事由|事项", "3.2.3"),
        Stated("整改方案和期限承诺", "整改方案.{0,40}承诺|承诺.{0,40}整改方案", "3.2.7"),
        Stated("‹约谈›时提交的书面报告", "书面报告", "3.2.8"), Stated("定期反馈", r"每\d+(天|日).{0,20}反馈", "3.2.9"),
    ), _BOTH),
    MeasuredKind("interview_change", "‹联席约谈›补充通知", "‹约谈›.{0,10}补充通知$", ("letter",), (
        Stated("原定时间和调整后的时间", rf"{_DAY}.*{_DAY}", "3.2.1"), Stated("‹约谈›地点", "地点", "3.2.1"),
        Stated("召集人的决定", "召集人", "3.2.1"),
    ), _BOTH),
    MeasuredKind("release_notice", "解除‹挂牌督办›通知", "解除.{0,40}‹挂牌督办›.{0,6}通知", ("letter", "file"), (
        Stated("原‹挂牌督办›文号", r"〔\d{4}〕\d+号", "3.3.8"), Stated("核查结果", "核查|核实|验收|整改到位", "3.3.8"),
        Stated("解除日期", rf"之日起|{_DAY}", "3.3.8"),
    )),
    MeasuredKind("listing_notice", "‹立项挂牌督办通知书›", "‹挂牌督办›的?通知书?$|‹立项挂牌督办通知书›$", ("file",), (
        Stated("事项名称", "事项名称", "3.3.4"), Stated("责任主体", "责任主体", "3.3.4"),
        Stated("推进落实不力主要事实", "推进落实不力主要事实|推进落实不力的主要事实", "3.3.4"),
        Stated("整改要求", "整改要求", "3.3.4"), Stated("办理时限", "办理时限", "3.3.4"),
        Stated("申请解除的方式", "申请解除的方式", "3.3.4"), Stated("申请解除的程序", "申请解除的.{0,4}程序", "3.3.4"),
    ), _BOTH),
    MeasuredKind("pause_notice", "暂缓通知", "关于暂缓.{0,60}通知$", ("letter",), (
        Stated("自行恢复的日期", rf"至{_DAY}", "3.1.2"), Stated("原时限", rf"时限仍为{_DAY}", "3.1.6"),
        Stated("理由", "因", "3.1.2"),
    ), _BOTH),
    MeasuredKind("review_reply", "问责记录查询复函", "问责记录查询的复函$", ("letter",), (
        Stated("不替代党风廉政意见", "不替代党风廉政意见", "7.1.1"), Stated("查询截至的日期", rf"截至{_DAY}", "7.1.1"),
    )),
    MeasuredKind("extension_reply", "延期复函", "延期.{0,20}复函$|复函$", ("letter",), (
        Stated("原时限和新时限", rf"{_DAY}.*{_DAY}", "3.1.6"), Stated("答复", "同意|不予", "3.1.2"),
        Stated("理由", "理由|因|鉴于|原因", "3.1.6"),
    )),
    MeasuredKind("transfer_letter", "移交函", "移[交送].{0,40}函$", ("letter",), (
        Stated("认定的情形（第五条）", "情形", "5.0"), Stated("移交意见", "移[交送]|提出.{0,10}建议", "6.1"),
        Stated("证据目录", "证据|材料目录|材料清单", "6.3"),
    )),
    MeasuredKind("listing_circular", "‹挂牌督办›通报", "‹挂牌督办›.{0,10}通报$", ("file",), (
        Stated("事项名称", "事项名称", "3.3.5"), Stated("责任单位", "责任单位|责任主体", "3.3.5"),
    )),
    MeasuredKind("result_withdrawal", "撤回结果运用的通知", "撤回结果运用的通知$", ("letter",), (
        Stated("变动的处理决定", r"〔\d{4}〕\d+号.{0,20}(变更|撤销|更正|注销)", "6.4"),
        Stated("撤回的结果", "撤回的结果", "7.3.1"),
    )),
    MeasuredKind("result_notice", "结果运用通知", "^结果运用通知$", ("letter",), (
        Stated("处理决定", r"〔\d{4}〕\d+号", "6.5"), Stated("运用的结果和条款", "第七条第（.）项", "7.3.1"),
    )),
    MeasuredKind("circular", "督查通报", "通报$", ("file",), (Stated("评价", "较好推进|正常推进|进展滞后", "4.4"),)),
    MeasuredKind("instruction_report", "批示办理情况报告", "批示办理情况的报告$", ("report",), (
        Stated("批示内容", "批示：", "3.0"), Stated("办理情况", "办理情况", "3.0"),
    )),
    MeasuredKind("special_report", "督查专报", "专报", ("report",), ()),
    MeasuredKind("conclusion", "督查结论", "督查结论", ("letter", "file", "plain"), (
        Stated("结论", "结论", "6.1"), Stated("事实", "事实|查明|情况", "6.1"),
    )),
    MeasuredKind("release_application", "解除申请", "解除.{0,40}(申请|请示)|申请解除", ("letter", "plain"), (
        Stated("整改情况", "整改", "3.3.8"), Stated("主要领导签名", "主要领导|主要负责人", "3.3.8"),
    )),
    MeasuredKind("rectification_report", "整改情况报告", "整改.{0,12}情况.{0,4}报告|反馈.{0,8}报告", ("letter", "plain"), (
        Stated("进展", "进展|完成|情况", "3.1.8"),
    )),
    MeasuredKind("written_report", "书面报告", "书面报告$|检查$", ("letter", "plain"), (
        Stated("存在问题", "问题", "3.2.8"), Stated("整改措施", "措施", "3.2.8"),
        Stated("整改期限的承诺", "承诺", "3.2.7"), Stated("主要领导签名", "主要领导|主要负责人", "3.2.8"),
    )),
    MeasuredKind("rectification_plan", "整改方案", "整改方案", ("letter", "plain"), (
        Stated("存在问题", "问题", "3.1.7"), Stated("整改措施", "措施", "3.1.7"), Stated("责任人", "责任人", "3.1.7"),
        Stated("完成时限", f"时限|期限|{_DAY}", "3.1.7"), Stated("承诺", "承诺", "3.2.7"),
        Stated("主要领导签名", "主要领导|主要负责人", "3.1.7"),
    )),
)  # fmt: skip

KINDS: Mapping[str, MeasuredKind] = MappingProxyType({kind.key: kind for kind in _TABLE})
"""Every kind by key, in the order in which titles are tried."""


@lru_cache(maxsize=64)
def _said(vocabulary: Vocabulary) -> tuple[MeasuredKind, ...]:
    return vocabulary.say_all(_TABLE)


def kind_of(mark: str, title: str, vocabulary: Vocabulary = USUAL_WORDS) -> MeasuredKind | None:
    """The kind that a title or a mark names, as a county calls it; None for a document of another kind."""
    wanted = squeezed(title).strip("（）")
    for text in (wanted, squeezed(mark)):
        found = next((kind for kind in _said(vocabulary) if text and re.search(kind.title, text)), None)
        if found is not None:
            return found
    return None


def hold_kind(gauge: Gauge, kind: MeasuredKind | None, form: str) -> None:
    """Hold the form of a document against those that its kind takes."""
    if kind is not None:
        names = "或".join(FORMS[one] for one in kind.forms)
        gauge.hold("kind.form", kind.name, form in kind.forms, FORMS[form], names)


def hold_content(gauge: Gauge, kind: MeasuredKind | None, text: str, copies: str) -> None:
    """Hold what a kind must state against the text of the document and its 版记."""
    if kind is None:
        gauge.skip("content.part", "文种未识别")
        return
    plain = squeezed(text)
    for part in kind.parts:
        there = bool(re.search(part.pattern, plain, re.DOTALL))
        gauge.hold("content.part", kind.name, there, "无", f"载明“{part.name}”", basis=_basis(part.clause))
    for body in kind.copies:
        there = body in squeezed(copies)
        gauge.hold("content.part", f"{kind.name}版记", there, "无", f"抄送{body}", basis=_basis("3.1.5"))


def _basis(clause: str) -> str:
    return f"通知{cite(clause)}（{clause}）" if clause in CLAUSES else f"通知 {clause}"
