"""Bytes to text: which encoding a file is in, and what in it could not be read."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_MARKS = (  # longest first: the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"{\\rtf",
    b"PAR1",
)
_ARABIC_CODE_PAGES = ["cp1256", "iso8859_6", "mac_arabic"]
_NAMES = {"cp1256": "windows-1256", "iso8859_6": "iso-8859-6", "mac_arabic": "x-mac-arabic", "ascii": "utf-8"}
_UNREADABLE = re.compile(r"\ufffd+(?:\s?\ufffd+)*")
_MOJIBAKE = re.compile("(?:[\u00d8\u00d9][\u0080-\u00bf\u0152-\u2122]){4,}")


class NotTextError(ValueError):
    """The bytes are no text in any encoding that is known."""


class Problem(NamedTuple):
    """Something about an article that its reader should know: a row of `issues` without the article's id."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


class Decoded(NamedTuple):
    """A text, the encoding it was in, and what was found on the way."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode the bytes of an article.

    Tried in this order: a byte order mark, UTF-8, UTF-16 without a mark, the encoding that the page declares, the
    Arabic code pages by charset-normalizer. Bytes that cannot be read become U+FFFD and a problem each run.

    Parameters
    ----------
    data
        The file as it lies on the disk.
    declared
        The encoding that an HTML page names in its head.

    Raises
    ------
    NotTextError
        If the bytes are a picture, an archive or another binary file.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace")
            return Decoded(text, encoding.removesuffix("-sig"), (*_unusual(encoding), *_unreadable(text, data)))
    if data.startswith(_BINARY):
        raise NotTextError("is not a text file: save the article as plain text (UTF-8), HTML or a table")
    if wide := _wide(data):
        text = data.decode(wide, errors="replace")
        return Decoded(text, wide, (*_unusual(wide), *_unreadable(text, data)))
    _refuse_controls(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_other(data, declared)
    return Decoded(text, "utf-8", tuple(mojibake(text)))


def _wide(data: bytes) -> str | None:
    """Tell UTF-16 without a mark: every second byte is the page of Arabic (6) or of ASCII (0)."""
    if len(data) < 8 or len(data) % 2:
        return None
    for encoding, pages, letters in (("utf-16-le", data[1::2], data[::2]), ("utf-16-be", data[::2], data[1::2])):
        if pages.count(0) + pages.count(6) > 0.7 * len(pages) and letters.count(0) < 0.1 * len(letters):
            return encoding
    return None


def _decode_other(data: bytes, declared: str | None) -> Decoded:
    text = data.decode("utf-8", errors="replace")
    lost = text.count("\ufffd")
    if sum(character > "\x7f" for character in text) > 3 * lost:  # UTF-8 with a few foreign bytes
        return Decoded(text, "utf-8", tuple(_unreadable(text, data)))
    encoding = _known(declared) or _guess(data)
    text = data.decode(encoding, errors="replace")
    name = _NAMES.get(encoding, encoding)
    return Decoded(text, name, (*_unusual(name), *_unreadable(text, data)))


def _known(declared: str | None) -> str | None:
    """Return the declared encoding if it is one of text (a page may declare anything, `zip` too)."""
    if not declared:
        return None
    try:
        "".encode(declared)
    except (LookupError, UnicodeError):
        return None
    return codecs.lookup(declared).name.replace("-", "_")


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:100_000], cp_isolation=_ARABIC_CODE_PAGES, threshold=0.5).best()
    if best is None:
        raise NotTextError("is in no encoding that could be recognised: save it again as UTF-8")
    return best.encoding


def _refuse_controls(data: bytes) -> None:
    sample = data[:65_536]
    controls = sum(sample.count(code) for code in range(32) if code not in (0, 9, 10, 11, 12, 13, 27, 28, 29, 30, 31))
    if controls > 0.05 * len(sample):
        raise NotTextError("is not a text file: save the article as plain text (UTF-8), HTML or a table")


def _unusual(encoding: str) -> list[Problem]:
    if encoding in ("utf-8", "utf-8-sig"):
        return []
    return [Problem("encoding", f"the text was in {encoding}, not in UTF-8: check that its letters are right")]


def _unreadable(text: str, data: bytes) -> list[Problem]:
    """Name each run of characters that could not be read; Windows Arabic letters among UTF-8 are named as such."""
    problems = []
    for found in _UNREADABLE.finditer(text):
        problems.append(Problem("undecodable_bytes", "bytes here are in no known encoding", found.start(), found.end()))
        if len(problems) == 20:
            problems.append(Problem("undecodable_bytes", f"{text.count(chr(0xFFFD))} characters in all"))
            break
    if problems:
        foreign = re.findall(
            rb"[\xc1-\xff]{4,}", re.sub(rb"(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2})+", b" ", data)
        )
        if foreign:
            problems.append(Problem("mixed_encoding", "parts of the file look like windows-1256 among UTF-8"))
    return problems


def mojibake(text: str) -> list[Problem]:
    """Find UTF-8 that was once read as Latin-1 (Ø§Ù„...): the letters are wrong, and only a new export helps."""
    found = _MOJIBAKE.search(text) if "\u00d8" in text or "\u00d9" in text else None
    if not found:
        return []
    message = "letters like Ø§Ù„ are Arabic in UTF-8 that was read as Latin-1: export the text again as UTF-8"
    return [Problem("mixed_encoding", message, found.start(), found.end())]
