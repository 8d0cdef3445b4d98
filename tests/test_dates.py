"""Dates: both month systems, the Maghreb's names, Arabic digits, and what stays unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.dates import Reading, read_date


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2020.10.02 | 10:27 دمشق", "2020-10-02"),
        ("28 سبتمبر 2020ء", "2020-09-28"),
        ("٢٨ تشرين الأول/أكتوبر ٢٠٢٠", "2020-10-28"),
        ("27 أيلول 2020", "2020-09-27"),
        ("3 شباط (فبراير) 2020", "2020-02-03"),
        ("9 كانون الثاني 2020", "2020-01-09"),
        ("9 كانون ثاني 2020", "2020-01-09"),
        ("الإثنين، 12 جانفي 2019 - 14:30", "2019-01-12"),
        ("15 أوت 2019", "2019-08-15"),
        ("15 غشت 2019", "2019-08-15"),
        ("7 جويلية 2021", "2021-07-07"),
        ("١/١/٢٠٢٠", "2020-01-01"),
        ("13/10/2020", "2020-10-13"),
        ("10/13/2020", "2020-10-13"),
        ("2018-02-16T03:03:10+04:00", "2018-02-16"),
        ("20201002", "2020-10-02"),
        ("Fri, 02 Oct 2020 10:00:00 GMT", "2020-10-02"),
        ("October 2, 2020 Friday", "2020-10-02"),
        ("2 octobre 2020", "2020-10-02"),
        ("الرياض 25 شوال 1436 هـ الموافق 10 اغسطس 2015 م", "2015-08-10"),
    ],
)
def test_dates_as_pages_write_them(written: str, iso: str) -> None:
    assert read_date(written) == Reading(iso)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("25 شوال 1436 هـ", "Hijri"),
        ("1436-10-25", "Hijri"),
        ("30 فبراير 2020", "could not be read"),
        ("32/13/2020", "could not be read"),
        ("أمس الأربعاء", "could not be read"),
        ("27 أيلول/أكتوبر 2020", "two different months"),
    ],
)
def test_what_is_no_date_stays_unknown_and_says_why(written: str, reason: str) -> None:
    reading = read_date(written)
    assert reading.iso is None
    assert reading.problem is not None
    assert reason in reading.problem


def test_a_date_that_can_be_two_days_keeps_both() -> None:
    reading = read_date("02/10/2020")
    assert reading.iso is None
    assert (reading.earliest, reading.latest) == ("2020-02-10", "2020-10-02")


@given(st.text())
def test_any_text_is_read_or_explained(written: str) -> None:
    reading = read_date(written)
    assert (reading.iso is None) == (reading.problem is not None)


@given(st.dates())
def test_every_iso_date_is_itself(day) -> None:  # type: ignore[no-untyped-def]
    reading = read_date(day.isoformat())
    assert reading.iso == (day.isoformat() if 1800 <= day.year <= 2200 else None)
