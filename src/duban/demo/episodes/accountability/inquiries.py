"""Clues that the offices enter themselves: one is struck out, one justified and reopened, one sent back by 县纪委监委."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from duban.accountability.facts import Dossier
from duban.accountability.models import Declaration, Evidence
from duban.demo.lives.inquiries import AGAINST, FREE, InquiryLife, addressee, concluded, said, sent_over
from duban.demo.papers import scanned
from duban.demo.world import Life, World
from duban.mechanism.people.standing import Function, PostRole
from duban.shared import clock

PARTY = Function.PARTY_OFFICE


def _superior() -> dict[str, Any]:
    return {
        "target": "county", "county_kind": "约谈", "leader_kind": "", "organ": "市政府督查室",
        "document": f"《约谈通知书》（X市督约〔{clock.today().year}〕1号）", "document_on": _lately(),
        "causation": "因该单位两个月没有推进，县政府在全市调度会上被约谈。", "file": scanned("约谈通知书", "请按要求整改。"),
    }  # fmt: skip


def _ranking() -> dict[str, Any]:
    return {
        "assessor": "市绩效办", "subject": "污水治理", "year": clock.today().year - 1, "period": "年度", "rank": 9, "total": 10,
        "tied": 0, "lead": "lead", "document": "《年度考核通报》", "document_on": _lately(),
        "file": scanned("年度考核通报", "污水治理第9名。"),
    }  # fmt: skip


def _consequences() -> dict[str, Any]:
    return {
        "behaviour": "不作为", "consequence": "汛期前管网没有建成，积水进村。", "severity": "三百户进水，见灾情报告。",
        "document": f"《灾情报告》（X应急〔{clock.today().year}〕2号）", "document_on": _lately(),
        "file": scanned("灾情报告", "三百户进水。"),
    }  # fmt: skip


def _other() -> dict[str, Any]:
    return {
        "circumstance": "擅自改变已定方案。", "basis": "《工程管理办法》第九条：不得擅自改变。", "document": "《核查记录》",
        "document_on": _lately(), "file": scanned("核查记录", "现场与批准的方案不符。"),
    }  # fmt: skip


ITEMS: dict[str, Callable[[], dict[str, Any]]] = {
    "superior": _superior, "ranking": _ranking, "consequences": _consequences, "other": _other,
}  # fmt: skip


def _lately() -> Any:
    return clock.today() - timedelta(days=6)


def opened(world: World, item: str, unit: str) -> InquiryLife:
    """A clue on a unit is entered by an inspector of the party's office and taken up."""
    inspector = world.person(PARTY, PostRole.INSPECTOR, 1)
    given = {"office": PARTY.value, "unit": str(world.units[unit].id), "matter": "", **FREE, **ITEMS[item]()}
    done = world.do(inspector, f"inquiry.open_{item}", facts=["两个月没有实物工作量。"], **given)
    return InquiryLife(world, done.ref, "")


def a_mistaken_clue(world: World) -> Life:
    """A clue proves to be about another unit and is closed at once."""
    case = opened(world, "other", "b13")
    yield world.after(2)
    head = world.person(PARTY, PostRole.OFFICE_HEAD)
    case.by("close", head, ground="mistaken", reason="经核对，系另一单位实施的项目。")


def a_clue_with_a_relative(world: World) -> Life:
    """The inspector declares a relation and hands over; further items are added, the case closed, reopened and closed."""
    case = opened(world, "superior", "b5")
    first = case.inspector()
    yield world.after(1)
    case.by("take_up", first)
    yield world.later(60)
    world.do(first, "inquiry.declare_relation", ref=case.ref, relation="近亲属", text="配偶在该单位工作。")
    yield world.after(1)
    head = world.person(PARTY, PostRole.OFFICE_HEAD)
    asked = Declaration.objects.get(inquiry__ref=case.ref, related=True, verdict="")
    other = world.person(PARTY, PostRole.INSPECTOR, 2)
    world.do(
        head, "inquiry.decide_recusal", ref=case.ref, declaration=str(asked.pk), verdict="recused",
        replacement=str(other.person_id), opinion="应当回避，改由另一位督查员办理。",
    )  # fmt: skip
    yield world.after(1)
    case.by("add_ranking", other, **_ranking())
    case.by("add_consequences", other, **_consequences())
    yield world.after(3)
    case.by("close", head, ground="no_breach", reason="该单位已按职责推进，没有不履行职责。")
    yield world.after(10)
    case.by("reopen", head, reason="收到新的反映，须再核实。")
    yield world.after(1)
    heir = world.person(Function.GOV_OFFICE, PostRole.INSPECTOR, 1)
    few = "本办公室一人回避、一人休假，人手不够。"
    world.do(head, "inquiry.hand_over", ref=case.ref, inspector=str(heir.person_id), reason=few)
    yield world.after(4)
    head = world.person(Function.GOV_OFFICE, PostRole.OFFICE_HEAD)
    case.by("close", head, ground="no_breach", reason="经再次核实，仍无不履行职责的事实。")


def a_clue_sent_back(world: World) -> Life:
    """Grounds, facts, evidence and persons are added and taken away; the transfer is returned for want of facts."""
    case = opened(world, "ranking", "b15")
    yield world.after(1)
    case.by("take_up", case.inspector())
    yield from _gathered(case)
    yield world.after(1)
    case.by("serve", case.inspector())
    yield from _stated(case)
    concluded(case, "no")
    yield world.after(1)
    case.by("reconsider", case.inspector(), reason="正文引用的日期有误。")
    yield world.later(60)
    concluded(case, "no")
    yield from sent_over(case)
    yield world.after(1)
    world.do(world.person(Function.CDI, PostRole.LIAISON), "inquiry.receive", ref=case.ref)
    yield world.after(2)
    case.by("return", world.person(Function.CDI, PostRole.DEPUTY), reason="排名数据以复核为准，请补充核实。")
    yield world.after(6)
    head = world.person(PARTY, PostRole.OFFICE_HEAD)
    case.by("close", head, ground="no_impact", reason="复核后名次上调，没有影响工作大局。")


def _gathered(case: InquiryLife) -> Iterator[datetime]:
    """What is on the file before the notices go out."""
    world, by = case.world, case.inspector()
    case.by("add_superior", by, **_superior())
    case.by("add_other", by, **_other())
    yield world.after(1)
    dossier = Dossier(case.row)
    wrong = next(row for row in dossier.grounds if row.clause == "5.5")
    case.by("drop_ground", by, ground=str(wrong.pk), reason="方案变更已获批准。")
    case.by("add_facts", by, facts=["月度调度会议没有召开。", "调度会议记录缺失。"])
    fact = Dossier(case.row).facts[-1]
    case.by("drop_fact", by, fact=str(fact.pk), reason="与前一条重复。")
    for title in ("核查记录", "情况说明"):
        file = scanned(title, "现场情况与台账一致。")
        number = f"核查〔{clock.today().year}〕2号"
        case.by("add_evidence", by, title=title, number=number, document_on=clock.today(), file=file, **AGAINST)
    yield world.after(1)
    doubtful = Evidence.objects.filter(inquiry=case.row).order_by("-pk")[0]
    case.by("exclude_evidence", by, evidence=str(doubtful.pk), reason="来源不明。")
    clauses = sorted({row.clause for row in Dossier(case.row).grounds})
    for role in (PostRole.DEPUTY, PostRole.PRINCIPAL):
        person = world.person(case.unit, role)
        case.by("name_person", by, person=str(person.person_id), role=role.value, leading="yes", authority="county",
                grounds=clauses)  # fmt: skip
    named = Dossier(case.row).named[-1]
    case.by("drop_person", by, named=str(named.pk), reason="到任在后，事实发生时不在该单位任职。")


def _stated(case: InquiryLife) -> Iterator[datetime]:
    """The unit does not sign and is served on paper; it and the person named say their word, each is answered."""
    world = case.world
    unit = next(one for one in case.hearings() if one.person_id is None)
    person = next(one for one in case.hearings() if one.person_id is not None)
    yield world.after(2)
    world.do(addressee(case, person), "hearing.receive", ref=person.ref)
    words = "排名靠后主要因统计口径调整，已补报数据。"
    said(case, person, words)
    yield world.after(2)
    clerk, other = world.person(PARTY, PostRole.CLERK), world.person(PARTY, PostRole.CHECKER)
    world.do(
        clerk, "hearing.serve_paper", ref=unit.ref, how="refused", delivered_on=clock.today(),
        witness=str(other.person_id), scan=scanned("送达记录", "收件人拒绝签收，两人在场。"), **FREE,
    )  # fmt: skip
    yield world.after(1)
    said(case, unit, words)
    yield world.later(90)
    principal = world.person(case.unit, PostRole.PRINCIPAL)
    world.do(principal, "hearing.confirm", ref=unit.ref, verdict="confirm", reason="")
    yield world.after(4)
    for hearing in case.hearings():
        answer = {"adopted": "partly", "reasons": "口径调整属实，整改迟缓亦属实。"}
        world.do(case.inspector(), "hearing.answer", ref=hearing.ref, **answer, **FREE)
    yield from _told_more(case)


def _told_more(case: InquiryLife) -> Iterator[datetime]:
    """What the unit handed in needs no notice to it; what speaks against both is told them, with a period of its own."""
    world, by = case.world, case.inspector()
    yield world.after(1)
    given = {"bearing": "handed_in", "party": "unit", "bearing_reason": "该单位随说明提交。"}
    case.by("add_evidence", by, title="补报数据表", number="", document_on=clock.today(),
            file=scanned("补报数据表", "口径调整前后对照。"), **{**AGAINST, **given})  # fmt: skip
    case.by("add_evidence", by, title="来访记录", number="", document_on=clock.today(),
            file=scanned("来访记录", "群众反映进度缓慢。"), **{**AGAINST, "shown": "kind", "kind": "证人证言"})  # fmt: skip
    case.by("serve", by)
    yield world.after(1)
    for hearing in case.hearings():
        world.do(addressee(case, hearing), "hearing.receive", ref=hearing.ref)
    yield world.after(6)


def a_superior_clue_is_left(world: World) -> Life:
    """Something that must be handed over at once and offline is marked as left, without a word of what it is."""
    inspector = world.person(PARTY, PostRole.INSPECTOR)
    world.do(inspector, "clue.leave")
    yield world.after(1)


EPISODES = (
    (45, a_mistaken_clue),
    (50, a_clue_with_a_relative),
    (58, a_clue_sent_back),
    (62, a_superior_clue_is_left),
)
