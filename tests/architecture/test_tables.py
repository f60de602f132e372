"""The tables that the chain vouches for: their names, and what no digest covers, are part of every county's record."""

from __future__ import annotations

from duban.audit.verify import vouched_models

TABLES = {
    "accountability": (
        "advice", "appeal", "casefact", "clue", "commendation", "confirmation", "consequence", "considered", "correction",
        "correctionverdict", "declaration", "evidence", "filenote", "finding", "ground", "hearing", "inquiry",
        "judgement", "named", "outage", "recommendation", "review", "revision", "ruling", "rulingkind", "statement", "verdict",
        "withdrawal", "year", "yearresult", "yearrun",
    ),
    "acts": ("case", "message", "number", "obligation", "series"),
    "burden": ("complaint", "drawn", "lookbackdraw", "lookbackplan", "reopening", "visit"),
    "documents": ("attachment", "exportrecord", "finaltext", "importbatch", "issuedcopy", "ledgertemplate"),
    "insight": ("archivepackage",),
    "matters": (
        "instruction", "matter", "matterreader", "matterunit", "milestone", "owncode", "reminder", "source", "task", "unitflow",
    ),
    "measures": (
        "attendance", "bulletin", "measure", "pastmeasure", "pause", "publicity", "registryrow", "rescheduling", "selfcriticism",
        "seriesstart",
    ),
    "notifications": ("channel",),
    "organisations": (
        "account", "clockcheck", "delegation", "formerpassword", "handover", "handoveritem", "leave", "listedpost",
        "onetimelink", "passwordreset", "person", "post", "postlist", "slip", "unit",
    ),
    "proceedings": (
        "application", "extension", "forewarning", "innerstep", "judgedfact", "paperapproval", "part", "plan", "rating",
        "receipt", "refusal", "report", "responsibleperson", "signature", "verification",
    ),
    "rulebook": (
        "calendarday", "calendaryear", "draftchange", "draftcheck", "notice", "noticeanswer", "pack", "packdraft", "packorigin",
        "superiorrule",
    ),
    "shared": ("installation", "jurisdiction"),
}  # fmt: skip
"""By the app in which a table began; where its model lives now does not matter."""
UNDIGESTED = {
    "acts_case": {"version"},
    "acts_series": {"last"},
    "organisations_account": {"last_login", "spent"},
    "shared_jurisdiction": {"directory_version", "rulebook_version"},
}
"""What only orders acts, counts on, stamps what is kept in memory, or changes by signing in."""


def test_no_vouched_table_is_renamed_added_or_dropped_unnoticed() -> None:
    """A digest is kept under the name of its table: whoever moves a model leaves the name as it is."""
    known = {f"{app}_{name}" for app, names in TABLES.items() for name in names}
    assert {model._meta.db_table for model in vouched_models()} == known


def test_every_vouched_model_says_the_name_of_its_table() -> None:
    silent = [model._meta.label for model in vouched_models() if "db_table" not in model._meta.original_attrs]
    assert silent == []


def test_no_column_leaves_the_digest_or_joins_it_unnoticed() -> None:
    """Either makes other digests of old rows: a migration that renews them says so by `vouched_before`."""
    left_out = {model._meta.db_table: set(model.undigested) for model in vouched_models() if model.undigested}
    assert left_out == UNDIGESTED
