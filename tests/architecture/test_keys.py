"""A column that names a row of a lower or the same floor is its key: no number, and no numbers joined by commas."""

from __future__ import annotations

import re

from django.apps import apps
from django.db import models

ANY_KIND = "of an object of any kind, which `object_kind` tells"
BELOW = "the units and persons are kept on a floor above"
NUMBERS = {
    "acts_message.person_id": BELOW,
    "acts_message.unit_id": BELOW,
    "acts_number.object_id": ANY_KIND,
    "acts_obligation.object_id": ANY_KIND,
    "acts_obligation.person_id": BELOW,
    "acts_obligation.unit_id": BELOW,
    "acts_usedkey.person_id": BELOW,
    "audit_accesscount.person_id": BELOW,
    "audit_entry.actor_id": BELOW,
    "audit_entry.behalf_id": BELOW,
    "audit_entry.case_id": "the cases are kept on a floor above",
    "audit_entry.object_id": ANY_KIND,
    "audit_rowstate.row_id": "of a row of any table, also of one that was deleted past the system",
    "documents_attachment.object_id": ANY_KIND,
    "documents_finaltext.object_id": ANY_KIND,
    "documents_issuedcopy.object_id": ANY_KIND,
    "organisations_handoveritem.object_id": ANY_KIND,
    "proceedings_application.object_id": ANY_KIND,
    "proceedings_extension.object_id": ANY_KIND,
    "proceedings_paperapproval.object_id": ANY_KIND,
    "proceedings_plan.object_id": ANY_KIND,
    "proceedings_receipt.object_id": ANY_KIND,
    "proceedings_refusal.object_id": ANY_KIND,
    "proceedings_responsibleperson.object_id": ANY_KIND,
    "proceedings_signature.object_id": ANY_KIND,
    "proceedings_verification.object_id": ANY_KIND,
    "rulebook_notice.unit_id": BELOW,
    "rulebook_packdraft.unit_id": BELOW,
    "rulebook_superiorrule.unit_id": BELOW,
}
PAPER = "the address of a paper, empty where there is none, as it stands in what was signed"
ADDRESSES = {
    "accountability_appeal.answer_ref": PAPER,
    "accountability_appeal.attachment_ref": PAPER,
    "accountability_evidence.attachment_ref": PAPER,
    "accountability_hearing.receipt_ref": PAPER,
    "accountability_hearing.waiver_ref": PAPER,
    "accountability_inquiry.conclusion_ref": PAPER,
    "accountability_recommendation.attachment_ref": PAPER,
    "accountability_revision.attachment_ref": PAPER,
    "accountability_ruling.attachment_ref": PAPER,
    "accountability_statement.attachment_ref": PAPER,
    "acts_obligation.object_ref": ANY_KIND,
    "measures_registryrow.case_ref": "as the register showed it on its day",
    "proceedings_paperapproval.scan_ref": PAPER,
}
WORDS = {
    "accountability_named.grounds": "items of the notice, which are no rows",
    "accountability_yearresult.codes": "codes of results in the pack, which are no rows",
    "accountability_inquiry.responsible_functions": "functions of organs, which are no rows",
    "matters_matter.responsible_functions": "functions of organs, which are no rows",
}
_NUMBER = re.compile(r"(_id|^of_\w+|_no|_key)$")
_SEVERAL = re.compile(r"(units|persons|readers|people|_ids|_to|codes|functions|grounds)$")


def own() -> list[tuple[str, models.Field]]:  # type: ignore[type-arg]
    return [
        (f"{model._meta.db_table}.{field.name}", field)
        for model in apps.get_models()
        if model.__module__.startswith("duban.")
        for field in model._meta.concrete_fields
        if not isinstance(field, models.ForeignKey)
    ]


def test_a_number_that_names_a_row_is_a_key() -> None:
    whole = (models.IntegerField, models.CharField)
    found = {name for name, field in own() if isinstance(field, whole) and field.name.endswith("_id")}
    assert found == set(NUMBERS)


def test_an_address_that_names_a_row_is_listed_with_its_reason() -> None:
    found = {name for name, field in own() if field.name.endswith("_ref")}
    assert found == set(ADDRESSES)


def test_no_text_holds_several_numbers() -> None:
    """A column whose name tells of several, or that is taken apart at commas, holds words and no numbers of rows."""
    texts = (models.CharField, models.TextField)
    found = {name for name, field in own() if isinstance(field, texts) and _SEVERAL.search(field.name)}
    assert found - TOLD == set(WORDS)


TOLD = {"measures_selfcriticism.persons"}
"""Names as they were written down: what was said, not of whom it is a row."""


def test_a_key_leads_to_the_same_floor_or_one_below() -> None:
    floors = ["shared", "audit", "acts", "rulebook", "organisations", "documents", "proceedings", "matters", "measures",
              "burden", "accountability", "insight", "notifications"]  # fmt: skip
    upwards = [
        f"{model._meta.db_table}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("duban.")
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
        and floors.index(field.related_model._meta.app_label) > floors.index(model._meta.app_label)
    ]
    assert upwards == []
