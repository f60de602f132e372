"""代录: an approval given on paper, entered with its scan, compared by a second person, made known to the leader."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from duban.insight.selectors.case_file.papers import sheet
from duban.mechanism.people.standing import PostRole
from duban.proceedings.models import PaperApproval, Signature
from duban.shared.errors import Invalid, Unmet
from tests.personas import County, appoint
from tests.story import (
    SCAN,
    Story,
    approving,
    do,
    drafted,
    missing,
    underway,
)  # fmt: skip


def also(county: County, who: str, role: PostRole, title: str, **where: Any) -> None:
    """Appoint somebody to a further post."""
    person = str(county.persons[who])
    appoint(
        actor=county.registrar, person=person, role=role.value, title=title, starts_on=date(2026, 3, 1), **where
    )


def entered(story: Story, ref: str, who: str = "clerk", **given: Any) -> None:
    """The approval that a leader gave on paper is entered."""
    values = {
        "leader": story.county.person("standing"), "decided_on": date(2026, 3, 2), "verdict": "agree", "opinion": "同意",
        "scan": SCAN,
    }  # fmt: skip
    do(story.county.actor(who), "letter.enter_paper", ref=ref, **{**values, **given})


@pytest.mark.clause("3.1.2")
def test_an_approval_on_paper_counts_once_a_second_person_has_compared_it(county: County) -> None:
    story = underway(county)
    ref = approving(story)
    entered(story, ref, "inspector")
    assert story.measure(ref).state == "approving"
    with pytest.raises(Unmet, match="比对"):
        do(story.inspector, "letter.compare_paper", ref=ref, same="same")
    do(county.inspector2, "letter.compare_paper", ref=ref, same="same")
    letter = story.measure(ref)
    assert (letter.state, letter.approver_id, letter.approved_by) == (
        "signing",
        county.persons["standing"],
        "县委常委赵某丁",
    )
    paper_row, signature = PaperApproval.objects.get(), Signature.objects.get(means="代录")
    assert (paper_row.state, paper_row.scan_ref != "") == ("compared", True)
    assert (signature.name, signature.step) == ("赵某丁", "letter.approve")
    told = story.told(person_id=county.persons["standing"])
    assert [text for text in told if "纸面审批已代录" in text]
    assert len(told) >= 2
    assert any("代录" in cell.note for cell in sheet(actor=county.office_head, ref=ref).cells)


@pytest.mark.clause("3.1.2")
def test_an_entry_that_differs_from_its_scan_counts_for_nothing(county: County) -> None:
    story = underway(county)
    ref = approving(story)
    entered(story, ref)
    with pytest.raises(Unmet) as refused:
        entered(story, ref)
    assert list(missing(refused.value)) == ["没有待比对的代录"]
    do(county.inspector2, "letter.compare_paper", ref=ref, same="differs", text="扫描件写的是请再议")
    assert (story.measure(ref).state, PaperApproval.objects.get().state) == ("approving", "rejected")
    entered(story, ref, verdict="disagree", opinion="请再议")
    do(county.inspector2, "letter.compare_paper", ref=ref, same="same")
    assert (story.measure(ref).state, story.measure(ref).approved_by) == ("draft", "")


@pytest.mark.clause("3.1.2")
@pytest.mark.parametrize(("given", "field"), [
    ({"decided_on": date(2026, 3, 3)}, "decided_on"), ({"decided_on": date(2023, 12, 31)}, "leader"),
    ({"scan": "text"}, "scan"),
])  # fmt: skip
def test_a_paper_that_cannot_be_is_told_beside_its_field(
    county: County, given: dict[str, Any], field: str
) -> None:
    from duban.documents.files.uploads import Upload

    story = underway(county)
    ref = approving(story)
    if "scan" in given:
        given = {"scan": Upload("批示.pdf", b"just text")}
    with pytest.raises(Invalid) as refused:
        entered(story, ref, **given)
    assert list(refused.value.fields) == [field]


@pytest.mark.clause("3.1.2")
def test_a_leader_who_drafted_does_not_approve_on_paper_either(county: County) -> None:
    also(county, "inspector", PostRole.COUNTY_LEADER, "副县长", side="gov")
    story = underway(county)
    ref = drafted(story)
    do(county.inspector, "letter.submit", ref=ref, approver=county.person("inspector"))
    do(county.checker, "letter.check", ref=ref, opinion="属实")
    entered(story, ref, leader=county.person("inspector"))
    with pytest.raises(Unmet, match="同意"):
        do(county.inspector2, "letter.compare_paper", ref=ref, same="same")
    assert story.measure(ref).state == "approving"
