"""What the units do with a matter."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.matters.fields import EXPLANATION
from duban.mechanism.lifecycles.rows import act
from duban.mechanism.people.standing import Role

NO_CHANGE = ask.yes("no_change", "本期无新进展", required=False, one_tap=True, hint="和上次一样，也算按期报送")
REPORTED = (
    ask.number("value", "累计完成", required=False),
    EXPLANATION,
    ask.long("progress", "进展", required=False, hint="没有变化的，报“本期无新进展”即可"),
    ask.long("problems", "存在问题", required=False),
    ask.long("needs", "请求协调事项", required=False, hint="可不填"),
    ask.choices("reached", "本期完成的节点", choices="milestones", required=False),
    ask.file("file", "佐证材料", required=False, many=True, camera=True),
)

ACTS = (
    act(key="matter.receive", label="签收", clause="3.0",
        by=(Role.LIAISON, Role.HANDLER, Role.DEPUTY, Role.PRINCIPAL),
        at="assigned", to="underway", says="{unit}签收交办事项（{who}）。", rare=True,
        desk_note="以签收时间为准", instead="matter.return", opens="handler_as_it_was", reads="whole_matter",
        asks=(ask.choice("handler", "本事项经办负责人", choices="unit_people", required=False, clause="1.2"),)),
    act(key="matter.return", label="退回", clause="3.0", by=(Role.LIAISON, Role.DEPUTY, Role.PRINCIPAL),
        at="assigned", to="returned", says="{unit}退回交办事项：{reason}。", rare=True,
        guard="matters.undertaking.returnable",
        reads="whole_matter", asks=(ask.long("reason", "退回理由", limit=600, hint="只限明显不属于本单位职责的事项"),)),
    act(key="matter.inner_step", label="内部办理", clause="1.2",
        by=(Role.LIAISON, Role.HANDLER, Role.DEPUTY, Role.PRINCIPAL),
        at=("assigned", "underway", "applied"), says="{unit}内部{step}：{opinion}（{who}）。", keeps_version=True,
        rare=True,
        opens="first_step", asks=(
            ask.choice("step", "环节", choices="收文=收文|拟办=拟办|批示=批示|承办=承办"),
            ask.long("opinion", "意见", limit=400),
            ask.choice("to_person", "转交给", choices="unit_people", required=False),
        )),
    act(key="matter.contribute", label="报送协办情况", clause="3.0", by=Role.ASSIST,
        at=("assigned", "underway", "applied"), says="{unit}向牵头单位报送协办情况。{disputed}", keeps_version=True,
        guard="matters.undertaking.dispute_told",
        asks=(
            ask.long("text", "协办进展"),
            ask.yes("disputed", "对分工或进展有不同意见", required=False),
            ask.long("dispute", "不同意见", required=False, show_when="disputed=on", limit=600),
        )),
    act(key="matter.report", label="报送进展", clause="3.1.8", by=(Role.LIAISON, Role.HANDLER),
        at=("underway", "applied"), says="{unit}{timely}报送第{period}期进展{nochange}（{who}）。{progress}",
        guard="matters.stating.reportable",
        desk="待反馈", desk_note="上次报送的内容已预填，没有变化的一键即可", opens="last_stated", reads="owed_report",
        does="reports", confirmed_by="matter.confirm_report", asks=(NO_CHANGE, *REPORTED)),
    act(key="matter.supplement", label="补报", clause="3.1.8", by=(Role.LIAISON, Role.HANDLER),
        at=("underway", "applied"), says="{unit}补报第{period}期进展（{who}）。{progress}", answers=True,
        guard="matters.stating.report_returned", hint="按退回时写明的缺项补齐；原来按期报的仍算按期。",
        opens="report_to_supplement", reads=("handed_back", "owed_report"), does="reports", asks=REPORTED),
    act(key="matter.correct_report", label="更正报告", clause="3.1.8",
        by=(Role.LIAISON, Role.HANDLER, Role.DEPUTY, Role.PRINCIPAL), at=("underway", "applied"),
        says="{unit}更正第{period}期进展：{reason}（{who}）。{progress}", rare=True, guard="matters.correcting.correctable",
        opens="report_to_correct", hint="还没有评价的可以更正，原来按期报的仍算按期；更正前的一份留着。",
        asks=(*REPORTED[:5], ask.text("reason", "更正的理由", limit=200))),
    act(key="matter.object_report", label="对代报提出异议", clause="3.1.8",
        by=(Role.LIAISON, Role.HANDLER, Role.DEPUTY, Role.PRINCIPAL), at=("underway", "applied"),
        says="{unit}对代报的第{period}期进展提出异议：{text}（{who}）。", keeps_version=True, rare=True,
        guard="matters.given_for.objectionable", hint="数字、内容不对的，可以直接“更正报告”。",
        asks=(ask.text("text", "异议", limit=200),)),
    act(key="matter.attach", label="上传材料", clause="3.1.8",
        by=(Role.LIAISON, Role.HANDLER, Role.ASSIST, Role.INSPECTOR, Role.CLERK),
        at=("assigned", "returned", "underway", "applied", "verifying", "verified", "suspended"),
        says="{unit}上传材料（{label}）{count}个：{names}。", keeps_version=True,
        asks=(
            ask.file("file", "文件", many=True, camera=True),
            ask.choice("label", "是什么材料",
                choices="佐证材料=佐证材料|现场照片=现场照片|会议材料=会议材料|其他材料=其他材料"),
        )),
    act(key="matter.vet_report", label="分管审核", clause="1.2", by=Role.DEPUTY,
        whether="是否同意报送？",
        at=("underway", "applied"), says="{who}审核本单位第{period}期进展：{verdict}。", answers=True,
        guard="matters.stating.waits_for_review", desk="待审核",
        reads="report_in_the_unit", asks=(
            ask.choice("verdict", "意见", choices="pass=同意报送|back=退回修改"),
            ask.text("opinion", "说明", required=False, limit=200),
        )),
    act(key="matter.confirm_report", label="主要领导确认", clause="1.2", by=Role.PRINCIPAL,
        whether="是否同意报送？",
        at=("underway", "applied"), says="{who}确认本单位第{period}期进展：{verdict}。", answers=True,
        guard="matters.stating.waits_for_confirmation", desk="待确认",
        reads="report_in_the_unit", asks=(
            ask.choice("verdict", "意见", choices="pass=同意报送|back=退回修改"),
            ask.text("opinion", "说明", required=False, limit=200),
        )),
    act(key="matter.forewarn", label="预计不能按期", clause="3.1.8",
        by=(Role.LIAISON, Role.HANDLER, Role.DEPUTY, Role.PRINCIPAL),
        at="underway", says="{unit}报告预计不能按期：{limit}，预计{expected}完成，{why}（{who}）。", keeps_version=True,
        rare=True, guard="matters.forewarning.forewarnable",
        hint="报上去时限不变，不算申请延期；办公室须答复，答复和这句话一起留存。",
        asks=(
            ask.choice("of", "哪个时限", choices="limits_ahead", clause="3.1.8"),
            ask.date("expected_on", "预计完成日期"),
            ask.text("why", "原因", limit=100, hint="一句话"),
        )),
    act(key="matter.request_extension", label="申请延期", clause="3.0", by=(Role.LIAISON, Role.HANDLER),
        at="underway", says="{unit}申请延期至{new_due}：{reason}。", rare=True, guard="matters.completion.extendable",
        asks=(ask.date("new_due", "延期至"), ask.long("reason", "理由和当前进展", limit=600))),
)
