"""The codebook as one page in two languages, made from its data files alone."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from analysis import codebook as codebooks

if TYPE_CHECKING:
    from analysis.codebook import Codebook
    from analysis.tables import Coded

LAYERS = {
    "roles": ("roles", "role"),
    "acts": ("blame", "act_code"),
    "names": ("names", "effect"),
    "frames": ("frames", "frame"),
}
"""YAML file of codes -> the table and the column that hold them."""

_STYLE = """\
:root { color-scheme: light dark }
body { font: 1rem/1.6 "Noto Naskh Arabic", Amiri, "Segoe UI", "DejaVu Sans", sans-serif; max-width: 72rem;
  margin: 1.5rem auto; padding: 0 1rem }
h1, h2, h3, .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2rem }
h1 { font-size: 1.6rem } h2 { font-size: 1.3rem; margin-top: 2.5rem; border-bottom: 1px solid #767676 }
h3 { font-size: 1.1rem; margin: 1.6rem 0 .3rem }
nav ul { columns: 16rem; padding-inline-start: 1.2rem }
p, ul { margin: .3rem 0 } .told { font-size: .85rem; opacity: .8 } code { font-size: .85em }
[lang=ar] { direction: rtl; text-align: right }
.words { columns: 12rem; padding-inline-start: 1.2rem } table { border-collapse: collapse; width: 100% }
th, td { border: 1px solid #767676; padding: .2rem .5rem; text-align: start; vertical-align: top }
@media (max-width: 40rem) { h1, h2, h3, .pair { grid-template-columns: 1fr } }
@media print { body { font-size: 10pt; max-width: none } article { break-inside: avoid } nav { display: none } }
"""


def page(codebook: Codebook, coded: Coded | None = None) -> str:
    """Return the codebook as a page that loads nothing and runs nothing.

    Parameters
    ----------
    codebook
        From `analysis.codebook.read`; its own definitions and those of a scholar's folder stand in one list.
    coded
        A coded corpus whose rows are counted beside the codes.
    """
    said = _Said(codebook)
    body = [said.pair("h1", "title"), said.pair("p", "how"), _about(said, codebook, coded)]
    body += [_contents(said, codebook)]
    body += [_layer(said, codebook, name, coded) for name in LAYERS]
    body.append(_verbs(said, codebook, coded))
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(said.text('title', 'en'))}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n"
        f"{''.join(body)}</body>\n</html>\n"
    )


def words_of(codebook: Codebook) -> dict[str, dict[str, list[str]]]:
    """Return the words that stand for a code: layer -> code -> words, in the order of the files.

    Acts list their verbs, verbal nouns and further nouns; the other layers list their patterns.
    """
    listed: dict[str, dict[str, list[str]]] = {name: {} for name in LAYERS}
    for row in codebook.rows("acts"):
        nouns = [row["masdar"], *row["nouns"].split("|")]
        with_ = f" (… {row['with'].replace('|', '، ')})" if row["with"] and "@" not in row["with"] else ""
        found = [word + with_ for word in (row["lemma"], *nouns) if word]
        listed["acts"].setdefault(row["code"], []).extend(found)
        for role in {row["does"], row["suffers"]} - {"", "victim"}:
            if row["harm"] == "none":
                listed["roles"].setdefault(role, []).extend(found)
    patterns = {
        "blame_cues": ("acts", "code"),
        "role_cues": ("roles", "role"),
        "names": ("names", "effect"),
        "frames": ("frames", "frame"),
    }
    for file, (layer, column) in patterns.items():
        for row in codebook.rows(file):
            if row[column]:
                listed[layer].setdefault(row[column], []).append(row["pattern"].removeprefix("="))
    return {
        layer: {code: list(dict.fromkeys(words)) for code, words in codes.items()} for layer, codes in listed.items()
    }


class _Said:
    """The page's own sentences (guide.yaml) in both languages."""

    def __init__(self, codebook: Codebook) -> None:
        self._texts = codebook.codes("guide")

    def text(self, key: str, lang: str) -> str:
        return str(self._texts[key][lang])

    def pair(self, tag: str, key: str) -> str:
        return _pair(tag, self.text(key, "en"), self.text(key, "ar"))


def _pair(tag: str, english: str, arabic: str, tail: str = "") -> str:
    """Two texts side by side: a heading holds both, anything else stands in a row of two."""
    cell = "span" if tag.startswith("h") else tag
    cells = (
        f'<{cell} lang="en" dir="ltr">{html.escape(english)}{tail}</{cell}>'
        f'<{cell} lang="ar">{html.escape(arabic)}</{cell}>'
    )
    return f"<{tag}>{cells}</{tag}>\n" if tag.startswith("h") else f'<div class="pair">{cells}</div>\n'


def _about(said: _Said, codebook: Codebook, coded: Coded | None) -> str:
    about = f"{said.text('version', 'en')} {codebooks.VERSION}, sha256 {codebook.sha256[:12]}"
    arabic = f"{said.text('version', 'ar')} {codebooks.VERSION}"
    if coded is not None:
        about += f". {said.text('counted', 'en')}: {len(coded.articles)} {said.text('articles', 'en')}"
        arabic += f". {said.text('counted', 'ar')}: {len(coded.articles)} {said.text('articles', 'ar')}"
    return _pair("p", about, arabic)


def _contents(said: _Said, codebook: Codebook) -> str:
    parts = []
    for name in LAYERS:
        codes = codebook.codes(name)
        links = "".join(
            f'<li><a href="#{name}-{html.escape(code)}">{html.escape(str(entry["label_en"]))}</a> '
            f'<span lang="ar">{html.escape(str(entry["label_ar"]))}</span></li>\n'
            for code, entry in codes.items()
        )
        parts.append(
            f'<p><a href="#{name}">{html.escape(said.text("layer_" + name, "en"))}</a></p>\n<ul>\n{links}</ul>\n'
        )
    parts.append(f'<p><a href="#verbs">{html.escape(said.text("layer_quotes", "en"))}</a></p>\n')
    return f"<nav>\n{''.join(parts)}</nav>\n"


def _layer(said: _Said, codebook: Codebook, name: str, coded: Coded | None) -> str:
    counts = _counts(coded, *LAYERS[name])
    words = words_of(codebook)[name]
    entries = "".join(
        _entry(said, name, code, entry, words.get(code, []), counts) for code, entry in codebook.codes(name).items()
    )
    return f'<section id="{name}">\n{said.pair("h2", "layer_" + name)}{entries}</section>\n'


def _counts(coded: Coded | None, table: str, column: str) -> Counter[str] | None:
    return None if coded is None else Counter(getattr(coded, table)[column].dropna())


def _entry(
    said: _Said, layer: str, code: str, entry: Mapping[str, Any], words: Sequence[str], counts: Counter[str] | None
) -> str:
    told = f" <code>{html.escape(code)}</code>"
    if counts is not None:
        told += f' <span class="told">{html.escape(said.text("rows", "en"))}: {counts[code]}</span>'
    parts = [_pair("h3", str(entry["label_en"]), str(entry["label_ar"]), told)]
    parts.append(_pair("p", str(entry["definition"]), str(entry.get("definition_ar", ""))))
    if entry.get("negative_clarification"):
        lead = {lang: said.text("is_not", lang) for lang in ("en", "ar")}
        parts.append(
            _pair(
                "p", f"{lead['en']}: {entry['negative_clarification']}",
                f"{lead['ar']}: {entry.get('negative_clarification_ar', '')}",
            )
        )  # fmt: skip
    parts.append(_examples(said, "examples", entry.get("positive_examples", [])))
    parts.append(_examples(said, "counter_examples", entry.get("negative_examples", [])))
    asked = entry.get("decision_questions", [])
    if asked:
        arabic = entry.get("decision_questions_ar", [])
        parts.append(
            _pair(
                "p",
                f"{said.text('questions', 'en')}: {' '.join(asked)}",
                f"{said.text('questions', 'ar')}: {' '.join(arabic)}",
            )
        )
    parts += [
        f'<p class="told">{html.escape(said.text(scheme, "en"))}: {html.escape(str(entry[scheme]))}</p>\n'
        for scheme in ("semeval2025", "plover")
        if entry.get(scheme)
    ]
    if words:
        parts.append(_words(said, words))
    return f'<article id="{layer}-{html.escape(code)}">\n{"".join(parts)}</article>\n'


def _examples(said: _Said, key: str, examples: Iterable[Mapping[str, Any]]) -> str:
    items = "".join(
        f"<li>{html.escape(str(one['text']))}"
        + (f' <small dir="ltr">{html.escape(str(one["seed"]))}:{one["start"]}</small>' if "seed" in one else "")
        + "</li>\n"
        for one in examples
    )
    return f'{said.pair("p", key)}<ul lang="ar">\n{items}</ul>\n' if items else ""


def _words(said: _Said, words: Sequence[str]) -> str:
    items = "".join(f"<li>{html.escape(word)}</li>\n" for word in words)
    name = {lang: html.escape(said.text("words", lang)) for lang in ("en", "ar")}
    summary = f'{name["en"]} · <span lang="ar">{name["ar"]}</span> ({len(words)})'
    return f'<details>\n<summary>{summary}</summary>\n<ul class="words" lang="ar">\n{items}</ul>\n</details>\n'


def _verbs(said: _Said, codebook: Codebook, coded: Coded | None) -> str:
    """The reporting verbs by what they do, with how often each introduces a quotation of the corpus."""
    import analysis.figures.labels  # noqa: F401 - declares the columns of labels.csv

    labels = {(row["kind"], row["code"]): row for row in codebook.rows("labels")}
    found = _counts(coded, "quotes", "cue_lemma")
    rows = []
    for act in dict.fromkeys(row["act"] for row in codebook.rows("verbs")):
        label = labels.get(("act", act), {"label_en": act, "label_ar": ""})
        verbs = []
        for row in codebook.rows("verbs"):
            if row["act"] != act:
                continue
            stance = labels.get(("outlet_stance", row["stance"]), {}).get("label_ar", row["stance"])
            note = "" if row["stance"] == "neutral" else f" ({stance})"
            count = f" {found[row['lemma']]}" if found is not None and found[row["lemma"]] else ""
            verbs.append(f"{html.escape(row['lemma'])}{html.escape(note)}{count}")
        rows.append(
            f"<tr><td>{html.escape(label['label_en'])} <code>{html.escape(act)}</code></td>"
            f'<td lang="ar">{html.escape(label["label_ar"])}</td><td lang="ar">{"، ".join(verbs)}</td></tr>\n'
        )
    return f'<section id="verbs">\n{said.pair("h2", "layer_quotes")}<table>\n{"".join(rows)}</table>\n</section>\n'
