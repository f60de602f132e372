"""Costs as a table of docs/performance.md."""

from __future__ import annotations

from collections.abc import Sequence

from bench.costs import Costs


def told(sizes: Sequence[int], found: Sequence[dict[str, Costs]], base: float | None) -> str:
    """One line a page or act: p50 and p95 at each size, what the last one cost, growth, and its multiple of `base`."""
    heads = [f"{size:,}" for size in sizes]
    columns = ["", *heads, "statements", "rows", "web", "database", "growth", *(["multiple"] if base else [])]
    lines = [f"| {' | '.join(columns)} |", f"|{' --- |' * len(columns)}"]
    lines += [f"| {' | '.join(_line(name, found, base))} |" for name in found[-1]]
    if base:
        lines.append(f"\n`/-/empty` of the version before, at {heads[-1]}: {base:.1f} ms.")
    return "\n".join(lines)


def _line(name: str, found: Sequence[dict[str, Costs]], base: float | None) -> list[str]:
    at = [one[name] for one in found]
    last = at[-1]
    return [
        name,
        *(f"{one.p50:.0f} / {one.p95:.0f}" for one in at),
        str(last.statements),
        str(last.rows),
        f"{last.web:.0f}",
        "" if last.database is None else f"{last.database:.0f}",
        f"{last.p50 / at[0].p50:.2f}",
        *([f"{last.p50 / base:.1f}"] if base else []),
    ]
