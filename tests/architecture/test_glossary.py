"""Every term of the domain that stands in code stands in the glossary, and the glossary names nothing that is gone."""

from __future__ import annotations

import re
from pathlib import Path

from django.apps import apps

from duban.mechanism.lifecycles import LIFECYCLES
from duban.mechanism.people.standing import Function, Role
from tools import glossary

SOURCE = Path(__file__).resolve().parents[2] / "src" / "duban"
WRITTEN = glossary.GLOSSARY.read_text("utf-8").partition(glossary.MARK)[0]


def domain_terms() -> set[str]:
    """What the code calls the things of the domain: kinds, models, roles, organs."""
    models = {model.__name__ for model in apps.get_models() if model.__module__.startswith("duban.")}
    people = {role.name.lower() for role in Role} | {organ.name.lower() for organ in Function if organ.value}
    return set(LIFECYCLES) | models | people


def missing(text: str) -> set[str]:
    known = {word.lower() for word in glossary.terms(text)}
    return {term for term in domain_terms() if term.lower() not in known}


def gone(text: str, source: str) -> set[str]:
    used = set(re.findall(r"\w+", source.lower()))
    return {
        term
        for term in glossary.terms(text)
        if "…" not in term and "." not in term and term.lower() not in used
    }


GIVEN_UP = {"移送": "移交", "追责线索": "待核情形", "资格审查": "问责记录查询", "放弃书": "放弃说明的声明",
            "复核核查": "核查确认", "换经办人": "变更经办人", "无变化，": "本期无新进展"}  # fmt: skip
"""Words that offices do not say, with what they say. 移送 is left to criminal clues (A53)."""
OF_NOTICES = ("mechanism/data/sentences.toml", "mechanism/data/quantities.toml", "mechanism/notice")
"""Where words are looked for in notices that others wrote."""


def given_up(text: str) -> set[str]:
    return {word for word in GIVEN_UP if word in text}


def test_no_page_paper_or_row_says_a_word_that_offices_do_not_say() -> None:
    ours = [
        path
        for path in (*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html"), *SOURCE.rglob("*.toml"))
        if "migrations" not in path.parts and not str(path.relative_to(SOURCE)).startswith(OF_NOTICES)
    ]
    said = {str(path.relative_to(SOURCE)): found for path in ours if (found := given_up(path.read_text("utf-8")))}
    assert said == {}
    assert len(ours) > 500
    assert given_up("移送函里写明追责线索") == {"移送", "追责线索"}


def test_every_term_of_the_domain_stands_in_the_glossary() -> None:
    assert missing(WRITTEN) == set()


def test_a_term_that_is_left_out_would_be_found() -> None:
    assert missing(WRITTEN.replace("`Milestone`", "")) == {"Milestone"}


def test_no_entry_of_the_glossary_is_of_a_word_that_nobody_uses_any_more() -> None:
    source = "\n".join(
        path.read_text("utf-8") for path in SOURCE.rglob("*.*") if path.suffix in {".py", ".toml"}
    )
    assert gone(WRITTEN, source) == set()
    assert gone(WRITTEN + "`Bailiff`", source) == {"Bailiff"}


def test_the_words_of_the_act_table_are_printed_from_the_table_of_today() -> None:
    assert glossary.GLOSSARY.read_text("utf-8") == glossary.document(), "python -m tools.glossary"
