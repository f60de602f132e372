"""The cells of an Excel 97-2003 workbook as lines of text."""

from __future__ import annotations

import io
from itertools import islice

import python_calamine as calamine

from duban.documents.inspection.verdicts import Refused

_ROWS_MOST = 50_000


def lines_of(name: str, content: bytes) -> list[str]:
    """A line per cell of every sheet, hidden ones too; Refused where the workbook does not open."""
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        lines = list(book.sheet_names)
        for sheet in book.sheet_names:
            for row in islice(book.get_sheet_by_name(sheet).iter_rows(), _ROWS_MOST):
                lines.extend(str(cell) for cell in row if isinstance(cell, str) and cell)
    except calamine.PasswordError as error:
        raise Refused("encrypted", f"“{name}”加了打开密码，系统不能读取。请去掉密码后再上传。") from error
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # noqa: BLE001 - a panic of the library is no Exception
        raise Refused("damaged", f"“{name}”已损坏，读不出工作表。请用原文件重新保存后再上传。") from error
    return lines
