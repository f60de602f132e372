"""Conditions of a drafted version, from its rows to reasons (九)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from duban.mechanism.clauses import clause
from duban.mechanism.consequences.checking import mismatches
from duban.mechanism.decision import Outcome, Reason, Remedy, holds
from duban.mechanism.notice.answers import Answer, unanswered
from duban.mechanism.notice.values.found import Asked
from duban.mechanism.parameters import PARAMETERS, Pack
from duban.mechanism.versions.changing import first_day
from duban.rulebook.models import DraftCheck, PackDraft

_DRAFTER = "起草人"


def faults(pack: Pack, on: date) -> tuple[str, ...]:
    """Everything that keeps a pack from being applied on a day, in Chinese."""
    try:
        return tuple(f"{PARAMETERS[one.key].title}：{one.text}" for one in mismatches(pack, on))
    except (ValueError, LookupError) as error:
        return (f"处理方式一览不能使用：{error}",)


@clause("9")
def has_changes(count: int) -> Reason:
    """A version that changes nothing is none."""
    return Reason(
        "9",
        "有改动",
        holds(count > 0),
        f"改动{count}项。" if count else "还没有改动。",
        remedies=(Remedy(_DRAFTER, "packdraft.set", "改参数"),),
    )


@clause("9")
def not_past(effective_on: date, today: date) -> Reason:
    """No version reaches back (A41)."""
    return Reason(
        "9",
        "施行日期不早于今天",
        holds(effective_on >= today),
        f"{PARAMETERS['effective_to'].text(effective_on)}起施行"
        + ("。" if effective_on >= today else "，已经过去，不溯及既往。"),
        remedies=(Remedy(_DRAFTER, "packdraft.redate", "改施行日期"),),
    )


@clause("7.2.1", "9")
def from_the_first_day(keys: Iterable[str], effective_on: date) -> Reason:
    """What a whole year is judged by changes with a year, so that nothing earlier in it is judged anew (A41)."""
    told = [PARAMETERS[key].title for key in keys if first_day(key, effective_on) != effective_on]
    return Reason(
        "9",
        "按整个年度计算的，自1月1日起施行",
        holds(not told),
        f"{'、'.join(told)}按整个年度计算，年度中间施行会把本年已经发生的事一起按新值算。" if told else "没有这样的改动。",
        remedies=(Remedy(_DRAFTER, "packdraft.redate", "改施行日期"),),
    )


@clause("7.2.1", "7.2.5", "9")
def coherent(pack: Pack, on: date) -> Reason:
    """Each value may be well formed and the whole still make no sense."""
    told = faults(pack, on)
    return Reason(
        "9",
        "参数之间不矛盾",
        holds(not told),
        "；".join(told) + "。" if told else "没有矛盾。",
        remedies=(Remedy(_DRAFTER, "packdraft.set", "改参数"),),
    )


@clause("9")
def tried(draft: PackDraft, pack: Pack) -> Reason:
    """The draft as it stands has been held against the scenarios and the past years."""
    last = DraftCheck.objects.filter(draft=draft).order_by("-pk").first()
    fits = last is not None and last.pack_hash == pack.hash
    finished = fits and last is not None and last.finished_at is not None and not last.fault
    finding = "现在的内容已经核对。" if finished else "现在的内容还没有核对。"
    if fits and last is not None and last.fault:
        finding = f"核对没有完成：{last.fault}"
    elif fits and not finished:
        finding = "正在核对，完成以后再提交。"
    elif last is not None and not fits:
        finding = "上次核对以后内容有变动，须重新核对。"
    return Reason(
        "9",
        "已按案例和往年核对",
        Outcome.MET if finished else Outcome.NOT_MET,
        finding,
        remedies=(Remedy(_DRAFTER, "packdraft.check", "核对案例和往年"),),
    )


@clause("9")
def as_submitted(draft: PackDraft, pack: Pack) -> Reason:
    """What is confirmed is what was submitted: neither the draft nor the version in force has moved on since."""
    same = pack.hash == draft.submitted_hash
    return Reason(
        "9",
        "内容与提交时相同",
        holds(same),
        "与提交时相同。" if same else "提交以后，现行版本有了变动；请退回，重新核对后再提交。",
        remedies=(Remedy("办公室主任", "packdraft.send_back", "退回起草"),),
    )


@clause("9")
def everything_answered(asked: Iterable[Asked], answers: Iterable[Answer]) -> Reason:
    """Nothing comes into force while a clause, a number or a name of the notice is in doubt (A83)."""
    left = unanswered(asked, answers)
    return Reason(
        "9",
        "待定项都有答复",
        holds(not left),
        "待答复：" + "；".join(each.question for each in left) + "。" if left else "都有答复。",
        remedies=(Remedy("督查员、系统管理员", "notice.answer", "答复待定项"),),
    )
