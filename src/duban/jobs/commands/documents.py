"""公文：sample 各文种出一份样张（.docx 和 .pdf），check 按 GB/T 9704-2012 量一份文件。"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path


def configure(parser: argparse.ArgumentParser) -> None:
    """The two things that can be done."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="sample|check")
    sample = actions.add_parser("sample", help="每个文种写一份 .docx 和一份 .pdf")
    sample.add_argument("--out", type=Path, required=True, help="写到哪个文件夹")
    check = actions.add_parser("check", help="量一份 .docx 或 .pdf，逐项报告")
    check.add_argument("files", type=Path, nargs="+", metavar="FILE", help="要量的文件，可以多份")
    check.add_argument("--json", action="store_true", help="结果用 JSON 写出")


def run(args: argparse.Namespace) -> int:
    """0 where everything was written or everything fits, 1 where something does not, 2 where a file cannot be read."""
    return _sample(args.out) if args.action == "sample" else _check(args.files, args.json)


def _sample(folder: Path) -> int:
    from duban.documents.official.samples import file_stem, samples
    from duban.documents.papers import pdf, word
    from duban.documents.papers.fonts import NoPdf

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        print(f"文件夹“{folder}”不能建立：{error.strerror}。", file=sys.stderr)
        return 1
    failed = ""
    count = 0
    for _, paper in samples():
        stem = file_stem(paper)
        (folder / f"{stem}.docx").write_bytes(word.render(paper))
        count += 1
        try:
            (folder / f"{stem}.pdf").write_bytes(pdf.render(paper))
        except NoPdf as error:
            failed = str(error)
    print(f"{count} 个文种的样张在 {folder}")
    if failed:
        print(failed, file=sys.stderr)
    return 1 if failed else 0


def _check(files: list[Path], as_json: bool) -> int:
    from duban.documents.checking.checker import check
    from duban.documents.reading import Unreadable

    reports, unread = [], []
    for file in files:
        try:
            reports.append(check(file))
        except Unreadable as error:
            unread.append(str(error))
    if as_json:
        print(json.dumps([report.as_data() for report in reports], ensure_ascii=False, indent=2))
    else:
        for report in reports:
            print("\n".join(report.lines()))
    for message in unread:
        print(message, file=sys.stderr)
    return 2 if unread else 0 if all(report.conforms for report in reports) else 1
