"""The bundle of a transfer (六): everything in one file, catalogued by page, and each page where the catalogue says."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader

from duban.accountability.facts import Dossier
from duban.accountability.facts.materials import materials
from duban.accountability.selectors.inquiry_page.bundle import transfer_bundle
from duban.documents.models import Attachment
from duban.documents.official.bundle import bind
from duban.documents.official.bundled import BundledMaterial, Leaf
from duban.documents.papers.model import Form, Paper, Paragraph
from duban.shared.errors import NotFound
from tests.accountability.steps import FREE, PAPER, SERVED_OUT, conclude, proposal, said, served, transferred
from tests.personas import County
from tests.story import do


def pages(content: bytes) -> list[str]:
    """The text of each page, blanks left out."""
    return [re.sub(r"\s+", "", page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages]


def number_of(page: str) -> int:
    """The running number of a page, which stands over all else."""
    return int(re.findall(r"-(\d+)-$", page)[0])


@pytest.mark.clause("6.3")
def test_the_bundle_holds_every_material_of_the_index_on_the_page_that_its_catalogue_names(county: County) -> None:
    trial = served(county)
    said(trial, "征地红线变更，五月以后才具备条件。")
    do(county.inspector, "hearing.answer", ref=trial.hearing().ref, adopted="no", reasons="去年已解决。", **FREE)
    do(county.bureau_a.principal, "hearing.waive", ref=trial.hearing("principal").ref, file=PAPER)
    do(county.clerk, "hearing.check_waiver", ref=trial.hearing("principal").ref, valid="yes", **FREE)
    with county.on(SERVED_OUT):
        conclude(trial)
        trial.by("propose_transfer", **proposal(approver=county.person("secretary")))
        content = transfer_bundle(actor=county.inspector, ref=trial.ref).content
    found = pages(content)
    catalogue, body = found[0], found[1:]
    assert "移交卷目录" in catalogue
    assert [number_of(page) for page in body] == list(range(1, len(body) + 1))
    assert f"共{len(materials(Dossier(trial.row))) + 1}件，{len(body)}页" in catalogue
    for one in materials(Dossier(trial.row)):
        assert re.sub(r"\s+", "", one.name) in catalogue, one.name
    assert any("五月以后才具备条件" in page for page in body)
    assert not any("材料存放说明" in page for page in body)


@pytest.mark.clause("6.3", "6.4")
def test_the_two_bodies_take_the_whole_bundle_and_no_unit_does(county: County) -> None:
    trial = transferred(county)
    with county.on("2026-03-11"):
        inside, outside = county.actor("cdi.deputy"), county.actor("bureau_a.principal")
        assert not any("材料存放说明" in page for page in pages(transfer_bundle(actor=inside, ref=trial.ref).content))
        with pytest.raises(NotFound):
            transfer_bundle(actor=outside, ref=trial.ref)


@pytest.mark.clause("6.3")
def test_a_file_that_cannot_be_printed_has_a_sheet_in_its_place(county: County) -> None:
    trial = transferred(county)
    Attachment.objects.filter(case=trial.row.case, label="督查结论").update(media_type="application/zip")
    with county.on("2026-03-11"):
        found = pages(transfer_bundle(actor=county.inspector, ref=trial.ref).content)
    assert len([page for page in found if "材料存放说明" in page]) == 1


def test_a_picture_stands_on_a_page_and_broken_files_do_not_break_the_bundle(db: None) -> None:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (3000, 1200), "grey").save(out, "PNG")
    leaves = (Leaf("照片", "image/png", out.getvalue()), Leaf("坏的", "application/pdf", b"%PDF-1.4 broken"))

    def sheet(name: str) -> Paper:
        return Paper(kind="x", form=Form.PLAIN, issuers=(), title=("说明",), blocks=(Paragraph(text=name),))

    material = BundledMaterial("材料", "", leaves=leaves)
    found = pages(bind([material], lambda placed: sheet(f"{placed[0].first}到{placed[0].last}"), sheet))
    assert len(found) == 3 and "1到2" in found[0] and "坏的" in found[2]
