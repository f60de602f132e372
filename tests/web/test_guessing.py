"""Many guesses at once: no more of them are looked at than the limits of the door say, over real transactions."""

from __future__ import annotations

import threading
from collections import Counter

import pytest
from django.db import connections
from django.test import Client

from duban.organisations import models
from duban.shared.database import memo
from duban.web.signing import adapter
from tests.personas import County
from tests.web.test_signing_in import sign_in

GUESSES = 50
Guess = tuple[str, str]
"""An account, and the address from which it is tried."""


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often a password was held against that of an account, by account."""
    seen: Counter[str] = Counter()
    real = models.Account.check_password

    def check(self: models.Account, raw_password: str | None) -> bool:
        seen[self.username] += 1
        return real(self, raw_password)

    monkeypatch.setattr(models.Account, "check_password", check)
    return seen


def guess_at_once(guesses: list[Guess]) -> Counter[int]:
    """Every guess in a thread of its own, all begun together; returns how many got which answer."""
    answers: Counter[int] = Counter()
    gate = threading.Barrier(len(guesses))

    def run(place: int, name: str, address: str) -> None:
        try:
            memo.forget()
            client = Client(REMOTE_ADDR=address)
            gate.wait()
            answers[sign_in(client, name, f"guess-Number-{place}").status_code] += 1
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(n, *guess)) for n, guess in enumerate(guesses)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def exactly(limit: int, guesses: list[Guess], looked_at: Counter[str]) -> None:
    """No more than the limit are looked at of those at once; one after the other as many as are left, and no more.

    Of those at once fewer may be: whoever waits for the counter longer than a second is sent away.
    """
    answers = guess_at_once(guesses)
    assert 0 < looked_at.total() == answers[422] <= limit
    assert answers.total() == len(guesses) == answers[422] + answers[429]
    for name, address in guesses:
        sign_in(Client(REMOTE_ADDR=address), name, "guess-Number-last")
    assert looked_at.total() == limit


def test_of_fifty_guesses_at_one_account_five_are_looked_at(
    transactional_db: None, built_county: County, todays_clock: None, looked_at: Counter[str]
) -> None:
    exactly(5, [("inspector", "198.51.100.7")] * GUESSES, looked_at)


def test_of_fifty_guesses_from_one_source_thirty_are_looked_at(
    transactional_db: None, built_county: County, todays_clock: None, looked_at: Counter[str]
) -> None:
    names = [name for name in built_county.persons if name != "registrar"][:GUESSES]
    assert len(names) == GUESSES
    exactly(30, [(name, "198.51.100.7") for name in names], looked_at)


def test_of_fifty_guesses_from_fifty_sources_as_many_are_looked_at_as_all_strangers_have(
    transactional_db: None, built_county: County, todays_clock: None, looked_at: Counter[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(adapter, "STRANGERS", {"strangers": "20/h/key"})
    exactly(20, [("inspector", f"198.51.{n}.7") for n in range(GUESSES)], looked_at)
