"""The kinds of official documents: what each must state, its form, and the builder from typed facts to a paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from duban.documents.official.kinds import (
    answers,
    instruction,
    interview,
    letter,
    listing,
    reports,
    result,
    sheet,
    transfer,
)
from duban.documents.official.kinds.base import Facts
from duban.documents.papers.model import Form, Paper
from duban.mechanism.decision import Decision
from duban.mechanism.papers.content import DOCUMENTS, stated
from duban.shared.errors import Unmet


@dataclass(frozen=True)
class PaperKind:
    """A kind of document. `verifiable` tells whether a code may be printed on it at all."""

    key: str
    label: str
    form: Form
    facts: type[Facts]
    build: Callable[[Any], Paper]
    verifiable: bool = True


_ALL = (
    PaperKind(
        "supervision_letter", "‹督办函›", Form.LETTER, letter.SupervisionLetter, letter.supervision_letter
    ),
    PaperKind(
        "interview_notice",
        "‹联席约谈›通知书",
        Form.LETTER,
        interview.InterviewNotice,
        interview.interview_notice,
        False,
    ),
    PaperKind(
        "interview_change",
        "‹联席约谈›补充通知",
        Form.LETTER,
        interview.InterviewChange,
        interview.interview_change,
        False,
    ),
    PaperKind(
        "interview_minutes",
        "‹约谈›纪要",
        Form.MINUTES,
        interview.InterviewMinutes,
        interview.interview_minutes,
        False,
    ),
    PaperKind(
        "listing_notice", "‹立项挂牌督办通知书›", Form.FILE, listing.ListingNotice, listing.listing_notice
    ),
    PaperKind(
        "listing_circular", "‹挂牌督办›通报", Form.FILE, listing.ListingCircular, listing.listing_circular
    ),
    PaperKind(
        "release_notice", "解除‹挂牌督办›通知", Form.LETTER, listing.ReleaseNotice, listing.release_notice
    ),
    PaperKind("pause_notice", "暂缓通知", Form.LETTER, letter.PauseNotice, letter.pause_notice),
    PaperKind("extension_reply", "延期复函", Form.LETTER, letter.ExtensionReply, letter.extension_reply),
    PaperKind("circular", "督查通报", Form.FILE, reports.Circular, reports.circular),
    PaperKind(
        "instruction_report",
        "批示办理情况报告",
        Form.REPORT,
        instruction.InstructionReport,
        instruction.instruction_report,
        False,
    ),
    PaperKind("special_report", "督查专报", Form.REPORT, reports.SpecialReport, reports.special_report),
    PaperKind(
        "transfer_letter", "移交函", Form.LETTER, transfer.TransferLetter, transfer.transfer_letter, False
    ),
    PaperKind("result_notice", "结果运用通知", Form.LETTER, result.ResultNotice, result.result_notice, False),
    PaperKind(
        "result_withdrawal",
        "撤回结果运用的通知",
        Form.LETTER,
        result.ResultWithdrawal,
        result.result_withdrawal,
        False,
    ),
    PaperKind(
        "rectification_plan", "整改方案", Form.PLAIN, answers.RectificationPlan, answers.rectification_plan
    ),
    PaperKind(
        "rectification_report",
        "整改情况报告",
        Form.PLAIN,
        answers.RectificationReport,
        answers.rectification_report,
    ),
    PaperKind("written_report", "书面报告", Form.PLAIN, answers.WrittenReport, answers.written_report, False),
    PaperKind(
        "release_application", "解除申请", Form.PLAIN, answers.ReleaseApplication, answers.release_application
    ),
    PaperKind("conclusion", "督查结论", Form.LETTER, letter.Conclusion, letter.conclusion),
    PaperKind("sign_off_sheet", "发文稿纸", Form.PLAIN, sheet.SignOffSheet, sheet.sign_off_sheet),
)

KINDS: Mapping[str, PaperKind] = MappingProxyType({kind.key: kind for kind in _ALL})
"""Every kind by its key."""


def complete(kind: str, facts: Facts) -> Decision:
    """Whether the facts state everything that the notice asks of this kind; each missing element with its clause."""
    return stated(DOCUMENTS[kind], vars(facts))


def write(kind: str, facts: Facts, *, draft: bool = False) -> Paper:
    """The paper of a kind. Raises Unmet, citing the clause of each missing element, unless it is a draft.

    A draft says （未填） where something is still open. Measures are called as the county of the facts calls them.
    """
    known = KINDS[kind]
    if not isinstance(facts, known.facts):
        raise TypeError(f"{kind} is built from {known.facts.__name__}")
    if not draft:
        decision = complete(kind, facts)
        if not decision.allowed:
            raise Unmet(decision)
    return facts.vocabulary.say_all(known.build(facts))


def kind_label(key: str) -> str:
    """The Chinese name of a kind."""
    return KINDS[key].label
