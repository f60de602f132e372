"""登录单: one-time links, by which somebody signs in for the first time, to set a password of the own then.

A link is good for one use and until a moment; whoever gave it may print it again until then. A sheet with somebody on it
whose account takes two persons to open (A79) is good once a second, of another organ, has confirmed it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django_scopes import scope

from duban.acts.beside import Answer, guards, worded
from duban.acts.gate.asked import Asked
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act, permit_creation
from duban.mechanism.clauses import clause
from duban.organisations.actions.shared import done, wrong
from duban.organisations.actions.signing_in.accounts import NOTICE_DAYS, change_account, without_password
from duban.organisations.models import Account, OneTimeLink, Slip
from duban.organisations.policies import COUNTY
from duban.organisations.selectors.choices import new_people
from duban.organisations.selectors.signing_in.doors import opened_by_one, takes_two, taking_two
from duban.organisations.selectors.signing_in.slips import address_of, code_of, digest_of, link_at
from duban.shared import clock
from duban.shared.actor import Actor, system_actor
from duban.shared.errors import WrongState
from duban.shared.refs import new_ref

MINUTES = 15
"""How long a link is good that is handed over at once."""
SLIP_DAYS = 7
"""How long a printed slip is good."""
_SPENT = "这个链接已经用过、过期或者作废，请向发给您登录单的人另要一张。"


def one_time_link(account: Account, *, minutes: int = MINUTES) -> str:
    """Give an account one link for one sign-in, within minutes, at the machine itself; returns its address."""
    with act(system_actor(account.jurisdiction_id, clock.today()), "slip.give") as a:
        permit_creation(a, COUNTY)
        slip = Slip(state="given", expires_at=a.at + timedelta(minutes=minutes))
        a.found(slip)
        put_links(a, slip, [account])
        a.say(people=_names([account]), until=f"{_until(slip)}有效")
    return address_of(OneTimeLink.objects.get(slip=slip))


def _asked_for(asked: Asked) -> list[str]:
    """Who is to get a slip: those named, or everybody who has never signed in."""
    given = asked.given or {"people": (), "everybody": False}
    new = new_people(asked.jurisdiction_id) - {asked.actor.person_id} if given["everybody"] else ()
    return [str(person) for person in new] if given["everybody"] else list(given["people"])


def _accounts(asked: Asked) -> list[Account]:
    """The open accounts of those people, read once."""
    keys = [int(one) for one in _asked_for(asked)]
    return asked.once_read("accounts", lambda: list(Account.objects.filter(person_id__in=keys, is_active=True)))


@guards("账号已开通，还没有设过密码，不是自己")
def _new_people_only(asked: Asked) -> Iterator[Answer]:
    if asked.given is None:
        return
    people, everybody, accounts = _asked_for(asked), asked.given["everybody"], _accounts(asked)
    without = len(set(people)) - len(accounts)
    own = any(one.person_id == asked.actor.person_id for one in accounts)
    later = "、".join(one.person.name for one in accounts if one.has_usable_password())
    faults = {
        "people": "请选择给谁，或者选发给全部。" if not (people or everybody)
        else f"有 {without} 人没有开通的账号，请先开通。" if without
        else "不能给自己发登录单。" if own
        else f"{later}已经设有密码，不再发首次登录的登录单。" if later else "",
        "everybody": "" if people or not everybody else "没有开通了账号、还没有登录过的人。",
    }  # fmt: skip
    yield from wrong(faults)


@clause("1.2")
@performs("slip.give")
def give_slips(
    *, actor: Actor, people: Sequence[str] = (), everybody: bool = False, once: str | None = None
) -> Done:
    """Give several people, or everybody who has never signed in, their first sign-in: one slip for each, to print at once."""
    with act(actor, "slip.give", once=once) as a:
        permit_creation(a, COUNTY)
        accounts = _accounts(a)
        two = bool(taking_two([one.person_id for one in accounts]))
        slip = Slip(state="proposed" if two else "given", given_by_id=a.actor.person_id, expires_at=good_until(a))
        a.found(slip)
        put_links(a, slip, accounts)
        a.enter()
        until = "待另一机关的第二人确认后有效" if two else f"{_until(slip)}有效"
        a.say(people=_names(accounts), until=until)
    return done(a)


def good_until(work: Work) -> datetime:
    """When a slip ends that is printed now."""
    return work.at + timedelta(days=SLIP_DAYS)


def put_links(work: Work, slip: Slip, accounts: Sequence[Account]) -> None:
    """Put a link for each account on a sheet."""
    for account in accounts:
        ref = new_ref()
        work.create(OneTimeLink(slip=slip, account_id=account.pk, ref=ref, digest=digest_of(code_of(ref))))


def _names(accounts: Sequence[Account]) -> str:
    names = "、".join(account.person.name for account in accounts[:3])
    return names + (f"等{len(accounts)}人" if len(accounts) > 3 else "")


def _until(slip: Slip) -> str:
    return clock.text(slip.expires_at, "%Y-%m-%d %H:%M") + "前"


@clause("1.2")
@performs("slip.confirm")
def confirm_slips(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """Stand behind a sheet as the second person: from now on its links are good, for as long as if printed today."""
    with act(actor, "slip.confirm", ref, expect=expect, once=once) as a:
        slip: Slip = a.object
        a.move(second_id=a.actor.person_id, expires_at=good_until(a))
        rows = OneTimeLink.objects.filter(slip=slip).select_related("account__person").order_by("pk")
        a.say(people=_names([row.account for row in rows]), until=_until(slip))
    return done(a)


@clause("1.2")
def let_in_by_list(work: Work, people: Sequence[int], second: int | None) -> int:
    """Give those slips who have no password with the confirmation of their posts, which is an act of two organs.

    Who was let in by one person only before the posts came comes anew. Returns how many there are.
    """
    new = [one for one in opened_by_one(people) if one.person_id != work.actor.person_id]
    powerful = taking_two(people)
    for account in new:
        if account.has_usable_password() and account.person_id in powerful:
            change_account(work, account, **without_password())
            work.tell("password_ended", To(person_id=account.person_id))
    given = [one for one in new if not one.has_usable_password()]
    if given:
        slip = Slip(state="given", given_by_id=work.actor.person_id, second_id=second, expires_at=good_until(work))
        put_links(work, work.create(slip), given)
    return len(given)


def use_link(code: str) -> Account:
    """Spend a link; returns the account that it lets in, which is asked for a password of its own next."""
    link = link_at(code)
    if link is None:
        raise WrongState(_SPENT)
    system = system_actor(link.jurisdiction_id, clock.today())
    with scope(jurisdiction=link.jurisdiction_id):
        use_slip(actor=system, ref=link.slip.ref, link=link.ref)
    return Account.objects.get(pk=link.account_id)


@clause("1.2")
@performs("slip.use")
@worded("链接没有用过、没有过期")
def use_slip(*, actor: Actor, ref: str, expect: int | None = None, link: str, once: str | None = None) -> Done:
    """What happens when somebody comes by a link: it is spent, and the bearer of the account is told."""
    with act(actor, "slip.use", ref, expect=expect, once=once) as a:
        rows = OneTimeLink.objects.select_for_update().select_related("account__person")
        found = rows.filter(slip=a.object, ref=link, used_at=None).first()
        alone = found is not None and not a.object.by_two and takes_two(found.account.person_id)
        if found is None or alone or a.object.expires_at < a.at:
            raise WrongState(_SPENT, a.spec.clause)
        a.change(found, used_at=a.at)
        account = found.account
        moment = clock.text(a.at, "%Y-%m-%d %H:%M")
        notice = f"您的账号在 {moment} 凭登录单首次登录。不是您本人的，请立即告诉系统管理员。"
        until = a.at + timedelta(days=NOTICE_DAYS)
        change_account(
            a, account, for_one_sign_in=True, spent=True, by_two=a.object.by_two, notice=notice, notice_until=until
        )  # fmt: skip
        a.say(person=account.person.name)
    return done(a)


@performs("slip.revoke")
def revoke_slip(
    *, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Make the links of a sheet that were not used worthless: a slip was lost, or reached the wrong person."""
    with act(actor, "slip.revoke", ref, expect=expect, once=once) as a:
        a.say(reason=reason)
        a.move()
    return done(a)
