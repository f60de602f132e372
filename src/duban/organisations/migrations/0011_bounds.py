"""The states that a row may have, the order of its days and the bounds of its amounts.

SQLite writes a table anew and with it loses its guards: they are put on again.
"""

from __future__ import annotations

from django.db import migrations, models

from duban.organisations.guards import GUARD
from duban.shared.database.operations import LayBounds


class Migration(migrations.Migration):
    dependencies = [("organisations", "0010_chosen_passwords")]

    operations = [
        migrations.RunPython(GUARD.forwards, GUARD.forwards),
        LayBounds(
            {
                "unit": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["active", "merged", "closed"])),
                        name="organisations_unit_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("active_to__gte", models.F("active_from"))),
                        name="organisations_unit_active_to_not_before_active_from",
                    ),
                ],
                "person": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["active"])), name="organisations_person_state_known"
                    ),
                ],
                "post": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["active", "ended", "void"])),
                        name="organisations_post_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "principal",
                                    "deputy",
                                    "handler",
                                    "liaison",
                                    "staff",
                                    "inspector",
                                    "checker",
                                    "office_head",
                                    "clerk",
                                    "signatory",
                                    "county_leader",
                                    "secretary",
                                    "county_head",
                                    "registrar",
                                ],
                            )
                        ),
                        name="organisations_post_role_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="organisations_post_ends_on_not_before_starts_on",
                    ),
                ],
                "delegation": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["active", "ended"])),
                        name="organisations_delegation_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="organisations_delegation_ends_on_not_before_starts_on",
                    ),
                ],
                "leave": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["recorded", "ended"])),
                        name="organisations_leave_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="organisations_leave_ends_on_not_before_starts_on",
                    ),
                ],
                "postlist": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["gathered", "proposed", "confirmed", "rejected", "withdrawn"])
                        ),
                        name="organisations_postlist_state_known",
                    ),
                ],
                "listedpost": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "principal",
                                    "deputy",
                                    "handler",
                                    "liaison",
                                    "staff",
                                    "inspector",
                                    "checker",
                                    "office_head",
                                    "clerk",
                                    "signatory",
                                    "county_leader",
                                    "secretary",
                                    "county_head",
                                    "registrar",
                                ],
                            )
                        ),
                        name="organisations_listedpost_role_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="organisations_listedpost_ends_on_not_before_starts_on",
                    ),
                ],
                "passwordreset": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "done", "refused"])),
                        name="organisations_passwordreset_state_known",
                    ),
                ],
                "clockcheck": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "done", "refused"])),
                        name="organisations_clockcheck_state_known",
                    ),
                ],
                "slip": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "given", "void"])),
                        name="organisations_slip_state_known",
                    ),
                ],
            }
        ),
        migrations.RunPython(GUARD.forwards, GUARD.forwards),
    ]
