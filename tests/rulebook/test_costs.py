"""What acts on the rules cost: few statements, whatever is there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duban.rulebook.actions.checking import check_draft, go_through
from duban.rulebook.actions.confirming import agree_to_draft, confirm_draft, submit_draft
from duban.rulebook.actions.notices import confirm_extension, extend_notice
from duban.rulebook.actions.superiors import confirm_change, confirm_override, propose_end
from duban.rulebook.models import Notice
from tests.personas import County
from tests.rulebook.drafting import PAPER, REASON, SOURCE, confirmed, opened, put
from tests.rulebook.test_superiors import registered

MOST = 20


@contextmanager
def few() -> Iterator[None]:
    with CaptureQueriesContext(connection) as captured:
        yield
    told = [each["sql"][:90] for each in captured if "SAVEPOINT" not in each["sql"]]
    assert len(told) <= MOST, (len(told), told)


@pytest.mark.clause("9")
def test_a_draft_on_its_way_costs_few_statements_an_act(county: County) -> None:
    confirmed(county, {"min_group": 8}, effective_on=date(2026, 9, 1))
    with few():
        ref = opened(county)
    for key, value in (("many_times", 3), ("bottom_n", 5), ("verify_workdays", 9)):
        with few():
            put(county, ref, key, value)
    with few():
        put(county, ref, "many_times", 4)
    with few():
        check_draft(actor=county.inspector, ref=ref)
    go_through(jurisdiction_id=county.jurisdiction_id, ref=ref)
    with few():
        submit_draft(actor=county.inspector, ref=ref)
    with few():
        agree_to_draft(actor=county.office_head, ref=ref)
    with few():
        confirm_draft(actor=county.magistrate, ref=ref)


@pytest.mark.clause("8", "9")
def test_superior_documents_and_extensions_cost_few_statements(county: County) -> None:
    confirmed(county, {"min_group": 8}, effective_on=date(2026, 9, 1))
    with few():
        ref = registered(county)
    with few():
        confirm_override(actor=county.office_head, ref=ref)
    with few():
        propose_end(actor=county.inspector, ref=ref, until=date(2026, 6, 30), source=SOURCE, reason=REASON)
    with few():
        confirm_change(actor=county.gov_head, ref=ref)
    ref = Notice.objects.get().ref
    with few():
        extend_notice(
            actor=county.magistrate, ref=ref, number="X〔2026〕30号", title="延长", dated_on=date(2026, 3, 1),
            until=date(2028, 1, 4), file=PAPER,
        )  # fmt: skip
    with few():
        confirm_extension(actor=county.gov_head, ref=ref)
