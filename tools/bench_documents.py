"""What official documents cost: a letter of two pages as PDF and Word, a batch of a hundred; beside the bare libraries."""

from __future__ import annotations

import io
import resource
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

ROUNDS = 20
BATCH = 100
LIMITS = {"pdf": 60.0, "docx": 40.0, "batch": 3000.0}
TEXT = "责任单位应当按照要求抓好整改，定期反馈情况，直至整改完毕。" * 40
BARE = """#set page(paper: "a4")
#set text(font: "FandolFang R", size: 16pt, fallback: false, lang: "zh")
"""


def median(make: Callable[[int], Any]) -> float:
    """The median time of one call in milliseconds, after a first one that warms up."""
    make(0)
    times = []
    for n in range(1, ROUNDS + 1):
        began = time.perf_counter()
        make(n)
        times.append(1000 * (time.perf_counter() - began))
    return statistics.median(times)


def documents() -> None:
    """Print one line each: what is measured, its time, its limit, the bare library doing the like."""
    from duban.documents.official.samples import sample
    from duban.documents.official.samples.invented import DAY
    from duban.documents.papers import pdf, word
    from duban.documents.papers.fonts import book

    letter = sample("supervision_letter")
    papers = [letter.with_issue(f"X委办督函〔2026〕{n}号", DAY) for n in range(BATCH + ROUNDS + 1)]
    fonts = book().fonts
    printed = median(lambda n: pdf.render(papers[n]))
    written = median(lambda n: word.render(papers[n]))
    began = time.perf_counter()
    for _ in pdf.render_many(papers[-BATCH:]):
        pass
    batch = 1000 * (time.perf_counter() - began)
    print(f"\n{'document':<28}{'ms':>9}{'limit':>9}{'bare':>9}")
    _line("letter of two pages, PDF", printed, LIMITS["pdf"], _bare_typst(fonts))
    _line("letter of two pages, .docx", written, LIMITS["docx"], _bare_docx())
    _line(f"{BATCH} letters, PDF", batch, LIMITS["batch"], None)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for paper in papers[-BATCH:]:
        pdf.render(paper)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"memory grown over {BATCH} more letters: {grown:.1f} MB")


def _line(name: str, spent: float, limit: float, bare: float | None) -> None:
    mark = "" if spent <= limit else "  over"
    beside = f"{bare:.1f}" if bare is not None else ""
    print(f"{name:<28}{spent:>9.1f}{limit:>9.0f}{beside:>9}{mark}")


def _bare_typst(fonts: Any) -> float:
    import typst

    compiler = typst.Compiler(font_paths=fonts, ignore_system_fonts=True)
    sources = [f"{BARE}{TEXT}{n}".encode() for n in range(ROUNDS + 1)]
    return median(lambda n: compiler.compile(sources[n], format="pdf"))


def _bare_docx() -> float:
    import docx

    def write(n: int) -> bytes:
        document = docx.Document()
        for _ in range(30):
            document.add_paragraph(f"{TEXT[:60]}{n}")
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    return median(write)


if __name__ == "__main__":
    import os
    import tempfile

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.config.settings")
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["DUBAN_DATA"] = scratch
        import django

        django.setup()
        documents()
    sys.exit(0)
