"""The words by which the house asks for states, duties and acts: what each says of them.

A state says its words where it stands in the table (`means`), an act those of its duty (`duty`) and its own (`does`).
`over` needs no saying: it holds of every final state.
"""

from __future__ import annotations

OVER = "over"
WORDS = {
    OVER: "nothing more is done to it",
    "before": "not yet handed to a unit",
    "running": "in hand, and counted among what is",
    "with_unit": "the responsible unit has not yet reported it done",
    "received": "the responsible unit has received it and it is not over",
    "measurable": "a measure may be proposed on it",
    "resting": "stands still: nothing of it falls due, and nothing follows from it",
    "annulled": "taken back before issue, or void after it",
    "applied_for": "the unit has applied for release",
    "found_done": "two persons found that it was put right",
    "agreed": "the one who decides has agreed",
    "releasing": "agreed to be released, and the document of it not yet issued",
    "open": "begun, and not decided",
    "before_findings": "facts are gathered and statements heard",
    "before_transfer": "handled under article five",
    "examined": "its facts are being verified",
    "answerable": "a statement may still be handed in",
    "not_pursued": "not taken up, or found without ground",
    "transfer_in_hand": "the letter of transfer is being prepared",
    "with_leader": "agreed to or about to be, and not yet issued",
    "awaited": "the statement has not been handed in",
    "unchecked": "entered by one body, and not confirmed by the other",
    "live": "entered or in force",
    "in_force": "holds now",
    "decided": "confirmed by the other body, whatever became of it",
    "undone": "revoked or struck out",
    "in_hand": "results are proposed, and the year is not closed",
    "waiting": "somebody has still to do something about it",
    "undecided": "told or to be told, and not decided",
    "amends": "says in place of the year what holds",
    "fell": "something of the year fell, or rests on other decisions",
    "replied": "answered by the appraisal",
    "passed_on": "answered by the organ that has the power",
    "unconfirmed": "nobody else has confirmed it",
    "to_confirm": "waits to be confirmed, or a change of it does",
    "confirmed": "has been in force",
    "holding": "in force until further notice",
    "in_office": "an office has it in hand, and has not yet reported on it",
}  # fmt: skip
DUTY_WORDS = {
    "pauses": "stands still while its measure does",
    "on_paper": "a paper is in hand and has not gone out",
    "outlasts": "stays owed when its object is over",
    "before_meeting": "is due before the meeting, and moves with it",
    "holds_up": "what follows waits for it as long as it is open",
}  # fmt: skip
ACT_WORDS = {
    "shows_paper": "the paper that it decides on stands before its form",
    "shows_reasons": "why the measure was proposed stands before its form",
    "leaders_word": "gives the word of the leader to whom a paper was sent",
    "signs_out": "signs what goes out under a number",
    "tells_offices": "an office that handed the case over is told of it",
    "archives": "stands in the chain, and in no archive package",
    "hands_in": "goes until the transfer is proposed",
    "delivers": "makes a paper received",
    "amends": "proposes a change of a ruling, one at a time",
    "drops_final": "goes where a final text was uploaded",
    "any_time": "goes whatever the clock of the server says",
    "reminds": "urges a duty by a tap, from its row in a case or for several rows of a list at once",
    "urges": "urges a unit to do what it owes, and is counted on the page of the burden",
    "ends": "is the word on which a matter or its listing ends: who gave it decides whether it is taken up again",
    "reports": "its form cites on whose request a report is due",
}  # fmt: skip
