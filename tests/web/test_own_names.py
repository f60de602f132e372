"""A county whose notice calls measures and papers otherwise: its words stand everywhere, the usual ones nowhere."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections import deque
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db.models import CharField, JSONField, Model, TextField
from django.test import Client
from pypdf import PdfReader

from duban.acts import registry
from duban.documents.files.uploads import Upload
from duban.mechanism.words.named import OPEN, Vocabulary
from duban.rulebook.actions.notices import adopt_notice, confirm_notice
from duban.rulebook.selectors import vocabulary_today
from tests.apart import told
from tests.architecture.test_names import ABOVE
from tests.personas import County, notice_text
from tests.visibility.lived import live
from tests.visibility.test_one_visibility import addresses

OWN = Vocabulary("督促函", "集体谈话", "挂号督办", "立项挂号督办通知书")
_ABOVE = (*ABOVE, "市挂牌督办的事项", "上级挂牌督办、约谈或问责", "挂牌督办、约谈、问责", "约谈、问责", "所列，不含挂牌督办")
"""What superior organs do is called as they call it (二（二）、五（二））."""
_RENAMED = (
    ("联席约谈", "集体谈话"), ("督办函", "督促函"), ("立项挂牌督办通知书", "立项挂号督办通知书"), ("约谈", "谈话"),
    ("挂牌督办", "挂号督办"), ("解除挂牌", "解除挂号"),
)  # fmt: skip
FACTS: dict[str, Any] = {
    "issued_on": date(2026, 3, 1), "number": "X委办字〔2026〕9号", "issuer": "中共XX县委办公室、XX县人民政府办公室",
}  # fmt: skip
_USUAL = re.compile("督办函|约谈|挂牌|办约〔")
_LEAKED = re.compile("‹|%E2%80%B9|u2039")
_EARLIER = re.compile(r"/mechanism/(versions|notices|drafts)/|/parameters/|\?ref=")
"""Where rules are shown as they stood before, and lists of values as they stand in a version."""
_DONE_ABOVE = re.compile(
    r'受到的上级处置</td>\s*<td>\s*<b>[^<]*|name="(?:county|leader)_kind" value="[^"]*"|>(?:挂牌督办|约谈)</label>'
)
"""Lists of what superiors do to a county, as the notice has them (五（二）)."""
_BEFORE = re.compile('<ul class="plain history">.*?</ul>', re.DOTALL)
_MOST = 1500
_typed: set[str] = set()


def notice() -> bytes:
    """The county's notice with other names; what superiors do is called in it as before."""
    parts = re.split("(国家和省、市挂牌督办|被上级挂牌督办、约谈|被上级约谈)", notice_text().decode())
    for usual, own in _RENAMED:
        parts[::2] = [part.replace(usual, own) for part in parts[::2]]
    return "".join(parts).replace("2026年1月5日", "2026年3月1日").replace("3号", "9号").encode()


def live_under_own_names(county: County) -> None:
    """Its notice comes into force, then all that happens in a county happens."""
    done = adopt_notice(actor=county.inspector, file=Upload("通知.txt", notice()), **FACTS)
    confirm_notice(actor=county.office_head, ref=done.ref)
    live(county)


@pytest.fixture(scope="module")
def life(built_county: County, django_db_blocker: Any) -> Iterator[None]:
    """All that has happened, told once; what was typed in it is remembered."""
    looked_at = registry.given_to

    def remembered(act: Any, values: Any, lists: Any) -> Any:
        _typed.update(text for text in texts(values) if _USUAL.search(text))
        return looked_at(act, values, lists)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "given_to", remembered)
        with told(built_county, django_db_blocker, live_under_own_names):
            yield


@pytest.fixture
def lived(life: None, county: County) -> Iterator[County]:
    """The county after all that, on a day in May."""
    with county.on("2026-05-20"):
        yield county


def test_its_names_are_those_of_its_notice_from_the_day_on_which_it_holds(lived: County) -> None:
    assert vocabulary_today(lived.jurisdiction_id) == OWN


def test_what_is_stored_is_stored_in_its_words(lived: County) -> None:
    wrong = [
        (model.__name__, name, text[:90])
        for model in apps.get_models()
        if model.__module__.startswith("duban.") and model._meta.label_lower not in ("rulebook.pack", "rulebook.notice")
        for name, text in stored(model)
        if OPEN in text or usual_in(text)
    ]
    assert not wrong


@pytest.mark.parametrize("who", ["inspector", "town_a.liaison"])
def test_every_page_and_file_to_which_one_comes_speaks_its_words(lived: County, who: str) -> None:
    client = Client()
    client.force_login(lived.account(who))
    seen = list(walked(client))
    wrong = [(address, around) for address, text in seen if (around := wrong_in(address, text))]
    assert not wrong, "\n".join(map(str, wrong))
    assert len(seen) > 100
    assert all(any(word in text for _, text in seen) for word in ("督促函", "谈话", "挂号督办"))


@pytest.mark.clause("9")
@pytest.mark.parametrize("who", ["inspector", "appraisal.principal"])
def test_what_is_quoted_stays_that_of_the_notice_that_judges_it_when_another_comes(lived: County, who: str) -> None:
    client = Client()
    client.force_login(lived.account(who))
    before = quoted(client)
    assert any(re.search("督促函|挂号督办|不得评为", text) for quotes in before.values() for text in quotes)
    again = notice_text().decode().replace("不得评为", "不得评定为").encode()
    done = adopt_notice(
        actor=lived.inspector, file=Upload("通知.txt", again), despite="重新印发", number="X委办字〔2026〕30号",
        issued_on=date(2026, 5, 20), issuer=FACTS["issuer"],
    )  # fmt: skip
    confirm_notice(actor=lived.office_head, ref=done.ref)
    assert vocabulary_today(lived.jurisdiction_id) != OWN
    assert quoted(client) == before


def quoted(client: Client) -> dict[str, list[str]]:
    """What each page of a case, a hearing, a ruling, a paper or a result quotes of the county's own words."""
    found: dict[str, list[str]] = {}
    for address in (one for one in addresses() if not one.startswith("/mechanism/")):
        answer = client.get(address, follow=True)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            quotes = re.findall(r'<(?:blockquote|p) class="own[^>]*>(.*?)</(?:blockquote|p)>', answer.content.decode(), re.DOTALL)
            found[address] = [re.sub(r"<[^>]*>|\s", "", one) for one in quotes]
    return found


def wrong_in(address: str, text: str) -> str:
    """What a page says that it should not, with what stands around it."""
    leaked = _LEAKED.search(text)
    if leaked:
        return text[max(0, leaked.start() - 40) : leaked.end() + 40]
    return "" if _EARLIER.search(address) else usual_in(_DONE_ABOVE.sub("", _BEFORE.sub("", text)))


def usual_in(text: str) -> str:
    """Where a usual name stands that nobody typed, with what is around it."""
    if not _USUAL.search(text):
        return ""
    for one in (*_ABOVE, *sorted(_typed, key=len, reverse=True)):
        text = text.replace(one, "")
    found = _USUAL.search(text)
    return text[max(0, found.start() - 40) : found.end() + 20] if found else ""


def texts(value: Any) -> Iterator[str]:
    """Every text in what was given or stored, whole and by its lines."""
    if isinstance(value, str):
        yield from (value, *value.splitlines())
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts(one)


def stored(model: type[Model]) -> Iterator[tuple[str, str]]:
    """Every text of every row of a model, with the name of its column."""
    kinds = (CharField, TextField, JSONField)
    names = [one.attname for one in model._meta.concrete_fields if isinstance(one, kinds)]
    for row in model._base_manager.values(*names) if names else ():
        for name, value in row.items():
            yield from ((name, text) for text in texts(value))


def walked(client: Client) -> Iterator[tuple[str, str]]:
    """Every page to which one leads from another, and every file on the way, as text."""
    waiting, seen = deque(addresses()), set()
    while waiting and len(seen) < _MOST:
        address = waiting.popleft()
        place = re.sub(r"\?(?!as=|tab=).*", "", address.partition("#")[0])
        if place in seen:
            continue
        seen.add(place)
        answer = client.get(address)
        if answer.status_code in (301, 302, 303):
            waiting.append(answer["Location"])
        elif answer.status_code in (200, 403, 409):
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            yield address, read(content) + answer.get("Content-Disposition", "")
            if answer["Content-Type"].startswith("text/html"):
                found = re.findall(r'(?:href|hx-get)="(/[^"]*)"', html.unescape(content.decode()))
                waiting += [one for one in found if not one.startswith("/static")]


def read(content: bytes) -> str:
    """The text of a page or a file: of a packed one that of everything in it, of a PDF what is printed."""
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            return "\n".join([*file.namelist(), *(read(file.read(name)) for name in file.namelist())])
    if content[:5] == b"%PDF-":
        return "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).replace("\n", "")
    text = html.unescape(content.decode(errors="ignore"))
    return re.sub("<[^>]*>", "", text) if text.startswith("<?xml") else text
