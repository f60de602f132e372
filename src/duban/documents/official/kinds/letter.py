"""督办函, the answer to a request for a later limit, and 督查结论: letters of an office to a unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from duban.documents.claims import document_block
from duban.documents.official.kinds.base import (
    OfUnit,
    addressed,
    by,
    copied,
    day,
    filled,
    full_stop,
    joined,
    numbered,
    our_office,
    paragraphs,
    point,
    quoted,
    section,
    text,
)
from duban.documents.papers.model import Attachment, Block, Colophon, Form, Paper
from duban.mechanism.papers.content import PERSONAL_PLAN


@dataclass(frozen=True, kw_only=True)
class SupervisionLetter(OfUnit):
    """督办函 (三（一）). `facts` are the quoted facts, `orders` 责令整改事项, `plan_days` in working days."""

    facts: tuple[str, ...] = ()
    approver: str = ""
    orders: tuple[str, ...] = ()
    deadline: date | None = None
    goals: tuple[str, ...] = ()
    plan_days: int = 5
    feedback_days: int | None = None


def supervision_letter(facts: SupervisionLetter) -> Paper:
    """The letter to the unit and its principal leaders, with its fixed copies."""
    return Paper(
        kind="supervision_letter",
        form=Form.LETTER,
        issuers=facts.issuers,
        number=facts.number,
        urgency=facts.urgency,
        title=(f"关于{quoted(facts.matter)}的‹督办函›",),
        to=addressed(facts),
        blocks=(*_why(facts), *_ordered(facts), *_asked(facts)),
        dated=facts.dated,
        colophon=_copies(facts),
    )


@document_block("3.1.1", "3.1.2", "3.1.3")
def _why(facts: SupervisionLetter) -> tuple[Block, ...]:
    """The stored facts, whose approval stands behind the letter, in whose name it goes out."""
    return (
        text(
            f"你单位牵头负责的重点工作{quoted(facts.matter)}进展缓慢、落实不力。经查，{joined(facts.facts, '（未引用事实）')}。"
        ),
        text(
            f"{by(facts, '3.1.1')}，经{facts.approver or '县委或县政府领导'}同意，"
            f"现以{'、'.join(facts.issuers)}名义予以督办，请按照以下要求抓好整改。"
        ),
    )


@document_block("3.1.6")
def _ordered(facts: SupervisionLetter) -> tuple[Block, ...]:
    """责令整改事项, 整改时限, 整改目标, in the order of the notice."""
    return (
        section(1, "责令整改事项"),
        *numbered(facts.orders),
        section(2, "整改时限"),
        text(f"{day(facts.deadline)}前整改完毕。"),
        section(3, "整改目标"),
        *numbered(facts.goals),
    )


@document_block("3.1.7", "3.1.8")
def _asked(facts: SupervisionLetter) -> tuple[Block, ...]:
    """The principal leader makes the plan in person; feedback at the stated interval until all is done."""
    ours = our_office(facts.issuers)
    return (
        section(4, "工作要求"),
        point(
            1,
            "亲自研究部署。",
            f"{PERSONAL_PLAN}。整改方案由主要领导本人确认，于收到本函后{facts.plan_days}个工作日内报{ours}。",
        ),
        point(
            2,
            "定期反馈情况。",
            f"收到本函后，请每{filled(facts.feedback_days)}天向{ours}反馈一次整改情况，直至整改完毕。",
        ),
    )


@document_block("3.1.4", "3.1.5")
def _copies(facts: SupervisionLetter) -> Colophon:
    """The two bodies that cannot be removed."""
    return copied(facts)


@dataclass(frozen=True, kw_only=True)
class ExtensionReply(OfUnit):
    """延期复函: the request, the old and the new limit, the decision with its reason."""

    request: str = ""
    measure: str = ""
    old_limit: date | None = None
    new_limit: date | None = None
    granted: bool | None = None
    reason: str = ""
    approver: str = ""


def extension_reply(facts: ExtensionReply) -> Paper:
    """The answer to a request for a later limit: a letter, since a 批复 answers only a 请示 from below."""
    return Paper(
        kind="extension_reply",
        form=Form.LETTER,
        issuers=facts.issuers,
        number=facts.number,
        title=(f"关于{quoted(facts.matter)}整改时限申请的复函",),
        to=facts.unit,
        blocks=_answer(facts),
        dated=facts.dated,
        colophon=copied(facts),
    )


@document_block("3.1.6", "3.2.7", "3.3.4")
def _answer(facts: ExtensionReply) -> tuple[Block, ...]:
    of = f"（{facts.measure}）" if facts.measure else ""
    opening = (
        f"你单位关于重点工作{quoted(facts.matter)}{of}整改时限的申请收悉。"
        f"申请理由：{filled(facts.reason).rstrip('。')}。"
    )
    approver = facts.approver or "县委或县政府领导"
    if facts.granted is False:
        answer = (
            f"经{approver}审定，不同意延期。整改时限仍为{day(facts.old_limit)}，请倒排工期，按期整改完毕。"
        )
    else:
        answer = (
            f"经{approver}同意，整改时限由{day(facts.old_limit)}延至{day(facts.new_limit)}。"
            "原时限和延期情况存档备查。"
        )
    return (
        text(opening),
        text(answer),
        text("其他整改要求和定期反馈要求不变，请你单位主要领导继续亲自部署推动整改工作。"),
    )


@dataclass(frozen=True, kw_only=True)
class PauseNotice(OfUnit):
    """暂缓通知: which letter stands still until when and why, and that its limit stays."""

    measure: str = ""
    limit: date | None = None
    until: date | None = None
    reason: str = ""
    approver: str = ""


def pause_notice(facts: PauseNotice) -> Paper:
    """What tells unit and copied bodies that a letter stands still (A96)."""
    return Paper(
        kind="pause_notice",
        form=Form.LETTER,
        issuers=facts.issuers,
        number=facts.number,
        title=(f"关于暂缓{quoted(facts.matter)}整改的通知",),
        to=addressed(facts),
        blocks=_paused(facts),
        dated=facts.dated,
        colophon=copied(facts),
    )


@document_block("3.1.2", "3.1.6")
def _paused(facts: PauseNotice) -> tuple[Block, ...]:
    of = f"（{facts.measure}）" if facts.measure else ""
    return (
        text(
            f"因{filled(facts.reason).rstrip('。')}，经{facts.approver or '县委或县政府领导'}同意，"
            f"你单位重点工作{quoted(facts.matter)}‹督办函›{of}自本通知印发之日起暂缓，至{day(facts.until)}自行恢复。"
        ),
        text(
            f"暂缓期间，该函要求的整改方案和定期反馈不再催报，也不计逾期，恢复后接续办理。"
            f"整改时限仍为{day(facts.limit)}，确需延长的，另行申请延期。"
        ),
        text("暂缓的情形提前消除的，请及时告知，由我们通知恢复。"),
    )


@dataclass(frozen=True, kw_only=True)
class Conclusion(OfUnit):
    """督查结论: how it was looked into, what was found, what follows. `evidence` are the papers it rests on."""

    method: str = ""
    on: date | None = None
    found: str = ""
    passed: bool | None = None
    conclusion: str = ""
    requirements: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    inspectors: tuple[str, ...] = ()


def conclusion(facts: Conclusion) -> Paper:
    """The conclusion that a closing, a release or a transfer rests on (三, 六)."""
    return Paper(
        kind="conclusion",
        form=Form.LETTER,
        issuers=facts.issuers,
        number=facts.number,
        title=(f"关于{quoted(facts.matter)}的督查结论",),
        to=facts.unit,
        blocks=_concluded(facts),
        attachments=tuple(Attachment(title=name) for name in facts.evidence),
        dated=facts.dated,
        colophon=copied(facts),
    )


@document_block("6.1", "3.0", "3.3.8")
def _concluded(facts: Conclusion) -> tuple[Block, ...]:
    who = f"由{'、'.join(facts.inspectors)}" if facts.inspectors else ""
    verdict = {True: "整改到位", False: "整改尚未到位", None: ""}[facts.passed]
    words = facts.conclusion.strip() or verdict
    lead = f"经核查，{verdict}。" if verdict and verdict not in words else ""
    requirements = facts.requirements or (
        ("巩固整改成果，防止问题反弹。",) if facts.passed else ("继续抓好整改，按期反馈情况。",)
    )
    return (
        text(
            f"按照督查工作安排，{day(facts.on)}，{who}采取{_way(facts.method)}的方式，"
            f"对你单位牵头负责的重点工作{quoted(facts.matter)}进行了核查。现将结论函告如下。"
        ),
        section(1, "核查情况"),
        *paragraphs(facts.found),
        section(2, "结论"),
        text(full_stop(f"{lead}{filled(words)}")),
        section(3, "有关要求"),
        *numbered(requirements),
    )


_BARE = ("材料", "现场", "第三方")
"""Ways of checking as the form of 核查 names them."""


def _way(method: str) -> str:
    """How a check is done, as offices write it: 现场核查, not 现场."""
    return f"{method}核查" if method in _BARE else filled(method)
