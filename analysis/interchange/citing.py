"""What a paper needs: BibTeX for the software and the articles, and a paragraph on the method."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.tables import Coded

_SPECIAL = {character: f"\\{character}" for character in "{}%&#$_"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def bibliography(coded: Coded) -> str:
    """Return BibTeX entries (for biber or BibTeX, UTF-8): the software, and each article of the corpus.

    An outlet that the text does not name is marked as inferred; an article without a date has none.
    """
    from analysis import __version__

    software = {
        "title": "{Mizan}: comparing how {Arabic} news outlets report one event",
        "author": "{Mizan contributors}",
        "version": str(coded.manifest.get("mizan", __version__)),
        "note": f"Codebook {_codebook(coded)['version']}",
    }
    entries = [_entry("software", "mizan", software)]
    used = {"mizan"}
    rows = coded.articles.astype(object).where(coded.articles.notna(), None).to_dict("records")
    entries += [_entry("misc", _key(row, used), dict(_article(row))) for row in rows]
    return "\n\n".join(entries) + "\n"


def _entry(kind: str, key: str, fields: Mapping[str, str]) -> str:
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{key},\n{body}}}"


def _key(row: Mapping[str, Any], used: set[str]) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", f"{row['outlet'] or ''}-{row['article_id']}".lower()).strip("-")
    key, number = slug or f"article-{row['sha256'][:8]}", 1
    while key in used:
        number += 1
        key = f"{slug}-{number}"
    used.add(key)
    return key


def _article(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    names = list(dict.fromkeys(name for name in (row["outlet"], row["outlet_ar"]) if name))
    if names:
        yield "author", "{" + _tex(f"{names[0]} ({names[1]})" if len(names) > 1 else names[0]) + "}"
    yield "title", "{" + _tex(row["title"] or row["article_id"]) + "}"
    date = row["published"] or ""
    if re.match(r"\d{4}", date):
        yield "year", date[:4]
        yield "date", date[:10]
    yield "langid", "arabic"
    notes = [f"agency: {row['agency']}"] if row["agency"] else []
    if row["outlet_confidence"]:
        notes.append("outlet inferred from the page")
    notes.append(f"article {row['article_id']}, SHA-256 {row['sha256']}")
    yield "note", _tex("; ".join(notes))


def _tex(text: str) -> str:
    return " ".join("".join(_SPECIAL.get(character, character) for character in text).split())


def methods(coded: Coded, lang: str = "en") -> str:
    """Return a paragraph on the method for a paper, with versions, counts and accuracy.

    Parameters
    ----------
    coded
        The corpus.
    lang
        `"en"` or `"ar"`.
    """
    from analysis import __version__, evaluate
    from analysis.compare.wording import count_ar, count_en

    if lang not in ("en", "ar"):
        raise ValueError(f"language {lang!r} is not known: use 'en' or 'ar'")
    say = _texts()[lang]
    count = count_en if lang == "en" else count_ar
    articles, manifest = coded.articles, coded.manifest
    dates = sorted(articles["published"].dropna().str.slice(0, 10).unique())
    codebook = _codebook(coded)
    period = "" if not dates else say["dates" if len(dates) > 1 else "date"].format(first=dates[0], last=dates[-1])
    parts = [
        say["method"].format(
            articles=count(len(articles), "article"),
            outlets=count(int(articles["outlet"].fillna("unknown").nunique()), "outlet"),
            dates=period,
            sentences=count(len(coded.sentences), "sentence"),
            words=count(int(articles["n_tokens"].fillna(0).sum()), "word"),
            version=manifest.get("mizan", __version__),
            codebook=codebook["version"],
            own=say["own"] if codebook["own_files"] else "",
            hash=codebook["sha256"][:12],
            quotes=f"{len(coded.quotes):,}",
            blame=f"{len(coded.blame):,}",
            roles=f"{len(coded.roles):,}",
        )
    ]
    unnamed = int((articles["outlet"].isna() | articles["outlet_confidence"].notna()).sum())
    if unnamed:
        parts.append(say["unnamed"].format(unnamed=unnamed))
    parts.append(say["accuracy"].format(accuracy=" ".join(text[lang] for text in evaluate.sentences().values())))
    if corrected := manifest.get("corrections", {}).get("corrected"):
        parts.append(say["corrections"].format(corrected=f"{corrected:,}"))
    if digest := manifest.get("input", {}).get("sha256"):
        parts.append(say["again"].format(input=digest[:12]))
    return " ".join(parts)


def _codebook(coded: Coded) -> Mapping[str, Any]:
    unknown = {"version": "unknown", "sha256": "unknown", "own_files": False}
    found: Mapping[str, Any] = coded.manifest.get("codebook", unknown)
    return found


@cache
def _texts() -> dict[str, dict[str, str]]:
    import yaml

    texts: dict[str, dict[str, str]] = yaml.safe_load(Path(__file__).with_name("methods.yaml").read_text("utf-8"))
    return texts
