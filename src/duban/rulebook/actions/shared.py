"""What the actions of the rulebook share: for which office somebody acts, and the one way a pack is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from duban.acts.terms import version_of
from duban.acts.work import Done, Work
from duban.mechanism.clauses import clause
from duban.mechanism.parameters import PARAMETERS, Pack, PackError
from duban.mechanism.people.standing import OFFICES, Function
from duban.rulebook.models import Notice, PackOrigin
from duban.rulebook.models import Pack as PackRow
from duban.rulebook.selectors.book import book
from duban.shared.database import memo
from duban.shared.errors import Invalid


def done(work: Work) -> Done:
    """The result of a finished act."""
    if work.done is None:
        raise RuntimeError("the act has not ended")
    return work.done


def office_of(work: Work) -> tuple[Function, int | None]:
    """The office for which the actor enters something, with its unit; 县委办公室 for an administrator."""
    for post in work.actor.posts:
        if post.function in OFFICES:
            return post.function, post.unit_id
    return Function.PARTY_OFFICE, None


def refuse_blank(**given: str) -> None:
    """Refuse texts that say nothing, all at once."""
    wrong = {name: "请填写。" for name, text in given.items() if not text.strip()}
    if wrong:
        raise Invalid(wrong)


def text_of(day: date) -> str:
    """A day as documents write it."""
    return PARAMETERS["effective_to"].text(day)


def keep_pack(work: Work, notice: Notice, pack: Pack, since: date, source: str, **origin: Any) -> None:
    """Keep a pack that holds from a day on, with what made it; from the next request on it is known."""
    version_of(work)
    _keep(work, notice, pack, since, source, **origin)
    memo.renew_rulebook(work.jurisdiction_id)


def _keep(work: Work, notice: Notice, pack: Pack, since: date, source: str, **origin: Any) -> None:
    row = work.create(
        PackRow(notice=notice, toml=pack.dumps(), hash=pack.hash, effective_from=since, source=source[:300])
    )
    work.create_all([PackOrigin(pack=row, by=work.actor.name, at=work.at, **origin)])


@clause("9")
def carry_on(work: Work, since: date, changed: Callable[[Pack], Pack], source: str, **origin: Any) -> Pack:
    """Put a changed pack into force from a day on, and change alike every later pack of the same notice.

    Returns the pack of that day. A later notice has packs of its own, which stay.
    """
    known = book(work.jurisdiction_id)
    entry = known.on(since)
    if entry is None:
        raise Invalid({"": f"{text_of(since)}还没有生效的通知。"})
    notice = Notice.objects.get(ref=entry[2].ref)
    later = {day: pack for day, pack, kept in known.packs if day > since and kept.ref == notice.ref}
    made = {day: _made(changed, base) for day, base in ((since, entry[1]), *later.items())}
    bases = {since: entry[1].hash, **{day: pack.hash for day, pack in later.items()}}
    version_of(work)
    for day, pack in made.items():
        _keep(work, notice, pack, day, source, base_hash=bases[day], **origin)
    memo.renew_rulebook(work.jurisdiction_id)
    return made[since]


def _made(changed: Callable[[Pack], Pack], base: Pack) -> Pack:
    try:
        return changed(base)
    except PackError as error:
        raise Invalid({"": f"{error}。"}) from error
