"""Before a grave act is confirmed its page says what follows, whatever the object."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from duban.accountability.models import Appeal, Correction, Ruling, Year, YearRun
from duban.acts.beside import effects_of
from duban.acts.kinds import kind_of
from duban.burden.models import LookbackPlan, Reopening
from duban.documents.ledgers.models import ImportBatch
from duban.documents.models import Attachment
from duban.measures.models import Bulletin, PastMeasure
from duban.mechanism.lifecycles import ACTS
from duban.organisations.models import ClockCheck, Handover, Person
from duban.rulebook.models import PackDraft, SuperiorRule
from duban.shared import clock
from tests.accountability import steps
from tests.apart import told
from tests.personas import County
from tests.story import do
from tests.web import walk

MADE: dict[str, Any] = {
    "packdraft": PackDraft(effective_on=date(2027, 1, 1)),
    "override": SuperiorRule(
        target_kind="result",
        target="U_CAP",
        value=True,
        proposed={"until": "2027-01-01", "source": "文件", "reason": "调整"},
    ),
    "import": ImportBatch(whole=True, tallies={"new": 3}),
    "attachment": Attachment(),
    "past": PastMeasure(kind="letter", number="督字〔2025〕3号", title="旧函"),
    "circular": Bulletin(kind="circular", title="三月督查通报", office="party_office"),
    "special_report": Bulletin(kind="special_report", title="三月督查专报", office="gov_office"),
    "correction": Correction(name="张某", subject_kind="person", ruling=Ruling(authority="county")),
    "clockcheck": ClockCheck(machine_at=clock.at(date(2026, 3, 2)), last_at=clock.at(date(2026, 3, 4))),
    "handover": Handover(giver=Person(pk=0, name="张某"), receiver=Person(name="李某"), director=Person(name="王某")),
    "lookback": LookbackPlan(pk=1, year=2026, office="party_office", created_at=clock.at(date(2026, 3, 2))),
    "reopening": Reopening(new_due_on=date(2026, 8, 31)),
    "review": None,
}


def objects(county: County) -> Iterator[tuple[str, Any]]:
    """One object of each kind that has a grave act: from the stories, else one that stands nowhere."""
    for kind in sorted({act.kind for act in ACTS.values() if act.grave}):
        spec = kind_of(kind)
        rows: Any = spec.model._base_manager.filter(jurisdiction_id=county.jurisdiction_id, **spec.where)
        yield (
            kind,
            MADE[kind] if kind in MADE else rows.select_related(*spec.related).order_by("-pk")[:1].get(),
        )


def live(county: County) -> None:
    """A county in which a matter has been listed, a ruling appealed against and a year judged."""
    made = walk.underway(county).letter_drafted().letter_approving().letter_issued()
    made.interview_held().listing_issued()
    trial, _ = steps.appealed(county)
    with county.on("2026-04-20"):
        do(county.actor("cdi.deputy"), "ruling.rectify", ref=trial.rulings[0], outcome="void", text="对象有误。",
           original=True, **steps.FREE)  # fmt: skip
    year = Year.objects.create(jurisdiction_id=county.jurisdiction_id, year=2025, state="open", created_at=clock.now())
    run = YearRun.objects.create(state="done", 
        jurisdiction_id=county.jurisdiction_id, year=year, as_of=date(2026, 1, 5), created_at=clock.now()
    )
    Year.objects.filter(pk=year.pk).update(run_id=run.pk)


@pytest.fixture(scope="module")
def life(built_county: County, django_db_blocker: Any) -> Iterator[None]:
    """All that has happened, told once."""
    with told(built_county, django_db_blocker, live):
        yield


@pytest.fixture
def lived(life: None, county: County) -> County:
    """The county after all that."""
    return county


def test_every_grave_act_says_what_follows(lived: County) -> None:
    said = {}
    with lived.on("2026-04-20"):
        for kind, obj in objects(lived):
            for act in ACTS.values():
                if act.kind == kind and act.grave:
                    said[act.key] = effects_of(lived.inspector, act, obj)
    assert set(said) == {key for key, act in ACTS.items() if act.effects}
    assert [key for key, effects in said.items() if not effects] == []
    assert [key for key, effects in said.items() for one in effects if not one.name or not one.text] == []


def test_an_act_that_is_not_grave_announces_nothing(county: County) -> None:
    assert effects_of(county.inspector, ACTS["matter.rate"], None) == ()


def test_consequences_are_those_of_the_kind_and_not_of_the_verb(lived: County) -> None:
    said = {}
    for kind, obj in objects(lived):
        if kind in ("letter", "inquiry", "circular", "past"):
            for act in ACTS.values():
                if act.kind == kind and act.grave:
                    said[act.key] = "".join(one.text for one in effects_of(lived.inspector, act, obj))
    assert "下达‹督办函›" in said["letter.approve"] and "移交县纪委监委" in said["inquiry.approve"]
    assert "文书编号、印发" in said["circular.approve"]
    assert "反馈" in said["letter.void"] and "项目库" in said["past.void"]


def test_the_appeal_names_whose_ruling_it_is_about(lived: County) -> None:
    appeal = Appeal.objects.select_related("ruling").get()
    text = "".join(one.text for one in effects_of(lived.inspector, ACTS["appeal.answer"], appeal))
    assert f"{appeal.ruling.subject_name}的处理决定一切照旧" in text
