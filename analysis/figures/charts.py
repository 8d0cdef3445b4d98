"""What the charts share: rows of groups, columns of sides, marks that know their rows, captions with denominators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis import corrections, evaluate
from analysis.compare.accusations import NOBODY
from analysis.compare.frequencies import denominators
from analysis.compare.grouping import NO_SIDE, UNKNOWN, items
from analysis.compare.guards import for_corpus, of_ar, of_en, subject
from analysis.compare.wording import count_ar, count_en
from analysis.figures.figure import Figure, hovers
from analysis.figures.grid import BAR_CELL, Band, Cell, Column, Line, columns_that_fit, grid
from analysis.figures.labels import Labels, text
from analysis.figures.once import once
from analysis.figures.template import PALETTE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import pandas as pd

    from analysis.compare.guards import Verdict
    from analysis.tables import Coded

Text = dict[str, str]
"""Words by language."""

OTHERS = "others"
NEVER_FOLDED = (NO_SIDE, UNKNOWN, NOBODY)
"""Values that are findings, and never added up with the others."""

FEW_GROUPS = 6
"""Up to so many groups get rows of their own where a chart has more than two dimensions; beyond, events do."""


@once
def outlet_sizes(coded: Coded) -> pd.DataFrame:
    """Return the denominators of each event and outlet."""
    return denominators(coded)


@once
def _verdicts(coded: Coded) -> list[Verdict]:
    """Return what the guards say; that outlets are single articles stands in the title already."""
    said = for_corpus(coded, names=Labels(coded, "en").events())
    return [verdict for verdict in said if verdict.guard != "subject" or verdict.allowed]


def count(lang: str, number: int, noun: str) -> str:
    """Return a number with its noun, in the nominative: `2 articles`, `مقالتان`."""
    if lang == "en":
        return count_en(number, noun)
    words = count_ar(number, noun)
    return f"{words.removesuffix('ين')}ان" if number == 2 else words


def titles(coded: Coded, figure: str) -> Text:
    """Return a figure's title in both languages, with what it is about: "these five articles" where that is all."""
    groups = outlet_sizes(coded)
    articles, outlets = int(groups["articles"].sum()), groups["outlet"].nunique()
    verdict = subject(groups["articles"].tolist())
    if not articles:
        about = {"en": "no articles", "ar": "لا مقالات"}
    elif not verdict.allowed:
        about = {"en": verdict.sentence_en, "ar": verdict.sentence_ar}
    else:
        about = {
            "en": f"{count_en(articles, 'article')}, {count_en(outlets, 'outlet')}",
            "ar": f"{count('ar', articles, 'article')} من {count_ar(outlets, 'outlet')}",
        }
    return {lang: f"{title}: {about[lang]}" for lang, title in text(figure, "title").items()}


def captions(coded: Coded, table: str, parts: Sequence[Text]) -> Text:
    """Return the caption in both languages: how to read it, counts, what the guards say, how well the layer is found.

    With codebook files of a scholar's own the published accuracy does not hold, and the caption says so instead.

    Parameters
    ----------
    coded
        The corpus.
    table
        The table that is counted; how many of its rows were corrected and what `evaluate` measured of it closes the
        caption.
    parts
        Sentences of this figure.
    """
    groups = outlet_sizes(coded)
    outlets = groups["outlet"].nunique()
    sizes = {noun: int(groups[column].sum()) for noun, column in (("sentence", "sentences"), ("word", "tokens"))}
    articles = int(groups["articles"].sum())
    accuracy = evaluate.sentences().get(table, {})
    if accuracy and coded.manifest.get("codebook", {}).get("own_files"):
        accuracy = text("common", "own_codebook")
    corrected = corrections.caption(coded, table)
    captions = {}
    for lang, of in (("en", "of"), ("ar", "من")):
        base = [
            f"{count(lang, articles, 'article')} {of} {(count_en if lang == 'en' else count_ar)(outlets, 'outlet')}"
        ]
        base += [count(lang, number, noun) for noun, number in sizes.items()]
        said = [*(part[lang] for part in parts), ("، " if lang == "ar" else ", ").join(base)]
        said += [verdict.sentence_ar if lang == "ar" else verdict.sentence_en for verdict in _verdicts(coded)]
        said += [corrected.get(lang, ""), accuracy.get(lang, "")]
        stopped = [part if part.endswith((".", "؟", "?")) else f"{part}." for part in map(str.strip, said) if part]
        captions[lang] = " ".join(part[0].upper() + part[1:] for part in stopped)
    return captions


def zero(labels: Labels, sentences: int) -> str:
    """Return "0 of 12 sentences"."""
    return (of_ar if labels.arabic else of_en)(0, sentences, "sentence")


def event_heading(labels: Labels, event: str, articles: int) -> str:
    """Return an event's heading, with its number of articles."""
    return f"{labels.code('event', event)} ({count(labels.lang, articles, 'article')})"


def outlet_bands(coded: Coded, labels: Labels, totals: Mapping[tuple[str, str], int]) -> list[Band]:
    """Return a band for each event with a row for each of its outlets; one that has nothing says "0 of N sentences"."""
    bands = []
    for event, group in outlet_sizes(coded).groupby("event", sort=True):
        lines = []
        for outlet, sentences in zip(group["outlet"], group["sentences"], strict=True):
            total = totals.get((str(event), str(outlet)), 0)
            empty = "" if total else zero(labels, int(sentences))
            lines.append(Line(f"{event}\t{outlet}", labels.outlet(outlet), f"{total:,}", empty))
        bands.append(Band(str(event), event_heading(labels, str(event), int(group["articles"].sum())), tuple(lines)))
    return bands


def few_groups(coded: Coded) -> str:
    """Return what the rows of a chart of many dimensions are grouped by: outlets while they are few, else events."""
    return "outlet" if len(outlet_sizes(coded)) <= FEW_GROUPS else "event"


def fold_rest(
    coded: Coded, found: pd.DataFrame, column: str, keys: Sequence[str], sums: Sequence[str], keep: int
) -> pd.DataFrame:
    """Return `found` with all but the heaviest values of `column` added up under "others".

    Those of `NEVER_FOLDED` stay.

    Parameters
    ----------
    coded, found
        The corpus, and what a measure of `analysis.compare` returns for it.
    column
        Whose values are ranked, by the sum of `sums[0]`.
    keys
        The columns that together make a mark.
    sums
        Columns that add up. `rows` are joined, `articles_with` counted again; the others are the group's own.
    keep
        How many values stay, "others" included.
    """
    own = [value for value in ranked(found, column, sums[0]) if value not in NEVER_FOLDED]
    if len(own) <= keep or found.empty:
        return found
    kept = {*own[: keep - 1], *NEVER_FOLDED}
    return added_up(coded, found.assign(**{column: found[column].where(found[column].isin(kept), OTHERS)}), keys, sums)


def added_up(coded: Coded, found: pd.DataFrame, keys: Sequence[str], sums: Sequence[str]) -> pd.DataFrame:
    """Return a row for each value of `keys`; the parameters are those of `fold_rest`."""
    if found.empty:
        return found
    how: dict[str, Any] = {name: "first" for name in found.columns if name not in keys}
    how |= dict.fromkeys((name for name in (*sums, "share") if name in found.columns), _add)
    how["rows"] = lambda lists: list(dict.fromkeys(row for rows in lists for row in rows))
    result = found.groupby(list(keys), sort=True, dropna=False).agg(how).reset_index()[list(found.columns)]
    rows = items(coded, str(found["table"].iloc[0]))
    article = dict(zip(rows["row"], rows["article_id"], strict=True))
    result["articles_with"] = [len({article[row] for row in ids}) for ids in result["rows"]]
    return result


def _add(values: pd.Series) -> Any:
    return values.sum(min_count=1)


def ranked(found: pd.DataFrame, column: str, weight: str) -> list[str]:
    """Return the values of `column`, the heaviest first; others and those of `NEVER_FOLDED` last."""
    sums = found.groupby(column, sort=True)[weight].sum().sort_values(ascending=False, kind="stable")
    last = (OTHERS, *NEVER_FOLDED)
    return [str(v) for v in sums.index if v not in last] + [value for value in last if value in sums.index]


def side_columns(sides: Sequence[str], labels: Labels, colours: Mapping[str, str]) -> list[Column]:
    """Return a column for each side, in its colour."""
    return [Column(side, labels.side(side), colour=colours.get(side, "#8c8c8c")) for side in sides]


def side_colours(coded: Coded) -> dict[str, str]:
    """Return side -> colour, the same in every figure of a corpus: by how much a side speaks, then by name."""
    sides = coded.quotes["side"].dropna().str.split("|").explode().value_counts()
    order = sorted(sides.index, key=lambda side: (-int(sides[side]), str(side)))
    return dict(zip(map(str, order), PALETTE, strict=False))


def keep_columns(width: float) -> int:
    """Return how many columns a chart shows before the rest is added up: as bars, or shaded where bars would be few."""
    bars = columns_that_fit(width, BAR_CELL) - 2
    return min(12, bars if bars >= 6 else columns_that_fit(width) - 2)


def drawn(
    name: str,
    coded: Coded,
    lang: str,
    width: float,
    found: pd.DataFrame,
    *,
    table: str,
    parts: Sequence[Text],
    bands: Sequence[Band],
    columns: Sequence[Column],
    place: Callable[[Any], tuple[str, str, str]],
    say: Callable[[Any], tuple[str, str, str]],
    total: str,
    bars: bool = False,
    made_with: str = "",
) -> Figure:
    """Draw a grid of counts and make the figure of it.

    Parameters
    ----------
    name, coded, lang, width
        As in every figure.
    found
        A row a mark, with `share`, `rows`, `table` and the columns of the measure.
    table, parts
        The table that is counted, and what the caption says beside the note. Title and note are in `figures.yaml`.
    bands, columns, total, bars
        As in `grid`.
    made_with
        As in `Figure`.
    place
        Row of `found` -> keys of its band, line and column.
    say
        Row of `found` -> its number as printed, the same in short, and what it is in words.
    """
    marks = [f"m{number}" for number in range(1, len(found) + 1)]
    rows = list(found.itertuples(index=False))
    words = [say(row) for row in rows]
    shown = hovers(coded, found["table"].tolist(), found["rows"].tolist(), [head for *_, head in words], lang)
    shares = found["share"].fillna(0.0).astype(float).tolist()
    cells = [
        Cell(*place(row), mark, share, long, short, hover)
        for row, mark, share, (long, short, _), hover in zip(rows, marks, shares, words, shown, strict=True)
    ]
    title, note = titles(coded, name), text(name, "note")
    plot = grid(
        bands, columns, cells, title=title[lang], total=total, notes=[note[lang]], lang=lang, width=width, bars=bars
    )
    data = found.assign(mark=marks, label=[head for *_, head in words])
    order = ["mark", "label", *(column for column in data.columns if column not in ("mark", "label", "rows", "table"))]
    caption = captions(coded, table, [note, *parts])
    data = data[[*order, "table", "rows"]].reset_index(drop=True)
    return Figure(name, lang, title, caption, plot, data, coded, made_with=made_with)


def group_keys(by: str) -> list[str]:
    """Return the grouping columns of a measure called with `by`."""
    return ["event"] if by == "event" else ["event", by]


def group_key(row: Any, by: str) -> str:
    """Return the key of the band that a row stands in."""
    return "\t".join(str(getattr(row, key)) for key in group_keys(by))


def place_name(row: Any, labels: Labels, by: str) -> str:
    """Return the outlet, or the event, that a row is about."""
    return labels.outlet(row.outlet) if by == "outlet" else labels.code("event", str(row.event))


def group_bands(coded: Coded, labels: Labels, by: str, found: pd.DataFrame) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Yield heading, key and rows of each group, those without any row included."""
    keys = group_keys(by)
    for row in denominators(coded, by).itertuples(index=False):
        key = group_key(row, by)
        rows = found[(found[keys] == [getattr(row, name) for name in keys]).all(axis=1)]
        heading = event_heading(labels, str(row.event), int(row.articles))
        if by == "outlet":
            heading = labels.join(labels.outlet(row.outlet), heading)
        yield heading, key, rows


def nothing(coded: Coded, labels: Labels, by: str, key: str) -> Line:
    """Return the line of a group that has nothing: "0 of 12 sentences"."""
    sentences = {group_key(row, by): int(row.sentences) for row in denominators(coded, by).itertuples(index=False)}
    return Line(f"{key}\t", "", "", zero(labels, sentences[key]))
