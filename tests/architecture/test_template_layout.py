"""Templates are laid out by a tool that puts white space only where a page does not show it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from duban.web.template_loader import Loader
from tools.templates.__main__ import TEMPLATES, faults, laid_out
from tools.templates.layout import WIDTH, formatted
from tools.templates.pieces import Unbalanced

PATHS = sorted(TEMPLATES.rglob("*.html"))


def bare(text: str) -> str:
    """A template without any white space between its pieces, and its comments as one."""
    return re.sub(r"[ \n]+", "", text.replace(" #}\n{# ", ""))


def name_of(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


def test_every_template_is_laid_out_on_lines_that_are_short_enough() -> None:
    assert list(faults()) == []


def test_what_is_not_laid_out_and_what_cannot_be_broken_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<div><p>一</p></div>", "utf-8")
    (tmp_path / "b.html").write_text(f"{{{{ a }}}}{'，{{ b }}' * 20}\n", "utf-8")
    first, second = faults(tmp_path)
    assert first.startswith("a.html: ")
    assert second.startswith("b.html:1: ")


@pytest.mark.parametrize("path", PATHS, ids=name_of)
def test_laying_out_again_changes_nothing_and_loses_nothing(path: Path) -> None:
    text = laid_out(path)
    squeezed = re.sub(r"\n +", "\n", text)
    assert formatted(squeezed, whole="pages" in path.parts or path.parent == TEMPLATES) == text


@pytest.mark.parametrize(
    "glued",
    [
        "{{ a }}{% if b %}（{{ b }}）{% endif %}，{{ c }}",
        "<span>甲</span><span>乙</span>",
        "<span>甲</span>{% if b %}<div>乙</div>{% endif %}<span>丙</span>",
        "{% for x in xs %}<b>{{ x }}</b>{% endfor %}",
        '<span class="tag">{{ a }}</span>{{ b }}',
        "{{ a }}　{{ b }}",
    ],
)
def test_between_what_stands_in_one_sentence_nothing_is_put(glued: str) -> None:
    text = formatted(f"<p>{glued}</p>")
    assert re.sub(r"\n +", "", text).replace("\n", "") == f"<p>{glued}</p>"


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("<div><p>一</p><p>二</p></div>", ["<div>", "  <p>一</p>", "  <p>二</p>", "</div>"]),
        ("<ul>{% for x in xs %}<li>{{ x }}</li>{% endfor %}</ul>",
         ["<ul>", "  {% for x in xs %}", "    <li>{{ x }}</li>", "  {% endfor %}", "</ul>"]),
        ("<p>{% if a %}<b>一</b>{% endif %}</p>", ["<p>", "  {% if a %}", "    <b>一</b>", "  {% endif %}", "</p>"]),
        ('<div class="in-row"><b>一</b><b>二</b></div>',
         ['<div class="in-row">', "  <b>一</b>", "  <b>二</b>", "</div>"]),
    ],
)  # fmt: skip
def test_blocks_stand_on_lines_of_their_own(source: str, lines: list[str]) -> None:
    assert formatted(source).splitlines() == lines


def test_a_long_line_is_broken_inside_its_tags_and_at_its_spaces() -> None:
    text = formatted("<p>" + '<a href="/matters/" class="btn">重点工作</a>' * 6 + "</p>")
    assert max(map(len, text.splitlines())) <= WIDTH
    assert bare(text) == bare("<p>" + '<a href="/matters/" class="btn">重点工作</a>' * 6 + "</p>")


def test_a_template_whose_tags_do_not_close_is_refused() -> None:
    with pytest.raises(Unbalanced, match="if a"):
        formatted("{% if a %}<p>一</p>")


def test_indentation_does_not_reach_a_page() -> None:
    from django.template import engines

    engine = engines["django"].engine
    loader = next(one for one in engine.template_loaders[0].loaders if isinstance(one, Loader))
    origin = next(one for one in loader.get_template_sources("base.html") if Path(one.name).exists())
    assert "\n  " in Path(origin.name).read_text("utf-8")
    assert "\n " not in loader.get_contents(origin)
    assert re.search(r"\n *>", Path(origin.name).read_text("utf-8"))
    assert not re.search(r"\n *>", loader.get_contents(origin))


def test_a_cell_that_shows_nothing_is_empty(tmp_path: Path) -> None:
    from django.template import Context, Engine, Origin

    cell = '<td data-label="果" class="{% if a %}b{% endif %}">{% if a %}{% if b %}<p>一</p>{% endif %}{% endif %}</td>'
    text = formatted(f"<table><tr>{cell}</tr></table>")
    assert "\n" in text[text.index("<td") : text.index("</td>")]
    path = tmp_path / "cell.html"
    path.write_text(text, "utf-8")
    loader = Loader(Engine())
    read = Engine().from_string(loader.get_contents(Origin(str(path), "cell.html", loader)))
    assert '<td data-label="果" class=""></td>' in read.render(Context())
    assert "<p>一</p></td>" in read.render(Context({"a": 1, "b": 1}))


HTML = re.compile(
    r"</?(?:a|b|p|i|div|span|td|tr|th|ul|li|ol|dl|h\d|svg|section|button|form|input|br|table|small)[ >/]"
)
COMPONENTS = {"display.py", "templatetags/duban.py"}
"""Where the small components are that stand in every row of a list: a light, a symbol, a clause, a due day."""


def written_in(source: str) -> list[str]:
    """The texts of a module in which HTML stands."""
    return [
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and HTML.search(node.value)
    ]


def test_html_stands_in_templates_and_in_the_small_components_only() -> None:
    web = TEMPLATES.parent
    found = {
        path.relative_to(web).as_posix()
        for path in sorted(web.rglob("*.py"))
        if written_in(path.read_text("utf-8"))
    }
    assert found == COMPONENTS
    assert written_in("page = f'<div class=\"{css}\">'") and not written_in("kind = '<kind>.approve'")
