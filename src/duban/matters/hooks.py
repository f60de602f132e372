"""What key work hands down: its kinds, its face as a projection, and what a merger passes on."""

from __future__ import annotations

from duban.acts import kinds
from duban.acts.background import jobs
from duban.acts.findable import register_findable
from duban.acts.gate.choices import register_choices
from duban.acts.kinds import Bearer, Kind
from duban.acts.owing.charges import register_charge
from duban.matters import actions as actions
from duban.matters import briefs as briefs
from duban.matters import policies
from duban.matters.actions import importing as importing
from duban.matters.actions import instructions
from duban.matters.actions.charges import CHARGES
from duban.matters.actions.reports.flow import pass_on
from duban.matters.briefs.choosing import instruction_inspectors, owed_by_unit
from duban.matters.findable import MATTER
from duban.matters.models import Instruction, Matter, Source, UnitFlow
from duban.matters.projection import refresh_face
from duban.matters.selectors import milestones_open, readers_to_name, unit_people
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.standing import Function, Subject


def open_matters(unit_id: int) -> int:
    """How many matters are still open with a unit, led or assisted."""
    mine = Matter.objects.filter(units__unit=unit_id, units__until=None)
    return mine.exclude(state__in=states_of("matter", "over")).count()


_INSTRUCTION = Kind(
    "instruction",
    Instruction,
    title=lambda row: f"{row.leader_name}的批示：{row.matter.title}",
    subject=policies.of_instruction,
    bearer=policies.bearer_of_instruction,
    sees=policies.sees_instruction,
    inside=policies.sees_instruction,
    related=("matter", "matter__case"),
    veiled=True,
)


_FLOW = Kind(
    "flow",
    UnitFlow,
    title=lambda flow: "本单位报送流程",
    subject=lambda flow: Subject(office=Function.PARTY_OFFICE, lead_unit=flow.unit_id),
    bearer=lambda flow, role: Bearer(role, flow.unit_id),
    sees=policies.sees_flow,
    related=(),
)


def install() -> None:
    """Register everything; called when the app is ready."""
    register_choices(
        milestones=milestones_open, unit_people=unit_people, matter_readers=readers_to_name, owed_by_unit=owed_by_unit,
        instruction_inspectors=instruction_inspectors,
    )
    kinds.register_kind(
        Kind(
            "matter",
            Matter,
            title=lambda matter: matter.title,
            subject=policies.subject_of,
            bearer=policies.bearer_of,
            sees=policies.sees,
            inside=policies.drafts,
            related=("case", "source"),
            files=policies.files,
            steps=policies.steps,
            duties=policies.duties,
            veiled=True,
        )
    )
    kinds.register_kind(
        Kind(
            "source",
            Source,
            title=lambda source: source.title,
            subject=lambda source: Subject(office=Function.PARTY_OFFICE),
            bearer=lambda source, role: Bearer(role),
            sees=policies.sees_source,
            related=(),
        )
    )
    kinds.register_kind(_FLOW)
    kinds.register_kind(_INSTRUCTION)
    jobs.register_job(instructions.JOB, instructions.issue_papers, "制作批示办理情况报告")
    kinds.register_projection(refresh_face)
    register_findable(MATTER)
    kinds.register_merger(pass_on)
    for one in CHARGES:
        register_charge(one)
    kinds.register_open_things(open_matters)
