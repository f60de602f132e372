"""What accountability hands down: its kinds, and what is open with a unit."""

from __future__ import annotations

from duban.accountability import actions as actions
from duban.accountability import briefs as briefs
from duban.accountability import policies
from duban.accountability.actions.inquiries import importing as importing
from duban.accountability.actions.inquiries import persons
from duban.accountability.actions.passing import inquired, open_inquiries, pass_on
from duban.accountability.actions.transfer import handling, letters
from duban.accountability.actions.year import kinds as year_kinds
from duban.accountability.findable import HEARING, INQUIRY, RULING
from duban.accountability.models import (
    Appeal,
    Clue,
    Commendation,
    Consequence,
    Considered,
    Declaration,
    Hearing,
    Inquiry,
    Judgement,
    Outage,
    Revision,
    Ruling,
    Withdrawal,
)
from duban.accountability.policies import sight
from duban.accountability.selectors import choices
from duban.acts import kinds
from duban.acts.background import jobs
from duban.acts.findable import register_findable
from duban.acts.gate.choices import register_choices, register_known, register_late, register_offers
from duban.acts.kinds import Bearer, Kind
from duban.acts.owing.charges import Charge, register_charge
from duban.acts.sight.visibility import Visibility, register_visibility
from duban.matters.actions.charges import pass_inspected
from duban.mechanism.lifecycles import acts_of
from duban.mechanism.people.standing import Function, Subject

_COUNTY = Subject(office=Function.PARTY_OFFICE)


def install() -> None:
    """Register everything; called when the app is ready."""
    register_choices(**choices.LISTS)
    register_offers(**choices.OFFERED)
    register_late("ruling_people", "remedy_stages")
    register_known(recusal=choices.declared)
    for kind in (*_inquiries(), *_rulings(), *_results(), *_records()):
        kinds.register_kind(kind)
    register_visibility(Visibility("relation", Declaration, sight.sees_relation))
    register_visibility(Visibility("considered", Considered, sight.sees_considered))
    for one in (INQUIRY, HEARING, RULING):
        register_findable(one)
    kinds.register_merger(pass_on)
    register_charge(Charge("inquiry", "承办督查员", inquired, pass_inspected))
    kinds.register_open_things(open_inquiries)
    year_kinds.install()
    jobs.register_job(letters.JOB, letters.issue_letter, "制作移交函")
    jobs.register_job(letters.RESULT_JOB, letters.issue_results, "制作结果告知书")


def _inquiries() -> tuple[Kind, ...]:
    return (
        Kind(
            "inquiry",
            Inquiry,
            title=lambda inquiry: inquiry.title,
            subject=policies.of_inquiry,
            bearer=policies.bearer_of,
            sees=sight.sees_inquiry,
            inside=sight.inquiry_office,
            in_full=sight.reads_inquiry,
            in_brief=acts_of(("inquiry",), "declare_relation", "answer_relation", "decide_recusal"),
            veiled=True,
            related=("case", "concerning", "listing"),
            files=policies.inquiry_files,
            steps=policies.inquiry_steps,
            duties=policies.inquiry_duties,
            refuse_person=handling.refuse_person,
            kept_out=persons.kept_out_of_inquiries,
        ),
        Kind(
            "hearing",
            Hearing,
            title=lambda hearing: "告知书",
            subject=policies.of_hearing,
            bearer=policies.hearing_bearer,
            sees=policies.sees_hearing,
            inside=policies.hearing_inside,
            veiled=True,
            related=("case", "inquiry"),
            files=policies.hearing_files,
            refuse_person=persons.refuse_related,
            kept_out=persons.kept_out_of_hearings,
        ),
    )


def _rulings() -> tuple[Kind, ...]:
    return (
        Kind(
            "ruling",
            Ruling,
            title=lambda ruling: f"处理决定{ruling.number}",
            subject=policies.of_ruling,
            bearer=policies.county_bearer,
            sees=policies.sees_ruling,
            inside=policies.ruling_bodies,
            related=("case", "inquiry", "inquiry__case"),
            files=policies.ruling_files,
            steps=policies.ruling_steps,
            refuse_person=persons.refuse_hands,
            kept_out=persons.kept_out_of_rulings,
        ),
        Kind(
            "revision",
            Revision,
            title=lambda row: f"处理决定{row.ruling.number}的拟变更",
            subject=policies.of_ruled,
            bearer=policies.county_bearer,
            sees=policies.sees_revision,
            inside=policies.revision_inside,
            related=("case", "ruling", "ruling__case", "ruling__inquiry", "appeal"),
            files=policies.revision_files,
            refuse_person=persons.refuse_hands,
            kept_out=persons.kept_out_of_revisions,
        ),
        Kind(
            "appeal",
            Appeal,
            title=lambda appeal: "申诉",
            subject=policies.of_ruled,
            bearer=policies.county_bearer,
            sees=policies.sees_appeal,
            inside=policies.appeal_inside,
            related=("case", "ruling", "ruling__case", "ruling__inquiry"),
            files=policies.appeal_files,
            refuse_person=persons.refuse_who_took_part,
            kept_out=persons.kept_out_of_appeals,
        ),
    )


def _results() -> tuple[Kind, ...]:
    return (
        Kind(
            "consequence",
            Consequence,
            title=lambda row: f"结果运用通知（{row.what}）",
            told_apart=lambda row: f"{row.ruling.number}，{row.what}",
            subject=policies.of_holder,
            bearer=policies.holder_bearer,
            sees=policies.sees_result,
            inside=policies.result_bodies,
            veiled=True,
            related=("case", "ruling"),
        ),
        Kind(
            "withdrawal",
            Withdrawal,
            title=lambda row: "撤回结果通知",
            told_apart=lambda row: f"{row.ruling.number}，{row.consequence.what}",
            subject=policies.of_holder,
            bearer=policies.holder_bearer,
            sees=policies.sees_result,
            inside=policies.result_bodies,
            veiled=True,
            related=("case", "ruling", "consequence"),
        ),
    )


def _records() -> tuple[Kind, ...]:
    return (
        Kind(
            "clue",
            Clue,
            title=lambda clue: "线索已线下移交",
            subject=lambda clue: Subject(office=Function(clue.office)),
            bearer=lambda clue, role: Bearer(role),
            sees=policies.sees_clue,
            related=(),
        ),
        Kind(
            "outage",
            Outage,
            title=lambda outage: "系统中断",
            subject=lambda outage: _COUNTY,
            bearer=lambda outage, role: Bearer(role),
            sees=kinds.everybody,
            related=(),
        ),
        Kind(
            "commendation",
            Commendation,
            title=lambda row: "表彰",
            subject=lambda row: _COUNTY,
            bearer=lambda row, role: Bearer(role),
            sees=policies.sees_record,
            related=(),
        ),
        Kind(
            "judgement",
            Judgement,
            title=lambda row: "研判",
            subject=lambda row: _COUNTY,
            bearer=lambda row, role: Bearer(role),
            sees=policies.sees_record,
            related=(),
        ),
    )
