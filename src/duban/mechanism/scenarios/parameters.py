"""Parameters as a scenario or the command line gives them: typed by the parameter, put over a pack."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from duban.mechanism import tables
from duban.mechanism.consequences.checking import mismatches
from duban.mechanism.parameters import PARAMETERS, Pack, Parameter, typed
from duban.mechanism.scenarios.faults import Notes, named, read_day

ALWAYS = date(2000, 1, 1)
REMARK = "effective_note"
_SOURCE, _REASON = "案例所设", "案例所设的参数"
_NONE = ("null", "none", "未定")


def read_parameters(notes: Notes, place: str, given: Any) -> dict[str, Any]:
    """The parameters of a scenario; each that is unknown or of the wrong type is noted with its place."""
    found = {}
    for key, value in notes.table(place, given).items():
        if key == REMARK:
            continue
        known = PARAMETERS.get(key)
        if known is None:
            notes.add(f"{place}.{key}", "没有这个参数")
            continue
        taken, wrong = _taken(known, value)
        wrong = wrong or known.wrong(taken)
        if wrong:
            notes.add(f"{place}.{key}", f"{known.title}{wrong}，写的是{named(value)}")
        else:
            found[key] = taken
    return found


def parse_parameter(text: str) -> tuple[str, Any]:
    """A parameter as typed on the command line: name=value. Raises ValueError with the reason in Chinese."""
    key, equals, written = text.partition("=")
    key, written = key.strip(), written.strip()
    if not equals or not key:
        raise ValueError(f"“{text}”应写成 名称=值，如 count_window=rolling_12m")
    known = PARAMETERS.get(key)
    if known is None:
        raise ValueError(f"没有“{key}”这个参数")
    value, wrong = typed(known, _given(known, written))
    if wrong:
        raise ValueError(f"参数“{key}”（{known.title}）{wrong}，写的是“{written}”")
    return key, value


def _given(known: Parameter, written: str) -> Any:
    """What was typed: null for a value that is not known, a JSON list, or text as it stands."""
    if known.optional and written.lower() in _NONE:
        return None
    if not written.startswith("["):
        return written
    try:
        return json.loads(written)
    except (json.JSONDecodeError, RecursionError):
        raise ValueError(f"“{written[:40]}”不是有效的 JSON 列表") from None


def pack_with(pack: Pack, given: Mapping[str, Any]) -> Pack:
    """The pack with other values, in force from the start."""
    if not given:
        return pack
    try:
        return _kept(pack, frozenset(given.items()))
    except TypeError:  # a table among the values cannot be remembered
        return _put(pack, given)


@lru_cache(maxsize=256)
def _kept(pack: Pack, given: frozenset[tuple[str, Any]]) -> Pack:
    return _put(pack, dict(given))


def _put(pack: Pack, given: Mapping[str, Any]) -> Pack:
    return pack.with_values({key: (value, ALWAYS, _SOURCE, _REASON) for key, value in given.items()})


def note_mismatches(notes: Notes, place: str, pack: Pack, year: int, given: Mapping[str, Any]) -> None:
    """Note parameters that do not go together."""
    for one in mismatches(pack, date(year, 12, 31)):
        where = f"{place}.{one.key}" if one.key in given else place
        notes.add(where, one.text if one.key in given else f"{PARAMETERS[one.key].title}：{one.text}")


def _taken(known: Parameter, value: Any) -> tuple[Any, str]:
    """A JSON value as the parameter takes it."""
    if value is None:
        return None, ""
    if known.kind == "date":
        return read_day(value)
    if known.kind == "table" and isinstance(value, list):
        return _table(known, value)
    if known.kind in ("list", "ints") and isinstance(value, list):
        return (tuple(value), "") if all(map(_flat, value)) else (None, "的各项应为文字或者整数")
    return value, ""


def _flat(value: Any) -> bool:
    return isinstance(value, (str, int))


def _table(known: Parameter, rows: list[Any]) -> tuple[Any, str]:
    dates = {column.key for column in known.columns if column.kind == "date"}
    found = []
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            return None, f"第{number}行应为一个对象"
        cells = dict(row)
        for key in dates & set(row):
            cells[key], wrong = read_day(row[key])
            if wrong:
                return None, f"第{number}行“{key}”{wrong}"
        found.append(cells)
    return tables.kept(found), ""
