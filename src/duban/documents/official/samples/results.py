"""Samples of the notices of results, from invented facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from duban.documents.official.kinds.base import Facts
from duban.documents.official.kinds.result import ResultNotice, ResultWithdrawal

_DAY = date(2026, 11, 23)

RESULTS: Mapping[str, Facts] = {
    "result_notice": ResultNotice(
        issuers=("中共XX县纪律检查委员会",),
        number="X纪结函〔2026〕18号",
        dated=_DAY,
        notice="关于建立XX县重点工作督查联动机制的通知",
        to="XX县住房和城乡建设局",
        document="县纪委监委X纪问〔2026〕42号",
        subject="万某（县住房和城乡建设局副局长）",
        kinds=("通报",),
        effective_on=date(2026, 11, 16),
        what="年度考核和奖金",
        clause="7.2.4",
        year=2026,
        follows=("年度考核不得评为优秀等次（七（二））", "年度考核奖金按单位内部分配最低等次发放（七（二））",
                 "取消先进个人等参评资格（七（三））"),
        counted=("取消当年度绩效奖金（七（二））",),
    ),
    "result_withdrawal": ResultWithdrawal(
        issuers=("中共XX县纪律检查委员会",),
        number="X纪结函〔2026〕21号",
        dated=_DAY,
        to="XX县住房和城乡建设局",
        document="县纪委监委X纪问〔2026〕42号",
        subject="万某（县住房和城乡建设局副局长）",
        effective_on=date(2026, 11, 16),
        what="年度考核和奖金",
        clause="7.2.4",
        year=2026,
        days=1,
        notice_number="X纪结函〔2026〕18号",
        why="已撤销",
    ),
}
