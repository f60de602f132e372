"""How the record is stored: hexadecimal digits as bytes, names of tables as numbers. What is hashed is text as before."""

from __future__ import annotations

from typing import Any

from django.db import models

from duban.audit.tables import name_of, number_of


def as_hex(value: Any) -> str:
    """Stored bytes as the digits of the text that was hashed; what was written past the system as text stays so."""
    return value if isinstance(value, str) else bytes(value).hex()


class Hex(models.Field[str, str]):
    """Hexadecimal digits, lower case, in pairs, stored as the bytes that they stand for; empty where there are none."""

    def get_internal_type(self) -> str:
        """BLOB or bytea."""
        return "BinaryField"

    def get_prep_value(self, value: Any) -> bytes | None:
        """Digits as bytes; ValueError where they are none."""
        return None if value is None else bytes.fromhex(value)

    def from_db_value(self, value: Any, *_: Any) -> str | None:
        """Bytes as digits."""
        return None if value is None else as_hex(value)


class TableName(models.Field[str, str]):
    """The name of a table, stored as its number."""

    def get_internal_type(self) -> str:
        """Two bytes."""
        return "SmallIntegerField"

    def get_prep_value(self, value: Any) -> int | None:
        """The number; KeyError where a table has none."""
        return None if value is None else number_of(value)

    def from_db_value(self, value: Any, *_: Any) -> str | None:
        """The name."""
        return None if value is None else name_of(value)
