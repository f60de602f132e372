"""A text edited in Word is handed in before approval: compared, checked again, frozen, and then what is issued."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import docx
import pytest
from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duban.documents.checking.checker import check_bytes
from duban.documents.files.uploads import Upload
from duban.documents.final_text.models import FinalText
from duban.documents.official.models import IssuedCopy
from duban.documents.papers import word
from duban.documents.reading.word.text import paragraphs
from duban.insight.selectors.case_file.finals import finals
from duban.insight.selectors.case_file.papers import paper, paper_file, sheet
from duban.measures.actions.before_issue.papers import issue_papers
from duban.mechanism.lifecycles import act_named
from duban.shared.errors import Invalid, NotFound, NotPermitted, Unmet, WrongState
from tests.patience import seconds_for
from tests.personas import County, attached
from tests.story import Story, at, do, drafted, missing, numbered, underway

SENTENCE = "现予督办"
Edit = tuple[str, str]


def draft_file(story: Story, ref: str) -> bytes:
    """The draft as the inspector downloads it."""
    return paper_file(actor=story.inspector, ref=ref, part="document", form="docx").content


def edited(content: bytes, *edits: Edit) -> Upload:
    """The file after somebody changed words in Word."""
    document = docx.Document(io.BytesIO(content))
    for old, new in edits:
        runs = [run for paragraph in document.paragraphs for run in paragraph.runs if old in run.text]
        assert runs, old
        for run in runs:
            run.text = run.text.replace(old, new)
    out = io.BytesIO()
    document.save(out)
    return Upload("定稿.docx", out.getvalue())


def words_of(story: Story, ref: str) -> str:
    """A few words of the draft that are no mandatory content."""
    text = paragraphs("a.docx", draft_file(story, ref))
    return next(line for line in text if "你单位" in line)[:12]


def handed_in(story: Story, ref: str, *edits: Edit, kind: str = "letter") -> Upload:
    """The inspector hands in an edited draft."""
    file = edited(draft_file(story, ref), *(edits or ((words_of(story, ref), "经查，你单位承担的这项"),)))
    do(story.inspector, f"{kind}.upload_final", ref=ref, file=file)
    return file


def approved(story: Story, ref: str) -> None:
    """Submitted, checked, agreed to and signed out."""
    do(story.inspector, "letter.submit", ref=ref, approver=story.county.person("standing"))
    do(story.checker, "letter.check", ref=ref, opinion="属实")
    do(story.county.standing, "letter.approve", ref=ref)
    do(story.head, "letter.sign_out", ref=ref)


def made(story: Story, ref: str) -> IssuedCopy:
    """Issued, and the job has made its files."""
    numbered(story, "letter", ref)
    measure = story.measure(ref)
    issue_papers(measure.jurisdiction_id, measure.pk, ["document"])
    return IssuedCopy.objects.get(object_kind="letter", object_id=measure.pk, part="document")


@pytest.fixture
def without_office(settings: LazySettings) -> None:
    settings.OFFICE_PROGRAM = "off"


@pytest.mark.clause("3.1.6")
def test_what_changed_against_the_draft_is_shown_and_remembered(county: County) -> None:
    story = underway(county)
    ref = drafted(story)
    old = words_of(story, ref)
    handed_in(story, ref, (old, "经查，你单位承担的这项"))
    (version,) = finals(actor=story.checker, ref=ref).versions
    assert (version.current, version.comparison.summary) == (True, "改 1 段")
    (change,) = [one for one in version.comparison.changes if one.kind == "changed"]
    assert "承担的这项" in "".join(piece.text for piece in change.pieces if piece.op == "new")
    assert story.history()[-1].sentence.endswith("上传督办函定稿，与拟稿相比：改 1 段。")
    assert "改 1 段" in {cell.opinion for cell in sheet(actor=story.checker, ref=ref).cells}


def test_the_document_shows_the_text_that_was_handed_in(county: County) -> None:
    story = underway(county)
    ref = drafted(story)
    file = handed_in(story, ref)
    view = paper(actor=story.inspector, ref=ref)
    assert view.handed_in
    assert "经查，你单位承担的这项" in view.paper.to_json()
    assert draft_file(story, ref) == file.content


@pytest.mark.clause("3.1.2", "3.1.3")
def test_what_was_handed_in_and_agreed_to_is_what_is_issued(county: County, without_office: None) -> None:
    story = underway(county)
    ref = drafted(story)
    handed_in(story, ref)
    approved(story, ref)
    copy = made(story, ref)
    kept = paper_file(actor=story.inspector, ref=ref, part="document", form="docx").content
    number, today = story.measure(ref).number, "2026年3月2日"
    said = paragraphs("a.docx", kept)
    assert any(line.startswith("经查，你单位承担的这项") for line in said)
    assert (number in said, today in said) == (True, True)
    assert copy.state == "kept"
    assert check_bytes("a.docx", kept).deviations == ()
    assert FinalText.objects.get(current=True).note.startswith("本系统没有启用 LibreOffice")
    with pytest.raises(NotFound, match="没有 PDF 正本"):
        paper_file(actor=story.inspector, ref=ref, part="document", form="pdf")


@pytest.mark.clause("3.1.6")
@pytest.mark.parametrize("heading", ["责令整改事项", "整改时限", "整改目标"])
def test_a_text_that_lost_something_mandatory_is_refused_with_its_clause(
    county: County, heading: str
) -> None:
    story = underway(county)
    ref = drafted(story)
    file = edited(draft_file(story, ref), (heading, "有关要求"))
    with pytest.raises(Unmet) as refused:
        do(story.inspector, "letter.upload_final", ref=ref, file=file)
    reasons = missing(refused.value)
    assert reasons[f"载明{heading}"].cite == "三（一）"
    assert "重新上传" in reasons[f"载明{heading}"].remedies[0].label
    assert not FinalText.objects.exists()
    assert not attached().exists()
    assert story.measure(ref).final_digest == ""


@pytest.mark.clause("3.1.5", "3.1.6", "3.1.8")
@pytest.mark.parametrize(
    ("edit", "condition"),
    [
        (("2026年4月30日", "2026年5月30日"), "时限与登记的一致"),
        (("每15天", "每30天"), "反馈周期与登记的一致"),
        (("甲镇人民政府及主要领导", "乙镇人民政府及主要领导"), "主送责任单位"),
        (("、县委组织部", ""), "抄送县委组织部"),
    ],
)
def test_a_text_that_says_otherwise_than_the_system_reckons_is_refused(
    county: County, edit: Edit, condition: str
) -> None:
    story = underway(county)
    ref = drafted(story)
    with pytest.raises(Unmet) as refused:
        do(story.inspector, "letter.upload_final", ref=ref, file=edited(draft_file(story, ref), edit))
    assert condition in missing(refused.value)


def _cut(content: bytes) -> Upload:
    """Somebody deleted the rows for number and date."""
    document = docx.Document(io.BytesIO(content))
    for paragraph in document.paragraphs:
        if paragraph.text.replace("\u3000", "").strip() in ("", "年月日"):
            paragraph._p.getparent().remove(paragraph._p)
    out = io.BytesIO()
    document.save(out)
    return Upload("定稿.docx", out.getvalue())


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda content: Upload("定稿.doc", content), "不是 .docx 文件|不收"),
        (lambda content: Upload("定稿.docx", content[:3000]), "已损坏"),
        (lambda content: Upload("定稿.docx", b""), "空|损坏"),
        (_cut, "没有填发文字号"),
    ],
)
def test_a_file_that_cannot_be_a_final_text_is_refused_and_nothing_is_written(
    county: County, spoil: Callable[[bytes], Upload], words: str
) -> None:
    story = underway(county)
    ref = drafted(story)
    file = spoil(draft_file(story, ref))
    with pytest.raises(Invalid) as refused:
        do(story.inspector, "letter.upload_final", ref=ref, file=file)
    assert any(word in refused.value.fields["file"] for word in words.split("|")), refused.value.fields
    assert not FinalText.objects.exists()


def test_a_text_with_a_classified_marking_is_refused_without_a_trace(county: County) -> None:
    story = underway(county)
    ref = drafted(story)
    document = docx.Document(io.BytesIO(draft_file(story, ref)))
    document.paragraphs[0].insert_paragraph_before("机密★10年")
    out = io.BytesIO()
    document.save(out)
    with pytest.raises(Invalid, match="国家秘密"):
        do(story.inspector, "letter.upload_final", ref=ref, file=Upload("定稿.docx", out.getvalue()))
    assert not attached().exists()


@pytest.mark.clause("3.1.2")
def test_who_handed_the_text_in_may_not_agree_to_it() -> None:
    for kind in ("letter", "interview", "listing"):
        assert f"{kind}.upload_final" in act_named(f"{kind}.approve").apart


@pytest.mark.clause("3.1.2")
def test_once_it_lies_with_the_leader_the_text_can_no_longer_be_exchanged(county: County) -> None:
    story = underway(county)
    ref = drafted(story)
    file = handed_in(story, ref)
    do(story.inspector, "letter.submit", ref=ref, approver=county.person("standing"))
    do(story.checker, "letter.upload_final", ref=ref, file=file)
    do(story.checker, "letter.check", ref=ref, opinion="属实")
    for who in (story.inspector, story.checker):
        with pytest.raises(WrongState):
            do(who, "letter.upload_final", ref=ref, file=file)
    with pytest.raises(NotPermitted):
        do(story.clerk, "letter.upload_final", ref=ref, file=file)


def test_a_change_of_the_draft_takes_the_place_of_the_final_text(county: County) -> None:
    from tests.story import content

    story = underway(county)
    ref = drafted(story)
    handed_in(story, ref)
    do(story.inspector, "letter.redraft", ref=ref, **content(story, "letter", goals=["五月底前追上序时"]))
    assert story.measure(ref).final_digest == ""
    assert not paper(actor=story.inspector, ref=ref).handed_in
    assert [version.current for version in finals(actor=story.inspector, ref=ref).versions] == [False]


def test_a_final_text_can_be_given_up_and_handed_in_anew(county: County) -> None:
    story = underway(county)
    ref = drafted(story)
    with pytest.raises(Unmet) as refused:
        do(story.inspector, "letter.drop_final", ref=ref)
    assert list(missing(refused.value)) == ["有上传的定稿"]
    handed_in(story, ref)
    do(story.checker, "letter.drop_final", ref=ref)
    assert not paper(actor=story.inspector, ref=ref).handed_in
    handed_in(story, ref)
    handed_in(story, ref, ("承担的这项", "负责的这一项"))
    versions = finals(actor=story.inspector, ref=ref).versions
    assert [version.current for version in versions] == [True, False, False]


@pytest.mark.clause("3.2.3", "3.3.4")
@pytest.mark.parametrize("kind", ["interview", "listing"])
def test_the_other_measures_take_a_final_text_too(county: County, kind: str) -> None:
    story = underway(county)
    ref = drafted_listing(story) if kind == "listing" else drafted(story, kind)
    handed_in(story, ref, kind=kind)
    assert paper(actor=story.inspector, ref=ref).handed_in


def drafted_listing(story: Story) -> str:
    """A listing stands as a draft after an interview that was held."""
    from tests.story import held_interview

    held_interview(story)
    return drafted(story, "listing")


@pytest.mark.clause("3.2.1")
def test_the_hour_of_an_interview_stands_in_the_final_text_and_is_not_changed_at_issue(
    county: County,
) -> None:
    story = underway(county)
    ref = drafted(story, "interview")
    handed_in(story, ref, kind="interview")
    do(story.inspector, "interview.submit", ref=ref, approver=county.person("standing"))
    do(story.checker, "interview.check", ref=ref, opinion="属实")
    do(story.other_head, "interview.countersign", ref=ref, opinion="同意")
    do(county.standing, "interview.approve", ref=ref)
    do(story.head, "interview.sign_out", ref=ref)
    with pytest.raises(Invalid, match="定稿已写明约谈时间"):
        numbered(story, "interview", ref, held_plan=at("2026-03-09", 10))
    numbered(story, "interview", ref, held_plan=story.measure(ref).planned_at)


def test_those_who_do_not_see_drafts_do_not_see_what_was_changed(county: County) -> None:
    story = underway(county)
    ref = drafted(story)
    handed_in(story, ref)
    for outsider in (county.town_a.liaison, county.cdi.deputy):
        with pytest.raises(NotFound):
            finals(actor=outsider, ref=ref)


def test_handing_in_costs_at_most_twenty_statements(county: County) -> None:
    story = underway(county)
    ref = drafted(story)
    file = edited(draft_file(story, ref), (words_of(story, ref), "经查，你单位承担的这项"))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        do(story.inspector, "letter.upload_final", ref=ref, file=file)
    assert len(queries) <= 20, [query["sql"][:120] for query in queries]


# the PDF


def fake_office(tmp_path: Any, settings: LazySettings, body: str) -> None:
    """A program in the place of LibreOffice; `body` is Python with `out` and `source` at hand."""
    program = tmp_path / "soffice"
    program.write_text(
        "#!/usr/bin/env python3\nimport pathlib, sys, time\n"
        "out = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\nsource = pathlib.Path(sys.argv[-1])\n"
        f"out.mkdir(exist_ok=True)\n{body}\n",
        encoding="utf-8",
    )
    program.chmod(0o700)
    settings.OFFICE_PROGRAM = str(program)
    settings.OFFICE_SECONDS = seconds_for(body)


def printed_as(tmp_path: Any, content: bytes) -> str:
    """The body of a program that puts out a PDF prepared by the test."""
    (tmp_path / "prepared.pdf").write_bytes(content)
    return f"(out / 'final.pdf').write_bytes(pathlib.Path(r'{tmp_path / 'prepared.pdf'}').read_bytes())"


def issued_with(county: County, prepare: Callable[[Story, str], None]) -> tuple[Story, str, IssuedCopy]:
    """A letter whose text was handed in, issued while a program stands in for LibreOffice."""
    story = underway(county)
    ref = drafted(story)
    handed_in(story, ref)
    prepare(story, ref)
    approved(story, ref)
    return story, ref, made(story, ref)


def the_same_text(story: Story, ref: str) -> bytes:
    """The PDF of the text that was handed in, as it will be issued."""
    from duban.documents.papers import pdf

    text = paper(actor=story.inspector, ref=ref).paper
    return pdf.render(text.with_issue("X委办督函〔2026〕1号", date(2026, 3, 2)))


@pytest.mark.clause("3.1.3")
def test_a_pdf_of_the_final_text_is_kept_and_marked_as_converted(
    county: County, tmp_path: Any, settings: LazySettings
) -> None:
    def prepare(story: Story, ref: str) -> None:
        fake_office(tmp_path, settings, printed_as(tmp_path, the_same_text(story, ref)))

    story, ref, copy = issued_with(county, prepare)
    assert copy.pdf_sha256
    assert FinalText.objects.get(current=True).note.startswith("由编辑稿转换")
    assert paper_file(actor=story.inspector, ref=ref, part="document", form="pdf").content[:5] == b"%PDF-"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("pass", "没有转换出 PDF"),
        ("time.sleep(30)", "1 秒内没有转换完"),
        ("(out / 'final.pdf').write_bytes(b'nothing')", "不能用"),
    ],
)
def test_where_nothing_useful_comes_out_there_is_a_word_file_and_the_reason(
    county: County, tmp_path: Any, settings: LazySettings, body: str, why: str
) -> None:
    _, _, copy = issued_with(county, lambda story, ref: fake_office(tmp_path, settings, body))
    assert (copy.state, copy.pdf_sha256, bool(copy.word_sha256)) == ("kept", "", True)
    assert why in FinalText.objects.get(current=True).note


def test_a_pdf_that_lost_words_is_not_taken(county: County, tmp_path: Any, settings: LazySettings) -> None:
    def prepare(story: Story, ref: str) -> None:
        from duban.documents.official.samples import sample
        from duban.documents.papers import pdf

        fake_office(tmp_path, settings, printed_as(tmp_path, pdf.render(sample("supervision_letter"))))

    _, _, copy = issued_with(county, prepare)
    assert copy.pdf_sha256 == ""
    assert "丢了内容" in FinalText.objects.get(current=True).note


def test_a_program_that_is_not_there_is_told(county: County, settings: LazySettings) -> None:
    settings.OFFICE_PROGRAM = "/nowhere/soffice"
    _, _, copy = issued_with(county, lambda story, ref: None)
    assert copy.word_sha256
    assert "启动不了" in FinalText.objects.get(current=True).note


def test_a_file_that_was_changed_on_disk_is_not_issued(county: County, without_office: None) -> None:
    from duban.documents.files import store

    def spoil(story: Story, ref: str) -> None:
        place = store.root() / FinalText.objects.get(current=True).attachment.stored_as
        place.write_bytes(word.render(paper(actor=story.inspector, ref=ref).paper))

    _, _, copy = issued_with(county, spoil)
    assert (copy.state, copy.word_sha256) == ("failed", "")
    assert "摘要不符" in copy.failed_why
