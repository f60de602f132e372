"""The four-property check of a package: 真实 完整 可用 安全. It needs the package alone, no database."""

from duban.archive.checking.report import Checked, Fault
from duban.archive.checking.run import check

__all__ = ["Checked", "Fault", "check"]
