"""交接: who hands what to whom, and the list of it as it was signed."""

from __future__ import annotations

from django.db import models

from duban.shared.database.bounds import at_least, bound, known, states
from duban.shared.models import Kept, Key, Versioned
from duban.shared.names import ActKey


class Handover(Versioned):
    """交接: `giver` leaves `unit` on `leaves_on`, `receiver` goes on, `director` heads them and carries it out.

    `listed` counts how often the list was drawn up and signed by or for the giver: the last one holds. `given_by` is who
    signed, with `absent` why that was not the giver. `by_post` is how much stood with the posts of the giver on that day.
    """

    unit = Key("organisations.Unit")
    office = models.CharField(max_length=16, blank=True)
    giver = Key("organisations.Person")
    receiver = Key("organisations.Person")
    director = Key("organisations.Person")
    cause = models.CharField(max_length=8)
    leaves_on = models.DateField()
    listed = models.PositiveSmallIntegerField(default=0)
    by_post = models.PositiveIntegerField(default=0)
    given_by = Key("organisations.Person", null=True)
    absent = models.CharField(max_length=100, blank=True)
    given_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "organisations_handover"
        constraints = [
            *bound(
                "organisations_handover",
                states("handover"),
                known("cause", ("调离", "退休", "分工调整"), "交接的事由是调离、退休或分工调整"),
            )
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "giver"], name="organisations_handover_giver"),
            models.Index(fields=["jurisdiction", "receiver"], name="organisations_handover_takes"),
        ]

    def __str__(self) -> str:
        return self.cause


class HandoverItem(Kept):
    """One line of the list: something that bears the name of the giver, and what becomes of it.

    `object_kind` and `object_id` say on what it hangs, `act` what is owed there (empty for a whole case). `fate` is
    what was to become of it when the list was signed, and after the handover what did; `why` says it.
    """

    class Fate(models.TextChoices):
        PASSES = "passes", "移交"
        STAYS = "stays", "不移交"
        PASSED = "passed", "已移交"
        LEFT = "left", "由负责人另行安排"
        OVER = "over", "已办结"

    handover = Key(Handover)
    listing = models.PositiveSmallIntegerField()
    place = models.PositiveIntegerField()
    sort = models.CharField(max_length=12)
    object_kind = models.CharField(max_length=24)
    object_id = models.BigIntegerField(null=True)
    act = ActKey(max_length=48, blank=True)
    title = models.CharField(max_length=200)
    word = models.CharField(max_length=120)
    fate = models.CharField(max_length=8, choices=Fate.choices)
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "organisations_handoveritem"
        constraints = [
            *bound(
                "organisations_handoveritem",
                at_least("place", 1, "清单从第 1 件起编号"),
                known("sort", ("charge", "duty", "person", "delegation", "draft"), "清单所列的只有这几种"),
                known("fate", ("passes", "stays", "passed", "left", "over"), "清单上的事移交、不移交、另行安排或已办结"),
            ),
            models.UniqueConstraint(fields=["handover", "listing", "place"], name="organisations_handover_line"),
        ]
