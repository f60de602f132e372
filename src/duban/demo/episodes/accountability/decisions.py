"""Decisions of superior bodies and what becomes of them; outages, commendations and judgements of cadres."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from duban.accountability.models import Appeal, Consequence, Revision, Ruling, Withdrawal
from duban.demo.lives.inquiries import CHECKED, FREE, acknowledged, change_confirmed, one_kind
from duban.demo.papers import scanned
from duban.demo.plot import finished, story, underway
from duban.demo.world import Life, World
from duban.matters.models import Matter
from duban.mechanism.people.standing import Function, PostRole
from duban.shared import clock

_APPEAL = {"stage": "accountability"}


def entered(
    world: World, unit: str, kind: str, *, person: bool, on: date | None = None, n: int = 1, how: str = "superior",
    managed: str = "county",
) -> str:  # fmt: skip
    """县纪委监委 enters a decision on a unit, or on its principal leader: one of the city, or its own without transfer."""
    day = on or clock.today()
    kinds = one_kind(kind)
    subject = {"subject_kind": "unit", "unit": str(world.units[unit].id), "unit_kinds": kinds}
    if person:
        principal = world.person(unit, PostRole.PRINCIPAL)
        subject = {"subject_kind": "person", "person": str(principal.person_id), "leading": "yes", "authority": managed,
                   "kinds": kinds}  # fmt: skip
    issued = (
        {"level": "市", "issuer": "市纪委监委", "number": f"X市纪〔{day.year}〕{n}号"}
        if how == "superior"
        else {"issuer": "县纪委监委", "number": f"X纪自〔{day.year}〕{n}号", "defence": "heard"}
    )
    done = world.do(
        world.person(Function.CDI, PostRole.DEPUTY), f"ruling.enter_{how}", decided_on=day, effective_on=day,
        conduct_year=day.year, facts="推进上级督办事项不力。", basis="问责条例第七条",
        file=scanned("处理决定", "经研究，决定予以处理。"), matter=_matter(world, unit), despite_same="no", **issued,
        **subject, **FREE,
    )  # fmt: skip
    return done.ref


def _matter(world: World, unit: str) -> str:
    """The code of the unit's latest matter, on which the decision is: only such decisions count at the year's end."""
    rows = Matter.objects.filter(lead_unit_id=world.units[unit].id).order_by("-pk")
    return next((row.case.code for row in rows.select_related("case")[:1]), "")


def confirmed(world: World, ref: str) -> None:
    """县委组织部 confirms it."""
    world.do(world.person(Function.ORG_DEPT, PostRole.DEPUTY), "ruling.confirm", ref=ref, **CHECKED)


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


def an_entry_put_right(world: World) -> Life:
    """The other body finds that the number is not that of the document; it is put right, checked, and then on record."""
    ref = entered(world, "b11", "U_CIRCULAR", person=False, n=320)
    yield world.after(2)
    deputy, recorder = (world.person(organ, PostRole.DEPUTY) for organ in (Function.ORG_DEPT, Function.CDI))
    world.do(deputy, "ruling.reject", ref=ref, why="differs", reason="文号应为32号，与文书不符。", **FREE)
    yield world.after(1)
    day = Ruling.objects.get(ref=ref).decided_on
    world.do(recorder, "ruling.reenter", ref=ref, **_words(day, f"X市纪〔{day.year}〕32号", "U_CIRCULAR"), **FREE)
    yield world.after(1)
    confirmed(world, ref)


def an_entry_taken_back(world: World) -> Life:
    """The recorder sees that the decision is on another unit, and takes the entry back before anybody checked it."""
    ref = entered(world, "b13", "U_CIRCULAR", person=False, n=35)
    yield world.after(1)
    recorder = world.person(Function.CDI, PostRole.DEPUTY)
    world.do(recorder, "ruling.withdraw_entry", ref=ref, reason="决定对象是另一家单位，误录。")


def _words(day: date, number: str, kind: str) -> dict[str, Any]:
    """What the signed document says, as an entry or its correction states it."""
    return {
        "number": number, "decided_on": day, "effective_on": day, "conduct_year": day.year, "kinds": one_kind(kind),
        "facts": "推进上级督办事项不力。", "basis": "问责条例第七条", "original": True,
    }  # fmt: skip


def own_motion_corrected_and_lessened(world: World) -> Life:
    """县纪委监委 decided without a transfer; the entry is corrected by both bodies, the decision later lessened by both.

    A first proposal is taken back, a second one given back, since its number was that of another document.
    """
    told = story(world, "村级卫生站标准化建设", "b14", days=220)
    yield from underway(told)
    world.start(finished(told))
    ref = entered(world, "b14", "ADMONITION", person=True, n=41, how="own")
    yield world.after(1)
    confirmed(world, ref)
    cdi, org = (world.person(organ, PostRole.DEPUTY) for organ in (Function.CDI, Function.ORG_DEPT))
    yield world.after(2)
    received(world, ref)
    day = Ruling.objects.get(ref=ref).decided_on
    right = {**_words(day, f"X纪自〔{day.year}〕41号", "ADMONITION"), "basis": "问责条例第七条第二项"}
    world.do(org, "ruling.rectify", ref=ref, outcome="corrected", text="适用条款漏录一项。", **right, **FREE)
    yield world.after(1)
    change_confirmed(world, ref, Function.CDI, original=True)
    for way in ("withdraw", "reject", "confirm"):
        yield world.after(2)
        _lessened(world, ref, way)
        waiting = Revision.objects.get(ruling__ref=ref, state="proposed").ref
        if way == "withdraw":
            world.do(cdi, "revision.withdraw", ref=waiting, reason="文书尚未送达，暂不登记。")
        elif way == "reject":
            world.do(org, "revision.reject", ref=waiting, why="differs", reason="文号与文书不一致。", **FREE)
        else:
            change_confirmed(world, ref, Function.ORG_DEPT)
    yield world.after(1)
    for back in Withdrawal.objects.filter(ruling__ref=ref, acknowledged_at=None):
        acknowledged(world, back)


def _lessened(world: World, ref: str, way: str) -> None:
    """县纪委监委 lessens its own decision, and enters that; the number is right at the last time only."""
    number = f"X纪变〔{clock.today().year}〕{7 if way == 'confirm' else 70}号"
    world.do(
        world.person(Function.CDI, PostRole.DEPUTY), "ruling.correct", ref=ref, outcome="changed", by="decider",
        kinds=one_kind("CIRCULAR"), answered_on=clock.today(), number=number, text="经复查，情节较轻，变更为通报。",
        file=scanned("变更决定", "经研究，变更为通报。"), **FREE,
    )  # fmt: skip


def appeals_of_a_unit(world: World) -> Life:
    """A unit's first appeal is not admitted, it withdraws the second; then the city corrects itself."""
    ref = entered(world, "b12", "U_CIRCULAR", person=False, n=33)
    yield world.after(1)
    confirmed(world, ref)
    deputy, liaison = (world.person(Function.CDI, role) for role in (PostRole.DEPUTY, PostRole.LIAISON))
    world.do(deputy, "ruling.serve", ref=ref, served_on=clock.today())
    yield world.after(2)
    received(world, ref)
    filed = {"filed_on": clock.today(), "filed_proof": "县纪委监委信访室收件登记"}
    world.do(deputy, "ruling.enter_appeal", ref=ref, **_APPEAL, **filed)
    yield world.after(2)
    world.do(liaison, "appeal.refuse", ref=_latest(ref), reason="申诉书没有写明理由，请补正。", **FREE)
    yield world.after(2)
    principal = world.person("b12", PostRole.PRINCIPAL)
    world.do(principal, "ruling.appeal", ref=ref, **_APPEAL, text="请求复核事实。")
    yield world.after(3)
    world.do(principal, "appeal.withdraw", ref=_latest(ref), reason="已与办案机关沟通，撤回申诉。")
    yield world.after(10)
    corrected(world, ref, 34)
    yield world.after(1)
    change_confirmed(world, ref, Function.ORG_DEPT)
    yield world.after(1)
    for back in Withdrawal.objects.filter(ruling__ref=ref, acknowledged_at=None):
        acknowledged(world, back)


def _latest(ruling: str) -> str:
    return Appeal.objects.filter(ruling__ref=ruling).order_by("-pk")[0].ref


def corrected(world: World, ref: str, number: int) -> None:
    """The competent organ revokes its decision by itself, and 县纪委监委 enters that."""
    world.do(
        world.person(Function.CDI, PostRole.LIAISON), "ruling.correct", ref=ref, outcome="revoked", by="decider", kinds=[],
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
                           on=clock.today(), text="防汛抢险表现突出。", document=f"X委〔{clock.today().year}〕9号")  # fmt: skip
        judged = world.do(by, "judgement.record", kind="adverse_effect", person=person, on=clock.today(),
                          text="推进上级督办事项不力，产生不良影响。", document=f"X组研〔{clock.today().year}〕4号")  # fmt: skip
        yield world.after(1)
        if wrong:
            world.do(by, "commendation.withdraw", ref=praised.ref, reason="表彰对象为同名人员。")
            world.do(by, "judgement.withdraw", ref=judged.ref, reason="研判材料不实。")


EPISODES = (
    (15, an_admonition_runs_out),
    (42, an_entry_put_right),
    (44, an_entry_taken_back),
    (46, own_motion_corrected_and_lessened),
    (48, appeals_of_a_unit),
    (52, a_power_cut),
    (56, praise_and_judgement),
)
