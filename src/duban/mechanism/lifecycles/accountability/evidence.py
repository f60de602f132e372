"""Evidence of an inquiry: added with how it speaks and who knows of it, excluded with a reason (五, A58)."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.accountability.fields import BRIEF, DOCUMENT_ON, RECUSAL
from duban.mechanism.lifecycles.rows import act
from duban.mechanism.people.standing import Role

WORKING = ("examining", "hearing")
EVIDENCE_KINDS = "|".join(
    f"{kind}={kind}"
    for kind in ("书证", "物证", "证人证言", "视听资料", "电子数据", "鉴定意见", "勘验检查笔录")
)
EVIDENCE = (
    act(key="inquiry.add_evidence", label="增列证据", clause="5.0", by=Role.INSPECTOR,
        at=(*WORKING, "concluded"), says="{who}增列证据“{title}”。", guard="accountability.examining.add_evidence",
        asks=(
            ask.text("title", "证据名称", limit=200, clause="5.0"),
            ask.text("number", "文号或编号", required=False, limit=60),
            DOCUMENT_ON,
            ask.file("file", "证据文件"),
            ask.choice("shown", "告知时", choices="title=列名称|kind=只列种类（列名称会暴露举报人）", clause="5.0"),
            ask.choice("kind", "证据种类", choices=EVIDENCE_KINDS, show_when="shown=kind", clause="5.0"),
            ask.choice("bearing", "对当事人",
                choices="against=不利，应当告知|handed_in=由其本人（本单位）提交|favourable=只作对其有利的认定",
                clause="5.0", hint="不利而没有告知的，不得作为认定和移交的依据"),
            ask.choice("party", "哪一当事人", choices="inquiry_parties", show_when="bearing=handed_in|favourable",
                clause="5.0", hint="对其他当事人仍应告知"),
            ask.text("bearing_reason", "不必向其告知的理由", show_when="bearing=handed_in|favourable", limit=200,
                clause="5.0"),
            RECUSAL,
        )),
    act(key="inquiry.exclude_evidence", label="排除证据", clause="5.0",
        by=(Role.INSPECTOR, Role.CHECKER, Role.OFFICE_HEAD),
        at=(*WORKING, "concluded"), says="{who}排除证据“{title}”：{reason}", rare=True,
        guard="accountability.examining.exclude_evidence",
        asks=(ask.choice("evidence", "证据", choices="inquiry_evidence"), BRIEF, RECUSAL)),
)
