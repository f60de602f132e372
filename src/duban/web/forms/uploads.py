"""The field for files of a form: several at once, a camera on the phone, and good files are kept when others are not.

A file is examined when it arrives, with the form or ahead of it, and from then on the form carries a token for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from duban.documents.files.arrivals import Arrived
from duban.documents.files.held import Ready, drop, hold, in_hand, ready
from duban.documents.files.kept import declaration_wanted
from duban.documents.files.uploads import Upload, cleaned_name
from duban.documents.inspection.shapes import MB, too_large
from duban.documents.intake import Refused
from duban.documents.intake.limits import Limits, limits
from duban.mechanism.lifecycles.types import Field
from duban.shared.actor import Actor


@dataclass(frozen=True)
class Sent:
    """What a form sent for its files: new ones, tokens of those that lie ready, and whether they are declared."""

    files: tuple[Any, ...] = ()
    tokens: tuple[str, ...] = ()
    declared: bool = False


class UploadWidget(forms.Widget):
    """A picker of files, a camera on phones, what lies ready, and the declaration."""

    needs_multipart_form = True

    def __init__(self, spec: Field, act: str) -> None:
        super().__init__()
        self.spec, self.act = spec, act
        self.ready: list[Ready] = []
        self.declared = False

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Sent:
        """The files and tokens of this field; those that the sender took back are left out."""
        dropped = set(_list(data, f"{name}.drop"))
        return Sent(
            tuple(file for file in _list(files, name) if file),
            tuple(token for token in _list(data, f"{name}.held") if token and token not in dropped),
            bool(data.get(f"{name}.declared")),
        )

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether nothing was sent for the field."""
        return not (name in files or f"{name}.held" in data)

    def id_for_label(self, id_: str) -> str:
        """The label points to the picker."""
        return id_

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The picker with what lies ready."""
        known, given = limits(), attrs or {}
        return render_to_string(
            "components/upload.html",
            {
                "name": name,
                "id": given.get("id") or f"id_{name}",
                "described": given.get("aria-describedby") or "",
                "act": self.act,
                "ahead": not self.spec.passing,
                "accept": ",".join(self.accept(known)),
                "camera": self.spec.camera and any(one in self.accept(known) for one in (".jpg", ".png")),
                "many": self.spec.many,
                "most": known.per_request if self.spec.many else 1,
                "largest": known.largest,
                "told": "" if self.spec.accept else told(self.spec, known),
                "ready": self.ready,
                "declared": self.declared,
                "wanted": any(one.held.needs_declaration for one in self.ready),
            },
        )

    def accept(self, known: Limits) -> tuple[str, ...]:
        """The suffixes that are taken here."""
        return tuple(self.spec.accept.split()) or known.types


class UploadField(forms.Field):
    """Cleans to the files as an act takes them: a list where the act takes several, else one file or None."""

    widget: UploadWidget

    def __init__(self, spec: Field, *, actor: Actor, act: str, **options: Any) -> None:
        self.spec, self.actor, self.act = spec, actor, act
        super().__init__(widget=UploadWidget(spec, act), **options)

    def clean(self, value: Any) -> Any:
        """The files that were found in order; every one that was not is named with its reason."""
        sent = value if isinstance(value, Sent) else Sent()
        taken = take_in(self.actor, self.spec, self.act, sent)
        self.widget.declared = sent.declared
        self.widget.ready = [] if self.spec.passing else taken.ready
        try:
            return self._in_hand(taken, sent)
        finally:
            if self.spec.passing:
                for one in taken.ready:
                    drop(self.actor, one)

    def _in_hand(self, taken: TakenFiles, sent: Sent) -> Any:
        faults = [*taken.faults, *self._faults_of(taken.ready, sent)]
        if faults:
            raise ValidationError(faults)
        uploads = [in_hand(self.actor, one, declared=sent.declared) for one in taken.ready]
        if self.spec.many:
            return uploads
        return uploads[0] if uploads else None

    def _faults_of(self, files: Sequence[Ready], sent: Sent) -> list[str]:
        if not self.spec.many and len(files) > 1:
            return [f"这里只交一个文件，现在有 {len(files)} 个，请移除多余的。"]
        if sent.declared:
            return []
        return [
            declaration_wanted(one.held.name, one.held.why) for one in files if one.held.needs_declaration
        ]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether any file was sent."""
        return isinstance(data, Sent) and bool(data.files or data.tokens)


@dataclass
class TakenFiles:
    """What came of the files of a form: those that lie ready, and why others do not."""

    ready: list[Ready] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def take_in(actor: Actor, spec: Field, act: str, sent: Sent) -> TakenFiles:
    """Look at the tokens and examine the new files one by one: a bad one does not take the others with it."""
    taken, known = TakenFiles(), limits()
    for token in sent.tokens:
        try:
            taken.ready.append(ready(actor, token))
        except Refused as refused:
            taken.faults.append(refused.message)
    for file in sent.files:
        try:
            if len(taken.ready) >= known.per_request:
                raise Refused(
                    "count", f"一次最多 {known.per_request} 个文件，“{cleaned_name(file.name)}”没有接收。"
                )
            taken.ready.append(_examined(actor, spec, act, file, known))
        except Refused as refused:
            taken.faults.append(_about(file.name, refused.message))
    return taken


def _examined(actor: Actor, spec: Field, act: str, file: Any, known: Limits) -> Ready:
    if isinstance(file, Arrived) and file.oversize:
        if (file.size or 0) > known.largest:
            raise Refused("size", too_large(cleaned_name(file.name or ""), file.size or 0, known.largest))
        raise Refused(
            "request",
            f"这次上传的文件合计超过 {known.request / MB:g} MB，“{cleaned_name(file.name or '')}”没有接收。",
        )
    upload = Upload(file.name, file.read())
    return hold(actor, upload, accept=tuple(spec.accept.split()), act=act)


def _about(name: str, message: str) -> str:
    clean = cleaned_name(name)
    return message if clean in message else f"“{clean}”：{message}"


def told(spec: Field, known: Limits) -> str:
    """What may be handed in, in one line."""
    if spec.many:
        return f"可以一次选几个。{known.told}。"
    return f"{' '.join(known.types)}，不超过 {known.largest / MB:g} MB。"


def _list(data: Any, name: str) -> list[Any]:
    if hasattr(data, "getlist"):
        return list(data.getlist(name))
    value = data.get(name, []) if data else []
    return list(value) if isinstance(value, list | tuple) else [value]
