"""Evidence of an inquiry: added with how it speaks and who knows of it, excluded with a reason (五, A58)."""

from __future__ import annotations

from duban.mechanism.lifecycles.accountability.fields import BRIEF, DOCUMENT_ON, RECUSAL
from duban.mechanism.lifecycles.types import Act, Field, Widget
from duban.mechanism.standing import Role

WORKING = ("examining", "hearing")
EVIDENCE_KINDS = "|".join(
    f"{kind}={kind}"
    for kind in ("书证", "物证", "证人证言", "视听资料", "电子数据", "鉴定意见", "勘验检查笔录")
)
EVIDENCE = (
    Act(
        "inquiry.add_evidence",
        "增列证据",
        (*WORKING, "concluded"),
        (),
        (Role.INSPECTOR,),
        "5.0",
        "{who}增列证据“{title}”。",
        (
            Field("title", "证据名称", limit=200, clause="5.0"),
            Field("number", "文号或编号", required=False, limit=60),
            DOCUMENT_ON,
            Field("file", "证据文件", Widget.FILE),
            Field("shown", "告知时", Widget.CHOICE, choices="title=列名称|kind=只列种类（列名称会暴露举报人）", clause="5.0"),
            Field("kind", "证据种类", Widget.CHOICE, choices=EVIDENCE_KINDS, show_when="shown=kind", clause="5.0"),
            Field(
                "bearing",
                "对当事人",
                Widget.CHOICE,
                choices="against=不利，应当告知|handed_in=由其本人（本单位）提交|favourable=只作对其有利的认定",
                clause="5.0",
                hint="不利而没有告知的，不得作为认定和移交的依据",
            ),
            Field(
                "party",
                "哪一当事人",
                Widget.CHOICE,
                choices="inquiry_parties",
                show_when="bearing=handed_in|favourable",
                clause="5.0",
                hint="对其他当事人仍应告知",
            ),
            Field(
                "bearing_reason",
                "不必向其告知的理由",
                limit=200,
                show_when="bearing=handed_in|favourable",
                clause="5.0",
            ),
            RECUSAL,
        ),
        guard="不利证据须告知当事人；告知以后增列的，须补充告知、另计说明期",
    ),
    Act(
        "inquiry.exclude_evidence",
        "排除证据",
        (*WORKING, "concluded"),
        (),
        (Role.INSPECTOR, Role.CHECKER, Role.OFFICE_HEAD),
        "5.0",
        "{who}排除证据“{title}”：{reason}",
        (Field("evidence", "证据", Widget.CHOICE, choices="inquiry_evidence"), BRIEF, RECUSAL),
        guard="已排除的证据不得作为认定的依据",
    ),
)
