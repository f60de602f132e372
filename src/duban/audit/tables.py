"""The numbers under which digests of rows are kept in place of the names of their tables.

A number is part of the record of every county: none is ever changed or given again. A table that is vouched for from
now on comes under a new line at the end, also in the place of one that is no longer vouched for.
"""

from __future__ import annotations

NUMBERED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("2026-11-30", (
        "accountability_advice", "accountability_appeal", "accountability_casefact", "accountability_clue",
        "accountability_commendation", "accountability_confirmation", "accountability_consequence",
        "accountability_considered", "accountability_correction", "accountability_correctionverdict",
        "accountability_declaration", "accountability_evidence", "accountability_filenote",
        "accountability_finding", "accountability_ground", "accountability_hearing", "accountability_inquiry",
        "accountability_judgement", "accountability_named", "accountability_outage",
        "accountability_recommendation", "accountability_review", "accountability_revision",
        "accountability_ruling", "accountability_rulingkind", "accountability_statement", "accountability_verdict",
        "accountability_withdrawal", "accountability_year", "accountability_yearresult", "accountability_yearrun",
        "acts_case", "acts_message", "acts_number", "acts_obligation", "acts_series", "documents_attachment",
        "documents_exportrecord", "documents_finaltext", "documents_importbatch", "documents_issuedcopy",
        "documents_ledgertemplate", "insight_archivepackage", "matters_matter", "matters_matterreader",
        "matters_matterunit", "matters_milestone", "matters_owncode", "matters_source", "matters_task",
        "matters_unitflow", "measures_attendance", "measures_bulletin", "measures_measure", "measures_pastmeasure",
        "measures_pause", "measures_publicity", "measures_registryrow", "measures_rescheduling",
        "measures_selfcriticism", "measures_seriesstart", "organisations_account", "organisations_clockcheck",
        "organisations_delegation", "organisations_formerpassword", "organisations_leave",
        "organisations_listedpost", "organisations_onetimelink", "organisations_passwordreset",
        "organisations_person", "organisations_post", "organisations_postlist", "organisations_slip",
        "organisations_unit", "proceedings_application", "proceedings_extension", "proceedings_innerstep",
        "proceedings_judgedfact", "proceedings_paperapproval", "proceedings_part", "proceedings_plan",
        "proceedings_rating", "proceedings_receipt", "proceedings_refusal", "proceedings_report",
        "proceedings_responsibleperson", "proceedings_signature", "proceedings_verification",
        "rulebook_calendarday", "rulebook_calendaryear", "rulebook_draftchange", "rulebook_draftcheck",
        "rulebook_notice", "rulebook_noticeanswer", "rulebook_pack", "rulebook_packdraft", "rulebook_packorigin",
        "rulebook_superiorrule", "shared_installation", "shared_jurisdiction",
    )),
    ("2026-12-01", ("burden_complaint", "matters_reminder", "proceedings_forewarning", "notifications_channel")),
    ("2026-12-01, 批示", ("matters_instruction",)),
    ("2026-12-01, 接办", ("organisations_handover", "organisations_handoveritem")),
    ("2026-12-01, 重看", (
        "burden_lookbackplan", "burden_lookbackdraw", "burden_visit", "burden_drawn", "burden_reopening",
    )),
)  # fmt: skip
"""By the day on which they were given a number: the first name has number 1, and so on through all days."""
NAMES: dict[int, str] = dict(enumerate((name for _, names in NUMBERED for name in names), 1))
NUMBERS: dict[str, int] = {name: number for number, name in NAMES.items()}
_UNKNOWN = "#"


def number_of(table: str) -> int:
    """The number of a table; KeyError where it has none, for nothing may be recorded of it then."""
    return int(table[1:]) if table.startswith(_UNKNOWN) else NUMBERS[table]


def name_of(number: int) -> str:
    """The name behind a number; one that no version has given, which was written past the system, names no table."""
    return NAMES.get(number) or f"{_UNKNOWN}{number}"
