"""逐条列出通知的条款由哪些规则、测试、页面和文书落实，或者为什么不能由程序执行。"""

from __future__ import annotations

import argparse
import json

from duban.jobs.claims import Claims, clause_claims
from duban.mechanism.clauses import CLAUSES

_FACETS = (("rule", "规则"), ("tests", "测试"), ("page", "页面"), ("document", "文书"))


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    claims = clause_claims()
    if args.json:
        print(json.dumps([each.data() for each in claims], ensure_ascii=False, indent=2))
    else:
        print("\n".join(line for each in claims for line in _lines(each)))
    return 0


def _lines(claims: Claims) -> list[str]:
    head = f"{claims.id}  {claims.cite}"
    if claims.not_executable:
        return [f"{head}  不由程序执行：{claims.not_executable}"]
    facets = [(label, getattr(claims, name)) for name, label in _FACETS]
    if not any(found for _, found in facets):
        return [f"{head}  未落实"]
    instead = {"文书": CLAUSES[claims.id].no_document}
    return [
        head,
        *(f"    {label}  {'、'.join(found) or instead.get(label) or '未落实'}" for label, found in facets),
    ]
