"""Issued documents: frozen at approval, numbered at issue, then made as PDF and Word and kept."""

from __future__ import annotations

from duban.mechanism.lifecycles.rows import act, state
from duban.mechanism.lifecycles.types import Lifecycle
from duban.mechanism.people.standing import Role

_OFFICE = (Role.INSPECTOR, Role.CHECKER, Role.OFFICE_HEAD, Role.CLERK)

PAPER = Lifecycle(kind="paper", label="公文正本",
    states=(
        state("frozen", "已定稿，未印发"),
        state("queued", "正在重新出具"),
        state("kept", "已出具存档"),
        state("failed", "没有出成"),
    ),
    acts=(
        act(key="paper.open", label="登记正本", clause="3.0", by=Role.SYSTEM,
            to="frozen", says="{object}已印发，登记正本。"),
        act(key="paper.keep", label="出具存档", clause="3.0", by=Role.SYSTEM,
            at=("frozen", "queued", "failed", "kept"), to="kept",
            says="{object}的正本已出具（PDF、Word），摘要 {digest}。"),
        act(key="paper.fail", label="登记没有出成", clause="3.0", by=Role.SYSTEM,
            at=("frozen", "queued", "failed", "kept"), to="failed", says="{object}的正本没有出成：{why}"),
        act(key="paper.retry", label="重新出具", clause="3.0", by=_OFFICE,
            at=("failed", "kept"), to="queued", says="{who}要求重新出具{object}的正本。",
            hint="印发不受影响；内容仍是同意时定稿的内容。"),
    ),
    born_of=("letter.approve", "interview.approve", "listing.approve", "listing.approve_release",
        "circular.approve", "special_report.approve", "letter.pause", "letter.decide_extension",
        "interview.decide_extension", "listing.decide_extension", "letter.confirm_verification",
        "interview.confirm_verification", "listing.confirm_verification"),
)

LIFECYCLES = (PAPER,)
