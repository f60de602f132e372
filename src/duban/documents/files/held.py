"""Files that have arrived and were examined, and lie ready until an act keeps them.

A form that is sent back keeps its files that way, and a file can be sent ahead of its form. Nothing of it stands in
the database: whoever sent the file holds a signed token, and what no act has kept is swept away.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any

from django.core import signing

from duban.documents.files import store
from duban.documents.files.uploads import Upload
from duban.documents.intake import Marked, Refused, examine
from duban.documents.intake.limits import limits
from duban.documents.intake.refused_markings import record_marked
from duban.shared.actor import Actor

HOURS = 8
_SALT = "duban.documents.held"
_READY_MOST = 100


@dataclass(frozen=True)
class Held:
    """What is known of an examined file. `level`, `why` and `rules` say what a person has to judge of it."""

    key: str
    name: str
    media_type: str
    size: int
    sha256: str
    received_sha256: str
    level: str
    why: str
    rules: tuple[str, ...]
    second_look: bool
    scanned: bool = False

    @property
    def needs_declaration(self) -> bool:
        """Whether the uploader has to declare that it holds no state secret."""
        return self.level != "clean"


@dataclass(frozen=True)
class Ready:
    """A file that lies ready, with the token that its form carries."""

    held: Held
    token: str


def hold(
    actor: Actor, upload: Upload, *, accept: Collection[str] = (), largest: int = 0, act: str = ""
) -> Ready:
    """Examine a file and lay it ready for the actor; Refused, or Marked (recorded on the chain), where it is not taken."""
    person_id = _person(actor)
    _refuse_hoarding(person_id)
    try:
        seen = examine(upload, accept=accept, largest=largest)
    except Marked as marked:
        record_marked(actor, act, marked.finding, len(upload.content))
        raise
    held = Held(
        key=store.hold(person_id, seen.content),
        name=seen.name,
        media_type=seen.media_type,
        size=len(seen.content),
        sha256=seen.sha256,
        received_sha256=seen.received_sha256,
        level=seen.level.value,
        why=seen.why,
        rules=tuple(dict.fromkeys(finding.rule for finding in seen.findings)),
        second_look=seen.needs_second_look,
        scanned=seen.scanned,
    )
    return Ready(held, signing.dumps({"person": person_id, **asdict(held)}, salt=_SALT, compress=True))


def ready(actor: Actor, token: str) -> Ready:
    """The file of a token; Refused where the token is not the actor's, too old, or the file is gone."""
    try:
        told: dict[str, Any] = signing.loads(token, salt=_SALT, max_age=HOURS * 3600)
    except signing.BadSignature as error:
        raise Refused("token", "先前上传的文件已过期，请重新选择。") from error
    person_id = _person(actor)
    if told.pop("person") != person_id or not store.held_path(person_id, str(told["key"])).is_file():
        raise Refused("token", "先前上传的文件已过期，请重新选择。")
    return Ready(Held(**{**told, "rules": tuple(told["rules"])}), token)


def in_hand(actor: Actor, file: Ready, *, declared: bool) -> Upload:
    """The file as an act takes it."""
    content = store.held_path(_person(actor), file.held.key).read_bytes()
    return Upload(file.held.name, content, declared, file.held)


def drop(actor: Actor, file: Ready) -> None:
    """Let go of a file that its sender took back."""
    store.drop_held(_person(actor), file.held.key)


def _person(actor: Actor) -> int:
    if actor.person_id is None:
        raise Refused("person", "系统自身不上传文件。")
    return actor.person_id


def _refuse_hoarding(person_id: int) -> None:
    sizes = store.held_sizes(person_id)
    if len(sizes) >= _READY_MOST or sum(sizes) > 2 * limits().request:
        raise Refused("hoard", "您上传后还没有提交的文件太多，请先提交或等几小时后再传。")
