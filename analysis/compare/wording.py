"""Counted nouns in English and Arabic, for captions that state a count with its denominator."""

from __future__ import annotations

from typing import NamedTuple


class Noun(NamedTuple):
    """A noun that captions count, in the forms that follow a number (Arabic in the oblique case).

    Attributes
    ----------
    one, many
        English singular and plural.
    ar_one, ar_two, ar_few, ar_many, ar_hundreds
        Arabic after 1 (with its numeral), 2 (the dual, no numeral), 3 to 10, 11 to 99, and whole hundreds.
    """

    one: str
    many: str
    ar_one: str
    ar_two: str
    ar_few: str
    ar_many: str
    ar_hundreds: str


NOUNS = {
    "article": Noun("article", "articles", "مقالة واحدة", "مقالتين", "مقالات", "مقالة", "مقالة"),
    "outlet": Noun("outlet", "outlets", "مؤسسة واحدة", "مؤسستين", "مؤسسات", "مؤسسة", "مؤسسة"),
    "group": Noun("group", "groups", "مجموعة واحدة", "مجموعتين", "مجموعات", "مجموعة", "مجموعة"),
    "event": Noun("event", "events", "حدث واحد", "حدثين", "أحداث", "حدثًا", "حدث"),
    "sentence": Noun("sentence", "sentences", "جملة واحدة", "جملتين", "جمل", "جملة", "جملة"),
    "quotation": Noun("quotation", "quotations", "اقتباس واحد", "اقتباسين", "اقتباسات", "اقتباسًا", "اقتباس"),
    "word": Noun("word", "words", "كلمة واحدة", "كلمتين", "كلمات", "كلمة", "كلمة"),
    "row": Noun("row", "rows", "حالة واحدة", "حالتين", "حالات", "حالة", "حالة"),
    "test": Noun("test", "tests", "اختبار واحد", "اختبارين", "اختبارات", "اختبارًا", "اختبار"),
}

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_DEFINITE_AR = ("", "", "", "الثلاث", "الأربع", "الخمس", "الست", "السبع", "الثماني", "التسع", "العشر")


def count_en(number: int, noun: str) -> str:
    """Return `1 article`, `5 articles`, `3,000 articles`."""
    return f"{number:,} {NOUNS[noun].one if number == 1 else NOUNS[noun].many}"


def count_ar(number: int, noun: str) -> str:
    """Return the number with its noun in the oblique case, in the form that Arabic asks for after that number.

    >>> count_ar(2, "article"), count_ar(5, "article"), count_ar(25, "event"), count_ar(103, "article")
    ('مقالتين', '5 مقالات', '25 حدثًا', '103 مقالات')
    """
    words = NOUNS[noun]
    if number in (1, 2):
        return words.ar_one if number == 1 else words.ar_two
    rest = number % 100
    form = words.ar_few if 3 <= rest <= 10 else words.ar_many if rest > 10 else words.ar_hundreds
    return f"{number:,} {form}"


def these_articles_en(number: int) -> str:
    """Return `this article`, `these five articles`, `these 3,000 articles`."""
    if number == 1:
        return "this article"
    return f"these {_NUMBERS[number] if number < len(_NUMBERS) else format(number, ',')} articles"


def these_articles_ar(number: int) -> str:
    """Return the same in Arabic, the numeral agreeing with its feminine noun."""
    if number <= 2:
        return ("لا مقالات", "هذه المقالة", "هاتان المقالتان")[number]
    if number < len(_DEFINITE_AR):
        return f"هذه المقالات {_DEFINITE_AR[number]}"
    return f"هذه المقالات وعددها {number:,}"
