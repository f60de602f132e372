"""Measuring a finished document against GB/T 9704-2012, whoever made it.

The numbers stand here a second time, on purpose: a checker that took them from the renderer could not find its faults.
"""

from duban.documents.checking.checker import check, check_bytes
from duban.documents.checking.report import Finding, Report, Unreadable

__all__ = ["Finding", "Report", "Unreadable", "check", "check_bytes"]
