"""The shape of the act table: acts, their fields, and what a state makes somebody owe."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from duban.mechanism.lifecycles.words import OVER
from duban.mechanism.people.standing import Role

DIGITS, PLACES = 16, 4
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)


class Widget(Enum):
    """How a field is asked for."""

    TEXT = "text"
    LONG = "long"
    LINES = "lines"
    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    CHOICE = "choice"
    CHOICES = "choices"
    YES = "yes"
    FILE = "file"
    SECRET = "secret"  # noqa: S105 - the name of a widget
    TABLE = "table"


@dataclass(frozen=True)
class Column:
    """A column of a `TABLE` field: several rows filled in one form; its limits are those of a `Field`."""

    name: str
    label: str
    widget: Widget = Widget.TEXT
    choices: str = ""
    required: bool = True
    limit: int = 200
    positive: bool = False


@dataclass(frozen=True)
class Field:
    """One thing that an act asks for.

    `choices` names a list that the upper floors supply (units, leaders, inspectors …) or spells the options
    as `value=label|value=label`; `show_when` is `other_field=value|value`. A field that is
    shown only under a condition is required only under it, and takes no value without it.
    `limit` is the most characters of a text or of one of its `LINES`, `most_rows` the most lines or rows. A `NUMBER` is
    not negative and has at most `DIGITS` digits, `PLACES` of them decimal; `integer` ones lie between `least` and `most`,
    a `positive` one is not zero. `shaped` is a value whose shape another field decides: the action judges more than text.
    Of a `FILE` field: `many` files at once, `accept` the suffixes where they differ from the installation's, and
    `camera` where a phone may take the picture on the spot, `passing` where the file is read and left nowhere: it
    comes with its form only, and a form that is sent back asks for it again.
    A `one_tap` field is no field of the form but a button of its own, where there is something to repeat.
    `known` names what the upper floors may know already of whoever acts: the form then does not ask for it again.
    `likened` is a title: while it is typed, open matters that it is like are shown beside it (查重).
    """

    name: str
    label: str
    widget: Widget = Widget.TEXT
    required: bool = True
    hint: str = ""
    choices: str = ""
    show_when: str = ""
    clause: str = ""
    limit: int = 2000
    most_rows: int = 50
    integer: bool = False
    positive: bool = False
    least: int = 0
    most: int = 2_000_000_000
    shaped: bool = False
    columns: tuple[Column, ...] = ()
    many: bool = False
    accept: str = ""
    camera: bool = False
    passing: bool = False
    one_tap: bool = False
    known: str = ""
    likened: bool = False

    @property
    def hangs_on(self) -> str:
        """The name of the field whose value decides whether this one is asked for, empty where none does."""
        return self.show_when.partition("=")[0]


@dataclass(frozen=True)
class Duty:
    """What a state of an object makes somebody owe until the state is left.

    `days` is a number of working days or the key of a parameter that holds it; empty means no term.
    `counts` tells whether lateness colours the unit's matter (only what the responsible unit owes does).
    """

    act: str
    role: Role
    label: str
    clause: str
    days: str = ""
    counts: bool = False
    in_person: bool = False


@dataclass(frozen=True)
class Act:
    """One row of the act table: denied unless the actor has one of `roles` and the object is in `sources`.

    `sources` empty means that the act creates its object; `targets` empty means that the state stays, several
    mean that the act decides. `sentence` is what the history says, with {who}, {object} and the names that the
    action supplies. `apart` lists acts on the same object whose natural persons may not do this one. `opens_with`
    names the values of the object that the act amends: only these stand in its form from the start. `on` is the
    kind of object on which a creating act makes its own and by which it is addressed, `on_states` the states of that
    object from which it goes. A `soft` act may be done until a day, or is reminded of by it: when it has passed, nobody
    is late. `other_body` tells that a person of the other body than the one that did the step before does it: what this
    confirms, no act of one person undoes.

    By name, each a function that stands beside the action: `opens` gives the values with which its form opens, `notes`
    what is said above it, `reads` what is to be read beside it, `effects` what will follow, which makes it a grave act;
    where what is `ready` does not hold, no form is opened, `foreseen` shows beforehand what is known of what is judged,
    `bars` keeps a person from it whatever posts are held, and `guard` are the gates that refuse it, with their words.

    Of its places on the pages: `desk` is the heading under which it stands on the desk of whoever owes it (待 and its
    label where nothing is said), `desk_note` what stands beside that heading; `instead` are the acts that may be done in
    its place and are offered beside its form, `quotes` the clauses whose words stand there (its own where nothing is
    said); a `rare` one is folded away among the buttons of its object, and one that
    `answers` has its button only where somebody waits for the answer. What may be done to many chosen objects names by
    `in_bulk` what it asks once for all: the rest is what its form opens with on each. After one that `bears_on_year` the
    results of a year may say something else. `duty` are the words of `DUTY_WORDS` that hold of it where it is owed, `does`
    those of `ACT_WORDS`; its paper is numbered in a `series` where that is not called by its kind, and `confirmed_by`
    names what confirms its work. Where somebody answers what another one puts before him, `whether` is the question, which
    stands at the head of its page. `news` is what it did in the words of whoever goes on from there (已到), where 已 and its
    label are not.
    """

    key: str
    label: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    roles: tuple[Role, ...]
    clause: str
    sentence: str
    fields: tuple[Field, ...] = ()
    guard: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    in_person: bool = False
    milestone: bool = False
    keeps_version: bool = False
    hint: str = ""
    discharges: tuple[str, ...] = ()
    opens_with: tuple[str, ...] = ()
    opens: str = ""
    notes: str = ""
    reads: tuple[str, ...] = ()
    effects: str = ""
    ready: str = ""
    foreseen: str = ""
    bars: tuple[str, ...] = ()
    on: str = ""
    on_states: tuple[str, ...] = ()
    soft: bool = False
    other_body: bool = False
    desk: str = ""
    desk_note: str = ""
    instead: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    rare: bool = False
    answers: bool = False
    in_bulk: tuple[str, ...] = ()
    bears_on_year: bool = False
    duty: tuple[str, ...] = ()
    does: tuple[str, ...] = ()
    series: str = ""
    confirmed_by: str = ""
    news: str = ""
    whether: str = ""

    @property
    def kind(self) -> str:
        """The kind of object that the act is done to (the part of the key before the dot)."""
        return self.key.split(".", 1)[0]

    @property
    def heading(self) -> str:
        """The heading under which it stands on the desk."""
        return self.desk or f"待{self.label}"

    @property
    def creates(self) -> bool:
        """Whether the act makes its object."""
        return not self.sources

    @property
    def grave(self) -> bool:
        """Whether its page says what will follow before it is confirmed."""
        return bool(self.effects)

    @property
    def impartial(self) -> bool:
        """Whether the act asks its person to be free of relations to the case (回避)."""
        return self.asks_for("recusal")

    def asks_for(self, name: str) -> bool:
        """Whether the act has a field of this name."""
        return any(field.name == name for field in self.fields)


@dataclass(frozen=True)
class State:
    """A state of a kind of object, its Chinese name, and the duties that it brings.

    `means` are the words of `WORDS` that hold of it besides its name, by which the house asks for it (running,
    received, in force …): one that comes new says them, and is found wherever they are asked for. A `final` one is `over`.
    """

    name: str
    label: str
    duties: tuple[Duty, ...] = ()
    final: bool = False
    open_to_unit: bool = True
    means: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that holds of the state."""
        return (self.name, *self.means, *((OVER,) if self.final else ()))


@dataclass(frozen=True)
class Lifecycle:
    """The states and acts of one kind of object, in the order in which a case goes through them.

    `born_of` names acts on other kinds of objects that make one of this kind, in its first state; `moved_by` the
    states into which an act on another kind brings one of this, as (state, act). `reads` names what is to be read beside the
    form of any act on one.
    """

    kind: str
    label: str
    states: tuple[State, ...]
    acts: tuple[Act, ...]
    born_of: tuple[str, ...] = ()
    moved_by: tuple[tuple[str, str], ...] = ()
    reads: tuple[str, ...] = ()

    def state(self, name: str) -> State:
        """The state of this name; KeyError if the lifecycle has none."""
        for state in self.states:
            if state.name == name:
                return state
        raise KeyError(f"{self.kind}.{name}")
