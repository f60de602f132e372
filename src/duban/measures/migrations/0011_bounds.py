"""The states that a row may have, the order of its days and the bounds of its amounts."""

from __future__ import annotations

from django.db import migrations, models

from duban.shared.database.operations import LayBounds


class Migration(migrations.Migration):
    dependencies = [("measures", "0010_assisting_by_matter")]

    operations = [
        LayBounds(
            {
                "measure": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "letter"),
                                (
                                    "state__in",
                                    [
                                        "draft",
                                        "checking",
                                        "approving",
                                        "signing",
                                        "numbering",
                                        "issued",
                                        "rectifying",
                                        "applied",
                                        "verifying",
                                        "verified",
                                        "closed",
                                        "withdrawn",
                                        "voided",
                                    ],
                                ),
                            ),
                            models.Q(
                                ("kind", "interview"),
                                (
                                    "state__in",
                                    [
                                        "draft",
                                        "checking",
                                        "countersigning",
                                        "approving",
                                        "signing",
                                        "numbering",
                                        "issued",
                                        "rectifying",
                                        "applied",
                                        "verifying",
                                        "verified",
                                        "closed",
                                        "withdrawn",
                                        "voided",
                                    ],
                                ),
                            ),
                            models.Q(
                                ("kind", "listing"),
                                (
                                    "state__in",
                                    [
                                        "draft",
                                        "checking",
                                        "countersigning",
                                        "approving",
                                        "signing",
                                        "numbering",
                                        "issued",
                                        "confirming",
                                        "applied",
                                        "verifying",
                                        "verified",
                                        "release_signing",
                                        "release_numbering",
                                        "released",
                                        "withdrawn",
                                        "voided",
                                    ],
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="measures_measure_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("feedback_days__gte", 1)),
                        name="measures_measure_feedback_days_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("copies_printed__gte", 1)),
                        name="measures_measure_copies_printed_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes_no__gte", 1)),
                        name="measures_measure_minutes_no_positive",
                    ),
                ],
                "rescheduling": [
                    models.CheckConstraint(
                        condition=models.Q(("means__in", ["paper", "phone"])),
                        name="measures_rescheduling_means_known",
                    ),
                ],
                "publicity": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "proposed",
                                    "cleared",
                                    "refused",
                                    "kept",
                                    "ordered",
                                    "published",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="measures_publicity_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("release_published_on__gte", models.F("published_on"))),
                        name="measures_publicity_release_published_on_not_before_published_on",
                    ),
                ],
                "pastmeasure": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["recorded", "void"])),
                        name="measures_pastmeasure_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ended_on__gte", models.F("issued_on"))),
                        name="measures_pastmeasure_ended_on_not_before_issued_on",
                    ),
                ],
                "bulletin": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "circular"),
                                (
                                    "state__in",
                                    ["draft", "checking", "approving", "numbering", "issued", "withdrawn"],
                                ),
                            ),
                            models.Q(
                                ("kind", "special_report"),
                                (
                                    "state__in",
                                    ["draft", "checking", "approving", "numbering", "issued", "withdrawn"],
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="measures_bulletin_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("copies_printed__gte", 1)),
                        name="measures_bulletin_copies_printed_positive",
                    ),
                ],
                "registryrow": [
                    models.CheckConstraint(
                        condition=models.Q(("rating_index__lte", 2)),
                        name="measures_registryrow_rating_index_up_to_2",
                    ),
                ],
                "seriesstart": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["kept"])), name="measures_seriesstart_state_known"
                    ),
                ],
            }
        ),
    ]
