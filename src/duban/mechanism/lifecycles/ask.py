"""How a row of the act table asks for something: one word for each way in which a field is filled in.

Each takes the name and the label of the field, everything else by name; what there is to say of a field stands at
`Field`.
"""

from __future__ import annotations

from functools import partial

from duban.mechanism.lifecycles.types import Field, Widget

text = Field
long = partial(Field, widget=Widget.LONG)
lines = partial(Field, widget=Widget.LINES)
date = partial(Field, widget=Widget.DATE)
time = partial(Field, widget=Widget.TIME)
number = partial(Field, widget=Widget.NUMBER)
choice = partial(Field, widget=Widget.CHOICE)
choices = partial(Field, widget=Widget.CHOICES)
yes = partial(Field, widget=Widget.YES)
file = partial(Field, widget=Widget.FILE)
secret = partial(Field, widget=Widget.SECRET)
table = partial(Field, widget=Widget.TABLE)
