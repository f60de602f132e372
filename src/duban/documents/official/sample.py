"""One document of every kind from invented facts: to look at, to measure and to hold the layout to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from duban.documents.official.kinds import KINDS, write
from duban.documents.official.kinds.answers import (
    PlanStep,
    RectificationPlan,
    RectificationReport,
    ReleaseApplication,
    WrittenReport,
)
from duban.documents.official.kinds.base import Facts, text
from duban.documents.official.kinds.interview import InterviewChange, InterviewMinutes, InterviewNotice
from duban.documents.official.kinds.letter import Conclusion, ExtensionReply, PauseNotice, SupervisionLetter
from duban.documents.official.kinds.listing import ListingCircular, ListingNotice, ReleaseNotice
from duban.documents.official.kinds.reports import Circular, RatedRow, ReportSection, SpecialReport
from duban.documents.official.kinds.sheet import Signing, SignOffSheet
from duban.documents.official.kinds.transfer import EvidenceLine, TransferLetter
from duban.documents.official.sample_results import RESULTS
from duban.documents.papers.model import Form, Paper
from duban.shared import clock

PARTY, GOVERNMENT = "中共XX县委办公室", "XX县人民政府办公室"
UNIT, MATTER = "XX县住房和城乡建设局", "西片区老旧小区改造（二期）"
DAY = date(2026, 11, 23)
NAMED = "关于建立XX县重点工作督查联动机制的通知"


def _at(hour: int, minute: int = 0, day: int = 20) -> datetime:
    return clock.at(date(2026, 11, day), time(hour, minute))


def sample(kind: str) -> Paper:
    """The sample of a kind; KeyError for a kind that does not exist."""
    return write(kind, _FACTS[kind])


def samples() -> Iterator[tuple[str, Paper]]:
    """Every kind with its sample."""
    for kind in KINDS:
        yield kind, sample(kind)


def file_stem(paper: Paper) -> str:
    """KIND-letter, KIND-file, KIND-minutes, or KIND-plain for what stands outside the standard."""
    form = "plain" if paper.form is Form.REPORT else paper.form.value
    return f"{paper.kind}-{form}"


_FACTS: dict[str, Facts] = {
    "supervision_letter": SupervisionLetter(
        issuers=(PARTY,),
        number="X委办督函〔2026〕12号",
        dated=DAY,
        notice=NAMED,
        matter=MATTER,
        unit=UNIT,
        principals=("张某",),
        facts=(
            "年度计划改造42栋，截至11月20日完工11栋，为计划的26.2%，比序时进度慢48.6个百分点",
            "10月31日前应完成的雨污分流管网铺设节点未完成，已逾期20天",
            "第9期进展报告评价为进展滞后",
        ),
        approver="县委常委、常务副县长李某",
        orders=(
            "补办9栋楼的施工许可手续，全部未开工楼栋于12月5日前进场施工",
            "恢复管网铺设作业，完成3.2公里雨污分流管网，同步修复开挖路面",
            "牵头与供电、供水、燃气单位建立每周会商制度，一次开挖、一次恢复",
        ),
        deadline=date(2026, 12, 31),
        goals=("年度计划的42栋楼全部完工并通过住户代表验收", "管网铺设完成率达到100%，群众投诉全部办结"),
        feedback_days=15,
    ),
    "interview_notice": InterviewNotice(
        issuers=(PARTY, GOVERNMENT),
        number="X委办约〔2026〕3号",
        dated=DAY,
        urgency="加急",
        notice=NAMED,
        matter="城区停车场建设",
        unit="XX县城市管理和综合执法局",
        principals=("王某",),
        facts=("督办函X委办督函〔2026〕5号的整改时限已过25天，仍有2处停车场未开工",),
        approver="县委副书记、县长赵某",
        opinion="责任单位对督办事项重视不够，用地手续长期未办结，建议对其主要领导实施联席约谈。",
        planned_at=_at(9, 30, 27),
        place="县委办公楼第二会议室",
        convener="县委副书记、县长赵某",
        materials=("整改方案（主要领导本人确认）", "书面报告一式五份", "用地、规划、施工手续办理情况"),
        deadline=date(2027, 1, 31),
        feedback_days=10,
    ),
    "interview_change": InterviewChange(
        issuers=(PARTY, GOVERNMENT),
        number="X委办约〔2026〕4号",
        dated=DAY,
        matter="城区停车场建设",
        unit="XX县城市管理和综合执法局",
        principals=("王某",),
        notice_number="X委办约〔2026〕3号",
        old_at=_at(9, 30, 27),
        new_at=_at(15, 0, 30),
        place="县委办公楼第二会议室",
        convener="县委副书记、县长赵某",
        reason="召集人27日参加市委会议",
    ),
    "interview_minutes": InterviewMinutes(
        issuers=(PARTY, GOVERNMENT),
        number="第3期",
        dated=date(2026, 11, 27),
        matter="城区停车场建设",
        unit="XX县城市管理和综合执法局",
        held_at=_at(9, 30, 27),
        place="县委办公楼第二会议室",
        convener="县委副书记、县长赵某",
        words="会议听取了责任单位关于城区停车场建设推进情况的汇报，指出用地报批滞后、部门协调不力、责任分工不清三个问题。\n"
        "会议要求责任单位主要领导亲自部署，倒排工期，每周调度，遇到跨部门问题及时提请协调。",
        commitment="责任单位主要领导王某就存在问题作出说明，表示认真整改。",
        committed_on=date(2027, 1, 20),
        report_handed=True,
        attended={
            "cdi": ("钱某（县纪委副书记）",),
            "org_dept": ("孙某（县委组织部副部长）",),
            "unit": ("王某（县城市管理和综合执法局局长）", "周某（县城市管理和综合执法局副局长）"),
        },
        excused=("县自然资源局吴某（外出开会）",),
        self_criticisms=("县长赵某决定：须在县政府常务会议上作出检查；尚未作出。",),
    ),
    "listing_notice": ListingNotice(
        issuers=(PARTY,),
        number="X委办〔2026〕47号",
        dated=DAY,
        notice=NAMED,
        matter="甲镇污水处理厂及配套管网建设",
        unit="甲镇人民政府",
        principals=("郑某",),
        approver="县委书记冯某",
        name="甲镇污水处理厂及配套管网建设",
        responsible="责任单位：甲镇人民政府；主要领导：镇长郑某；分管领导：副镇长陈某；经办负责人：镇村镇建设办公室主任褚某。",
        main_facts="2026年4月、7月两次下达督办函，9月实施联席约谈，整改成效仍不明显：管网工程应完成12公里，实际完成4.1公里；"
        "污水处理厂设备安装停工46天，未按承诺时限复工。",
        requirements=(
            "12月10日前恢复设备安装，倒排每周工期",
            "补齐7.9公里管网的实物工作量",
            "落实镇主要领导每周现场调度",
        ),
        deadline=date(2027, 3, 31),
        release_method="由甲镇人民政府以书面形式向县委办公室提出申请，附整改完成情况和佐证材料。",
        release_procedure="申请由主要领导本人确认；县委办公室会同有关部门现场核查，并由第二人核查确认；"
        "经县委或县政府主要领导同意后，印发解除通知。",
        feedback_days=10,
    ),
    "listing_circular": ListingCircular(
        issuers=(PARTY,),
        number="X委办通〔2026〕18号",
        dated=DAY,
        notice=NAMED,
        matter="甲镇污水处理厂及配套管网建设",
        unit="甲镇人民政府",
        name="甲镇污水处理厂及配套管网建设",
        deadline=date(2027, 3, 31),
    ),
    "release_notice": ReleaseNotice(
        issuers=(PARTY,),
        number="X委办函〔2026〕61号",
        dated=DAY,
        matter="县乡道路灾毁修复",
        unit="XX县交通运输局",
        name="县乡道路灾毁修复",
        listing_number="X委办〔2026〕21号",
        listed_on=date(2026, 5, 18),
        verified="经现场核查并由第二人核查确认",
        approver="县委书记冯某",
        also_closed=("X委办督函〔2026〕2号",),
    ),
    "pause_notice": PauseNotice(
        issuers=(GOVERNMENT,),
        number="X府办函〔2026〕34号",
        dated=DAY,
        matter="乙镇高标准农田建设",
        unit="乙镇人民政府",
        principals=("陈某",),
        measure="X府办督函〔2026〕7号",
        limit=date(2026, 11, 30),
        until=date(2026, 11, 10),
        reason="设计变更正在报市级主管部门审查，批复前不能施工",
        approver="县政府副县长韩某",
    ),
    "extension_reply": ExtensionReply(
        issuers=(GOVERNMENT,),
        number="X府办函〔2026〕33号",
        dated=DAY,
        matter="乙镇高标准农田建设",
        unit="乙镇人民政府",
        measure="X府办督函〔2026〕7号",
        old_limit=date(2026, 11, 30),
        new_limit=date(2026, 12, 20),
        granted=True,
        reason="10月下旬连续降雨，田间道路无法施工12天，有气象部门证明和施工日志",
        approver="县政府副县长韩某",
    ),
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
    "conclusion": Conclusion(
        issuers=(PARTY,),
        number="X委办督结〔2026〕7号",
        dated=DAY,
        matter="县乡道路灾毁修复",
        unit="XX县交通运输局",
        on=date(2026, 11, 16),
        method="现场核查、查阅资料",
        found="实地核查17处路段，均已完工通车；查阅验收、支付资料，与申请所述一致。",
        passed=True,
        evidence=("现场核查记录", "第二人核查确认意见"),
        inspectors=("朱某", "秦某"),
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
            Signing(title="拟稿", opinion="拟下达督办函。", name="何某", post="督查员", at=_at(9, 12)),
            Signing(
                title="核稿",
                opinion="事实、时限、目标齐全，同意送审。",
                name="吕某",
                post="督查室主任",
                at=_at(15, 40),
            ),
            Signing(
                title="县领导同意", opinion="同意。", name="李某", post="县委常委、常务副县长", at=_at(18, 5)
            ),
            Signing(title="签发", opinion="发。", name="施某", post="县委办公室主任", at=_at(8, 50, 23)),
            Signing(
                title="编号、用印",
                opinion="X委办督函〔2026〕12号",
                name="许某",
                post="文书",
                at=_at(10, 0, 23),
                note="用印6份",
            ),
        ),
    ),
    **RESULTS,
}
