"""The states that a row may have, the order of its days and the bounds of its amounts."""

from __future__ import annotations

from django.db import migrations, models

from duban.shared.database.operations import LayBounds


class Migration(migrations.Migration):
    dependencies = [("accountability", "0009_keys")]

    operations = [
        LayBounds(
            {
                "inquiry": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "candidate",
                                    "examining",
                                    "hearing",
                                    "concluded",
                                    "checking",
                                    "approving",
                                    "signing",
                                    "numbering",
                                    "transferred",
                                    "accepted",
                                    "finished",
                                    "unfounded",
                                ],
                            )
                        ),
                        name="accountability_inquiry_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("copies_printed__gte", 1)),
                        name="accountability_inquiry_copies_printed_positive",
                    ),
                ],
                "clue": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["left"])), name="accountability_clue_state_known"
                    ),
                ],
                "hearing": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["served", "unconfirmed", "paper", "stated", "answered", "waived"])
                        ),
                        name="accountability_hearing_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("round__gte", 1)), name="accountability_hearing_round_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gte", models.F("received_on"))),
                        name="accountability_hearing_due_on_not_before_received_on",
                    ),
                ],
                "outage": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["active", "void"])),
                        name="accountability_outage_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="accountability_outage_ends_at_after_starts_at",
                    ),
                ],
                "commendation": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["active", "withdrawn"])),
                        name="accountability_commendation_state_known",
                    ),
                ],
                "judgement": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["active", "withdrawn"])),
                        name="accountability_judgement_state_known",
                    ),
                ],
                "ruling": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "recorded",
                                    "rejected",
                                    "withdrawn",
                                    "effective",
                                    "changed",
                                    "revoked",
                                    "void",
                                ],
                            )
                        ),
                        name="accountability_ruling_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("served_on__gte", models.F("decided_on"))),
                        name="accountability_ruling_served_on_not_before_decided_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("revoked_on__gte", models.F("decided_on"))),
                        name="accountability_ruling_revoked_on_not_before_decided_on",
                    ),
                ],
                "rulingkind": [
                    models.CheckConstraint(
                        condition=models.Q(("months__gte", 1)),
                        name="accountability_rulingkind_months_positive",
                    ),
                ],
                "appeal": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["entered", "accepted", "confirming", "refused", "answered", "withdrawn"],
                            )
                        ),
                        name="accountability_appeal_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("accepted_on__gte", models.F("filed_on"))),
                        name="accountability_appeal_accepted_on_not_before_filed_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answered_on__gte", models.F("filed_on"))),
                        name="accountability_appeal_answered_on_not_before_filed_on",
                    ),
                ],
                "revision": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "applied", "rejected", "withdrawn"])),
                        name="accountability_revision_state_known",
                    ),
                ],
                "consequence": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["sent", "received", "recalled"])),
                        name="accountability_consequence_state_known",
                    ),
                ],
                "withdrawal": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["sent", "acknowledged"])),
                        name="accountability_withdrawal_state_known",
                    ),
                ],
                "year": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["open", "outlook", "proposed", "confirmed", "closed"])
                        ),
                        name="accountability_year_state_known",
                    ),
                ],
                "yearrun": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "working", "done", "failed"])),
                        name="accountability_yearrun_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("done__lte", models.F("total"))),
                        name="accountability_yearrun_done_up_to_total",
                    ),
                ],
                "yearresult": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed"])),
                        name="accountability_yearresult_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("subject_kind__in", ["unit", "person"])),
                        name="accountability_yearresult_subject_kind_known",
                    ),
                ],
                "correction": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "fallen",
                                    "owed",
                                    "told",
                                    "passing",
                                    "asking",
                                    "reassessed",
                                    "restated",
                                    "corrected",
                                    "kept",
                                    "referred",
                                    "advised",
                                ],
                            )
                        ),
                        name="accountability_correction_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("subject_kind__in", ["unit", "person"])),
                        name="accountability_correction_subject_kind_known",
                    ),
                ],
                "review": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["answered"])),
                        name="accountability_review_state_known",
                    ),
                ],
            }
        ),
    ]
