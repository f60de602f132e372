"""One document of every kind from invented facts: to look at, to measure and to hold the layout to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from duban.documents.official.kinds import KINDS, write
from duban.documents.official.kinds.base import Facts
from duban.documents.official.samples.measures import MEASURES
from duban.documents.official.samples.reports import REPORTS
from duban.documents.official.samples.results import RESULTS
from duban.documents.papers.model import Form, Paper

FACTS: Mapping[str, Facts] = {**MEASURES, **REPORTS, **RESULTS}
"""What the sample of each kind is written from."""


def sample(kind: str) -> Paper:
    """The sample of a kind; KeyError for a kind that does not exist."""
    return write(kind, FACTS[kind])


def samples() -> Iterator[tuple[str, Paper]]:
    """Every kind with its sample."""
    for kind in KINDS:
        yield kind, sample(kind)


def file_stem(paper: Paper) -> str:
    """KIND-letter, KIND-file, KIND-minutes, or KIND-plain for what stands outside the standard."""
    form = "plain" if paper.form is Form.REPORT else paper.form.value
    return f"{paper.kind}-{form}"
