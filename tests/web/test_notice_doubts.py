"""A notice that waits shows what of it is in doubt, and each doubt is answered through a form."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from duban.rulebook.models import Notice, NoticeAnswer
from tests.personas import County
from tests.rulebook.test_notices import FOUR, doubtful
from tests.web.test_directory_forms import send

pytestmark = pytest.mark.clause("9")


def shown(client: Client) -> str:
    return client.get(reverse("mechanism")).content.decode()


def test_what_is_in_doubt_is_shown_and_answered_on_the_page(county: County, client: Client) -> None:
    ref = doubtful(county, FOUR, ("督办函", "提醒函"))
    client.force_login(county.account("inspector"))
    page = shown(client)
    assert "待答复的条款、数字和名称" in page
    assert "好、较好、一般、差" in page
    assert "<dd>提醒函</dd>" in page
    assert "未答复" in page
    assert f"/act/notice.answer/{ref}/" in page
    form = client.get(f"/act/notice.answer/{ref}/").content.decode()
    assert "工作进展评价的档次：原文写了4档" in form
    given = {
        "item": "value:evaluation_values",
        "how": "value",
        "words": "好、一般、差",
        "reason": "常委会会议议定",
    }
    refused = send(client, f"/act/notice.answer/{ref}/", **{**given, "words": "好、好"})
    assert refused.status_code == 422
    assert "有重复的项" in refused.content.decode()
    send(client, f"/act/notice.answer/{ref}/", **given)
    assert NoticeAnswer.objects.get().by == county.inspector.name
    page = shown(client)
    assert "未答复" not in page
    assert "参数取值为“好、一般、差”" in page
    client.force_login(county.account("office_head"))
    send(client, f"/act/notice.confirm/{ref}/")
    assert Notice.objects.get(ref=ref).state == "confirmed"
