"""立项挂牌督办通知书, its circulation, and 解除挂牌督办通知 (三（三）)."""

from __future__ import annotations

from duban.documents.claims import document_block
from duban.documents.content import (
    COPIES,
    Block,
    Paper,
    Source,
    addressees,
    lines,
    listed,
    long_date,
    paragraph,
)

_SEVEN = ("一", "二", "三", "四", "五", "六", "七")


def listing_notice(source: Source) -> Paper:
    """The notice to the unit with its seven contents."""
    return Paper(
        title="立项挂牌督办通知书",
        head=source.issuer,
        number=source.number,
        to=addressees(source),
        blocks=(*_why(source), *_seven(source), *_reports(source)),
        sign=(source.issuer,),
        date=source.issued_on,
        back=_to_all(),
        stamp=source.stamp,
    )


@document_block("3.3.1", "3.3.2", "3.3.3")
def _why(source: Source) -> tuple[Block, ...]:
    return (
        paragraph(
            f"你单位牵头负责的重点工作“{source.matter}”进度严重滞后，经多次督办或联席约谈后整改成效仍不明显。"
            f"经{source.approver or '县委或县政府主要领导'}同意，现予立项挂牌督办。"
        ),
    )


@document_block("3.3.4")
def _seven(source: Source) -> tuple[Block, ...]:
    content = source.content
    parts: list[tuple[str, Block]] = [
        ("事项名称", paragraph(lines(content.get("name")))),
        ("责任主体", paragraph(lines(content.get("responsible")))),
        ("推进落实不力主要事实", paragraph(lines(content.get("main_facts")))),
        ("整改要求", listed(content.get("requirements"))),
        ("办理时限", paragraph(f"{long_date(source.deadline)}前。")),
        ("申请解除的方式", paragraph(lines(content.get("release_method")))),
        ("申请解除的程序", paragraph(lines(content.get("release_procedure")))),
    ]
    return tuple(
        one
        for sign, (name, text) in zip(_SEVEN, parts, strict=True)
        for one in (Block("heading", f"{sign}、{name}"), text)
    )


@document_block("3.3.7")
def _reports(source: Source) -> tuple[Block, ...]:
    return (
        paragraph(
            f"请每{source.feedback_days}天报送一次整改情况，直至解除。整改情况由我办呈县委、县政府主要领导，"
            "并送县纪委监委、县委组织部。"
        ),
    )


@document_block("3.3.5", "3.3.7")
def _to_all() -> tuple[str, ...]:
    return (COPIES, "通报各镇（街道）、各单位（通报件只列单位，不列个人）。")


@document_block("3.3.5")
def circulated(source: Source) -> Paper:
    """What every other unit gets: the matter and the unit, no person and no fact about persons."""
    return Paper(
        title=f"关于对{source.unit}实施挂牌督办的通报",
        head=source.issuer,
        number=source.number,
        to="各镇（街道）、各单位",
        blocks=(
            paragraph(f"经县委或县政府主要领导同意，对{source.unit}牵头负责的下列重点工作实施挂牌督办。"),
            Block(
                "items",
                rows=(
                    ("事项名称", lines(source.content.get("name"))),
                    ("责任单位", source.unit),
                    ("办理时限", f"{long_date(source.deadline)}前"),
                ),
            ),
        ),
        sign=(source.issuer,),
        date=source.issued_on,
        stamp=source.stamp,
    )


@document_block("3.3.8")
def release_notice(source: Source) -> Paper:
    """The notice of release, to the same circle as the listing."""
    verified = f"{source.verified}，" if source.verified else ""
    return Paper(
        title="解除挂牌督办通知",
        head=source.issuer,
        number=source.release_number,
        to=f"{source.unit}，各镇（街道）、各单位",
        blocks=(
            paragraph(
                f"{long_date(source.issued_on)}以{source.number}对{source.unit}“{lines(source.content.get('name'))}”"
                f"实施挂牌督办。经{source.unit}主要领导本人申请，{verified}整改到位；"
                "经县委或县政府主要领导同意，自本通知印发之日起解除挂牌督办。"
            ),
            paragraph("同一事项的督办函、联席约谈随同销号。"),
        ),
        sign=(source.issuer,),
        date=source.released_on,
        back=_to_all(),
        stamp=source.stamp,
    )
