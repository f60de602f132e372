"""立项挂牌督办通知书, its circulation, and 解除挂牌督办通知 (三（三）)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from duban.documents.claims import document_block
from duban.documents.official.kinds.base import (
    COPIES,
    OfUnit,
    addressed,
    by,
    copied,
    day,
    filled,
    numbered,
    our_office,
    paragraphs,
    quoted,
    section,
    text,
)
from duban.documents.papers.model import Block, Colophon, Form, Paper

TO_ALL = "各镇（街道）、各单位"


@dataclass(frozen=True, kw_only=True)
class ListingNotice(OfUnit):
    """立项挂牌督办通知书 with its seven contents (三（三）)."""

    approver: str = ""
    name: str = ""
    responsible: str = ""
    main_facts: str = ""
    requirements: tuple[str, ...] = ()
    deadline: date | None = None
    release_method: str = ""
    release_procedure: str = ""
    feedback_days: int | None = None


def listing_notice(facts: ListingNotice) -> Paper:
    """The notice to the unit."""
    return Paper(
        kind="listing_notice",
        form=Form.FILE,
        issuers=facts.issuers,
        number=facts.number,
        urgency=facts.urgency,
        title=("‹立项挂牌督办通知书›",),
        to=addressed(facts),
        blocks=(*_why(facts), *_seven(facts), *_reports(facts)),
        dated=facts.dated,
        colophon=_copies(facts),
    )


@document_block("3.3.1", "3.3.2", "3.3.3")
def _why(facts: ListingNotice) -> tuple[Block, ...]:
    return (
        text(
            f"你单位牵头负责的重点工作{quoted(facts.matter)}进度严重滞后，经多次督办或‹联席约谈›后整改成效仍不明显。"
            f"{by(facts, '3.3.1')}，经{facts.approver or '县委或县政府主要领导'}同意，"
            "现予立项‹挂牌督办›，将有关事项通知如下。"
        ),
    )


@document_block("3.3.4")
def _seven(facts: ListingNotice) -> tuple[Block, ...]:
    return (
        section(1, "事项名称"),
        *paragraphs(facts.name),
        section(2, "责任主体"),
        *paragraphs(facts.responsible),
        section(3, "推进落实不力主要事实"),
        *paragraphs(facts.main_facts),
        section(4, "整改要求"),
        *numbered(facts.requirements),
        section(5, "办理时限"),
        text(f"{day(facts.deadline)}前。"),
        section(6, "申请解除的方式"),
        *paragraphs(facts.release_method),
        section(7, "申请解除的程序"),
        *paragraphs(facts.release_procedure),
    )


@document_block("3.3.7")
def _reports(facts: ListingNotice) -> tuple[Block, ...]:
    ours = our_office(facts.issuers)
    return (
        section(8, "整改情况报送"),
        text(
            f"请每{filled(facts.feedback_days)}天报送一次整改情况，直至解除。整改情况由{ours}呈县委、县政府主要领导，"
            "并送县纪委监委、县委组织部。"
        ),
    )


@document_block("3.3.7")
def _copies(facts: ListingNotice) -> Colophon:
    """抄送 alone is printed: what is put before the main leaders is reading inside the county (抄报)."""
    return copied(facts)


@dataclass(frozen=True, kw_only=True)
class ListingCircular(OfUnit):
    """挂牌督办通报: what every other unit gets, the matter and the unit only."""

    name: str = ""
    deadline: date | None = None


@document_block("3.3.5")
def listing_circular(facts: ListingCircular) -> Paper:
    """The circulation of a listing: no person, no fact about persons."""
    return Paper(
        kind="listing_circular",
        form=Form.FILE,
        issuers=facts.issuers,
        number=facts.number,
        title=(f"关于对{facts.unit}实施‹挂牌督办›的通报",),
        to=TO_ALL,
        blocks=(
            text(
                f"{by(facts, '3.3.5')}，经县委或县政府主要领导同意，"
                f"对{facts.unit}牵头负责的下列重点工作实施‹挂牌督办›，现予通报。"
            ),
            text(f"事项名称：{filled(facts.name).rstrip('。')}。"),
            text(f"责任单位：{facts.unit}。"),
            text(f"办理时限：{day(facts.deadline)}前。"),
            text("各镇（街道）、各单位要引以为戒，对照查摆，推动重点工作落地见效。"),
        ),
        dated=facts.dated,
        colophon=copied(facts, ""),
    )


@dataclass(frozen=True, kw_only=True)
class ReleaseNotice(OfUnit):
    """解除挂牌督办通知: the listing, what verified its rectification, whose approval."""

    name: str = ""
    listing_number: str = ""
    listed_on: date | None = None
    verified: str = ""
    approver: str = ""
    also_closed: tuple[str, ...] = ()


def release_notice(facts: ReleaseNotice) -> Paper:
    """The notice of release, to the same circle as the listing."""
    return Paper(
        kind="release_notice",
        form=Form.LETTER,
        issuers=facts.issuers,
        number=facts.number,
        title=("解除‹挂牌督办›通知",),
        to=f"{facts.unit}，{TO_ALL}",
        blocks=_released(facts),
        dated=facts.dated,
        colophon=copied(facts, COPIES),
    )


@document_block("3.3.8", "3.3.5")
def _released(facts: ReleaseNotice) -> tuple[Block, ...]:
    verified = f"{facts.verified}，" if facts.verified else ""
    return (
        text(
            f"{day(facts.listed_on)}以{filled(facts.listing_number)}对{facts.unit}{quoted(filled(facts.name))}"
            f"实施‹挂牌督办›。经{facts.unit}主要领导本人申请，{verified}整改到位；"
            f"经{facts.approver or '县委或县政府主要领导'}同意，自本通知印发之日起解除‹挂牌督办›。"
        ),
        text(
            f"同一事项的{'、'.join(facts.also_closed) if facts.also_closed else '‹督办函›、‹联席约谈›'}随同销号。"
        ),
        text(
            f"{facts.unit}要巩固整改成果，健全长效机制，防止问题反弹。各镇（街道）、各单位要举一反三，抓好重点工作落实。"
        ),
    )
