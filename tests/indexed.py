"""Whether the index of each transfer is complete, held against the rows one by one, and its letter reads well.

As a program: the same for the demo of DUBAN_DATA; says what is missing.

    python -m tests.indexed
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator

if __name__ == "__main__":
    import django

    django.setup()

from django_scopes import scope

from duban.accountability.facts import Dossier
from duban.accountability.models import Evidence, Finding, Hearing, Inquiry, Named, Statement
from duban.accountability.papers import letter_of
from duban.documents.papers.model import Paper, Table
from duban.organisations.selectors import jurisdictions

DOUBLE = re.compile(r"[。；，、：？！][。；，、：]|^[。；，、]|。[（）]")
DIGEST = re.compile(r"[0-9a-f]{8}")


def rows_of(paper: Paper) -> list[str]:
    """The names in the index of a letter."""
    tables = [block for annex in paper.attachments for block in annex.blocks if isinstance(block, Table)]
    return [row[1].text for table in tables for row in table.rows]


def faults(inquiry: Inquiry) -> Iterator[str]:
    """What the index of a transfer lacks, and what should not stand in its letter."""
    paper = letter_of(Dossier(inquiry))
    names = rows_of(paper)
    yield from (f"{inquiry.case.code}: no {name}" for name in wanted(inquiry) - Counter(names))
    text = paper.to_json()
    yield from (f"{inquiry.case.code}: {found[0]!r} in the letter" for found in DIGEST.finditer(" ".join(names)))
    for line in re.findall(r'"text": ?"([^"]*)"', text):
        yield from (f"{inquiry.case.code}: {found[0]!r} in {line}" for found in DOUBLE.finditer(line))


def wanted(inquiry: Inquiry) -> Counter[str]:
    """What must be listed, told from the rows themselves."""
    held = Evidence.objects.filter(inquiry=inquiry, excluded_at=None)
    found: Counter[str] = Counter(row.title for row in held if row.attachment_ref != inquiry.conclusion_ref)
    if inquiry.conclusion_kind == "verification":
        found[f"整改核查结果：{inquiry.conclusion_title}"] += 1
    people = set(Named.objects.filter(inquiry=inquiry, dropped_at=None).values_list("person_id", flat=True))
    for notice in Hearing.objects.filter(inquiry=inquiry):
        if notice.person_id is not None and notice.person_id not in people:
            continue
        more = "补充" if notice.supplementary else ""
        found[f"情况说明{more}通知（第{notice.round}次，致{notice.name}）"] += 1
        for said in Statement.objects.filter(hearing=notice, void=False):
            what = "书面放弃说明" if said.waiver else f"的情况说明{'及附件' if said.attachment_ref else ''}"
            found[f"{notice.name}{what}"] += 1
            if said.adopted:
                found[f"对{notice.name}情况说明的答复"] += 1
        if notice.waived_on and not Statement.objects.filter(hearing=notice, void=False, waiver=True).exists():
            found[f"{notice.name}书面放弃说明"] += 1
        if notice.receipt_ref:
            found[f"{notice.name}的{'送达回证' if notice.receipt == 'returned' else '拒收记录'}"] += 1
    if Finding.objects.filter(inquiry=inquiry, replaced_at=None).exists():
        found["三项认定"] += 1
    return found


def everywhere() -> list[str]:
    """The faults of all transfers of all counties."""
    found = []
    for county in jurisdictions():
        with scope(jurisdiction=county.id):
            rows = Inquiry.objects.exclude(transferred_at=None).select_related("case", "concerning")
            found += [line for row in rows.order_by("pk") for line in faults(row)]
            found += [] if rows.exists() else [f"{county.name}: nothing was transferred"]
    return found


if __name__ == "__main__":
    print(json.dumps(everywhere(), ensure_ascii=False))  # noqa: T201 - a program
