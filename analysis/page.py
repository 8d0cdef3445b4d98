"""The anatomy of a raw news page: which runs of it are the article and which are furniture.

What a line is follows from its words (`analysis.furniture`), from its credits (`analysis.credits`) and from where it
stands. Precision comes first: a line that is not surely furniture is body.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from analysis import codebook
from analysis.credits import BLANK, is_caption, lead, split_credit
from analysis.furniture import EDGE, Line, Rules, lines, matched, rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WORD = re.compile(r"\w{4,}")
_SHORT = 110  # characters: a heading, a link or a credit is not longer
_LINK = 30  # the headline of another article is not shorter
_WIDTH = 130  # no line of a page that was wrapped is longer
_TOP, _FOOT = 6, 3  # lines before the first paragraph, and after the last one, among which credits are looked for
_CLOSING = "\"'”’»)]} \u200f\u200e"
_STOPS = (".", "؟", "!", "…", "؛", ":", "،", ",")
_ITEM = ("-", "•", "–", "—", "ـ", "●", "▪")
_PICTURE = (".jpg", ".jpeg", ".png", ".webp")
_SENTENCE = re.compile(r"[وف*(]|(?:إلا|كما|لكن|ثم|بينما|فيما)\s|.*\s(?:إن|أن|إنه|أنه|إنها|أنها|بأن)\s")


class Segment(NamedTuple):
    """A run of the page: `text[start:end]` is of this `kind` (see `analysis.furniture.KINDS`)."""

    start: int
    end: int
    kind: str


def segments(text: str, title: str | None = None, book: codebook.Codebook | None = None) -> list[Segment]:
    """Cut a raw page into headline, standfirst, dateline, byline, caption, subhead, body, boilerplate and repeat.

    Parameters
    ----------
    text
        The page as it was decoded.
    title
        The headline where it is known apart from the page. Without it the first line that can be one is the
        headline; with it only a line that says the same is.
    book
        The codebook with the patterns of furniture and the names of credits; ours if it is not given.

    Returns
    -------
    list of Segment
        In order, without overlap; every character that is not blank lies in one of them. Time is linear in the text.
    """
    page = _Page(text, title, rules(book or codebook.read()))
    found = [segment for number in range(len(page.lines)) for segment in page.cut(number)]
    return _unwrap(text, found) if _wrapped(page.lines) else found


def headline(text: str, book: codebook.Codebook | None = None) -> str | None:
    """Return the headline that stands on the page itself, or None."""
    given = rules(book or codebook.read())
    found = lines(text[:20_000], given)
    number = _find_headline(found, None, given)
    return None if number is None else found[number].text


def has_title(text: str, title: str, book: codebook.Codebook | None = None) -> bool:
    """Say whether the page already begins with this title, after furniture or not."""
    given = rules(book or codebook.read())
    return _find_headline(lines(text[:1_500], given), title, given) is not None


# --- the headline -------------------------------------------------------------------------------------------------


def _stopped(line: str, stops: tuple[str, ...] = _STOPS) -> bool:
    return line.rstrip(_CLOSING).endswith(stops)


def _is_title(line: str, title: str) -> bool:
    """Whether a line says the title: the same, or most of it where a page adds its own name to its titles."""
    if not 0.6 * len(title) < len(line) + 5:
        return False
    line = " ".join(line.split())
    return line == title or (len(line) > 20 and line in title)


def _find_headline(found: Sequence[Line], title: str | None, given: Rules) -> int | None:
    """Return the number of the line that is the headline.

    With a title it is the line that says it; without, the first line that is no furniture, if it is shaped like one
    or stands alone before a text without blank lines.
    """
    if title:
        title = " ".join(title.split())
        return next((number for number, line in enumerate(found[:12]) if _is_title(line.text[:EDGE], title)), None)
    for number, line in enumerate(found[:8]):
        if number + 1 == len(found) or len(line.text) > EDGE:
            return None
        if line.kind or matched(given.line, line.text) or split_credit(line.text, given.names):
            continue
        after = found[number + 1 : number + 15]
        apart = after[0].gap and not any(other.gap for other in found[number + 2 :])
        shaped = len(line.text) <= 200 and not _stopped(line.text, (".", "،", "؛", ":", ","))
        if lead(line.text, given.names, first=True):
            return None
        return number if apart or (shaped and any(len(other.text) > len(line.text) for other in after)) else None
    return None


# --- headings and paragraphs --------------------------------------------------------------------------------------


def _heading(line: str) -> bool:
    """Whether a line reads as a heading: short, no full stop, not an item of a list."""
    return (
        len(line) <= _SHORT
        and not _stopped(line, (".", "،", "؛", ":", ",", "…"))
        and not line.startswith(_ITEM)
        and not line[0].isdigit()
        and not (line[0] == "*" and line.endswith("؟"))  # the question of an interview
    )


def _restated(first: str, second: str) -> bool:
    """Whether the second paragraph begins anew with what the first says: then the first is a standfirst."""
    words = set(_WORD.findall(first[:EDGE]))
    if second.startswith(("و", "جاء ذلك", "يأتي ذلك")) or len(words) < 8:
        return False
    return len(words.intersection(_WORD.findall(second[: 2 * EDGE]))) >= 0.4 * len(words)


class _Page:
    """The lines of a page with what is known of each."""

    def __init__(self, text: str, title: str | None, given: Rules) -> None:
        self.given = given
        self.lines = lines(text, given)
        self.heading = _find_headline(self.lines, title, given)
        self.kinds = self._furniture()
        self._related_links()
        self.first, self.last = self._body()

    def _furniture(self) -> list[str]:
        """Give each line the kind that its own words settle, or the empty string."""
        kinds: list[str] = []
        seen: set[str] = set()
        links = 0  # link lines that may still follow a heading of links
        for number, line in enumerate(self.lines):
            kind = line.kind or ("headline" if number == self.heading else matched(self.given.line, line.text))
            if kind == "links":
                links, kind = 6, "boilerplate"
            elif not kind and links and _heading(line.text):
                links, kind = links - 1, "boilerplate"
            elif not kind:
                links = 0
            if kind in ("", "caption") and len(line.text) > 25 and line.text in seen:
                kind = "repeat"
            seen.add(line.text)
            kinds.append(kind)
        return kinds

    def _related_links(self) -> None:
        """Mark as boilerplate the headlines of other articles that a page sets between two paragraphs.

        Two to five heading-like lines in a row, one of them with a colon, a quotation mark or a question mark, none
        of them a sentence; or such lines after a link that says it is one.
        """
        number = 1
        while number < len(self.lines):
            stop = number
            while stop < len(self.lines) and not self.kinds[stop] and self._can_link(stop):
                stop += 1
            closed = any(map(self._is_paragraph, range(stop, stop + 2)))  # at once, or after a subhead
            end = stop  # a plain short question after links is the next subhead
            stop -= stop - number > 2 and self._asks(stop - 1)
            group = [line.text for line in self.lines[number:stop]]
            before = self.lines[number - 1].text
            linked = self.kinds[number - 1] == "boilerplate" and len(before) > _LINK
            marked = any(set(line) & set(':"“«؟') for line in group) and not all(line.endswith("؟") for line in group)
            apart = len(group) >= 2 and marked and _stopped(before, (".", "!", "؟"))
            if closed and (linked or apart) and len(group) <= 5 and not any(map(_SENTENCE.match, group)):
                self.kinds[number:stop] = ["boilerplate"] * len(group)
            number = max(end, number + 1)

    def _can_link(self, number: int) -> bool:
        text = self.lines[number].text
        return _LINK <= len(text) <= _SHORT and _heading(text)

    def _is_paragraph(self, number: int) -> bool:
        text = self.lines[number].text if number < len(self.lines) else ""
        return len(text) > _SHORT or (len(text) > 2 * _LINK and _stopped(text))

    def _asks(self, number: int) -> bool:
        text = self.lines[number].text
        return text.endswith("؟") and len(text) < 1.5 * _LINK and not set(text) & set(':"«')

    def _body(self) -> tuple[int, int]:
        """Return the numbers of the first and the last paragraph; credits stand before and after them.

        Where no line near the top is as long as a paragraph (verses, lists, wrapped lines) nothing stands before.
        """
        free = [number for number, kind in enumerate(self.kinds) if not kind]
        long = [number for number in free if len(self.lines[number].text) > _SHORT]
        near = bool(long) and free.index(long[0]) <= _TOP
        first = long[0] if near else (free[0] + 1 if free else 0)
        return first, max(long[-1] if long else 0, len(self.lines) - _FOOT - 1)

    def cut(self, number: int) -> Iterator[Segment]:
        """Give a line's segments."""
        line, kind = self.lines[number], self.kinds[number]
        if not kind and (number < self.first or number > self.last):
            yield from self._at_the_edge(number)
            return
        if not kind and number == self.first and self._is_standfirst(number):
            kind = "standfirst"
        elif not kind and len(line.text) <= _SHORT:
            kind = "caption" if is_caption(line.text, self.given.names) else self._subhead(number)
        if kind in ("", "standfirst"):
            yield from self._paragraph(number, kind or "body")
        else:
            yield Segment(line.start, line.start + len(line.text), kind)

    def _at_the_edge(self, number: int) -> Iterator[Segment]:
        """Say what a short line before the first paragraph, or after the last, is: a credit, a caption, a deck."""
        line = self.lines[number]
        before = number < self.first
        picture = before and number > 0 and self.lines[number - 1].text.lower().endswith(_PICTURE)
        kind = matched(self.given.edge, line.text)
        if not kind and (is_caption(line.text, self.given.names) or (picture and not _stopped(line.text))):
            kind = "caption"
        if kind:
            yield Segment(line.start, line.start + len(line.text), kind)
        elif parts := split_credit(line.text, self.given.names):
            for part in parts:
                yield Segment(line.start + part.start, line.start + part.end, part.kind)
        elif before and self.heading is not None and _heading(line.text) and line.text[0] != "*":
            yield Segment(line.start, line.start + len(line.text), "standfirst")
        else:
            yield from self._paragraph(number, "body")

    def _is_standfirst(self, number: int) -> bool:
        if self.heading is None or lead(self.lines[number].text, self.given.names, first=True):
            return False
        after = next((other for other in range(number + 1, len(self.lines)) if not self.kinds[other]), None)
        return after is not None and _restated(self.lines[number].text, self.lines[after].text)

    def _subhead(self, number: int) -> str:
        """Say whether a short line is a subhead: it reads as a heading and stands between two paragraphs."""
        if not 0 < number < len(self.lines) - 1:
            return ""
        line, before, after = (self.lines[number + step].text for step in (0, -1, 1))
        between = len(before) >= 60 and _stopped(before) and len(after) >= 80 and len(after) >= 1.5 * len(line)
        return "subhead" if between and not self.kinds[number + 1] and _heading(line) else ""

    def _paragraph(self, number: int, kind: str) -> Iterator[Segment]:
        """Cut a paragraph into its dateline or byline and its own text."""
        line = self.lines[number]
        start, end = line.start, line.start + len(line.text)
        credit = lead(line.text, self.given.names, first=number <= self.first)
        if credit and credit.end < len(line.text):
            yield Segment(start, start + len(line.text[: credit.end].rstrip(BLANK)), credit.kind)
            start = end - len(line.text[credit.end :].lstrip(BLANK))
        yield Segment(start, end, kind)


# --- wrapped lines ------------------------------------------------------------------------------------------------


def _wrapped(found: Sequence[Line]) -> bool:
    """Whether the page's paragraphs were broken into lines of one width, as in text saved from a PDF."""
    widest = max((len(line.text) for line in found), default=0)
    if len(found) < 6 or not _LINK < widest <= _WIDTH:
        return False
    full = sum(len(line.text) > 0.7 * widest and not _stopped(line.text, (".", "؟", "!", ":")) for line in found)
    return full > 0.5 * len(found)


def _unwrap(text: str, found: Sequence[Segment]) -> list[Segment]:
    """Put the lines of a broken paragraph together: its sentences run over the line ends."""
    joined: list[Segment] = []
    for segment in found:
        kind = "body" if segment.kind in ("subhead", "standfirst") else segment.kind
        apart = not joined or text.count("\n", joined[-1].end, segment.start) > 1
        if not apart and kind == joined[-1].kind == "body":
            joined[-1] = joined[-1]._replace(end=segment.end)
        else:
            joined.append(segment._replace(kind=kind))
    return joined
