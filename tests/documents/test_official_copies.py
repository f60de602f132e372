"""What is frozen at approval is what is issued; its files are kept with their digests; a failure undoes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.core.exceptions import ImproperlyConfigured
from django_tasks_db.models import DBTaskResult

from duban.acts.background.jobs import job_named
from duban.acts.registry import action_for
from duban.audit.verify import verify
from duban.documents.official import copies
from duban.documents.official.genuine import genuine
from duban.documents.official.models import IssuedCopy
from duban.documents.papers import pdf
from duban.documents.papers.model import Paper
from duban.insight.selectors.case_file.papers import paper, paper_file
from duban.insight.selectors.county.due import papers_to_make
from duban.shared.errors import ActError, NotFound, WrongState
from tests.personas import County
from tests.web.walk import Walk, underway

Jobs = Callable[[], int]


@pytest.fixture
def jobs(django_capture_on_commit_callbacks: Any, db: None) -> Any:
    """Let acts be committed, and run what they have queued; tells how many jobs there were."""

    class Queue:
        def __init__(self) -> None:
            self.block = django_capture_on_commit_callbacks(execute=True)

        def __enter__(self) -> None:
            self.block.__enter__()

        def __exit__(self, *error: Any) -> None:
            self.block.__exit__(*error)
            for task in DBTaskResult.objects.filter(status="READY").order_by("enqueued_at"):
                kind, arguments = task.args_kwargs["args"]
                task.delete()
                job_named(kind)(**arguments)

    return Queue


def approved(county: County) -> Walk:
    """A letter that the leader has agreed to and that has no number yet."""
    walk = underway(county).letter_drafted().letter_approving()
    action_for("letter.approve")(actor=county.standing, ref=walk.letter)
    return walk


def issue(county: County, walk: Walk) -> None:
    """Sign out and issue the letter."""
    action_for("letter.sign_out")(actor=county.office_head, ref=walk.letter)
    action_for("letter.issue")(
        actor=county.clerk, ref=walk.letter, number_by="own", seal_keeper="文书", copies_printed=5
    )


def the_copy(part: str = "document") -> IssuedCopy:
    """The only copy of a part."""
    return IssuedCopy.objects.get(part=part)


@pytest.mark.clause("3.1.2")
def test_the_text_frozen_at_approval_is_what_is_issued(county: County, jobs: Any) -> None:
    walk = approved(county)
    frozen = the_copy()
    assert (frozen.state, frozen.number, frozen.pdf_as) == ("frozen", "", "")
    with jobs():
        issue(county, walk)
    kept = the_copy()
    assert (kept.state, kept.number) == ("kept", "X委办督函〔2026〕1号")
    assert kept.text_sha256 == frozen.text_sha256
    assert Paper.from_json(kept.content).sha256() == kept.text_sha256
    issued = copies.paper_of(kept)
    assert issued.sha256() == kept.sha256
    made = (Path(configured.MEDIA_ROOT) / kept.pdf_as).read_bytes()
    assert hashlib.sha256(made).hexdigest() == kept.pdf_sha256
    assert made == pdf.render(issued)
    assert verify(county.jurisdiction_id).sound


def test_issue_does_not_wait_for_the_files(county: County) -> None:
    walk = approved(county)
    issue(county, walk)
    assert the_copy().state == "frozen"
    shown = paper(actor=county.bureau_a.principal, ref=walk.letter)
    assert shown.paper.number == "X委办督函〔2026〕1号"
    assert shown.stamp == ""


def test_what_no_job_has_made_is_found_by_the_sweep(county: County) -> None:
    walk = approved(county)
    assert papers_to_make() == []
    issue(county, walk)
    left = papers_to_make()
    assert [one.job for one in left] == ["measure.papers"]
    for one in left:
        job_named(one.job)(**one.arguments)
    assert the_copy().state == "kept"
    assert papers_to_make() == []


def test_a_job_that_runs_twice_keeps_the_first_files(county: County, jobs: Any) -> None:
    walk = approved(county)
    with jobs():
        issue(county, walk)
    before = the_copy()
    job_named("measure.papers")(
        jurisdiction_id=county.jurisdiction_id, measure_id=before.object_id, parts=["document"]
    )
    assert the_copy().pdf_as == before.pdf_as


def test_a_text_sent_back_after_approval_is_frozen_anew(county: County) -> None:
    walk = underway(county).letter_drafted().letter_approving()
    action_for("letter.disapprove")(actor=county.standing, ref=walk.letter, reason="时限再议")
    assert not IssuedCopy.objects.exists()
    action_for("letter.submit")(actor=county.inspector, ref=walk.letter, approver=county.person("standing"))
    action_for("letter.check")(actor=county.checker, ref=walk.letter, opinion="已核")
    action_for("letter.approve")(actor=county.standing, ref=walk.letter)
    assert the_copy().state == "frozen"


@pytest.mark.clause("3.2.8", "3.3.5", "3.3.8")
def test_every_document_of_the_ladder_has_its_copy(county: County, jobs: Any) -> None:
    with jobs():
        (underway(county).letter_drafted().letter_approving().letter_issued().interview_held().listing_issued()
         .listing_released())  # fmt: skip
    found = {(row.kind, row.state) for row in IssuedCopy.objects.all()}
    assert found == {
        ("supervision_letter", "kept"), ("interview_notice", "kept"), ("interview_minutes", "kept"),
        ("listing_notice", "kept"), ("listing_circular", "kept"), ("release_notice", "kept"),
        ("conclusion", "kept"),
    }  # fmt: skip
    assert verify(county.jurisdiction_id).sound


def test_without_fonts_the_issue_stands_and_the_lack_is_shown_and_retried(
    county: County, jobs: Any, settings: Any, tmp_path: Path
) -> None:
    walk, folders = approved(county), settings.FONT_FOLDERS
    settings.FONT_FOLDERS = [tmp_path]
    with jobs():
        issue(county, walk)
    copy = the_copy()
    assert (copy.state, copy.number) == ("failed", "X委办督函〔2026〕1号")
    assert "缺少字体" in copy.failed_why
    shown = paper(actor=county.clerk, ref=walk.letter)
    assert shown.copy is not None and "缺少字体" in shown.copy.why
    assert paper(actor=county.bureau_a.principal, ref=walk.letter).copy is None
    assert paper_file(actor=county.clerk, ref=walk.letter, part="document", form="docx").content[:2] == b"PK"
    settings.FONT_FOLDERS = folders
    with pytest.raises(NotFound):
        action_for("paper.retry")(actor=county.bureau_a.principal, ref=copy.ref)
    with jobs():
        action_for("paper.retry")(actor=county.clerk, ref=copy.ref)
    again = the_copy()
    assert (again.state, again.failed_why, again.sha256) == ("kept", "", copy.sha256)


def test_a_kept_file_that_was_changed_on_disk_is_not_handed_out(county: County, jobs: Any) -> None:
    walk = approved(county)
    with jobs():
        issue(county, walk)
    file = Path(configured.MEDIA_ROOT) / the_copy().pdf_as
    original = file.read_bytes()
    assert paper_file(actor=county.clerk, ref=walk.letter, part="document", form="pdf").content == original
    file.write_bytes(original[:-1] + b"x")
    with pytest.raises(ActError, match="摘要不符"):
        paper_file(actor=county.clerk, ref=walk.letter, part="document", form="pdf")
    file.unlink()
    with pytest.raises(ActError, match="不在了"):
        paper_file(actor=county.clerk, ref=walk.letter, part="document", form="pdf")


def test_a_code_is_printed_only_where_it_is_switched_on(county: County, jobs: Any, settings: Any) -> None:
    walk = approved(county)
    settings.VERIFIED_KINDS = ["supervision_letter"]
    with jobs():
        issue(county, walk)
    copy = the_copy()
    assert copy.code is not None
    found = genuine(copy.code.upper())
    assert found is not None
    assert (found.number, found.standing, found.in_force) == ("X委办督函〔2026〕1号", "有效", True)
    assert "整改" not in str(found)
    action_for("letter.void")(actor=county.office_head, ref=walk.letter, reason="文号重复")
    voided = genuine(copy.code)
    assert voided is not None
    assert (voided.standing, voided.in_force) == ("已作废", False)


def test_no_code_is_given_by_default_or_before_issue(county: County, jobs: Any) -> None:
    walk = approved(county)
    with jobs():
        issue(county, walk)
    assert the_copy().code is None
    assert genuine("k7m2p9q4r8s3") is None


@pytest.mark.parametrize(
    "kind", ["transfer_letter", "interview_notice", "interview_minutes", "written_report", "poster"]
)
def test_the_setting_refuses_kinds_that_never_carry_a_code(settings: Any, kind: str) -> None:
    settings.VERIFIED_KINDS = [kind]
    with pytest.raises(ImproperlyConfigured, match=kind):
        copies.refuse_wrong_setting()


def test_a_copy_that_waits_is_not_asked_for_twice(county: County) -> None:
    approved(county)
    with pytest.raises(WrongState):
        action_for("paper.retry")(actor=county.clerk, ref=the_copy().ref)
