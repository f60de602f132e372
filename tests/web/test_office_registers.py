"""发文登记簿 and 用印登记簿 hold what the acts of the month did: no line more, no line less."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from duban.acts.models import Number
from duban.audit.models import Entry, RowState
from duban.insight.selectors.taken_out.office_registers import KINDS, SEALING, seal_register, sent_register
from duban.mechanism.lifecycles import ACTS
from duban.shared import clock
from duban.shared.errors import NotFound
from tests.personas import County
from tests.story import approved, do, issued_letter, issued_listing, numbered, released, underway
from tests.web.conftest import Browse

MARCH = date(2026, 3, 1)


def _busy(county: County) -> None:
    """A month of papers: letters, one voided, an interview, a listing with its release, by both offices."""
    issued_letter(underway(county))
    voided = underway(county, title="校车安全隐患整治")
    ref = issued_letter(voided)
    do(voided.head, "letter.void", ref=ref, reason="责任单位有误")
    released(listed := underway(county, title="农村公路安防"), issued_listing(listed))
    other = underway(county, title="医保参保扩面", office="gov_office")
    numbered(other, "letter", approved(other), number_by="entered", given_number="X府办〔2026〕47号")


def _of_chain(acts: frozenset[str], month: date) -> list[Entry]:
    return [
        entry
        for entry in Entry.objects.filter(act__in=acts, outcome="done").order_by("n")
        if clock.day_of(entry.occurred_at).replace(day=1) == month
    ]


def test_the_register_of_papers_equals_the_numbers_that_acts_gave(county: County) -> None:
    _busy(county)
    giving = RowState.objects.filter(table="acts_number", entry__object_kind__in=KINDS)
    by_acts = Counter(Number.objects.filter(pk__in=giving.values("row_id")).values_list("text", flat=True))
    lines = [
        row.number
        for who in ("clerk", "gov_clerk")
        for row in sent_register(actor=county.actor(who), month=MARCH).sent
    ]
    assert Counter(lines) == by_acts and len(lines) > 4


def test_the_register_of_seals_equals_the_acts_that_set_one(county: County) -> None:
    assert {key for key, act in ACTS.items() if any(one.name == "seal_keeper" for one in act.fields)} == SEALING
    _busy(county)
    lines = [
        (row.at, row.clerk)
        for who in ("clerk", "gov_clerk")
        for row in seal_register(actor=county.actor(who), month=MARCH).sealed
    ]
    names = {county.actor(key).person_id: county.actor(key).name for key in ("clerk", "gov_clerk")}
    acts = _of_chain(SEALING, MARCH)
    assert Counter(lines) == Counter((entry.occurred_at, names[entry.actor_id]) for entry in acts)
    assert len(lines) >= 5


def test_a_voided_number_stays_with_its_reason_and_another_month_is_empty(county: County) -> None:
    _busy(county)
    lines = sent_register(actor=county.clerk, month=MARCH).sent
    [gone] = [row for row in lines if row.voided]
    assert gone.voided == "责任单位有误" and gone.signed_out and gone.clerk and gone.title
    assert sent_register(actor=county.clerk, month=date(2026, 4, 1)).sent == ()


def test_an_office_keeps_its_own_register(county: County, browse: Browse) -> None:
    _busy(county)
    own = {row.number for row in sent_register(actor=county.clerk, month=MARCH).sent}
    other = {row.number for row in sent_register(actor=county.actor("gov_clerk"), month=MARCH).sent}
    assert other == {"X府办〔2026〕47号"} and not own & other
    with pytest.raises(NotFound):
        sent_register(actor=county.actor("town_a.liaison"), month=MARCH)
    for which in ("sent", "seals"):
        for month in ("2026-03", "2026-99", "0001-01", ""):
            assert browse("clerk").get(f"/registers/{which}/", {"month": month}).status_code == 200
    page = browse("clerk").get("/registers/seals/", {"month": "2026-03"}).content.decode()
    assert "用印 文书，印 5 份" in page
