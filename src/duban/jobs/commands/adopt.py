"""读取县里的通知：按条款切分、核对参数；写明发文信息和导入人的，导入系统待另一人确认。"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.db import OperationalError, ProgrammingError
from django_scopes import scope

from duban.acts.registry import action_for
from duban.documents.files.uploads import Upload
from duban.documents.intake.text import NoText, text_of
from duban.mechanism.clauses import CLAUSES, cite
from duban.mechanism.notice.reading import NoticeUnreadable
from duban.organisations.selectors import actor_named, jurisdiction_by_code
from duban.rulebook.selectors import Adoption, read_notice
from duban.rulebook.selectors.notice_read import binding_data, comparison_data, draft_of
from duban.shared.actor import Actor
from duban.shared.errors import ActError, Invalid, Unmet

_ASKED = {
    "issued_on": "--issued-on",
    "number": "--number",
    "issuer": "--issuer",
    "despite": "--despite",
    "file": "FILE",
    "item": "--answer",
    "how": "--answer",
    "words": "--answer",
}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", help="通知：UTF-8 或 GB18030 编码的纯文本、.docx 或有文字的 PDF"
    )
    parser.add_argument("--issued-on", type=_day, metavar="日期", help="印发日期，如 2026-01-05")
    parser.add_argument("--number", default="", metavar="文号", help="发文字号")
    parser.add_argument("--issuer", default="", metavar="机关", help="发文机关")
    parser.add_argument(
        "--despite", default="", metavar="理由", help="写明的发文信息与原文不一致时，以写明的为准的理由"
    )
    parser.add_argument(
        "--answer",
        nargs=4,
        action="append",
        default=[],
        metavar=("待定项", "答复", "原文或取值", "理由"),
        help="答复一个待定项，可以多次；答复为 here（写在原文这一处）、absent（本通知没有）、value（取值）、"
        "default（按默认）、none（与参数无关）之一；不需要原文或取值的写 -",
    )
    parser.add_argument("--jurisdiction", default="", metavar="代码", help="县的代码，只有一个县时可以不写")
    parser.add_argument("--by", default="", metavar="姓名", help="导入人；不写则只核对，不导入")
    parser.add_argument(
        "--confirm-by", default="", metavar="姓名", help="确认人，与导入人不是同一人；不写则待确认"
    )
    parser.add_argument("--dry-run", action="store_true", help="只核对，不导入")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请按 2026-01-05 的样子写") from None


def run(args: argparse.Namespace) -> int:
    try:
        given = Path(args.file).read_bytes()
        text = text_of(Path(args.file).name, given)
        content = given if text is None else text.encode()
        adoption = read_notice(content, issued_on=args.issued_on, number=args.number, issuer=args.issuer)
    except OSError as error:
        why = "没有这个文件" if isinstance(error, FileNotFoundError) else error.strerror
        return _wrong(f"不能读取“{args.file}”：{why}。")
    except NoticeUnreadable as error:
        return _wrong(f"{error}。")
    except NoText as error:
        return _wrong(str(error))
    writes = not args.dry_run and bool(args.by)
    report = _report(adoption)
    against = writes and bool(adoption.contradicted) and not args.despite
    if not writes or adoption.missing or adoption.suggested or against:
        _show(args, report)
        asked = [_asks(adoption)] if adoption.missing else []
        asked += [_confirms(adoption.suggested)] if adoption.suggested and writes else []
        asked += [_differs(adoption)] if against else []
        return _wrong("\n".join(asked)) if asked else 0
    try:
        report["written"] = _write(args, content)
    except (Invalid, ActError) as error:
        _show(args, report)
        return _wrong(_said(error))
    except (OperationalError, ProgrammingError) as error:
        return _wrong(f"数据库还没有建立，先运行 duban migrate（{error}）。")
    _show(args, report)
    return 0


def _write(args: argparse.Namespace, content: bytes) -> list[str]:
    """Adopt, and confirm where a second person is named; what was done, in sentences."""
    county = jurisdiction_by_code(args.jurisdiction)
    with scope(jurisdiction=county.id):
        by = actor_named(county.id, args.by)
        confirming = actor_named(county.id, args.confirm_by) if args.confirm_by else None
        said, ref = _taken_in(args, by, content)
        for item, how, words, reason in args.answer:
            told = action_for("notice.answer")(
                actor=by, ref=ref, item=item, how=how, words="" if words == "-" else words, reason=reason
            )
            said.append(told.sentence)
        if confirming is not None:
            said.append(action_for("notice.confirm")(actor=confirming, ref=ref).sentence)
        return said


def _taken_in(args: argparse.Namespace, by: Actor, content: bytes) -> tuple[list[str], str]:
    """Take the notice in, or go on with the draft that it already is where answers are given."""
    draft = draft_of(content, number=args.number, issued_on=args.issued_on) if args.answer else ""
    if draft:
        return [], draft
    adopted = action_for("notice.adopt")(
        actor=by,
        file=Upload(Path(args.file).name, content),
        issued_on=args.issued_on,
        number=args.number,
        issuer=args.issuer,
        despite=args.despite,
    )
    return [adopted.sentence], adopted.ref


def _differs(adoption: Adoption) -> str:
    said = "；".join(asked.question for asked in adoption.contradicted.values())
    return f"{said}。请核对后改正；以写明的为准的，用 --despite 说明理由。"


def _confirms(suggested: dict[str, str]) -> str:
    stated = " ".join(f"{_ASKED[name]} {value}" for name, value in suggested.items())
    return f"发文信息是从文件里认出来的，系统不直接采用。请核对后写明再导入：{stated}"


def _report(adoption: Adoption) -> dict[str, Any]:
    """What was found, in the words of the notice itself."""
    report = {
        "title": adoption.notice.title,
        "issued_on": adoption.issued_on.isoformat() if adoption.issued_on else None,
        "number": adoption.number or None,
        "issuer": adoption.issuer or None,
        "missing": adoption.missing,
        "clauses": len(CLAUSES),
        "by_clause": adoption.comparison.statuses,
        "bound": binding_data(adoption)["passages"],
        **comparison_data(adoption),
        "suggested": adoption.suggested,
        "not_found": list(adoption.comparison.not_found),
        "superfluous": binding_data(adoption)["superfluous"],
        "documents": binding_data(adoption)["documents"],
        "written": [],
    }
    return adoption.binding.names.vocabulary.say_all(report)


def _show(args: argparse.Namespace, report: dict[str, Any]) -> None:
    print(json.dumps(report, ensure_ascii=False, indent=2) if args.json else "\n".join(_lines(report)))


def _lines(report: dict[str, Any]) -> list[str]:
    lines = [
        f"《{report['title']}》",
        f"  发文字号 {report['number'] or '未写明'}  印发日期 {report['issued_on'] or '未写明'}"
        f"  发文机关 {report['issuer'] or '未写明'}",
        f"找到条款 {len(report['bound'])} 条（共 {report['clauses']} 条）",
        *(
            f"  {each['clause']:<7}{cite(each['clause'])}  {_short(each['words'])}{_mark(report, each['clause'])}"
            for each in report["bound"]
        ),
        f"参数相同 {len(report['agreeing'])} 项",
        *(f"  {each['title']}（{each['cite']}）：{each['found']}" for each in report["agreeing"]),
        f"参数不同 {len(report['differing'])} 项",
        *(
            f"  {each['title']}（{each['cite']}）：原文“{_short(each['words'])}”为 {each['found']}，默认 {each['pack']}"
            for each in report["differing"]
        ),
        *_section("本县的名称", [f"{each['title']}：{each['found']}" for each in report["names"]]),
        *_section("待答复", [
            f"{each['key']}  {each['cite']}  {each['question']}"
            + (f"；原文“{_short(each['found'])}”" if each["found"] else "")
            + ("" if each["binding"] else "（不答复的暂按未决问题的答案）")
            for each in report["asked"]
        ]),
        *_section("没有找到的条款", [f"{each}  {cite(each)} {CLAUSES[each].title}" for each in report["not_found"]]),
        *_section("没有条款对应的文字", [
            f"{each['article']}{each['paragraph']}  {_short(each['text'])}" for each in report["superfluous"]
        ]),
    ]  # fmt: skip
    lines += [f"文中写有 {_ASKED[name]} {value}，待核对" for name, value in report["suggested"].items()]
    return lines + list(report["written"])


def _mark(report: dict[str, Any], clause: str) -> str:
    return "　（数字与默认不同）" if report["by_clause"][clause] == "differing" else ""


def _section(title: str, rows: list[str]) -> list[str]:
    return [f"{title} {len(rows)} 处", *(f"  {row}" for row in rows)]


def _short(text: str) -> str:
    plain = "".join(text.split())
    return plain if len(plain) <= 40 else f"{plain[:39]}…"


def _asks(adoption: Adoption) -> str:
    asked = "、".join(f"{label}（{_ASKED[name]}）" for name, label in adoption.missing.items())
    return f"原文没有写明{asked}，请补充后再导入；系统不作推定。"


def _said(error: ActError) -> str:
    if isinstance(error, Invalid):
        return "\n".join(f"{_ASKED.get(name, '')} {text}".strip() for name, text in error.fields.items())
    if isinstance(error, Unmet):
        return "\n".join([error.message, *(reason.finding for reason in error.decision.missing)])
    return error.message


def _wrong(message: str) -> int:
    print(message, file=sys.stderr)
    return 2
