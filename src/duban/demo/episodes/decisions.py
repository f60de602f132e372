"""Decisions of superior bodies and what becomes of them; outages, commendations and judgements of cadres."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from duban.accountability.models import Appeal, Consequence, Withdrawal
from duban.demo.inquiries import FREE, acknowledged
from duban.demo.papers import scanned
from duban.demo.world import Life, World
from duban.matters.models import Matter
from duban.mechanism.standing import Function, PostRole
from duban.shared import clock


def entered(world: World, unit: str, kind: str, *, person: bool, on: date | None = None, n: int = 1) -> str:
    """县纪委监委 enters a decision of the city on a unit, or on its principal leader."""
    day = on or clock.today()
    subject = {"subject_kind": "unit", "unit": str(world.units[unit].id), "person": "", "leading": "unit"}
    if person:
        principal = world.person(unit, PostRole.PRINCIPAL)
        subject = {"subject_kind": "person", "person": str(principal.person_id), "unit": "", "leading": "yes"}
    done = world.do(
        world.person(Function.CDI, PostRole.DEPUTY), "ruling.enter_superior", level="市", issuer="市纪委监委",
        authority="county", number=f"X市纪〔{day.year}〕{n}号", decided_on=day, effective_on=day, conduct_year=day.year,
        kinds=[{"kind": kind, "effect_until": None}], facts="推进上级督办事项不力。", basis="问责条例第七条",
        file=scanned("处理决定", "经研究，决定予以处理。"), matter=_matter(world, unit), despite_same="no", **subject, **FREE,
    )  # fmt: skip
    return done.ref


def _matter(world: World, unit: str) -> str:
    """The code of the unit's latest matter, on which the decision is: only such decisions count at the year's end."""
    rows = Matter.objects.filter(lead_unit_id=world.units[unit].id).order_by("-pk")
    return next((row.case.code for row in rows.select_related("case")[:1]), "")


def confirmed(world: World, ref: str) -> None:
    """县委组织部 confirms it."""
    world.do(world.person(Function.ORG_DEPT, PostRole.DEPUTY), "ruling.confirm", ref=ref, **FREE)


def received(world: World, ref: str) -> None:
    """Whoever has to apply the result signs for it."""
    for sent in Consequence.objects.filter(ruling__ref=ref, received_at=None):
        acknowledged(world, sent)


def an_admonition_runs_out(world: World) -> Life:
    """The city admonishes a principal leader; the decision is served, sent on, and half a year later its effect ends."""
    ref = entered(world, "b10", "ADMONITION", person=True, n=31)
    yield world.after(1)
    confirmed(world, ref)
    yield world.after(1)
    deputy = world.person(Function.CDI, PostRole.DEPUTY)
    world.do(deputy, "ruling.serve", ref=ref, served_on=clock.today())
    world.do(deputy, "ruling.send", ref=ref, holder=str(world.units["b7"].id), what="年度考核等次按规定确定")
    yield world.after(2)
    received(world, ref)


def a_decision_entered_twice(world: World) -> Life:
    """The other body finds a mistake in what was entered and does not confirm it."""
    ref = entered(world, "b11", "U_CIRCULAR", person=False, n=32)
    yield world.after(2)
    deputy = world.person(Function.ORG_DEPT, PostRole.DEPUTY)
    world.do(deputy, "ruling.reject", ref=ref, reason="决定对象系市直单位，误录。")


def appeals_of_a_unit(world: World) -> Life:
    """A unit's first appeal is not admitted, it withdraws the second; then the city corrects itself."""
    ref = entered(world, "b12", "U_CIRCULAR", person=False, n=33)
    yield world.after(1)
    confirmed(world, ref)
    deputy, liaison = (world.person(Function.CDI, role) for role in (PostRole.DEPUTY, PostRole.LIAISON))
    world.do(deputy, "ruling.serve", ref=ref, served_on=clock.today())
    yield world.after(2)
    received(world, ref)
    world.do(deputy, "ruling.enter_appeal", ref=ref, **_appeal())
    yield world.after(2)
    world.do(liaison, "appeal.refuse", ref=_latest(ref), reason="申诉书没有写明理由，请补正。", **FREE)
    yield world.after(2)
    principal = world.person("b12", PostRole.PRINCIPAL)
    world.do(principal, "ruling.appeal", ref=ref, **_appeal(), text="请求复核事实。")
    yield world.after(3)
    world.do(principal, "appeal.withdraw", ref=_latest(ref), reason="已与办案机关沟通，撤回申诉。")
    yield world.after(10)
    corrected(world, ref, 34)
    yield world.after(2)
    for back in Withdrawal.objects.filter(ruling__ref=ref, acknowledged_at=None):
        acknowledged(world, back)


def _appeal() -> dict[str, Any]:
    return {"stage": "accountability", "filed_on": clock.today()}


def _latest(ruling: str) -> str:
    return Appeal.objects.filter(ruling__ref=ruling).order_by("-pk")[0].ref


def corrected(world: World, ref: str, number: int) -> None:
    """The competent organ revokes its decision by itself, and 县纪委监委 enters that."""
    world.do(
        world.person(Function.CDI, PostRole.LIAISON), "ruling.correct", ref=ref, outcome="revoked", kinds=[],
        answered_on=clock.today(), number=f"X市纪撤〔{clock.today().year}〕{number}号", text="经复查，事实不清，予以撤销。",
        file=scanned("撤销决定", "予以撤销。"), **FREE,
    )  # fmt: skip


def a_power_cut(world: World) -> Life:
    """The system stood still for two hours; the first entry named the wrong day."""
    registrar = world.registrar()
    ended = clock.now() - timedelta(hours=1)
    wrong = _outage(world, ended - timedelta(days=1))
    world.do(registrar, "outage.void", ref=wrong, reason="日期填错，重新登记。")
    _outage(world, ended)
    yield world.after(1)


def _outage(world: World, ended: datetime) -> str:
    times = {"starts_at": ended - timedelta(hours=2), "ends_at": ended}
    return world.do(world.registrar(), "outage.register", **times, reason="机房断电检修").ref


def praise_and_judgement(world: World) -> Life:
    """县委组织部 enters two commendations and two judgements; one of each was a mistake."""
    by = world.person(Function.ORG_DEPT, PostRole.DEPUTY)
    for unit, wrong in (("b16", False), ("b18", True)):
        person = str(world.person(unit, PostRole.PRINCIPAL).person_id)
        praised = world.do(by, "commendation.record", subject_kind="person", person=person, unit="", issuer="县委",
                           on=clock.today(), text="防汛抢险表现突出。", document="X委〔9〕号")  # fmt: skip
        judged = world.do(by, "judgement.record", kind="adverse_effect", person=person, on=clock.today(),
                          text="推进上级督办事项不力，产生不良影响。", document="X组研〔4〕号")  # fmt: skip
        yield world.after(1)
        if wrong:
            world.do(by, "commendation.withdraw", ref=praised.ref, reason="表彰对象为同名人员。")
            world.do(by, "judgement.withdraw", ref=judged.ref, reason="研判材料不实。")


EPISODES = (
    (15, an_admonition_runs_out),
    (42, a_decision_entered_twice),
    (48, appeals_of_a_unit),
    (52, a_power_cut),
    (56, praise_and_judgement),
)
