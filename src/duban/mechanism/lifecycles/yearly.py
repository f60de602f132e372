"""The results of a year (七, 八): run, confirmed by two organs, closed, corrected; and 问责记录查询."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.rows import act, owes, state
from duban.mechanism.lifecycles.types import Lifecycle
from duban.mechanism.people.standing import Role

ORGANS = (Role.APPRAISAL, Role.ORG_DEPT)
ASKING = (Role.ORG_DEPT, Role.CDI, Role.APPRAISAL)
PURPOSES = "award=评优评先|appointment=任职，名单已公示|secret=任职，名单未公示|promotion=职级晋升，名单已公示|other=其他"
_REASON = ask.long("reason", "理由", limit=600)
_TEXT = ask.long("text", "理由", limit=600)
_VERDICT = ask.choice("verdict", "意见", choices="corrected=按现在的决定更正|kept=维持原结果", clause="7.3.1")
_MINUTES = ask.text("minutes", "领导小组会议纪要", required=False, limit=60,
    hint="两家对单位结果意见不一致的，写明县绩效考核领导小组会议纪要文号")
_REFER = "函告管理机关"
_CODE = ask.choice("code", "结果", choices="result_codes")
_PURPOSE = ask.choice("purpose", "用途", choices=PURPOSES, clause="7.1.1",
    hint="名单未公示的任职，只能单人查询，或者导出后在系统外比对")
_REQUESTER = ask.text("requester", "提出单位", limit=80, hint="谁要求审查，如：县评选表彰工作办公室")
_SUBJECT = ask.text("subject", "事由", limit=200, hint="如：2026年度先进个人评选")

YEAR = Lifecycle(kind="year", label="年度结果",
    states=(
        state("open", "尚无拟定结果", open_to_unit=False),
        state("outlook", "年度未结束，测算只供了解", open_to_unit=False),
        state("proposed", "待确认", owes("year.confirm", "确认年度结果", by=Role.APPRAISAL, clause="7.2.1"),
            owes("year.confirm", "确认年度结果", by=Role.ORG_DEPT, clause="7.2.3"), means="in_hand", open_to_unit=False),
        state("confirmed", "两家已确认，待结账", owes("year.close", "年度结账", by=Role.APPRAISAL, clause="7.2.1"),
            means="in_hand"),
        state("closed", "已结账"),
    ),
    acts=(
        act(key="year.confirm", label="确认年度结果", clause="7.2.1", by=ORGANS,
            whether="是否确认各项结果？",
            at="proposed", to=("proposed", "confirmed"), says="{organ}确认{object}{count}项{exceptions}。",
            milestone=True, guard="accountability.agreeing.confirm",
            hint="没有提出不同意见的各项，视为一并确认；有不同意见的，先在该项写明理由", reads=("exceptions", "lines")),
        act(key="year.close", label="年度结账", clause="7.2.1", by=Role.APPRAISAL,
            at="confirmed", to="closed", says="{who}对{object}结账：单位{units}个，人员{people}名有结果，其余没有。",
            milestone=True, effects="closing_year", guard="accountability.closing.close",
            hint="结账后不再改动。以后决定有变更、撤销的，另作更正"),
    ),
    born_of=("yearrun.start",),
    moved_by=(("outlook", "yearrun.advance"),),
)

RUN = Lifecycle(kind="yearrun", label="年度测算",
    states=(
        state("waiting", "排队中", means="running", open_to_unit=False),
        state("working", "测算中", means="running", open_to_unit=False),
        state("done", "测算完成", final=True, open_to_unit=False),
        state("failed", "测算中断", open_to_unit=False),
    ),
    acts=(
        act(key="yearrun.start", label="测算年度结果", clause="7.2.1", by=(Role.APPRAISAL, Role.SYSTEM),
            to="waiting", says="{who}开始测算{year}年度的结果。",
            guard="accountability.running.start", hint="只生成拟定结果。结账以前可以重新测算，以前的测算留存",
            asks=(ask.number("year", "年度", integer=True, least=2000, most=2100, clause="7.2.1"),)),
        act(key="yearrun.advance", label="逐批测算", clause="7.2.1", by=Role.SYSTEM,
            at=("waiting", "working"), to=("working", "done"), says="{object}：{done}/{total}，有结果{found}。"),
        act(key="yearrun.fail", label="测算中断", clause="7.2.1", by=Role.SYSTEM,
            at=("waiting", "working"), to="failed", says="{object}中断：{fault}"),
        act(key="yearrun.resume", label="继续测算", clause="7.2.1", by=(Role.APPRAISAL, Role.SYSTEM),
            at="failed", to="working", says="{who}继续{object}。"),
    ),
)

RESULT = Lifecycle(kind="yearresult", label="拟定结果", reads=("result_of_year",),
    states=(state("proposed", "拟定"),),
    acts=(
        act(key="yearresult.agree", label="同意这一项", clause="7.2.1", by=ORGANS,
            whether="是否同意这一项？",
            at="proposed", says="{organ}同意{object}：{result}。", keeps_version=True, asks=(_CODE, _MINUTES)),
        act(key="yearresult.disagree", label="不同意这一项", clause="7.2.1", by=ORGANS,
            at="proposed", says="{organ}不同意{object}：{result}。", keeps_version=True,
            asks=(_CODE, _REASON, _MINUTES)),
        act(key="yearresult.settle", label="处理规定冲突", clause="8", by=ORGANS,
            at="proposed", says="{organ}处理{object}的规定冲突：{result}，适用{choice}。", keeps_version=True,
            hint="同级文件规定不同时，系统不作选择",
            asks=(
                ask.choice("code", "冲突的结果", choices="conflicting_codes", clause="8"),
                ask.choice("choice", "适用", choices="conflicting_sources", clause="8"),
                _REASON,
            )),
        act(key="yearresult.recommend", label="登记考核建议函", clause="8", by=ORGANS,
            at="proposed", says="{who}登记对{object}的考核建议函{number}，送{organ}。", keeps_version=True,
            guard="accountability.agreeing.recommend", bars="organ_that_writes",
            asks=(
                ask.text("organ", "送达的上级主管部门", limit=80, clause="8"),
                ask.text("number", "文号", limit=60),
                ask.date("dated_on", "日期"),
            )),
    ),
    born_of=("yearrun.advance",),
)

CORRECTION = Lifecycle(kind="correction", label="年度结果更正", reads=("the_correction",),
    states=(
        state("fallen", "限制已失效，待重新评定",
            owes("correction.reassess", "重新评定、补发并回告", by=Role.APPRAISAL, clause="7.3.1",
                days="reassess_workdays"), means=("waiting", "amends", "fell", "replied")),
        state("owed", "结账后有新决定，待告知对象",
            owes("correction.tell", "告知对象", by=Role.APPRAISAL, clause="7.3.1", days="reassess_workdays"),
            means=("waiting", "undecided"), open_to_unit=False),
        state("told", "已告知对象，待决定",
            owes("correction.settle", "处理已结年度的结果", by=Role.APPRAISAL, clause="7.3.1",
                days="reassess_workdays"), means=("waiting", "undecided")),
        state("passing", "限制已失效，待函告管理机关",
            owes("correction.refer", _REFER, by=Role.ORG_DEPT, clause="7.3.1", days="reassess_workdays"),
            means=("waiting", "amends", "fell")),
        state("asking", "已告知对象，待函告管理机关",
            owes("correction.refer", _REFER, by=Role.ORG_DEPT, clause="7.3.1", days="reassess_workdays"),
            means=("waiting", "undecided")),
        state("reassessed", "已重新评定", means=("amends", "fell", "replied"), final=True),
        state("restated", "依据已调整，结果不变", means=("amends", "fell"), final=True),
        state("corrected", "已更正", means="amends", final=True),
        state("kept", "维持原结果"),
        state("referred", "限制已失效，已函告管理机关", means=("amends", "fell", "passed_on"), final=True),
        state("advised", "已函告管理机关，本县记录不变", means="passed_on", final=True),
    ),
    acts=(
        act(key="correction.reassess", label="回告重新评定和补发", clause="7.3.1", by=ORGANS,
            at="fallen", to="reassessed", says="{organ}回告{object}：{text}", milestone=True,
            hint="决定变更、撤销的，原来的限制已自始失效。等次和奖金由人评定，系统不写",
            asks=(ask.long("text", "怎样重新评定、补发", limit=600),)),
        act(key="correction.tell", label="告知对象", clause="7.3.1", by=ORGANS,
            at="owed", to=("told", "asking"), says="{organ}就{object}告知对象。", milestone=True,
            guard="accountability.correcting.tell", hint="结账后生效的决定可能使结果更不利的，先告知对象，再作决定"),
        act(key="correction.opine", label="提出意见", clause="7.3.1", by=ORGANS,
            at=("owed", "told"), says="{organ}对{object}的意见：{verdict}。", keeps_version=True,
            guard="accountability.correcting.opine", asks=(_VERDICT, _TEXT)),
        act(key="correction.settle", label="处理已结年度的结果", clause="7.3.1", by=ORGANS,
            at="told", to=("corrected", "kept"), says="{organ}处理{object}：{verdict}。", milestone=True,
            effects="settling_correction",
            hint="原结果保留，更正另记一笔。单位由考核主管部门决定，人员由县委组织部决定，另一家的意见列在旁边",
            asks=(_VERDICT, _TEXT, _MINUTES)),
        act(key="correction.refer", label=_REFER, clause="7.3.1", by=Role.ORG_DEPT,
            at=("passing", "asking"), to=("referred", "advised"),
            says="{organ}就{object}函告{addressee}（{number}）。", milestone=True,
            guard="accountability.referring.refer",
            hint="县里不管理的干部，年度结果由管理他的机关决定，系统内不作决定（A93）",
            asks=(
                ask.text("addressee", "管理该干部的机关", limit=80, clause="7.3.1",
                    hint="如：中共××市委组织部；其他干部填所在单位"),
                ask.text("number", "函告文号", limit=60),
                ask.date("dated_on", "日期"),
                ask.long("text", "函告内容", limit=600),
            )),
    ),
    born_of=("revision.confirm", "ruling.confirm"),
    moved_by=(("owed", "ruling.confirm"), ("restated", "revision.confirm"), ("passing", "revision.confirm")),
)

REVIEW = Lifecycle(kind="review", label="问责记录查询",
    states=(state("answered", "已答复", final=True, open_to_unit=False),),
    acts=(
        act(key="review.query", label="问责记录查询", clause="7.1.1", by=ASKING,
            to="answered",
            says="{organ}应{requester}要求作问责记录查询（{purpose}）：查询{asked}个，有记录{recorded}个，"
            "须核对{unclear}个。",
            hint="只答复“本机制内未见记录”，或者列出记录和依据，不作合格与否的结论。每次查询记入日志",
            asks=(
                _PURPOSE, _SUBJECT, _REQUESTER,
                ask.long("names", "名单", required=False, limit=60_000,
                    hint="一行一个：姓名，单位或职务。同名的写明单位。也可以写单位名称"),
                ask.file("file", "名单文件", required=False, accept=".xlsx .xls .csv .txt", passing=True,
                    hint="表格，有“姓名”一列，同名的加“单位”“职务”；或者文本，一行一个。未公示的任职名单不要选入"),
            )),
        act(key="review.export", label="导出有记录人员清单", clause="7.1.1", by=Role.ORG_DEPT,
            to="answered", says="{organ}导出有记录人员清单（{purpose}）：{recorded}名。", effects="exporting_recorded",
            hint="名单未公示的，导出后在系统外比对，不把名单传入本系统。清单为内部资料", asks=(_SUBJECT,)),
        act(key="review.record", label="导出干部重点工作记录", clause="7.1.1", by=Role.ORG_DEPT,
            to="answered", says="{organ}导出一名干部的重点工作记录。",
            asks=(ask.choice("person", "人员", choices="people"), _SUBJECT)),
    ),
)

LIFECYCLES = (YEAR, RUN, RESULT, CORRECTION, REVIEW)
