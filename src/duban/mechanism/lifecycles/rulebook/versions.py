"""A new version of the parameters: drafted from the one in force, tried, confirmed by two persons (九)."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.rows import act, owes, state
from duban.mechanism.lifecycles.rulebook.roles import DRAFTERS, HEADS, OFFICE_HEADS
from duban.mechanism.lifecycles.types import Lifecycle
from duban.mechanism.people.standing import Role

_EDITED = ("packdraft.open", "packdraft.set", "packdraft.answer", "packdraft.drop", "packdraft.redate")
_SOURCE = ask.text("source", "依据", limit=200, hint="文件名称和文号，或者会议名称和日期")
_REASON = ask.long("reason", "理由", limit=600)
_SINCE = ask.date("effective_on", "施行日期", clause="9", hint="今天或者以后：新版本不溯及既往")

DRAFT = Lifecycle(kind="packdraft", label="参数新版本", reads=("changes_of",),
    states=(
        state("draft", "起草中", means="open", open_to_unit=False),
        state("submitted", "待办公室主任确认",
            owes("packdraft.agree", "确认参数新版本", by=Role.OFFICE_HEAD, clause="9"), means="open", open_to_unit=False),
        state("agreed", "待第二人确认",
            owes("packdraft.confirm", "确认参数新版本施行", by=Role.MAIN_LEADER, clause="9"), means="open", open_to_unit=False),
        state("confirmed", "已确认", final=True),
        state("discarded", "已弃用", final=True, open_to_unit=False),
    ),
    acts=(
        act(key="packdraft.open", label="起草参数新版本", clause="9", by=DRAFTERS,
            to="draft", says="{who}起草{object}，拟自{since}起施行：{reason}",
            hint="从现行版本起草，逐项改动；确认以前不影响任何事项。",
            asks=(ask.text("title", "名称", limit=80, hint="如：县委常委会会议议定的参数调整"), _SINCE, _REASON)),
        act(key="packdraft.set", label="改参数", clause="9", by=DRAFTERS,
            at="draft", says="{who}在{object}中把“{what}”由{before}改为{after}，依据{source}：{reason}",
            guard="rulebook.drafting.set_parameter",
            asks=(
                ask.choice("parameter", "参数", choices="parameters"),
                ask.text("value", "改为", required=False, limit=8000, shaped=True),
                _SOURCE,
                ask.file("file", "依据的文件", required=False,
                    hint="改通知原文写明的数字，须附修订后的通知或者上级文件"),
                _REASON,
            )),
        act(key="packdraft.answer", label="改未决问题的答案", clause="9", by=DRAFTERS,
            at="draft", says="{who}在{object}中改了未决问题{what}的答案，依据{source}：{reason}",
            hint="只列没有参数的问题；有参数的，改参数。",
            asks=(
                ask.choice("question", "未决问题", choices="answered_questions"),
                ask.long("answer", "改为", limit=600),
                _SOURCE, _REASON,
            )),
        act(key="packdraft.drop", label="撤回一项改动", clause="9", by=DRAFTERS,
            at="draft", says="{who}在{object}中撤回对“{what}”的改动：{reason}",
            asks=(ask.choice("change", "改动", choices="draft_changes"), ask.text("reason", "原因", limit=200))),
        act(key="packdraft.redate", label="改施行日期", clause="9", by=DRAFTERS,
            at="draft", says="{who}把{object}的施行日期改为{since}：{reason}", opens_with="effective_on",
            asks=(_SINCE, ask.text("reason", "原因", limit=200))),
        act(key="packdraft.check", label="核对案例和往年", clause="9", by=DRAFTERS,
            at="draft", says="{who}开始核对{object}。", keeps_version=True, guard="rulebook.checking.check_draft",
            hint="逐个案例、逐个年度按新旧两版各算一遍，列出结果不同的。只算，不改任何结果。"),
        act(key="packdraft.checked", label="核对完成", clause="9", by=Role.SYSTEM,
            at="draft", says="{object}{told}", keeps_version=True),
        act(key="packdraft.submit", label="提交确认", clause="9", by=DRAFTERS,
            at="draft", to="submitted", says="{who}提交{object}：改动{count}项，自{since}起施行，待两人确认。",
            guard="rulebook.confirming.submit_draft"),
        act(key="packdraft.agree", label="确认新版本", clause="9", by=OFFICE_HEADS,
            whether="是否同意这一新版本？",
            at="submitted", to="agreed", says="{who}确认{object}，待另一人确认施行。", milestone=True,
            effects="agreeing_draft", reads="whose_hands", apart=(*_EDITED, "packdraft.submit"),
            guard="rulebook.confirming.agree_to_draft"),
        act(key="packdraft.confirm", label="确认新版本施行", clause="9", by=HEADS,
            whether="新版本是否这样施行？",
            at="agreed", to="confirmed",
            says="{who}确认{object}自{since}起施行，改动{count}项；在此以前立案的仍按原版本。", milestone=True,
            effects="confirming_draft", bears_on_year=True, apart=(*_EDITED, "packdraft.submit", "packdraft.agree"),
            reads="whose_hands", guard="rulebook.confirming.confirm_draft", instead="packdraft.discard"),
        act(key="packdraft.send_back", label="退回起草", clause="9", by=HEADS,
            at=("submitted", "agreed"), to="draft", says="{who}退回{object}：{reason}",
            asks=(ask.text("reason", "原因", limit=200),)),
        act(key="packdraft.discard", label="弃用新版本", clause="9", by=(*DRAFTERS, Role.MAIN_LEADER),
            at=("draft", "submitted", "agreed"), to="discarded", says="{who}弃用{object}：{reason}",
            asks=(ask.text("reason", "原因", limit=200),)),
    ),
)
