"""Samples of what reports, answers and goes between offices, from invented facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from duban.documents.official.kinds.answers import (
    PlanStep,
    RectificationPlan,
    RectificationReport,
    ReleaseApplication,
    WrittenReport,
)
from duban.documents.official.kinds.base import Facts, text
from duban.documents.official.kinds.instruction import InstructionReport
from duban.documents.official.kinds.reports import Circular, RatedRow, ReportSection, SpecialReport
from duban.documents.official.kinds.sheet import Signing, SignOffSheet
from duban.documents.official.kinds.transfer import EvidenceLine, TransferLetter
from duban.documents.official.samples.invented import DAY, GOVERNMENT, MATTER, NAMED, PARTY, UNIT, at

REPORTS: Mapping[str, Facts] = {
    "circular": Circular(
        issuers=(PARTY, GOVERNMENT),
        number="X委办通〔2026〕19号",
        dated=DAY,
        urgency="特急",
        notice=NAMED,
        period="2026年第三季度",
        overview="三季度在办重点工作128件，其中较好推进71件、正常推进42件、进展滞后15件。"
        "下达督办函6件，实施联席约谈2次，挂牌督办1件；上季度指出的11个问题已整改9个。",
        rows=(
            RatedRow(
                unit="XX县教育局",
                matter="义务教育学位扩容",
                progress="4所学校主体封顶，新增学位2160个",
                rating="较好推进",
            ),
            RatedRow(
                unit="XX县水务局",
                matter="农村供水保障",
                progress="完成管网改造38公里，占年度任务的76%",
                rating="正常推进",
            ),
            RatedRow(
                unit=UNIT,
                matter=MATTER,
                progress="完工11栋，占年度任务的26.2%",
                rating="进展滞后",
                problem="施工许可办理迟缓",
            ),
            RatedRow(
                unit="甲镇人民政府",
                matter="污水处理厂及配套管网建设",
                progress="管网完成4.1公里，设备安装停工",
                rating="进展滞后",
                problem="资金拨付和工期安排脱节",
            ),
        ),
        good=("教育、卫生健康类项目按序时推进，新增学位和床位均超过计划。",),
        problems=("部分单位前期手续办理迟缓，开工即滞后。", "个别镇重申报、轻落实，主要领导调度不够。"),
        causes=("要素保障问题提出不及时，协调会议定事项跟踪不到位。",),
        requirements=(
            "进展滞后的15件事项，责任单位于12月5日前报整改安排，主要领导亲自部署",
            "县委办公室、县政府办公室对整改情况跟踪督办，连续两期进展滞后的按程序下达督办函",
        ),
    ),
    "instruction_report": InstructionReport(
        issuers=(PARTY,),
        number="第6期",
        dated=DAY,
        notice=NAMED,
        matter=MATTER,
        leader="县长赵某",
        words="工期已经落后，请查明原因，十日内拿出追赶的办法。",
        written_on=date(2026, 11, 9),
        unit=UNIT,
        limit=date(2026, 12, 31),
        outcome="正在办理",
        report="11月11日督查组到现场核实，已完工11栋，占年度任务的26.2%，落后的主要原因是施工许可办理迟缓。\n"
        "县住房城乡建设局已会同行政审批部门集中办理，11月16日前13栋全部取得施工许可。\n"
        "下一步按周调度，12月10日前再核实一次进度，仍然落后的提请下达督办函。",
    ),
    "special_report": SpecialReport(
        issuers=(PARTY,),
        number="第8期",
        dated=DAY,
        subject="全县老旧小区改造和污水治理推进情况的督查专报",
        summary="11月中旬，县委办公室会同县政府办公室对老旧小区改造、污水治理两类18个项目开展实地督查。"
        "总体看，多数项目进度正常，3个项目进展滞后，需要重点推动",
        parts=(
            ReportSection(
                heading="推进情况",
                blocks=(
                    text(
                        "18个项目中，完工5个、正常推进10个、进展滞后3个，累计完成投资2.36亿元，占年度计划的71.5%。"
                    ),
                ),
            ),
            ReportSection(
                heading="与上期相比",
                blocks=(text("上期指出的4个问题，3个已经解决；甲镇污水处理厂设备安装停工问题尚未解决。"),),
            ),
        ),
        problems=("西片区老旧小区改造9栋楼未取得施工许可。", "甲镇污水处理厂设备安装停工46天。"),
        suggestions=(
            "对西片区老旧小区改造下达督办函。",
            "由分管县领导召集专题会议，协调甲镇污水处理厂资金拨付。",
        ),
    ),
    "transfer_letter": TransferLetter(
        issuers=(PARTY,),
        number="X委办移〔2026〕2号",
        dated=DAY,
        notice=NAMED,
        matter="县产业园标准厂房建设",
        unit="XX县产业园管理委员会",
        found="县产业园标准厂房建设于2026年3月挂牌督办，办理时限为9月30日。期限到期后，8栋厂房中3栋仍未封顶，整改未完成。",
        items=(("5.1", "挂牌督办期限到期后，仍未完成整改"),),
        findings=("不正确履行职责、影响工作大局、无正当理由三项均已查明，见督查结论第二部分",),
        route="B",
        approver="县委书记冯某",
        approved_on=date(2026, 11, 16),
        conclusion="《关于“县产业园标准厂房建设”的督查结论》（X委办督结〔2026〕4号）",
        evidence=(
            EvidenceLine(name="立项挂牌督办通知书（X委办〔2026〕9号）", source="县委办公室", pages=4),
            EvidenceLine(name="督查结论及现场核查记录", source="县委办公室", pages=16),
            EvidenceLine(name="历次整改情况报告（6期）", source="县产业园管理委员会", pages=38),
        ),
        contact="卫某，县委办公室督查室",
    ),
    "rectification_plan": RectificationPlan(
        issuers=(UNIT,),
        dated=date(2026, 11, 27),
        matter=MATTER,
        unit=UNIT,
        to="县委办公室",
        document="X委办督函〔2026〕12号",
        confirmed_by="张某",
        problems=("9栋楼施工许可未办结，无法进场。", "管网施工与供电迁改工期冲突。"),
        plan="成立由主要领导任组长的整改工作组，实行每日调度、每周通报。",
        steps=(
            PlanStep(measure="办结9栋楼施工许可，全部进场施工", owner="蒋某", due=date(2026, 12, 5)),
            PlanStep(measure="完成3.2公里雨污分流管网铺设和路面恢复", owner="沈某", due=date(2026, 12, 20)),
            PlanStep(measure="组织住户代表验收，办结群众投诉", owner="张某", due=date(2026, 12, 28)),
        ),
        goals=("42栋楼全部完工并通过验收。",),
        committed_on=date(2026, 12, 28),
    ),
    "rectification_report": RectificationReport(
        issuers=(UNIT,),
        dated=date(2026, 12, 8),
        matter=MATTER,
        unit=UNIT,
        to="县委办公室",
        document="X委办督函〔2026〕12号",
        confirmed_by="张某",
        period=1,
        until=date(2026, 12, 7),
        progress="9栋楼施工许可已于12月4日办结，12月5日全部进场。\n管网铺设完成1.4公里，占3.2公里的43.8%。",
        problems="供电线路迁改尚未完成，影响2栋楼外立面施工。",
        needs="请协调供电部门于12月12日前完成线路迁改。",
        next_steps=("12月20日前完成剩余1.8公里管网铺设。", "对已完工楼栋分批组织住户代表验收。"),
    ),
    "written_report": WrittenReport(
        issuers=("XX县城市管理和综合执法局",),
        dated=date(2026, 11, 27),
        matter="城区停车场建设",
        unit="XX县城市管理和综合执法局",
        document="X委办约〔2026〕3号",
        confirmed_by="王某",
        facts="年度任务新建停车场5处、泊位1200个，目前开工3处，2处因用地手续未办结没有开工。",
        causes=("对用地报批的复杂程度估计不足，启动过晚。", "主要领导调度不够，问题没有及时提请协调。"),
        measures=("成立专班，12月15日前办结用地手续。", "倒排工期，未开工的2处于12月20日前进场。"),
        committed_on=date(2027, 1, 20),
    ),
    "release_application": ReleaseApplication(
        issuers=("XX县交通运输局",),
        dated=date(2026, 11, 9),
        matter="县乡道路灾毁修复",
        unit="XX县交通运输局",
        to="县委办公室",
        document="X委办〔2026〕21号",
        listed_on=date(2026, 5, 18),
        confirmed_by="杨某",
        done="列入挂牌督办的17处灾毁路段全部修复，完成投资3860万元，11月3日通过交工验收。",
        evidence=("交工验收报告", "修复前后对比照片", "资金支付凭证"),
    ),
    "sign_off_sheet": SignOffSheet(
        issuers=(PARTY,),
        number="X委办督函〔2026〕12号",
        dated=DAY,
        document="督办函",
        subject=f"关于“{MATTER}”的督办函",
        to=f"{UNIT}及主要领导张某",
        copies="县纪委监委、县委组织部",
        deadline=date(2026, 12, 31),
        printed=6,
        seal_keeper="许某",
        steps=(
            Signing(title="拟稿", opinion="拟下达督办函。", name="何某", post="督查员", at=at(9, 12)),
            Signing(
                title="核稿",
                opinion="事实、时限、目标齐全，同意送审。",
                name="吕某",
                post="督查室主任",
                at=at(15, 40),
            ),
            Signing(
                title="县领导同意", opinion="同意。", name="李某", post="县委常委、常务副县长", at=at(18, 5)
            ),
            Signing(title="签发", opinion="发。", name="施某", post="县委办公室主任", at=at(8, 50, 23)),
            Signing(
                title="编号、用印",
                opinion="X委办督函〔2026〕12号",
                name="许某",
                post="文书",
                at=at(10, 0, 23),
                note="用印6份",
            ),
        ),
    ),
}
