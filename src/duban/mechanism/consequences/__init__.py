"""Articles 七, 八 and 九 as pure, dated functions over events: what follows for a unit or a leading cadre in a year.

A result is a proposal with its reasons. It takes nothing from anybody: people confirm it, or do not.
"""
