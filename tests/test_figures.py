"""Every figure on corpora of every size: marks lead to raw text, numbers to the tables, nothing is dropped silently."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from figures_corpus import LONG_NAME, corpus, empty

import analysis
from analysis import evaluate
from analysis.figures import FIGURES, Figure, rtl
from analysis.figures.labels import Labels, text
from analysis.figures.template import COLUMN, PAGE, millimetres, pixels
from analysis.tables import Coded
from analysis.text import TOKEN

SIZES = {"none": 0, "one": 1, "two": 2, "five": 5, "thirty": 30}


@cache
def coded(size: str) -> Coded:
    if size == "bare":  # articles and sentences, but nothing found in them
        whole = corpus(3)
        return replace(
            whole, **{table: getattr(whole, table).iloc[:0] for table in ("quotes", "blame", "roles", "names")}
        )
    return corpus(SIZES[size], 2 if size == "thirty" else 1) if SIZES[size] else empty()


@cache
def drawn(name: str, size: str, lang: str = "en", width: float = PAGE) -> Figure:
    return FIGURES[name](coded(size), lang, width)


every = pytest.mark.parametrize("name", FIGURES)
cases = pytest.mark.parametrize(
    ("size", "lang", "width"),
    [
        ("none", "ar", PAGE),
        ("one", "en", COLUMN),
        ("two", "ar", COLUMN),
        ("five", "en", PAGE),
        ("five", "ar", PAGE),
        ("thirty", "en", COLUMN),
        ("thirty", "ar", COLUMN),
        ("bare", "en", COLUMN),
        ("bare", "ar", PAGE),
    ],
)


def shown(figure: Figure) -> list[str]:
    """All that is written on a figure, without isolates and markup."""
    texts = [note.text for note in figure.plot.layout.annotations]
    for trace in figure.plot.data:
        texts += list(trace.text) if trace.text is not None else []
    return [re.sub(f"[{rtl.LRI}{rtl.RLI}{rtl.PDI}]|<[^>]+>", "", part.replace("<br>", " ")) for part in texts]


@every
@cases
def test_every_mark_leads_to_its_rows_in_the_raw_articles(name: str, size: str, lang: str, width: float) -> None:
    figure = drawn(name, size, lang, width)
    texts = coded(size).articles.set_index("article_id")["text"].to_dict()
    evidence = figure.evidence()
    marks = list(zip(figure.data["mark"], figure.data["rows"], strict=True))
    assert evidence["mark"].tolist() == [mark for mark, rows in marks for _ in rows]
    assert evidence["row_id"].tolist() == [row for _, rows in marks for row in rows]
    for row in evidence.itertuples(index=False):
        raw = texts[row.article_id]
        assert raw[row.start : row.end] == row.text
        assert raw[row.sentence_start : row.sentence_end] == row.sentence
        assert row.sentence_start <= row.start <= row.end <= row.sentence_end
    for mark, rows in [(mark, rows) for mark, rows in marks if rows][:2]:
        assert figure.rows(mark)["row_id"].tolist() == list(rows)


@every
@cases
def test_what_is_drawn_is_the_data(name: str, size: str, lang: str, width: float) -> None:
    """The marks that can be pointed at are those of the data, once each, in the same order."""
    figure = drawn(name, size, lang, width)
    marks = [mark for trace in figure.plot.data if trace.customdata is not None for mark in trace.customdata]
    assert marks == figure.data["mark"].tolist()
    assert len(set(marks)) == len(marks)


@every
def test_pointing_at_a_mark_shows_its_sentence_with_outlet_and_date(name: str) -> None:
    figure = drawn(name, "five", "ar")
    labels = Labels(coded("five"), "ar")
    hovers = {
        mark: hover
        for trace in figure.plot.data
        if trace.customdata is not None
        for mark, hover in zip(trace.customdata, trace.hovertext, strict=True)
    }
    for mark, rows in zip(figure.data["mark"], figure.data["rows"], strict=True):
        if not rows:
            continue
        first = figure.rows(mark).iloc[0]
        plain = re.sub(f"[{rtl.LRI}{rtl.RLI}{rtl.PDI}]", "", hovers[mark].replace("<br>", " "))
        assert " ".join(first["sentence"].split()) in plain
        assert labels.outlet(first["outlet"]) in plain
        assert first["published"] in plain
        assert all(line.count(rtl.PDI) for line in hovers[mark].split("<br>"))


@every
@cases
def test_a_figure_has_the_journals_width_and_stays_on_its_paper(name: str, size: str, lang: str, width: float) -> None:
    figure = drawn(name, size, lang, width)
    layout = figure.plot.layout
    assert layout.width == pixels(width)
    across, down = layout.xaxis.range, layout.yaxis.range
    assert list(down) == [layout.height, 0]
    for trace in figure.plot.data:
        if trace.type == "bar":
            for start, length in zip(trace.base or (), trace.x or (), strict=True):
                assert 0 <= start
                assert start + length <= max(across)
        elif trace.type == "scatter":
            assert all(x is None or 0 <= x <= max(across) for x in trace.x)
            assert all(y is None or 0 <= y <= layout.height for y in trace.y)
    for note in layout.annotations:
        assert 0 <= note.x <= max(across)
        assert 0 <= note.y <= layout.height


@every
def test_arabic_runs_from_the_right(name: str) -> None:
    figure = drawn(name, "five", "ar")
    if figure.picture is None:
        assert list(figure.plot.layout.xaxis.range) == [figure.plot.layout.width, 0]
        given = [trace.textposition for trace in figure.plot.data if trace.type == "scatter" and trace.textposition]
        places = {place for some in given for place in ([some] if isinstance(some, str) else some)}
        assert {place.split()[1] for place in places} <= {"left", "center"}  # the side of the point where text stands
        texts = [text for trace in figure.plot.data for text in trace.text or ()]
        assert all(text.count(rtl.RLI) == text.count("<br>") + 1 for text in texts)
    for note in figure.plot.layout.annotations:
        assert note.text.count(rtl.RLI) == note.text.count("<br>") + 1


@every
@cases
def test_titles_name_the_articles_and_not_the_outlets(name: str, size: str, lang: str, width: float) -> None:
    title = drawn(name, size, lang, width).title[lang]
    expected = {
        "none": {"en": "no articles", "ar": "لا مقالات"},
        "one": {"en": "this article", "ar": "هذه المقالة"},
        "two": {"en": "these two articles", "ar": "هاتان المقالتان"},
        "bare": {"en": "these three articles", "ar": "هذه المقالات الثلاث"},
        "five": {"en": "these five articles", "ar": "هذه المقالات الخمس"},
        "thirty": {"en": "60 articles, 30 outlets", "ar": "60 مقالة من 30 مؤسسة"},
    }[size][lang]
    assert title == f"{text(name, 'title')[lang]}: {expected}"
    written = " ".join(" ".join(shown(drawn(name, size, lang, width))).split())
    assert expected in written


@every
def test_the_caption_states_denominators_and_what_the_guards_say(name: str) -> None:
    caption = drawn(name, "five").caption
    five = coded("five")
    assert (
        f"5 articles of 5 outlets, {len(five.sentences)} sentences, {five.articles['n_tokens'].sum()} words."
        in caption["en"]
    )
    assert "2 events, kept apart" in caption["en"]
    assert "No p-value is given" in caption["en"]
    assert "No interval is drawn" in caption["en"]
    assert "no overall bias score" in caption["en"]
    assert "5 مقالات من 5 مؤسسات" in caption["ar"]
    assert caption["ar"].count(".") >= 6


def test_the_caption_takes_the_measured_accuracy(monkeypatch: pytest.MonkeyPatch) -> None:
    measured = {"quotes": {"en": "Found: 9 of 10", "ar": "وُجد 9 من 10"}}
    monkeypatch.setattr(evaluate, "sentences", lambda: measured)
    five = coded("five")
    assert FIGURES["who_speaks"](five).caption["en"].endswith("Found: 9 of 10.")
    assert FIGURES["who_speaks"](five).caption["ar"].endswith("وُجد 9 من 10.")
    assert "9 of 10" not in FIGURES["event_nouns"](five).caption["en"]


def test_with_codebook_files_of_ones_own_the_published_accuracy_is_not_claimed() -> None:
    five = coded("five")
    own = FIGURES["who_speaks"](replace(five, manifest={"codebook": {"own_files": True}})).caption
    assert own["en"].endswith("the accuracy published for the project's codebook does not hold for them.")
    assert "F1" in FIGURES["who_speaks"](five).caption["en"]
    assert "F1" not in own["en"] + own["ar"]
    assert "لا تنطبق عليها الدقة المنشورة" in own["ar"]


def test_the_caption_tells_of_corrections_in_the_table_that_is_counted() -> None:
    done = {"corrections": {"rows": {"quotes": {"changed": 2, "deleted": 1, "added": 0}}}}
    corrected = replace(coded("five"), manifest=done)
    caption = FIGURES["who_speaks"](corrected).caption
    assert "Rows corrected by hand: 2 changed, 1 deleted." in caption["en"]
    assert "صفوف صُحّحت يدويًا: عُدِّل 2، وحُذف 1." in caption["ar"]
    assert "corrected" not in FIGURES["event_nouns"](corrected).caption["en"]


def test_a_scholars_own_sides_are_called_as_their_file_calls_them(tmp_path: Path) -> None:
    book = tmp_path / "book"
    book.mkdir()
    (book / "sides.csv").write_text("side,label_en,label_ar\nigad,The IGAD bloc,كتلة إيغاد\n", "utf-8")
    corpus_folder = tmp_path / "corpus"
    corpus_folder.mkdir()
    (corpus_folder / "a.txt").write_text("قال لافروف إن بلاده تدعو إلى التهدئة.", "utf-8")
    own = analysis.code(analysis.load(corpus_folder), codebook=book)
    kept = analysis.load_coded(own.save(tmp_path / "coded"))
    assert kept.manifest["codebook"]["labels"] == [["side", "igad", "The IGAD bloc", "كتلة إيغاد"]]
    assert Labels(kept, "ar").side("igad") == "كتلة إيغاد"
    assert Labels(kept, "en").side("russia") == "Russia"
    assert "labels" not in analysis.code(analysis.load(corpus_folder)).manifest["codebook"]


def test_a_speaker_of_no_known_side_is_not_called_unknown() -> None:
    five = coded("five")
    some = five.quotes["side"] == "russia"
    quotes = five.quotes.assign(side=five.quotes["side"].mask(some | (five.quotes["side"] == "armenia")))
    figure = FIGURES["who_speaks"](replace(five, quotes=quotes))  # of these, only the Russians have a speaker
    sides = figure.data.groupby("side")["quotes"].sum()
    assert sides["no_side"] == some.sum() == 4
    assert sides["unknown"] == (five.quotes["side"] == "armenia").sum() == 3
    assert "the speaker of 4 is of no side of the codebook, that of 3 was not found" in figure.caption["en"]
    assert "وقائل 4 منها ليس من أطراف دليل الترميز، ولم يُعرف قائل 3" in figure.caption["ar"]


def test_the_caption_tells_which_lemmatiser_grouped_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.words.lemmas.lemma_data", lambda: None)
    without = FIGURES["keyness"](corpus(3))
    assert without.made_with == "light"
    assert "Mizan's light lemmatiser, because the data of CAMeL Tools is not installed" in without.caption["en"]
    assert "لأن بيانات CAMeL Tools غير مثبتة" in without.caption["ar"]


@every
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_an_empty_layer_says_zero_of_n_sentences(name: str, lang: str) -> None:
    if name in ("timeline", "keyness", "word_cloud", "key_cloud"):
        return  # they rest on articles and words, which are there
    found = shown(drawn(name, "bare", lang, COLUMN if lang == "en" else PAGE))
    sentences = {"en": r"0 of \d+ sentences", "ar": r"0 من (\d+ جمل|جملتين|\d+ جملة)"}[lang]
    assert any(re.fullmatch(sentences, part) for part in found), found


def test_an_outlet_without_quotations_says_so_where_its_numbers_would_be() -> None:
    figure = drawn("who_speaks", "five")
    found = shown(figure)
    assert "0 of 2 sentences" in found
    silent = figure.data[figure.data["outlet"] == "Outlet 1"]
    assert silent["words"].sum() == 0
    assert silent["share"].isna().all()


def test_an_outlet_that_the_page_does_not_name_is_shown_as_inferred() -> None:
    labels = Labels(coded("five"), "en")
    names = ["Outlet 0", "Outlet 1 (inferred)", "Outlet 2 (inferred)", "Outlet 3 (unidentified)"]
    assert [labels.outlet(f"Outlet {number}") for number in range(4)] == names
    assert labels.outlet(pd.NA) == "unidentified outlet"
    for name in FIGURES:
        found = " ".join(shown(drawn(name, "five")))
        assert not re.search(r"Outlet 1(?! \(inferred\))", found), name
        assert not re.search(r"Outlet 3(?! \(unidentified\))", found), name


def test_two_outlets_of_one_arabic_name_stay_two() -> None:
    two = corpus(2)
    articles = two.articles.assign(outlet_ar="الصحيفة", outlet_confidence=pd.NA)
    labels = Labels(replace(two, articles=articles), "ar")
    assert labels.outlet("Outlet 0") == "الصحيفة (Outlet 0)"
    assert labels.outlet("Outlet 1") == "الصحيفة (Outlet 1)"


def test_a_long_arabic_name_is_wrapped_and_cut_but_the_data_keep_it() -> None:
    figure = drawn("who_speaks", "thirty", "ar", COLUMN)
    name = next(text for trace in figure.plot.data for text in trace.text or () if LONG_NAME[:12] in text)
    assert name.count("<br>") == 1
    assert "…" in name
    assert "Outlet 1" in figure.data["outlet"].tolist()


def test_that_an_outlet_is_inferred_is_not_cut_off_with_its_long_name() -> None:
    found = shown(drawn("who_speaks", "two", "ar", COLUMN))
    name = next(text for text in found if LONG_NAME[:12] in text)
    assert name.endswith("… (باستنتاج)")


# The numbers, recomputed from the tables without analysis.compare.


@pytest.mark.parametrize(("size", "width"), [("five", PAGE), ("thirty", COLUMN)])
def test_who_speaks_adds_up_the_words_of_the_table(size: str, width: float) -> None:
    tables = coded(size)
    outlet = tables.articles.set_index("article_id")["outlet"].fillna("unknown")
    words: Counter[tuple[str, str]] = Counter()
    for row in tables.quotes.itertuples(index=False):
        for side in row.side.split("|"):
            words[outlet[row.article_id], side] += sum(m.group()[0].isalnum() for m in TOKEN.finditer(row.text))
    data = drawn("who_speaks", size, "en", width).data
    kept = set(data["side"]) - {"others"}
    for row in data.itertuples(index=False):
        sides = {side for _, side in words if side not in kept} if row.side == "others" else {row.side}
        assert row.words == sum(words[row.outlet, side] for side in sides)
        if row.words_total:
            assert row.words_total == sum(n for (name, _), n in words.items() if name == row.outlet)
            assert row.share == pytest.approx(row.words / row.words_total)


@pytest.mark.parametrize("size", ["five", "thirty"])
def test_blame_in_the_outlets_own_words_stands_apart(size: str) -> None:
    tables = coded(size)
    blame = tables.blame.merge(tables.articles[["article_id", "outlet"]], on="article_id")
    own = blame[blame["voice"] == "outlet"].fillna({"outlet": "unknown"})["outlet"].value_counts().to_dict()
    data = drawn("who_blames_whom", size, "en", PAGE if size == "five" else COLUMN).data
    mine = data[data["voice"] == "outlet"]
    assert {outlet: n for outlet, n in mine.groupby("outlet")["count"].sum().items() if n} == own
    told = data[data["voice"] == "attributed"]
    assert told["count"].sum() == (blame["voice"] == "attributed").sum()
    assert set(told["accuser"]) == {"armenia"}


@pytest.mark.parametrize("size", ["five", "thirty"])
def test_a_negated_role_is_never_added_to_the_role(size: str) -> None:
    figure = drawn("roles_by_voice", size, "en", PAGE if size == "five" else COLUMN)
    data = figure.data
    neutral = data[data["role"] == "neutral_party"]
    assert set(neutral["polarity"]) == {"negated"}
    assert "neutral party (negated)" in shown(figure)
    assert neutral["count"].sum() == (coded(size).roles["role"] == "neutral_party").sum()


def test_what_is_only_possible_is_marked() -> None:
    five = coded("five")
    roles = five.roles.assign(modality=five.roles["modality"].mask(five.roles["role"] == "aggressor", "hypothetical"))
    found = shown(FIGURES["roles_by_voice"](replace(five, roles=roles)))
    assert "1 (1?)" in found


@pytest.mark.parametrize("size", ["five", "thirty"])
def test_headline_and_body_add_up_to_the_roles(size: str) -> None:
    data = drawn("headline_vs_body", size, "en", PAGE if size == "five" else COLUMN).data
    roles = coded(size).roles
    assert data["count"].sum() == len(roles[roles["side"].isin(["turkey", "russia"])])
    assert data[data["position"] == "headline"]["count"].sum() == (roles["segment"] == "headline").sum()


@pytest.mark.parametrize(("size", "width"), [("five", PAGE), ("thirty", COLUMN)])
def test_names_add_up_whatever_is_folded(size: str, width: float) -> None:
    names = coded(size).names
    for name, wanted in (
        ("names_by_outlet", names["referent"] != "event"),
        ("event_nouns", names["referent"] == "event"),
    ):
        data = drawn(name, size, "en", width).data
        assert data["count"].sum() == wanted.sum()
        assert not data.duplicated(["event", "outlet", "referent", "variant"]).any()
    assert "1 «1»" in shown(drawn("names_by_outlet", "five"))


def test_rows_of_a_name_with_two_effects_are_one_mark() -> None:
    five = coded("five")
    changed = five.names.index % 2 == 0
    names = five.names.assign(effect=five.names["effect"].mask(changed, "distancing"))
    data = FIGURES["names_by_outlet"](replace(five, names=names)).data
    assert not data.duplicated(["event", "outlet", "referent", "variant"]).any()


def test_thirty_outlets_fit_a_column_by_adding_up_the_rest() -> None:
    data = drawn("names_by_outlet", "thirty", "en", COLUMN).data
    assert "others" in set(data["outlet"])
    rest = data[(data["outlet"] == "others") & (data["variant"] == "آرتساخ")].iloc[0]
    assert rest["count"] == len(rest["rows"]) > 2
    assert "other outlets" in " ".join(shown(drawn("names_by_outlet", "thirty", "en", COLUMN)))


def test_the_timeline_keeps_the_undated() -> None:
    five = coded("five")
    articles = five.articles.assign(published=five.articles["published"].mask(five.articles["article_id"] == "002"))
    figure = FIGURES["timeline"](replace(five, articles=articles))
    assert figure.data["articles"].sum() == 5
    assert figure.data["day"].isna().sum() == 1
    assert "Without a date: 1." in figure.caption["en"]


def test_events_are_never_pooled() -> None:
    event_of = coded("five").articles.set_index("article_id")["event"].to_dict()
    for name in FIGURES:
        figure = drawn(name, "five")
        events = dict(zip(figure.data["mark"], figure.data["event"], strict=True))
        evidence = figure.evidence()
        found = [event_of[article] for article in evidence["article_id"]]
        assert found == [events[mark] for mark in evidence["mark"]], name


@every
def test_the_same_corpus_gives_the_same_figure(name: str) -> None:
    once, again = drawn(name, "five"), FIGURES[name](corpus(5))
    assert once.plot.to_json() == again.plot.to_json()
    pd.testing.assert_frame_equal(once.data, again.data)
    assert all(trace.uid for trace in once.plot.data)


@every
def test_both_languages_show_the_same_marks(name: str) -> None:
    """The data file is written once for both."""
    english, arabic = drawn(name, "thirty", "en", COLUMN).data, drawn(name, "thirty", "ar", COLUMN).data
    pd.testing.assert_frame_equal(english.drop(columns="label"), arabic.drop(columns="label"))


def test_an_unknown_mark_is_named() -> None:
    with pytest.raises(KeyError, match="who_speaks has no mark 'm999'"):
        drawn("who_speaks", "five").rows("m999")


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(ValueError, match="language 'fr' is not known: use 'en' or 'ar'"):
        FIGURES["who_speaks"](coded("five"), "fr")


@pytest.mark.parametrize(("text", "value"), [("89mm", 89.0), ("18.3 cm", 183.0), ("120", 120.0)])
def test_widths_are_read(text: str, value: float) -> None:
    assert millimetres(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["wide", "5mm", "900mm", "-89mm", "89px", ""])
def test_a_width_that_no_page_has_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="60mm to 400mm"):
        millimetres(text)
