"""The results of a year (七, 八): run, confirmed by two organs, closed, corrected; and 问责记录查询."""

from __future__ import annotations

from duban.mechanism.lifecycles.types import Act, Duty, Field, Lifecycle, State, Widget
from duban.mechanism.standing import Role

ORGANS = (Role.APPRAISAL, Role.ORG_DEPT)
ASKING = (Role.ORG_DEPT, Role.CDI, Role.APPRAISAL)
PURPOSES = "award=评优评先|appointment=任职，名单已公示|secret=任职，名单未公示|promotion=职级晋升，名单已公示|other=其他"
_REASON = Field("reason", "理由", Widget.LONG, limit=600)
_TEXT = Field("text", "理由", Widget.LONG, limit=600)
_VERDICT = Field(
    "verdict",
    "意见",
    Widget.CHOICE,
    choices="corrected=按现在的决定更正|kept=维持原结果",
    clause="7.3.1",
)
_MINUTES = Field(
    "minutes",
    "领导小组会议纪要",
    required=False,
    limit=60,
    hint="两家对单位结果意见不一致的，写明县绩效考核领导小组会议纪要文号",
)
_REFER = "函告管理机关"
_CODE = Field("code", "结果", Widget.CHOICE, choices="result_codes")
_PURPOSE = Field(
    "purpose",
    "用途",
    Widget.CHOICE,
    choices=PURPOSES,
    clause="7.1.1",
    hint="名单未公示的任职，只能单人查询，或者导出后在系统外比对",
)
_REQUESTER = Field("requester", "提出单位", limit=80, hint="谁要求审查，如：县评选表彰工作办公室")
_SUBJECT = Field("subject", "事由", limit=200, hint="如：2026年度先进个人评选")

YEAR = Lifecycle(
    "year",
    "年度结果",
    (
        State("open", "尚无拟定结果", open_to_unit=False),
        State("outlook", "年度未结束，测算只供了解", open_to_unit=False),
        State(
            "proposed",
            "待确认",
            (
                Duty("year.confirm", Role.APPRAISAL, "确认年度结果", "7.2.1"),
                Duty("year.confirm", Role.ORG_DEPT, "确认年度结果", "7.2.3"),
            ),
            open_to_unit=False,
        ),
        State(
            "confirmed",
            "两家已确认，待结账",
            (Duty("year.close", Role.APPRAISAL, "年度结账", "7.2.1"),),
        ),
        State("closed", "已结账"),
    ),
    (
        Act(
            "year.confirm",
            "确认年度结果",
            ("proposed",),
            ("proposed", "confirmed"),
            ORGANS,
            "7.2.1",
            "{organ}确认{object}{count}项{exceptions}。",
            hint="没有提出不同意见的各项，视为一并确认；有不同意见的，先在该项写明理由",
            guard="覆盖规定的冲突已由人处理",
            milestone=True,
        ),
        Act(
            "year.close",
            "年度结账",
            ("confirmed",),
            ("closed",),
            (Role.APPRAISAL,),
            "7.2.1",
            "{who}对{object}结账：单位{units}个，人员{people}名有结果，其余没有。",
            guard="年度已经结束，两家已确认，没有冲突，测算以后没有新的变化",
            grave=True,
            milestone=True,
            hint="结账后不再改动。以后决定有变更、撤销的，另作更正",
        ),
    ),
    born_of=("yearrun.start",),
    moved_by=(("outlook", "yearrun.advance"),),
)

RUN = Lifecycle(
    "yearrun",
    "年度测算",
    (
        State("waiting", "排队中", open_to_unit=False),
        State("working", "测算中", open_to_unit=False),
        State("done", "测算完成", final=True, open_to_unit=False),
        State("failed", "测算中断", open_to_unit=False),
    ),
    (
        Act(
            "yearrun.start",
            "测算年度结果",
            (),
            ("waiting",),
            (Role.APPRAISAL, Role.SYSTEM),
            "7.2.1",
            "{who}开始测算{year}年度的结果。",
            (Field("year", "年度", Widget.NUMBER, whole=True, least=2000, most=2100, clause="7.2.1"),),
            guard="该年度没有结账",
            hint="只生成拟定结果。结账以前可以重新测算，以前的测算留存",
        ),
        Act(
            "yearrun.advance",
            "逐批测算",
            ("waiting", "working"),
            ("working", "done"),
            (Role.SYSTEM,),
            "7.2.1",
            "{object}：{done}/{total}，有结果{found}。",
        ),
        Act(
            "yearrun.fail",
            "测算中断",
            ("waiting", "working"),
            ("failed",),
            (Role.SYSTEM,),
            "7.2.1",
            "{object}中断：{fault}",
        ),
        Act(
            "yearrun.resume",
            "继续测算",
            ("failed",),
            ("working",),
            (Role.APPRAISAL, Role.SYSTEM),
            "7.2.1",
            "{who}继续{object}。",
        ),
    ),
)

RESULT = Lifecycle(
    "yearresult",
    "拟定结果",
    (State("proposed", "拟定"),),
    (
        Act(
            "yearresult.agree",
            "同意这一项",
            ("proposed",),
            (),
            ORGANS,
            "7.2.1",
            "{organ}同意{object}：{result}。",
            (_CODE, _MINUTES),
            keeps_version=True,
        ),
        Act(
            "yearresult.disagree",
            "不同意这一项",
            ("proposed",),
            (),
            ORGANS,
            "7.2.1",
            "{organ}不同意{object}：{result}。",
            (_CODE, _REASON, _MINUTES),
            keeps_version=True,
        ),
        Act(
            "yearresult.settle",
            "处理规定冲突",
            ("proposed",),
            (),
            ORGANS,
            "8",
            "{organ}处理{object}的规定冲突：{result}，适用{choice}。",
            (
                Field("code", "冲突的结果", Widget.CHOICE, choices="conflicting_codes", clause="8"),
                Field("choice", "适用", Widget.CHOICE, choices="conflicting_sources", clause="8"),
                _REASON,
            ),
            keeps_version=True,
            hint="同级文件规定不同时，系统不作选择",
        ),
        Act(
            "yearresult.recommend",
            "登记考核建议函",
            ("proposed",),
            (),
            ORGANS,
            "8",
            "{who}登记对{object}的考核建议函{number}，送{organ}。",
            (
                Field("organ", "送达的上级主管部门", limit=80, clause="8"),
                Field("number", "文号", limit=60),
                Field("dated_on", "日期", Widget.DATE),
            ),
            keeps_version=True,
            guard="由上级考核的单位，或者上级管理的干部",
        ),
    ),
    born_of=("yearrun.advance",),
)

CORRECTION = Lifecycle(
    "correction",
    "年度结果更正",
    (
        State(
            "fallen",
            "限制已失效，待重新评定",
            (
                Duty(
                    "correction.reassess",
                    Role.APPRAISAL,
                    "重新评定、补发并回告",
                    "7.3.1",
                    "reassess_workdays",
                ),
            ),
        ),
        State(
            "owed",
            "结账后有新决定，待告知对象",
            (Duty("correction.tell", Role.APPRAISAL, "告知对象", "7.3.1", "reassess_workdays"),),
            open_to_unit=False,
        ),
        State(
            "told",
            "已告知对象，待决定",
            (
                Duty(
                    "correction.settle",
                    Role.APPRAISAL,
                    "处理已结年度的结果",
                    "7.3.1",
                    "reassess_workdays",
                ),
            ),
        ),
        State(
            "passing",
            "限制已失效，待函告管理机关",
            (Duty("correction.refer", Role.ORG_DEPT, _REFER, "7.3.1", "reassess_workdays"),),
        ),
        State(
            "asking",
            "已告知对象，待函告管理机关",
            (Duty("correction.refer", Role.ORG_DEPT, _REFER, "7.3.1", "reassess_workdays"),),
        ),
        State("reassessed", "已重新评定", final=True),
        State("restated", "依据已调整，结果不变", final=True),
        State("corrected", "已更正", final=True),
        State("kept", "维持原结果"),
        State("referred", "限制已失效，已函告管理机关", final=True),
        State("advised", "已函告管理机关，本县记录不变", final=True),
    ),
    (
        Act(
            "correction.reassess",
            "回告重新评定和补发",
            ("fallen", "kept"),
            ("reassessed",),
            ORGANS,
            "7.3.1",
            "{organ}回告{object}：{text}",
            (Field("text", "怎样重新评定、补发", Widget.LONG, limit=600),),
            guard="限制已经失效，或者以前维持的结果所依据的决定已变更、撤销",
            milestone=True,
            hint="决定变更、撤销的，原来的限制已自始失效。等次和奖金由人评定，系统不写",
        ),
        Act(
            "correction.tell",
            "告知对象",
            ("owed",),
            ("told", "asking"),
            ORGANS,
            "7.3.1",
            "{organ}就{object}告知对象。",
            guard="处理决定已送达对象",
            milestone=True,
            hint="结账后生效的决定可能使结果更不利的，先告知对象，再作决定",
        ),
        Act(
            "correction.opine",
            "提出意见",
            ("owed", "told"),
            (),
            ORGANS,
            "7.3.1",
            "{organ}对{object}的意见：{verdict}。",
            (_VERDICT, _TEXT),
            keeps_version=True,
            guard="由不作决定的一家提出",
        ),
        Act(
            "correction.settle",
            "处理已结年度的结果",
            ("told",),
            ("corrected", "kept"),
            ORGANS,
            "7.3.1",
            "{organ}处理{object}：{verdict}。",
            (_VERDICT, _TEXT, _MINUTES),
            grave=True,
            milestone=True,
            hint="原结果保留，更正另记一笔。单位由考核主管部门决定，人员由县委组织部决定，另一家的意见列在旁边",
        ),
        Act(
            "correction.refer",
            _REFER,
            ("passing", "asking"),
            ("referred", "advised"),
            (Role.ORG_DEPT,),
            "7.3.1",
            "{organ}就{object}函告{addressee}（{number}）。",
            (
                Field("addressee", "管理该干部的机关", limit=80, clause="7.3.1", hint="如：中共××市委组织部；其他干部填所在单位"),
                Field("number", "函告文号", limit=60),
                Field("dated_on", "日期", Widget.DATE),
                Field("text", "函告内容", Widget.LONG, limit=600),
            ),
            milestone=True,
            guard="日期不晚于今天",
            hint="县里不管理的干部，年度结果由管理他的机关决定，系统内不作决定（A93）",
        ),
    ),
    born_of=("revision.confirm", "ruling.confirm"),
    moved_by=(("owed", "ruling.confirm"), ("restated", "revision.confirm"), ("passing", "revision.confirm")),
)

REVIEW = Lifecycle(
    "review",
    "问责记录查询",
    (State("answered", "已答复", final=True, open_to_unit=False),),
    (
        Act(
            "review.query",
            "问责记录查询",
            (),
            ("answered",),
            ASKING,
            "7.1.1",
            "{organ}应{requester}要求作问责记录查询（{purpose}）：查询{asked}个，有记录{recorded}个，须核对{unclear}个。",
            (
                _PURPOSE,
                _SUBJECT,
                _REQUESTER,
                Field(
                    "names",
                    "名单",
                    Widget.LONG,
                    required=False,
                    limit=60000,
                    hint="一行一个：姓名，单位或职务。同名的写明单位。也可以写单位名称",
                ),
                Field(
                    "file",
                    "名单文件",
                    Widget.FILE,
                    required=False,
                    hint="表格，有“姓名”一列，同名的加“单位”“职务”；或者文本，一行一个。未公示的任职名单不要选入",
                    accept=".xlsx .xls .csv .txt",
                    passing=True,
                ),
            ),
            hint="只答复“本机制内未见记录”，或者列出记录和依据，不作合格与否的结论。每次查询记入日志",
        ),
        Act(
            "review.export",
            "导出有记录人员清单",
            (),
            ("answered",),
            (Role.ORG_DEPT,),
            "7.1.1",
            "{organ}导出有记录人员清单（{purpose}）：{recorded}名。",
            (_SUBJECT,),
            grave=True,
            hint="名单未公示的，导出后在系统外比对，不把名单传入本系统。清单为内部资料",
        ),
        Act(
            "review.record",
            "导出干部重点工作记录",
            (),
            ("answered",),
            (Role.ORG_DEPT,),
            "7.1.1",
            "{organ}导出一名干部的重点工作记录。",
            (Field("person", "人员", Widget.CHOICE, choices="people"), _SUBJECT),
        ),
    ),
)

LIFECYCLES = (YEAR, RUN, RESULT, CORRECTION, REVIEW)
