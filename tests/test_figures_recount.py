"""The numbers of every figure of the seeds, counted again with pandas alone from the saved tables, and walked back."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import analysis
from analysis import words
from analysis.figures import FIGURES, Figure

SEEDS = Path(__file__).parent.parent / "seeds"
WORD = re.compile(r"[^\W_][\w\u0640\u064b-\u0652\u0670]*(?:[.,٫٬:][^\W_][\w\u064b-\u0652]*)*")
FOLDED = "others"


class Saved:
    """The seeds, coded and saved: their tables as pandas reads them, and their figures, each drawn once."""

    def __init__(self, folder: Path) -> None:
        analysis.code(analysis.load(SEEDS)).save(folder)
        self.coded = analysis.load_coded(folder)
        self.tables = {path.stem: pd.read_parquet(path) for path in folder.glob("*.parquet")}
        of = self.tables["articles"][["article_id", "event", "outlet"]]
        for name, data in self.tables.items():
            if name != "articles":
                self.tables[name] = data.drop(columns=["event", "outlet"], errors="ignore").merge(of, on="article_id")
        self.figures: dict[str, Figure] = {}

    def figure(self, name: str) -> Figure:
        if name not in self.figures:
            self.figures[name] = FIGURES[name](self.coded)
        return self.figures[name]

    def data(self, name: str) -> pd.DataFrame:
        return self.figure(name).data

    def roles(self) -> pd.DataFrame:
        found = self.tables["roles"]
        found = found.assign(side=found["side"].str.split("|")).explode("side")
        return found[found["side"].isin(["turkey", "russia"])]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Saved:
    return Saved(tmp_path_factory.mktemp("coded"))


def agree(data: pd.DataFrame, keys: list[str], value: str, counted: pd.Series) -> None:
    """Check every mark against a recount, and that no counted cell is missing from the figure."""
    shown = data.fillna(dict.fromkeys(keys, "-")).groupby(keys)[value].sum()
    expected = {key: int(n) for key, n in counted.items() if n}
    assert {key: int(n) for key, n in shown.items() if n} == expected


def sided(quotes: pd.DataFrame) -> pd.DataFrame:
    side = quotes["side"].astype(object)
    side = side.where(side.notna(), quotes["speaker"].notna().map({True: "no_side", False: "unknown"}))
    quotes = quotes.assign(side=side.str.split("|")).explode("side")
    return quotes[quotes["polarity"].isna() | (quotes["polarity"] != "negated")]


def test_who_speaks(saved: Saved) -> None:
    quotes = saved.tables["quotes"]
    quotes = sided(quotes[quotes["parent_quote_id"].isna()])
    quotes = quotes.assign(words=quotes["text"].map(lambda text: len(WORD.findall(text))))
    data = saved.data("who_speaks")
    keys = ["event", "outlet", "side"]
    agree(data, keys, "words", quotes.groupby(keys)["words"].sum())
    begun = quotes[quotes["continues_quote_id"].isna()]
    agree(data, keys, "quotes", begun.groupby(keys).size())
    whole = quotes.groupby(["event", "outlet"])["words"].sum()
    for row in data.itertuples(index=False):
        assert row.words_total == whole[row.event, row.outlet]
        assert row.share == pytest.approx(row.words / row.words_total)


def test_verbs_by_side(saved: Saved) -> None:
    quotes = saved.tables["quotes"]
    quotes = sided(quotes[quotes["continues_quote_id"].isna()]).fillna({"act": "unstated"})
    keys = ["event", "outlet", "side", "act"]
    agree(saved.data("verbs_by_side"), keys, "count", quotes.groupby(keys).size())


def test_who_blames_whom(saved: Saved) -> None:
    blame = saved.tables["blame"]
    assert ((blame["voice"] == "outlet") == blame["accuser"].isna()).all()
    blame = blame[blame["stance"] != "denied"]
    blamed = blame["blamed_side"].astype(object)
    blamed = blamed.where(blamed.notna(), blame["blamed"].notna().map({True: "unknown", False: "none"}))
    blame = blame.assign(blamed=blamed.str.split("|")).explode("blamed")
    data = saved.data("who_blames_whom")
    own = blame[blame["voice"] == "outlet"]
    keys = ["event", "outlet", "blamed"]
    agree(data[data["voice"] == "outlet"], keys, "count", own.groupby(keys).size())
    told = blame[blame["voice"] == "attributed"].fillna({"accuser_side": "unknown"})
    told = told.assign(accuser=told["accuser_side"].str.split("|")).explode("accuser")
    keys = ["event", "accuser", "blamed"]
    agree(data[data["voice"] == "attributed"], keys, "count", told.groupby(keys).size())


def test_roles_by_voice(saved: Saved) -> None:
    keys = ["event", "outlet", "side", "role", "polarity", "voice"]
    agree(saved.data("roles_by_voice"), keys, "count", saved.roles().groupby(keys).size())
    unsure = ["offered", "capable", "hypothetical"]
    doubtful = saved.roles()[lambda rows: rows["modality"].isin(unsure)]
    data = saved.data("roles_by_voice")
    agree(
        data.assign(n=data[unsure].sum(axis=1)),
        keys,
        "n",
        doubtful.groupby(keys).size(),
    )


def test_headline_vs_body(saved: Saved) -> None:
    texts = saved.tables["articles"].set_index("article_id")["text"]

    def position(row: Any) -> str:
        segments = saved.tables["segments"][saved.tables["segments"]["article_id"] == row.article_id].sort_values(
            "start"
        )
        kind = segments[(segments["start"] <= row.start) & (segments["end"] > row.start)]["kind"].iloc[0]
        if kind == "headline":
            return "headline"
        if (segments["kind"] == "standfirst").any():
            return "lead" if kind == "standfirst" else "body"
        body = segments[segments["kind"] == "body"].iloc[0]
        paragraph = texts[row.article_id].find("\n", body["start"])
        return "lead" if body["start"] <= row.start < min(body["end"], paragraph % (1 << 40)) else "body"

    found = saved.roles()
    found = found.assign(position=[position(row) for row in found.itertuples(index=False)])
    keys = ["event", "outlet", "side", "role", "polarity", "position"]
    agree(saved.data("headline_vs_body"), keys, "count", found.groupby(keys).size())


@pytest.mark.parametrize("name", ["names_by_outlet", "event_nouns"])
def test_names(saved: Saved, name: str) -> None:
    data = saved.data(name)
    names = saved.tables["names"]
    names = names[names["referent"].isin(data["referent"])]
    assert ("event" in set(data["referent"])) == (name == "event_nouns")
    own = {referent: set(rows["variant"]) for referent, rows in data.groupby("referent")}
    kept = [row.variant in own[row.referent] for row in names.itertuples(index=False)]
    names = names.assign(variant=names["variant"].where(kept, FOLDED))
    keys = ["event", "outlet", "referent", "variant"]
    agree(data, keys, "count", names.groupby(keys).size())
    agree(data, keys, "scare_quotes", names[names["marking"] == "scare_quotes"].groupby(keys).size())
    total = names.groupby(keys[:-1]).size()
    assert all(row.total == total.get((row.event, row.outlet, row.referent), 0) for row in data.itertuples(index=False))


def test_timeline(saved: Saved) -> None:
    articles = saved.tables["articles"].assign(day=saved.tables["articles"]["published"].fillna("-"))
    keys = ["event", "outlet", "day"]
    agree(saved.data("timeline"), keys, "articles", articles.groupby(keys).size())


def test_word_cloud(saved: Saved) -> None:
    terms = words.terms(saved.coded).merge(saved.tables["articles"][["article_id", "event"]], on="article_id")
    count = terms[(terms["pos"] != "digit").fillna(True)].groupby(["event", "term"]).size()
    size = terms.groupby("event").size()
    data = saved.data("word_cloud")
    assert len(data) > 50
    for row in data.itertuples(index=False):
        assert (row.count, row.tokens) == (count[row.event, row.term], size[row.event])
    smallest = data.groupby("event")["count"].min()
    assert (smallest >= 2).all()


@pytest.mark.parametrize("name", ["keyness", "key_cloud"])
def test_key_words(saved: Saved, name: str) -> None:
    """Log ratio (Walter's half) and weighted log-odds (Monroe et al.) written out once more with `math`."""
    terms = words.terms(saved.coded).merge(saved.tables["articles"][["article_id", "event", "outlet"]], on="article_id")
    terms = terms[~terms["in_quote"]]
    count, size = terms.groupby(["event", "outlet", "term"]).size(), terms.groupby(["event", "outlet"]).size()
    both, whole = terms.groupby(["event", "term"]).size(), terms.groupby("event").size()
    data = saved.data(name)
    assert len(data) > 30
    for row in data.itertuples(index=False):
        a, n = count[row.event, row.outlet, row.term], size[row.event, row.outlet]
        b, m = both[row.event, row.term] - a, whole[row.event] - n
        here = name == "key_cloud" or row.corpus == "here"
        assert (row.count, row.tokens) == ((a, n) if here else (b, m))
        assert row.log_ratio == pytest.approx(math.log2((a + 0.5) / (n + 0.5) / ((b + 0.5) / (m + 0.5))))
        one, other, prior = 2 * a + b, a + 2 * b, n + m
        odds = math.log(one / (n + prior - one)) - math.log(other / (m + prior - other))
        assert row.log_odds_z == pytest.approx(odds / math.sqrt(1 / one + 1 / other))


@pytest.mark.parametrize("name", FIGURES)
def test_marks_hold_as_many_rows_as_they_say_and_these_stand_in_the_seeds(saved: Saved, name: str) -> None:
    raw = {path.stem: path.read_bytes().decode("utf-8") for path in SEEDS.glob("0*.txt")}
    data = saved.data(name)
    for row in data.itertuples(index=False):
        said = row.quotes if name == "who_speaks" else row.articles if name == "timeline" else row.count
        # a quotation in two parts is one, and is two rows
        assert len(row.rows) >= said if name == "who_speaks" else len(row.rows) == said
    found = saved.figure(name).evidence()
    assert len(found) == data["rows"].map(len).sum()
    for row in found.itertuples(index=False):
        assert raw[row.article_id][row.start : row.end] == row.text
        assert raw[row.article_id][row.sentence_start : row.sentence_end] == row.sentence


@pytest.mark.parametrize("name", FIGURES)
def test_no_figure_of_five_articles_has_a_p_an_interval_or_a_star(saved: Saved, name: str) -> None:
    data = saved.data(name)
    for column in ("p", "p_adjusted", "log_ratio_low", "log_ratio_high", "low", "high"):
        assert column not in data.columns or data[column].isna().all()
    figure = saved.figure(name)
    for lang in ("en", "ar"):
        assert not re.search(r"\bp\s*[=<>]|[*★]|%\s*CI", figure.caption[lang])
    assert "No p-value is given" in figure.caption["en"]
    assert "لا تُذكر قيمة احتمالية" in figure.caption["ar"]
