"""What comes into the system from outside is examined here first, whatever the way in: pages, API, ledgers, commands.

`examine(upload)` looks into a file and raises `Refused` (hostile, damaged, wrong kind) or `Marked` (a classified
marking); `examine_text(text)` does the latter for what was typed.
"""

from duban.documents.inspection.verdicts import Level, Noticed, Refused
from duban.documents.intake.examination import Examined, Marked, examine, examine_text

__all__ = ["Examined", "Noticed", "Level", "Marked", "Refused", "examine", "examine_text"]
