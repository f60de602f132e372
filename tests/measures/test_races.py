"""Several people at once: one effect, and the numbers stay without a gap."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connections
from django_scopes import scope

from duban.acts.models import Number
from duban.audit.verify import verify
from duban.demo.generate import generate
from duban.measures.models import Measure
from duban.shared.database import memo
from duban.shared.errors import ActError
from tests.personas import County
from tests.web.walk import do, underway


def at_once(jurisdiction_id: int, deeds: list[Callable[[], object]]) -> list[str]:
    """Do everything in threads that start together; returns how each ended."""
    outcomes: list[str] = []
    gate = threading.Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> None:
        try:
            memo.forget()
            gate.wait()
            with scope(jurisdiction=jurisdiction_id):
                deed()
            outcomes.append("done")
        except ActError as error:
            outcomes.append(type(error).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.clause("3.1.2", "3.1.3")
def test_of_many_approvals_and_issues_at_once_one_counts_and_numbers_have_no_gap(
    transactional_db: None, built_county: County, todays_clock: None
) -> None:
    county = built_county
    with scope(jurisdiction=county.jurisdiction_id):
        walks = [
            underway(county, title).letter_drafted().letter_approving()
            for title in ("校车安全隐患整治", "农贸市场升级改造", "病险水库除险加固")
        ]
        leaders = [county.standing] * 4
        seen = Measure.objects.get(ref=walks[0].letter).version
        first = walks[0].letter
        ended = at_once(
            county.jurisdiction_id,
            [
                lambda leader=leader: do(leader, "letter.approve", ref=first, expect=seen)
                for leader in leaders
            ],  # type: ignore[misc]
        )
        assert sorted(ended) == ["Stale", "Stale", "Stale", "done"]
        for walk in walks[1:]:
            do(county.standing, "letter.approve", ref=walk.letter)
        for walk in walks:
            do(county.office_head, "letter.sign_out", ref=walk.letter)
        ended = at_once(
            county.jurisdiction_id,
            [
                lambda ref=walk.letter: do(  # type: ignore[misc]
                    county.clerk,
                    "letter.issue",
                    ref=ref,
                    number_by="own",
                    seal_keeper="文书",
                    copies_printed=3,
                )
                for walk in walks
            ],
        )
        assert ended == ["done"] * 3
        assert sorted(Number.objects.values_list("n", flat=True)) == [1, 2, 3]
        assert verify(county.jurisdiction_id).sound


@pytest.mark.verify
def test_three_thousand_generated_matters_hold_against_the_chain(county: County) -> None:
    rows = generate(county.jurisdiction_id, "X", 3000, 7, lambda done: None)
    report = verify(county.jurisdiction_id)
    assert rows > 30_000 and report.sound
    changed = Measure.objects.order_by("pk").first()
    assert changed is not None
    Measure.objects.filter(pk=changed.pk).update(basis="改过")
    assert "绕过系统改动" in verify(county.jurisdiction_id).faults[0].what
