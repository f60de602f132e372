"""Papers of the demo county: small documents and pictures that stand where an office would have its scans."""

from __future__ import annotations

import io
import zipfile

from PIL import Image, ImageDraw

from duban.documents.files.uploads import Upload
from duban.documents.papers import word
from duban.documents.papers.model import Form, Imprint, Paper, Paragraph, Seal

_MARK = "（演示用文件）"
_OFD = "http://www.ofdspec.org/2016"


def scanned(title: str, *lines: str) -> Upload:
    """A document of a few lines, marked as belonging to the demo."""
    blocks = tuple(Paragraph(text=text) for text in (*lines, _MARK))
    paper = Paper(kind="scan", form=Form.PLAIN, issuers=(), title=(title,), blocks=blocks, seal=Seal.NONE)
    return Upload(f"{title}.docx", word.render(paper, Imprint()))


def edited(paper: Paper, old: str, new: str) -> Upload:
    """A draft as it comes back from Word with some words changed."""
    changed = Paper.from_json(paper.to_json().replace(old, new, 1))
    return Upload("定稿.docx", word.render(changed, Imprint()))


def photo(title: str, colour: tuple[int, int, int] = (96, 130, 90)) -> Upload:
    """A picture from the site, declared to hold no secret: nobody can read text from it."""
    picture = Image.new("RGB", (480, 320), colour)
    ImageDraw.Draw(picture).polygon([(40, 280), (240, 90), (440, 280)], fill=(150, 140, 120))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=70)
    return Upload(f"{title}.jpg", out.getvalue(), declared=True)


def ofd(title: str, text: str) -> Upload:
    """An OFD of one page, as another program would have made it."""
    parts = {
        "OFD.xml": f'<ofd:OFD xmlns:ofd="{_OFD}" Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID>'
        "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f'<ofd:Document xmlns:ofd="{_OFD}"><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>'
        "</ofd:Pages></ofd:Document>",
        "Doc_0/Pages/Page_0/Content.xml": f'<ofd:Page xmlns:ofd="{_OFD}"><ofd:Content><ofd:Layer><ofd:TextObject>'
        f"<ofd:TextCode>{text}{_MARK}</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in parts.items():
            packed.writestr(zipfile.ZipInfo(name), content)
    return Upload(f"{title}.ofd", out.getvalue())
