"""系统管理: the administrator's own page, and the year of the calendar that is asked for from November on."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from duban.acts.background.jobs import run_job
from duban.insight.selectors.county.system import calendar_asked_for, system_page
from duban.measures.actions.before_issue.papers import JOB
from duban.organisations.models import Person
from duban.shared import clock
from tests.personas import PASSWORD, County, account_by_one
from tests.web.conftest import Browse, browse
from tests.web.walk import do

__all__ = ["browse"]
ASKED = "2027年的节假日安排还没有录入"


@pytest.fixture(autouse=True)
def let_in(county: County) -> None:
    """The administrator has an account."""
    account_by_one(county, Person.objects.get(pk=county.persons["registrar"]).ref, "registrar", PASSWORD)


def test_the_page_is_the_administrator_s_alone(county: County, browse: Browse) -> None:
    for who in ("registrar", "office_head", "secretary", "bureau_a.liaison"):
        client = browse(who)
        assert client.get(reverse("keeping")).status_code == (200 if who == "registrar" else 404), who
        assert ("系统管理</a>" in client.get("/").content.decode()) is (who == "registrar"), who


@pytest.mark.clause("3.1.7")
@pytest.mark.parametrize(("day", "asked"), [("2026-10-31", None), ("2026-11-01", 2027), ("2027-01-04", 2027)])
def test_the_next_calendar_is_asked_for_from_november_on(county: County, day: str, asked: int | None) -> None:
    with county.on(day):
        assert calendar_asked_for(county.actor("registrar")) == calendar_asked_for(county.office_head) == asked
        assert calendar_asked_for(county.bureau_a.liaison) is None


@pytest.mark.clause("3.1.7")
def test_whoever_may_enter_it_reads_it_on_every_page_until_it_is_entered(county: County, browse: Browse) -> None:
    with county.on("2026-11-20"):
        for who, reads in (("registrar", True), ("office_head", True), ("inspector", False)):
            assert (ASKED in browse(who).get("/matters/").content.decode()) is reads, who
        new_year = {"day": date(2027, 1, 1), "worked": "off", "name": "元旦"}
        do(county.actor("registrar"), "calendar.publish", year=2027, source="国务院办公厅的通知", days=[new_year])
        assert ASKED not in browse("registrar").get("/matters/").content.decode()


def test_a_job_that_failed_stands_with_its_name_and_the_kind_of_error_and_nothing_of_its_arguments(county: County) -> None:
    job = run_job.enqueue(JOB, {"secret_argument": 7})
    DBTaskResult.objects.filter(pk=job.id).update(
        status=TaskResultStatus.FAILED, finished_at=clock.now(), exception_class_path="builtins.OSError", traceback="x"
    )
    found = system_page(actor=county.actor("registrar")).jobs
    assert [(one.what, one.error) for one in found.failures] == [("制作督办文书", "OSError")] and found.failed == 1
    assert "secret_argument" not in repr(found)
