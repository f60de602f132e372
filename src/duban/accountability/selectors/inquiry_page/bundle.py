"""移交卷: the letter and every material of a transfer in one file for print, with a catalogue by page (六)."""

from __future__ import annotations

from duban.accountability.facts import Dossier
from duban.accountability.facts.materials import Material, materials
from duban.accountability.papers import paper_of_hearing
from duban.accountability.selectors.inquiry_page.inquiry import found_inquiry
from duban.accountability.selectors.papers import transfer_view
from duban.acts.sight.visibility import visible_rows
from duban.documents.accountability import BundleSource, bundle_catalogue, bundle_sheet, written_material
from duban.documents.files.selectors import kept_of
from duban.documents.models import Attachment
from duban.documents.official.bundled import BundledMaterial, Leaf
from duban.documents.official.in_hand import MEDIA, PaperFile
from duban.documents.official.kinds.base import plain_name
from duban.mechanism.clauses import clause
from duban.shared import clock
from duban.shared.actor import Actor


@clause("6.3")
def transfer_bundle(*, actor: Actor, ref: str) -> PaperFile:
    """Letter, conclusion, evidence, notices, statements, answers and findings, numbered through; for whoever reads the
    letter. Raises NoPdf.
    """
    # What takes pages over takes its time to load.
    from duban.documents.official.bundle import bind

    letter = transfer_view(actor=actor, ref=ref).paper
    inquiry, _ = found_inquiry(actor, ref)
    listed = materials(Dossier(inquiry))
    leaves = _leaves(actor, listed)
    items = (BundledMaterial("移交函", letter.number, papers=(letter,)), *(_item(one, leaves) for one in listed))
    source = BundleSource(letter.name, letter.number, clock.today())
    content = bind(items, lambda placed: bundle_catalogue(source, placed), bundle_sheet)
    return PaperFile(plain_name(f"移交卷_{inquiry.case.code}") + ".pdf", MEDIA["pdf"], content)


def _leaves(actor: Actor, listed: tuple[Material, ...]) -> dict[str, Leaf]:
    """The files of the materials, as far as the actor may read them, in one statement."""
    refs = [ref for one in listed for ref in one.files]
    rows = visible_rows(actor, "attachment").filter(ref__in=refs).exclude(state=Attachment.State.FROZEN)
    return {row.ref: _leaf(row) for row in rows}


def _leaf(row: Attachment) -> Leaf:
    file = kept_of(row)
    content = file.path.read_bytes() if file.path.is_file() else None
    return Leaf(file.name, file.media_type, content)


def _item(one: Material, leaves: dict[str, Leaf]) -> BundledMaterial:
    papers = (paper_of_hearing(one.hearing),) if one.hearing is not None else ()
    if one.lines:
        papers = (*papers, written_material(one.name, one.source, one.lines))
    missing = Leaf(one.name, "", None)
    return BundledMaterial(one.name, one.source, papers, tuple(leaves.get(ref, missing) for ref in one.files))
