"""What follows from a ruling at those who apply it: the notice of a result, and its withdrawal (七)."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.rows import act, owes, state
from duban.mechanism.lifecycles.types import Lifecycle
from duban.mechanism.people.standing import Role

HOLDERS = (Role.PRINCIPAL, Role.LIAISON, Role.HANDLER, Role.APPRAISAL, Role.ORG_DEPT, Role.CDI)
REPLY_DAYS = 1
"""Working days within which a result is taken back and this is reported."""

CONSEQUENCE = Lifecycle(kind="consequence", label="结果运用通知", reads=("result_sent",),
    states=(
        state("sent", "待签收",
            owes("consequence.receive", "签收结果运用通知", by=Role.LIAISON, clause="7.3.1", days="receipt_workdays")),
        state("received", "已签收"),
        state("recalled", "已收回，不须签收", final=True),
    ),
    acts=(
        act(key="consequence.receive", label="签收结果运用通知", clause="7.3.1", by=HOLDERS,
            at="sent", to="received", says="{holder}签收结果运用通知。", desk="待签收", desk_note="以签收时间为准",
            does="shows_paper"),
    ),
    born_of=("ruling.confirm", "ruling.send"),
    moved_by=(("recalled", "revision.confirm"),),
)

WITHDRAWAL = Lifecycle(kind="withdrawal", label="撤回结果", reads=("result_sent",),
    states=(
        state("sent", "待撤回",
            owes("withdrawal.acknowledge", "撤回已运用的结果并回告", by=Role.LIAISON, clause="7.3.1",
                days=str(REPLY_DAYS))),
        state("acknowledged", "已撤回", final=True),
    ),
    acts=(
        act(key="withdrawal.acknowledge", label="回告已撤回", clause="7.3.1", by=HOLDERS,
            at="sent", to="acknowledged", says="{holder}回告：{text}", milestone=True,
            does="shows_paper", asks=(ask.long("text", "怎样撤回、恢复", limit=600),)),
    ),
    born_of=("revision.confirm",),
)
