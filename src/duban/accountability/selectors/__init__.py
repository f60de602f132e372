"""All reads of accountability, by what they show."""

from duban.accountability.selectors.choices import county_issuers, remedy_stages, sanction_kinds
from duban.accountability.selectors.due import acts_due
from duban.accountability.selectors.inquiry_page.brief import InquiryBrief, inquiry_brief, relations_of
from duban.accountability.selectors.inquiry_page.bundle import transfer_bundle
from duban.accountability.selectors.inquiry_page.hearing import HearingView, hearing_view
from duban.accountability.selectors.inquiry_page.held import held_rows, period_of
from duban.accountability.selectors.inquiry_page.inquiry import CLUE_NOTE, TABS, InquiryView, inquiry_view
from duban.accountability.selectors.inquiry_page.like_cases import LikeCase, like_cases
from duban.accountability.selectors.lists import (
    APPEALING,
    HearingLine,
    InquiryFilter,
    InquiryList,
    InquiryRow,
    RulingFilter,
    RulingList,
    RulingRow,
    appeal_states,
    appealing_subjects,
    hearings_to,
    inquiries,
    rulings,
    waiting_entries,
)
from duban.accountability.selectors.papers import (
    hearing_paper,
    result_file,
    result_paper,
    status_paper,
    transfer_file,
    transfer_view,
)
from duban.accountability.selectors.ruling_page.revision import entry_form, pairs_of
from duban.accountability.selectors.ruling_page.ruling import RulingView, ruling_ref, ruling_view
from duban.accountability.selectors.year.counted import (
    CommendationEvent,
    JudgementEvent,
    RulingEvent,
    commendations_for,
    events_for,
    judgements_for,
)
from duban.accountability.selectors.year.sent import ResultRow, results_for

__all__ = [
    "APPEALING",
    "CLUE_NOTE",
    "TABS",
    "CommendationEvent",
    "HearingView",
    "InquiryBrief",
    "InquiryFilter",
    "InquiryList",
    "InquiryRow",
    "InquiryView",
    "JudgementEvent",
    "LikeCase",
    "HearingLine",
    "ResultRow",
    "RulingEvent",
    "RulingFilter",
    "RulingList",
    "RulingRow",
    "RulingView",
    "acts_due",
    "appeal_states",
    "appealing_subjects",
    "commendations_for",
    "county_issuers",
    "entry_form",
    "events_for",
    "hearing_paper",
    "hearing_view",
    "held_rows",
    "inquiries",
    "inquiry_brief",
    "inquiry_view",
    "judgements_for",
    "like_cases",
    "hearings_to",
    "pairs_of",
    "period_of",
    "relations_of",
    "remedy_stages",
    "result_file",
    "result_paper",
    "results_for",
    "ruling_ref",
    "ruling_view",
    "rulings",
    "sanction_kinds",
    "status_paper",
    "transfer_bundle",
    "transfer_file",
    "transfer_view",
    "waiting_entries",
]
