"""行为表：每件事从哪一状态到哪一状态、由谁办、依据哪条，连同流转图，印成 Markdown。"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import django

from duban.acts.beside import guard_of
from duban.mechanism.clauses import cite
from duban.mechanism.lifecycles import LIFECYCLES, act_named
from duban.mechanism.lifecycles.types import Act, Lifecycle
from duban.mechanism.words.named import USUAL_WORDS

NEEDS_DJANGO = False


def configure(parser: argparse.ArgumentParser) -> None:
    """The command takes no options."""


def run(args: argparse.Namespace) -> int:
    """Print the whole table; its gates have their words from the floors that perform them."""
    django.setup()
    print(document(), end="")
    return 0


def document() -> str:
    """The act table as a document: for each kind of object its diagram and its acts, measures by their usual names."""
    head = (
        "# 行为表 · Acts\n\n由 `duban acts` 从行为表印出，不手工修改。"
        "Printed from the act table by `duban acts`; not edited by hand.\n"
    )
    return USUAL_WORDS.say(head + "".join(part for lifecycle in LIFECYCLES.values() for part in _parts(lifecycle)))


def _parts(lifecycle: Lifecycle) -> Iterator[str]:
    yield f"\n## {lifecycle.label} `{lifecycle.kind}`\n\n```mermaid\nstateDiagram-v2\n"
    yield from (f"    {state.name}: {state.label}\n" for state in lifecycle.states)
    yield from _arrows(lifecycle)
    yield "```\n\n| 行为 | 由谁办 | 从 | 到 | 依据 | 条件 |\n| --- | --- | --- | --- | --- | --- |\n"
    yield from (_row(lifecycle, act) for act in lifecycle.acts)


def _arrows(lifecycle: Lifecycle) -> Iterator[str]:
    for key in lifecycle.born_of:
        yield f"    [*] --> {lifecycle.states[0].name}: {act_named(key).label}\n"
    for act in lifecycle.acts:
        for source in act.sources or ("[*]",):
            for target in act.targets:
                if source not in ("*", target):
                    yield f"    {source} --> {target}: {act.label}\n"


def _row(lifecycle: Lifecycle, act: Act) -> str:
    def names(states: tuple[str, ...]) -> str:
        return "、".join("任一状态" if name == "*" else lifecycle.state(name).label for name in states)

    who = "、".join(role.value for role in act.roles) + ("（本人）" if act.in_person else "")
    guard = "；".join(
        part for part in (guard_of(act), f"不同人：{'、'.join(act.apart)}" if act.apart else "") if part
    )
    clause = cite(act.clause) if act.clause else ""
    return f"| {act.label} `{act.key}` | {who} | {names(act.sources)} | {names(act.targets)} | {clause} | {guard} |\n"
