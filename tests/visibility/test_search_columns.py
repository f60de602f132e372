"""The allow-list of the search: of each text that is stored somebody has said whether it is looked through, and why not."""

from __future__ import annotations

from django.apps import apps
from django.db import models

from duban.acts.findable import findables
from duban.acts.sight.visibility import visibility_of

FOUND = {
    "documents.Attachment": {"name"},
    "documents.IssuedCopy": {"number", "content"},
    "matters.Matter": {"case__code", "title", "source__number"},
    "measures.RegistryRow": {"number", "principals", "title"},
    "measures.PastMeasure": {"number", "principals", "title"},
    "measures.Bulletin": {"number", "text", "title"},
    "accountability.Inquiry": {"number", "case__code", "title"},
    "accountability.Hearing": {"name", "title"},
    "accountability.Ruling": {"number", "issuer", "subject_name", "subject_title"},
}
"""What is looked through, and nothing else ever."""
NEVER = {
    "what somebody says for himself, and what is answered":
        "accountability.Statement accountability.Appeal burden.Complaint burden.Authorship",
    "what is held against somebody, and what follows for him": """
        accountability.Named accountability.Finding accountability.Declaration accountability.Considered
        accountability.FileNote accountability.Recommendation accountability.Clue accountability.Revision
        accountability.Consequence accountability.Withdrawal accountability.YearResult accountability.Verdict
        accountability.Correction accountability.CorrectionVerdict accountability.Advice accountability.Confirmation
        accountability.Review accountability.Judgement accountability.Commendation accountability.RulingKind""",
    "facts and proofs of a proceeding": """
        accountability.Ground accountability.CaseFact accountability.Evidence measures.SelfCriticism measures.Attendance""",
    "what a leader writes to a director, and what goes back to him": "matters.Instruction",
    "what one person keeps or owes, his password, his absence": """
        organisations.OwnThing organisations.Account organisations.FormerPassword organisations.PasswordReset
        organisations.OneTimeLink organisations.Slip organisations.Leave organisations.Delegation organisations.Handover
        organisations.HandoverItem acts.Message
        notifications.Reach""",
}
"""Texts that no declaration may ever name."""
ELSEWHERE = {
    "the directory is looked through in memory, as far as the reader sees it":
        "organisations.Unit organisations.Person organisations.Post",
    "stands in the text of a paper, which is looked through": """
        measures.Measure documents.FinalText proceedings.Signature measures.Publicity measures.Rescheduling""",
    "is found by its matter: opinions and words of a step": """
        proceedings.ResponsiblePerson proceedings.Receipt proceedings.Plan proceedings.Report proceedings.Part
        proceedings.Rating proceedings.JudgedFact proceedings.Extension proceedings.Application proceedings.Verification
        proceedings.PaperApproval proceedings.Refusal proceedings.InnerStep measures.Pause matters.Source matters.OwnCode
        matters.Milestone matters.Task matters.UnitFlow matters.Reminder proceedings.Forewarning acts.Case acts.Obligation
        burden.Drawn burden.Reopening""",
    "rules and calendar have a search of their own on their page": """
        rulebook.Notice rulebook.NoticeAnswer rulebook.Pack rulebook.PackDraft rulebook.DraftChange rulebook.DraftCheck
        rulebook.SuperiorRule rulebook.PackOrigin rulebook.CalendarYear rulebook.CalendarDay""",
    "keys, digests and running of the system": """
        shared.Jurisdiction audit.Entry audit.Payload audit.AccessCount acts.Series acts.Number acts.UsedKey acts.Lease
        organisations.Counted organisations.ClockCheck organisations.PostList organisations.ListedPost
        documents.ImportBatch documents.LedgerTemplate documents.ExportRecord measures.SeriesStart
        accountability.Outage accountability.Year accountability.YearRun insight.ArchivePackage
        notifications.Channel notifications.Delivery burden.FillTime
        burden.LookbackPlan burden.Visit""",
}
OF_FOUND = {
    "what is looked through of these is named; all else of them are codes, digests, names of hands and words of steps":
        "documents.Attachment documents.IssuedCopy matters.Matter measures.RegistryRow measures.PastMeasure measures.Bulletin "
        "accountability.Inquiry accountability.Hearing accountability.Ruling",
}  # fmt: skip


def named(*tables: dict[str, str]) -> set[str]:
    return {label for table in tables for labels in table.values() for label in labels.split()}


def with_texts() -> set[str]:
    """The models that keep words somebody has typed or that the system has made."""
    return {
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith("duban.")
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    }


def test_what_is_looked_through_is_what_was_agreed() -> None:
    declared: dict[str, set[str]] = {}
    for one in findables():
        declared.setdefault(visibility_of(one.kind).model._meta.label, set()).update(one.columns)
    assert declared == FOUND


def test_each_model_with_texts_is_found_or_somebody_has_said_why_not() -> None:
    assert with_texts() - named(NEVER, ELSEWHERE, OF_FOUND) == set(), "say in which of the lists, and why"
    assert named(NEVER, ELSEWHERE, OF_FOUND) - with_texts() == set()


def test_what_somebody_says_for_himself_and_what_follows_for_him_is_never_looked_through() -> None:
    assert named(NEVER) & FOUND.keys() == set()
