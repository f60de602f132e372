"""What follows from grave acts of accountability and of the year's end."""

from __future__ import annotations

from typing import Any

from duban.accountability.facts import Dossier
from duban.accountability.models import Appeal, Correction, Inquiry, Revision, Ruling, Year, YearRun
from duban.accountability.selectors.year.scope import decides_on
from duban.acts.beside import Effect, effects
from duban.mechanism.lifecycles.types import Act
from duban.shared.actor import Actor


@effects
def _serving(actor: Actor, act: Act, inquiry: Inquiry) -> list[Effect]:
    dossier = Dossier(inquiry)
    people = "、".join(row.name for row in dossier.named) or "没有列明人员"
    return [
        Effect("告知", f"责任单位一份；{people}，每人单独一份", "5.0"),
        Effect(
            "内容",
            f"{len(dossier.facts)} 条事实，{len(dossier.grounds)} 项情形，{len(dossier.of('evidence'))} 份证据；"
            "以后加重的、增列不利证据的，须再告知",
            "5.0",
        ),
        Effect(
            "说明期",
            "自收到之日次日起按工作日计算，系统中断的顺延；不签收的由本办公室书面送达；期满以后仍然接收",
            "5.0",
        ),
    ]


@effects
def _handing_over_inquiry(actor: Actor, act: Act, inquiry: Inquiry) -> list[Effect]:
    return [
        Effect("接办", "原经办人未办的事一并转给接办人，接办人会收到提示；接办人须声明没有应当回避的关系", "5.0"),
        Effect("换办公室", "选另一办公室督查员的，本办公室不再办理，也不再看本件", "5.0"),
        Effect("不变", "已告知的内容、说明期和已收到的说明照旧", "5.0"),
    ]


@effects
def _finding_person(actor: Actor, act: Act, inquiry: Inquiry) -> list[Effect]:
    return [
        Effect("两项都成立", "本人仍在列明之中，影响工作大局由全案认定一次", "5.0"),
        Effect("不成立或者有正当理由", "只对其本人不再追究，本人会收到提示；单位和其他人员照常办理", "5.0"),
    ]


@effects
def _concluding(actor: Actor, act: Act, inquiry: Inquiry) -> list[Effect]:
    return [
        Effect("三项都成立", "可以提出移交意见；是否追究责任由有权机关决定", "5.0"),
        Effect(
            "缺一项或者有正当理由",
            "本件即不予追究，已告知的单位和人员会收到“研究后不予追究责任”的提示",
            "5.0",
        ),
    ]


@effects
def _closing_inquiry(actor: Actor, act: Act, inquiry: Inquiry) -> list[Effect]:
    return [
        Effect("不予追究", f"“{inquiry.title}”到此为止，理由和材料保留，办公室主任可以决定重新办理", "5.0"),
        Effect("告诉", "已告知的单位和人员会收到“研究后不予追究责任”的提示", "5.0"),
    ]


@effects
def _approving_transfer(actor: Actor, act: Act, inquiry: Inquiry) -> list[Effect]:
    return [
        Effect("同意", "文稿就此固定，由办公室签发、编号、移交县纪委监委和县委组织部", "6.2"),
        Effect("不产生", "同意移交不是处理决定；处理由有权机关决定", "6.4"),
    ]


@effects
def _signing_out_transfer(actor: Actor, act: Act, inquiry: Inquiry) -> list[Effect]:
    return [
        Effect("签发", f"{inquiry.approved_by}已同意移交，移交函可以发出", "6.3"),
        Effect("然后", "文书编号、用印，移交县纪委监委、县委组织部", "6.3"),
    ]


@effects
def _issuing_transfer(actor: Actor, act: Act, inquiry: Inquiry) -> list[Effect]:
    return [
        Effect("移交", "县纪委监委、县委组织部各一份，附证据目录，分别签收", "6.3"),
        Effect("以后", "由两家按程序办理，办公室只看状态和结果", "6.4"),
    ]


@effects
def _accepting(actor: Actor, act: Act, inquiry: Inquiry) -> list[Effect]:
    return [
        Effect("受理", f"移交{inquiry.number}由县纪委监委会同县委组织部办理", "6.4"),
        Effect("提醒", "到期没有办结的，只提醒这两家", "6.4"),
        Effect("告诉", "移交的办公室只看到已受理", "6.4"),
    ]


@effects
def _recording_decision(actor: Actor, act: Act, inquiry: Inquiry) -> list[Effect]:
    return [
        Effect("等待", "由另一家机关的人员核对登记；核对以前不是处理决定，不列入任何名单，不送任何单位运用", "6.4"),
        Effect("核对以后", "按人或者单位记入，送考核、组织等部门运用", "6.5"),
    ]


@effects
def _finishing(actor: Actor, act: Act, inquiry: Inquiry) -> list[Effect]:
    return [
        Effect("办结", f"移交{inquiry.number}的办理到此结束，不再提醒", "6.4"),
        Effect("告诉", "移交的办公室看到已办结和结果的种类", "6.4"),
    ]


@effects
def _confirming_ruling(actor: Actor, act: Act, ruling: Ruling) -> list[Effect]:
    paying = "、发放奖金的单位" if ruling.person_id is not None else ""
    served = "会收到提示，可以查看救济途径和期限" if ruling.served_on else "在送达登记以后收到提示"
    return [
        Effect("在案", f"对{ruling.subject_name}的处理决定{ruling.number}从现在起在案；以后由两家共同才能改变", "6.4"),
        Effect("送去运用", f"考核主管部门、县委组织部{paying}，分别签收", "6.4"),
        Effect("本人", f"{ruling.subject_name}{served}", "6.5"),
    ]


@effects
def _changing_ruling(actor: Actor, act: Act, ruling: Ruling) -> list[Effect]:
    return [
        Effect("拟变更", f"处理决定{ruling.number}现在的结果不变，等另一家机关核对", "6.4"),
        Effect("核对以后", "按核对的内容执行，已送去运用的逐家撤回，本人会收到提示", "7.3.1"),
    ]


@effects
def _answering_appeal(actor: Actor, act: Act, appeal: Appeal) -> list[Effect]:
    return [
        Effect("维持", f"{appeal.ruling.subject_name}的处理决定一切照旧，申诉就此答复", "6.4"),
        Effect("变更、撤销", f"处理决定{appeal.ruling.number}拟变更，现在的结果不变，等另一家机关核对；不得加重", "6.4"),
    ]


@effects
def _confirming_revision(actor: Actor, act: Act, row: Revision) -> list[Effect]:
    ruling = row.ruling
    words = {
        "corrected": "登记从现在起与文书一致",
        "void": "登记注销，不作为处理决定",
        "changed": "新的方式自原决定生效之日起代替原来的",
        "revoked": "自始不算",
    }
    return [
        Effect("决定", f"处理决定{ruling.number}：{words[row.what]}", "6.4"),
        Effect("撤回结果", "已送去运用的逐家撤回；已结账的年度不改写，另列更正", "7.3.1"),
        Effect("本人", f"{ruling.subject_name}会收到提示", "6.5"),
    ]


@effects
def _closing_year(actor: Actor, act: Act, year: Year) -> list[Effect]:
    run = YearRun.objects.get(pk=year.run_id or 0)
    return [
        Effect(
            "范围",
            f"测算单位{run.units}个、人员{run.people}名，其中{run.found}个有结果，按两家确认的定下",
            "7.2.1",
        ),
        Effect(
            "送达",
            "涉及奖金的，送发放单位签收；有关单位和本人收到“年度结果已结账”的提示，可以查看",
            "7.2.5",
        ),
        Effect("不公开", "不发布、不排名"),
        Effect("不可撤回", "结账后不再改动；以后决定变更、撤销的，限制当即失效，由人重新评定、补发", "7.3.1"),
    ]


@effects
def _settling_correction(actor: Actor, act: Act, row: Correction) -> list[Effect]:
    return [
        Effect("原结果", f"{row.name}结账时的结果保留，更正另记一笔", "7.3.1"),
        Effect("谁决定", f"由{decides_on(row)}决定，另一家的意见列在旁边", "7.3.1"),
        Effect("告知", f"{row.name}会收到提示，可以查看结果和理由", "7.3.1"),
    ]


@effects
def _exporting_recorded(actor: Actor, act: Act, nothing: Any) -> list[Effect]:
    return [
        Effect("列出", "全部有重点工作记录的人员，供名单未公示时在系统外比对", "7.1.1"),
        Effect("留痕", "谁、何时、为何导出记入历史；清单为内部资料，不把待比对的名单传入本系统", "7.1.1"),
    ]
