"""The steps of an accountability case, each through the acts, so that a test says only what is particular to it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from duban.accountability.facts import Dossier
from duban.accountability.models import (
    Consequence,
    Evidence,
    Hearing,
    Inquiry,
    Revision,
    Ruling,
    Withdrawal,
)
from duban.acts.models import Message, Obligation
from duban.acts.work import Done
from duban.mechanism.words.named import USUAL_WORDS
from duban.shared import clock
from duban.shared.errors import Unmet
from tests.personas import County, Place
from tests.story import SCAN, do

PAPER = SCAN
FREE = {"recusal": "none"}
CHECKED = {"agrees": ["number", "day", "subject", "kinds", "effect"], **FREE}
SERVED_OUT = "2026-03-10"
FACTS = ["2026年1月至2月，两个月没有实物工作量。", "2026年2月10日，应报的进展没有报送。"]


@dataclass
class Trial:
    """An inquiry with its people: of the office, of the unit `lead`, of the two bodies."""

    county: County
    ref: str
    lead: str = "bureau_a"
    rulings: list[str] = field(default_factory=list)

    @property
    def row(self) -> Inquiry:
        """The inquiry as it stands now."""
        return Inquiry.objects.select_related("case").get(ref=self.ref)

    @property
    def unit(self) -> Place:
        """The unit with its people."""
        place: Place = getattr(self.county, self.lead)
        return place

    @property
    def evidence(self) -> list[str]:
        """The keys of the valid evidence, as forms send them."""
        rows = Evidence.objects.filter(inquiry__ref=self.ref, excluded_at=None).order_by("pk")
        return [str(row.pk) for row in rows]

    def hearing(self, who: str = "") -> Hearing:
        """The latest notice to the unit, or to a person of it by role."""
        key = f"person:{self.county.persons[f'{self.lead}.{who}']}" if who else "unit"
        return Dossier(self.row).latest[key]

    def ruling(self, n: int = -1) -> Ruling:
        """A ruling as it stands now."""
        return Ruling.objects.get(ref=self.rulings[n])

    def owed(self, act: str, **wanted: Any) -> list[Obligation]:
        """What is owed under an act in this case."""
        rows = Obligation.objects.filter(case=self.row.case, act=act, outcome="open", **wanted)
        return list(rows.order_by("due_on", "pk"))

    def told(self, **wanted: Any) -> list[str]:
        """The messages of this case, in the usual words."""
        return [USUAL_WORDS.say(row.said) for row in Message.objects.filter(case=self.row.case, **wanted).order_by("pk")]

    def by(self, key: str, who: str = "inspector", /, **given: Any) -> Done:
        """An act on the inquiry by one of its people, declared free of relations."""
        return do(self.county.actor(who), f"inquiry.{key}", ref=self.ref, **{**FREE, **given})


def consequence(**given: Any) -> dict[str, Any]:
    """The facts of 五（四）."""
    return {
        "behaviour": "不作为", "consequence": "汛期前管网没有建成，积水进村。", "severity": "三百户进水，见灾情报告。",
        "document": "《灾情报告》（X应急〔2026〕2号）", "document_on": date(2026, 2, 20), "file": PAPER, **given,
    }  # fmt: skip


def superior(**given: Any) -> dict[str, Any]:
    """The facts of 五（二）."""
    return {
        "target": "county", "county_kind": "约谈", "leader_kind": "", "organ": "市政府督查室",
        "document": "《约谈通知书》（X市督约〔2026〕1号）", "document_on": date(2026, 2, 24),
        "causation": "因该单位两个月没有推进，县政府在全市调度会上被约谈。", "file": PAPER, **given,
    }  # fmt: skip


def placed(**given: Any) -> dict[str, Any]:
    """The facts of 五（三）."""
    return {
        "assessor": "市绩效办", "subject": "污水治理", "year": 2025, "period": "年度", "rank": 9, "total": 10, "tied": 0,
        "lead": "lead", "document": "《2025年度考核通报》", "document_on": date(2026, 2, 1), "file": PAPER, **given,
    }  # fmt: skip


def other(**given: Any) -> dict[str, Any]:
    """The facts of 五（五）."""
    return {
        "circumstance": "擅自改变已定方案。", "basis": "《工程管理办法》第九条：不得擅自改变。",
        "document": "《核查记录》", "document_on": date(2026, 2, 25), "file": PAPER, **given,
    }  # fmt: skip


ITEMS = {"superior": superior, "ranking": placed, "consequences": consequence, "other": other}


def candidate(
    county: County, item: str = "consequences", of: str = "bureau_a", *, by: str = "inspector", **given: Any
) -> Trial:
    """A candidate was entered by an inspector."""
    about = {"office": "party_office", "unit": str(county.units[of]), "facts": FACTS, "matter": "", **FREE}
    names = set(about) & set(given)
    about |= {name: given.pop(name) for name in names}
    done = do(county.actor(by), f"inquiry.open_{item}", **about, **ITEMS[item](**given))
    return Trial(county, done.ref, of)


def examined(
    county: County, item: str = "consequences", *, persons: tuple[str, ...] = ("principal",), **given: Any
) -> Trial:
    """It was taken up, and persons of the unit were named."""
    trial = candidate(county, item, **given)
    trial.by("take_up")
    for person in persons:
        named(trial, person)
    return trial


def named(trial: Trial, person: str, **given: Any) -> Done:
    """A person of the unit is named with all items."""
    items = sorted({row.clause for row in Dossier(trial.row).grounds})
    return trial.by("name_person", **{
        "person": trial.county.person(f"{trial.lead}.{person}"), "role": "principal", "leading": "yes",
        "authority": "county", "grounds": items, **given,
    })  # fmt: skip


def served(county: County, item: str = "consequences", *, signed: bool = True, **given: Any) -> Trial:
    """Unit and persons were notified, and signed for it on the same day."""
    trial = examined(county, item, **given)
    notified(trial, signed=signed)
    return trial


def notified(trial: Trial, *, signed: bool = True) -> None:
    """What is new goes to whom it concerns, who all sign for it."""
    trial.by("serve")
    if signed:
        received(trial)


def received(trial: Trial) -> None:
    """Whoever has not signed for the latest notice does so."""
    for notice in Dossier(trial.row).latest.values():
        if notice.received_on is None:
            do(addressee(trial, notice), "hearing.receive", ref=notice.ref)


def addressee(trial: Trial, notice: Hearing) -> Any:
    """Who signs for a notice: the liaison of the unit, or the person."""
    keys = {number: key for key, number in trial.county.persons.items()}
    return trial.county.actor(keys[notice.person_id] if notice.person_id else f"{trial.lead}.liaison")


def evidence(**given: Any) -> dict[str, Any]:
    """A piece of evidence against everybody, which notices list by its title."""
    return {
        "title": "现场核查记录", "number": "核查〔2026〕1号", "document_on": date(2026, 3, 2), "file": PAPER,
        "shown": "title", "kind": "", "bearing": "against", "party": "", "bearing_reason": "", **given,
    }  # fmt: skip


def findings(trial: Trial, **given: Any) -> dict[str, Any]:
    """The three findings against the unit, each on the evidence."""
    return {
        "breach": "yes", "behaviour": "不作为", "breach_text": "两个月没有组织施工。", "breach_evidence": trial.evidence,
        "impact": "yes", "impact_text": "影响全县防汛。", "impact_evidence": trial.evidence,
        "justified": "no", "justified_text": "所述征地困难在去年已经解决。", "justified_evidence": trial.evidence, **given,
    }  # fmt: skip


PERSONAL = ("breach", "behaviour", "breach_text", "breach_evidence", "justified", "justified_text", "justified_evidence")


def found(trial: Trial, who: str, **given: Any) -> Done:
    """It is found on a person of the unit."""
    row = next(one for one in Dossier(trial.row).named if one.person_id == trial.county.persons[f"{trial.lead}.{who}"])
    return _found(trial, row.pk, **given)


def _found(trial: Trial, named_id: int, **given: Any) -> Done:
    values = {key: value for key, value in findings(trial, **given).items() if key in PERSONAL}
    return trial.by("find_person", named=str(named_id), **values)


def conclude(trial: Trial, **given: Any) -> Done:
    """It is found on each person named, as far as that may be, and then on the unit."""
    dossier = Dossier(trial.row)
    for row in dossier.named:
        if (f"person:{row.person_id}", "breach") not in dossier.findings:
            with suppress(Unmet):
                _found(trial, row.pk)
    return trial.by("conclude", **findings(trial, **given))


def said(trial: Trial, text: str = "征地未完成。", who: str = "liaison") -> Done:
    """Somebody of the unit hands in its statement; where all principals are named, a meeting agreed to it."""
    named = {row.person_id for row in Dossier(trial.row).named}
    meeting = "局党组2026年第5次会议" if trial.county.persons[f"{trial.lead}.principal"] in named else ""
    actor = trial.county.actor(f"{trial.lead}.{who}")
    return do(actor, "hearing.state", ref=trial.hearing().ref, text=text, meeting=meeting)


def concluded(county: County, item: str = "consequences", **given: Any) -> Trial:
    """The period passed, and the three findings stand."""
    trial = served(county, item, **given)
    with county.on(SERVED_OUT):
        conclude(trial)
    return trial


def proposal(**given: Any) -> dict[str, Any]:
    """What a proposal of transfer states: on route b."""
    return {
        "conclusion_kind": "conclusion", "conclusion_title": "《督查结论》（X委督〔2026〕3号）", "conclusion_file": PAPER,
        "route": "b", "route_quote": "", "opinion": "建议移交。", **given,
    }  # fmt: skip


def proposed(
    county: County, item: str = "consequences", *, way: dict[str, Any] | None = None, **given: Any
) -> Trial:
    """A transfer was proposed."""
    trial = concluded(county, item, **given)
    with county.on(SERVED_OUT):
        trial.by("propose_transfer", **proposal(**{"approver": county.person("secretary"), **(way or {})}))
    return trial


def approving(county: County, item: str = "consequences", **given: Any) -> Trial:
    """It was checked and lies with 书记."""
    trial = proposed(county, item, **given)
    with county.on(SERVED_OUT):
        trial.by("check", "checker", opinion="事实清楚")
    return trial


def numbering(county: County, item: str = "consequences", **given: Any) -> Trial:
    """Approved and signed out; the clerk may number it."""
    trial = approving(county, item, **given)
    with county.on(SERVED_OUT):
        trial.by("approve", "secretary", opinion="同意")
        trial.by("sign_out", "office_head")
    return trial


def transferred(county: County, item: str = "consequences", **given: Any) -> Trial:
    """The letter went to both bodies."""
    trial = numbering(county, item, **given)
    with county.on(SERVED_OUT):
        sent(trial)
    return trial


def sent(trial: Trial, **given: Any) -> Done:
    """The clerk numbers, seals and transfers."""
    values = {"number_by": "own", "seal_keeper": "文书", "copies_printed": 4, **given}
    return trial.by("issue", "clerk", **values)


def accepted(county: County, item: str = "consequences", **given: Any) -> Trial:
    """Both signed for it, 县纪委监委 accepted."""
    trial = transferred(county, item, **given)
    with county.on("2026-03-11"):
        do(county.actor("cdi.liaison"), "inquiry.receive", ref=trial.ref)
        do(county.actor("org_dept.liaison"), "inquiry.receive", ref=trial.ref)
        trial.by("accept", "cdi.deputy")
    return trial


def decision(county: County, **given: Any) -> dict[str, Any]:
    """What a decision on a person states."""
    return {
        "issuer": "县纪委监委", "number": "X纪〔2026〕8号", "decided_on": date(2026, 4, 10),
        "effective_on": date(2026, 4, 10), "served_on": date(2026, 4, 12), "conduct_year": 2026,
        "kinds": [{"kind": "CIRCULAR", "effect_until": None}], "facts": "不履行职责。", "basis": "《问责条例》第七条。",
        "file": PAPER, "defence": "heard", "despite_same": "no", **given,
    }  # fmt: skip


def recorded(
    county: County,
    who: str = "principal",
    item: str = "consequences",
    *,
    trial: Trial | None = None,
    **given: Any,
) -> Trial:
    """县纪委监委 recorded a decision on a person of the unit (or, with who empty, on the unit itself)."""
    trial = trial or accepted(county, item)
    with county.on("2026-04-15"):
        record(trial, who, **given)
    return trial


def record(trial: Trial, who: str = "principal", by: str = "cdi.deputy", **given: Any) -> str:
    """One decision is recorded."""
    county = trial.county
    subject = {"subject_kind": "person", "person": county.person(f"{trial.lead}.{who}")} if who else ON_UNIT
    values = decision(county, **{**given, **subject})
    if not who:
        named = given.get("kinds", [{"kind": UNIT_CIRCULAR, "effect_until": None}])
        values |= {"kinds": [], "unit_kinds": named}
    trial.by("record_decision", by, **values)
    ref: str = Ruling.objects.filter(inquiry__ref=trial.ref).order_by("-pk")[0].ref
    trial.rulings.append(ref)
    return ref


UNIT_CIRCULAR = "U_CIRCULAR"
ON_UNIT = {"subject_kind": "unit", "person": ""}


def effective(county: County, who: str = "principal", item: str = "consequences", **given: Any) -> Trial:
    """县委组织部 confirmed it."""
    trial = recorded(county, who, item, **given)
    with county.on("2026-04-15"):
        do(county.actor("org_dept.deputy"), "ruling.confirm", ref=trial.rulings[-1], **CHECKED)
    return trial


def appealed(county: County, who: str = "principal", **given: Any) -> tuple[Trial, str]:
    """The subject appealed with its own account; the reference of the appeal."""
    trial = effective(county, who, **given)
    with county.on("2026-04-20"):
        actor = county.actor(f"{trial.lead}.{who or 'principal'}")
        do(
            actor,
            "ruling.appeal",
            ref=trial.rulings[-1],
            stage="accountability",
            text="不服。",
        )
    appeal = trial.ruling().appeals.get()
    return trial, appeal.ref


def answer(**given: Any) -> dict[str, Any]:
    """The answer to an appeal."""
    return {
        "outcome": "revoked", "answered_on": date(2026, 5, 8), "number": "X纪申〔2026〕1号", "text": "事实不清。",
        "file": PAPER, "kinds": [], **FREE, **given,
    }  # fmt: skip


def confirmed_change(county: County, ref: str, by: str = "org_dept.handler") -> Done:
    """The other body checked the change of a ruling that waits."""
    waiting = Revision.objects.get(ruling__ref=ref, state="proposed")
    return do(county.actor(by), "revision.confirm", ref=waiting.ref, **CHECKED)


def answered(
    county: County, who: str = "principal", *, reply: dict[str, Any] | None = None, **given: Any
) -> Trial:
    """The appeal was accepted and answered."""
    trial, appeal = appealed(county, who, **given)
    with county.on("2026-04-22"):
        do(county.actor("cdi.handler"), "appeal.accept", ref=appeal, accepted_on=clock.today(), **FREE)
        signed_for(county, trial.rulings[-1])
    with county.on("2026-05-08"):
        do(county.actor("cdi.handler"), "appeal.answer", ref=appeal, **answer(**(reply or {})))
        if (reply or {}).get("outcome") != "upheld":
            confirmed_change(county, trial.rulings[-1])
    return trial


def signed_for(county: County, ref: str) -> None:
    """Every holder signs for the result of a ruling."""
    keys = {unit: key for key, unit in county.units.items()}
    for row in Consequence.objects.filter(ruling__ref=ref, state="sent").order_by("pk"):
        do(county.actor(f"{keys[row.holder_id]}.liaison"), "consequence.receive", ref=row.ref)


def held(trial: Trial) -> list[Consequence]:
    """Where the last ruling went."""
    return list(Consequence.objects.filter(ruling__ref=trial.rulings[-1]).order_by("pk"))


def taken_back(trial: Trial) -> list[Withdrawal]:
    """From whom it was taken back."""
    return list(Withdrawal.objects.filter(ruling__ref=trial.rulings[-1]).order_by("pk"))
