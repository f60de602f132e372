"""Measuring a finished document against GB/T 9704-2012, whoever made it: `checker` for files, `report` for what it says.

The numbers stand here a second time, on purpose: a checker that took them from the renderer could not find its faults.
"""
