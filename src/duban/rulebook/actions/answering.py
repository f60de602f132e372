"""What a notice leaves in doubt is answered by a person, with words, on record (九)."""

from __future__ import annotations

from typing import Any

from duban.acts.beside import worded
from duban.acts.registry import performs
from duban.acts.work import Done, act
from duban.mechanism import tables
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles.rulebook.notices import SAID
from duban.mechanism.notice.answers import HERE, VALUE, fitting, place_of
from duban.mechanism.notice.values.found import Asked
from duban.mechanism.parameters import PARAMETERS
from duban.mechanism.parameters.typed import typed
from duban.rulebook.actions.shared import done, refuse_blank
from duban.rulebook.models import NoticeAnswer
from duban.rulebook.selectors.notice_read import Adoption, read_again
from duban.shared.actor import Actor
from duban.shared.errors import Invalid


@clause("9")
@performs("notice.answer")
@worded("抄录的确是原文，取值的类型正确")
def answer_notice(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    item: str,
    how: str,
    words: str = "",
    reason: str,
    once: str | None = None,
) -> Done:
    """Answer one thing that a notice leaves in doubt: where a clause stands, that it is absent, which value holds."""
    with act(actor, "notice.answer", ref, expect=expect, once=once) as a:
        refuse_blank(reason=reason)
        adoption = read_again(a.object)
        asked = _asked(adoption, item)
        value = _value(adoption, asked, how, words)
        for row in NoticeAnswer.objects.filter(notice=a.object, item=item, ended_at=None):
            a.change(row, ended_at=a.at)
        answer = NoticeAnswer(
            notice=a.object, item=item, how=how, words=words.strip(), value=value, reason=reason.strip(),
            by=a.actor.name, at=a.at,
        )  # fmt: skip
        a.create_all([answer])
        a.say(
            what=_inside_quotes(asked.question),
            how=SAID[how],
            told=f"“{_inside_quotes(words.strip())}”" if words.strip() else "",
            reason=reason.strip(),
        )
    return done(a)


def _asked(adoption: Adoption, item: str) -> Asked:
    found = next((each for each in adoption.comparison.asked if each.key == item), None)
    if found is None:
        raise Invalid({"item": "这份通知没有这个待定项。"})
    return found


def _value(adoption: Adoption, asked: Asked, how: str, words: str) -> Any:
    """The value given, as it is kept; refused where the kind of answer, the place or the value does not fit."""
    allowed = fitting(asked.key)
    if how not in allowed:
        raise Invalid({"how": f"这一项应答：{'、'.join(SAID[each] for each in allowed)}。"})
    if how == HERE:
        if place_of(adoption.binding, asked.clause, words) is None:
            raise Invalid({"words": "原文里没有这句话，请照原文抄录一句。"})
        return None
    if how != VALUE:
        return None
    made, told = typed(PARAMETERS[asked.parameter], words)
    if told:
        raise Invalid({"words": f"{PARAMETERS[asked.parameter].title}{told}。"})
    return tables.plain(made)


def _inside_quotes(text: str) -> str:
    return text.replace("“", "‘").replace("”", "’")
