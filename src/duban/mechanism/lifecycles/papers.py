"""Issued documents: frozen at approval, numbered at issue, then made as PDF and Word and kept."""

from __future__ import annotations

from duban.mechanism.lifecycles.types import Act, Lifecycle, State
from duban.mechanism.standing import Role

_OFFICE = (Role.INSPECTOR, Role.CHECKER, Role.OFFICE_HEAD, Role.CLERK)

PAPER = Lifecycle(
    "paper",
    "公文正本",
    (
        State("frozen", "已定稿，未印发"),
        State("queued", "正在重新出具"),
        State("kept", "已出具存档"),
        State("failed", "没有出成"),
    ),
    (
        Act(
            "paper.open",
            "登记正本",
            (),
            ("frozen",),
            (Role.SYSTEM,),
            "3.0",
            "{object}已印发，登记正本。",
        ),
        Act(
            "paper.keep",
            "出具存档",
            ("frozen", "queued", "failed", "kept"),
            ("kept",),
            (Role.SYSTEM,),
            "3.0",
            "{object}的正本已出具（PDF、Word），摘要 {digest}。",
        ),
        Act(
            "paper.fail",
            "登记没有出成",
            ("frozen", "queued", "failed", "kept"),
            ("failed",),
            (Role.SYSTEM,),
            "3.0",
            "{object}的正本没有出成：{why}",
        ),
        Act(
            "paper.retry",
            "重新出具",
            ("failed", "kept"),
            ("queued",),
            _OFFICE,
            "3.0",
            "{who}要求重新出具{object}的正本。",
            hint="印发不受影响；内容仍是同意时定稿的内容。",
        ),
    ),
    born_of=(
        "letter.approve",
        "interview.approve",
        "listing.approve",
        "listing.approve_release",
        "circular.approve",
        "special_report.approve",
        "letter.decide_extension",
        "interview.decide_extension",
        "listing.decide_extension",
        "letter.confirm_verification",
        "interview.confirm_verification",
        "listing.confirm_verification",
    ),  # fmt: skip
)

LIFECYCLES = (PAPER,)
