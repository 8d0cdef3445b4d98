"""Dates as Arabic pages and exports write them, read into ISO dates or left unknown.

Month names of both systems, the Maghreb's and the Hijri calendar's are data: `codebook/months.csv`.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from analysis import codebook
from analysis.text import fold

codebook.register(
    "months",
    codebook.Schema(
        ("calendar", "month", "name", "where"),
        ("calendar", "name"),
        ("calendar", "month", "name"),
        {"calendar": frozenset(("gregorian", "hijri")), "month": frozenset(map(str, range(1, 13)))},
    ),
)


class Reading(NamedTuple):
    """A date as ISO text, or why there is none; an ambiguous one keeps its earliest and latest reading."""

    iso: str | None
    problem: str | None = None
    earliest: str | None = None
    latest: str | None = None


_ISO = re.compile(r"(?<!\d)(\d{4})\s?[-./]\s?(\d{1,2})\s?[-./]\s?(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})\s?[-./]\s?(\d{1,2})\s?[-./]\s?(\d{4})(?!\d)")


@lru_cache(maxsize=1)
def _months() -> dict[str, dict[str, int]]:
    names: dict[str, dict[str, int]] = {"gregorian": {}, "hijri": {}}
    for row in codebook.read().rows("months"):
        names[row["calendar"]][fold(row["name"])] = int(row["month"])
    return names


@lru_cache(maxsize=2)
def _named(calendar: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of `28 september 2020` and `september 28, 2020`, with a second name of the month or not."""
    names = "|".join(sorted(map(re.escape, _months()[calendar]), key=len, reverse=True))
    year = r"(\d{4})(?!\d)"
    day_first = rf"(?<!\d)(\d{{1,2}})\s?(?:من\s|-)?\s?({names})(?:\s?[/\\(-]\s?({names})\)?)?[\s,،-]*{year}"
    month_first = rf"(?<!\w)({names})\.?\s(\d{{1,2}})(?:st|nd|rd|th)?\s?[,،]?\s{year}"
    return re.compile(day_first), re.compile(month_first)


@lru_cache(maxsize=1)
def _stamp() -> re.Pattern[str]:
    """Return the pattern of a line that is a date and nothing else, with its weekday and time or without."""
    names = "|".join(sorted(map(re.escape, _months()["gregorian"]), key=len, reverse=True))
    weekday = r"(?:\w{3,8}\s?[،,]?\s)?"
    named = rf"\d{{1,2}}\s?(?:{names})(?:\s?[/\\(-]\s?(?:{names})\)?)?[\s,،-]*(?:\d{{4}}\s?[ءم]?)?"
    digits = r"\d{4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{1,2}|\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{4}"
    time = r"(?:[\s|،,-]*(?:الساعه\s)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s\S{1,12}){0,2})?"
    return re.compile(rf"{weekday}(?:{named}|{digits}){time}")


def is_stamp(line: str) -> bool:
    """Say whether a line is the date stamp of a page: a date and nothing else but its weekday, time and place.

    >>> is_stamp("الجمعة، 2 تشرين الأول 2020 - 10:27"), is_stamp("12 قتيلا في هجوم عام 2015")
    (True, False)
    """
    return len(line) <= 70 and _stamp().fullmatch(fold(line)) is not None


def _make(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if 1800 <= year <= 2200 else None
    except ValueError:
        return None


def read_date(written: str) -> Reading:
    """Read a date.

    Parameters
    ----------
    written
        Such as `2020.10.02 | 10:27 دمشق`, `٢٨ أيلول/سبتمبر ٢٠٢٠`, `12 جانفي 2019`, `2018-02-16T03:03:10+04:00`.
        The day is the one that is written: times and zones are not converted.

    Returns
    -------
    Reading
        `iso` is None, with the reason in `problem`, where the date is Hijri only, cannot be read, or could be two
        days (03/04/2020).

    Examples
    --------
    >>> read_date("28 أيلول/سبتمبر 2020").iso
    '2020-09-28'
    """
    folded = fold(written)
    for reading in (_gregorian(folded), _numeric(folded)):
        if reading:
            return reading
    day_first, _ = _named("hijri")
    hijri = _ISO.search(folded)
    if day_first.search(folded) or (hijri and 1300 <= int(hijri[1]) <= 1500):
        return Reading(None, f"{written.strip()!r} is a Hijri date: give the Gregorian one (YYYY-MM-DD)")
    return Reading(None, f"{written.strip()[:60]!r} could not be read as a date: write it as YYYY-MM-DD")


def _gregorian(folded: str) -> Reading | None:
    months = _months()["gregorian"]
    if (found := _ISO.search(folded)) and (iso := _make(*map(int, found.groups()))):
        return Reading(iso)
    day_first, month_first = _named("gregorian")
    if found := day_first.search(folded):
        day, name, second, year = found.groups()
        if second and months[second] != months[name]:
            return Reading(None, f"{found[0]!r} names two different months")
        if iso := _make(int(year), months[name], int(day)):
            return Reading(iso)
    if (found := month_first.search(folded)) and (iso := _make(int(found[3]), months[found[1]], int(found[2]))):
        return Reading(iso)
    if (found := _COMPACT.search(folded)) and (iso := _make(*map(int, found.groups()))):
        return Reading(iso)
    return None


def _numeric(folded: str) -> Reading | None:
    """Read 02/10/2020: day first, unless only month first is a date; both possible is not decided."""
    found = _NUMERIC.search(folded)
    if not found:
        return None
    first, second, year = map(int, found.groups())
    readings = sorted({iso for iso in (_make(year, second, first), _make(year, first, second)) if iso})
    if len(readings) == 2:
        problem = f"{found[0]!r} can be {readings[0]} or {readings[1]}: write it as YYYY-MM-DD"
        return Reading(None, problem, readings[0], readings[1])
    return Reading(readings[0]) if readings else None
