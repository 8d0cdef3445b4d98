"""Read a coding by hand: the project's own gold, the development articles' annotations, or a folder of ten tables."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from analysis import codebook
from analysis.evaluate.records import FIELDS, LAYERS, Article, Blame, Label, Quote, quote
from analysis.evaluate.spans import Span, trim
from analysis.text import fold

Row = Mapping[str, Any]


class GoldError(ValueError):
    """A coding that cannot be used; the message names the file, the article and the remedy."""


def read_gold(path: str | os.PathLike[str], texts: str | os.PathLike[str] | None = None) -> list[Article]:
    """Read a coding of articles by hand.

    Parameters
    ----------
    path
        A JSON file: a list of articles (quotes, not_quotes, ignore, blame, roles ...), or article_id -> layers as in
        `seeds/gold`; or a folder that holds NAME.txt and NAME.json, the layers of that article, for each article (or
        NAME.yaml, as the constructed articles of the tests); or a folder of tables that `code`, or the import from a
        coding tool, wrote.
    texts
        The folder of the texts, one file an article. By default the folder of the file, or the one above it.

    Raises
    ------
    GoldError
        If a text is missing or is not the annotated one, or if a span is not where the file says that it is.
    """
    path = Path(path)
    if not path.exists():
        raise FileNotFoundError(f"there is no coding at {path}: name a JSON file or a folder")
    if path.is_dir():
        return _from_folder(path, texts)
    data = _json(path)
    folders = [Path(texts)] if texts is not None else [path.parent, path.parent.parent]
    if isinstance(data, list):
        return [_from_list(row, path, folders) for row in data]
    if isinstance(data, dict):
        return [_from_dict(article_id, layers, path, folders) for article_id, layers in data.items()]
    raise GoldError(f"{path} holds neither a list of articles nor article_id -> layers")


def _from_folder(path: Path, texts: str | os.PathLike[str] | None) -> list[Article]:
    from analysis.evaluate.coded import read_coded
    from analysis.evaluate.constructed import read_constructed

    if any((path / f"quotes.{form}").is_file() for form in ("parquet", "csv")):
        return read_coded(path)
    if any(path.glob("*.yaml")):
        return read_constructed(path)
    files = sorted(path.glob("*.json"))
    if not files:
        raise GoldError(f"{path} holds neither tables nor NAME.json files: name a coding, or the folder of one")
    folders = [path if texts is None else Path(texts)]
    return [_from_dict(file.stem, _json(file), file, folders) for file in files]


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except UnicodeDecodeError as error:
        raise GoldError(f"{path} is not UTF-8: save it as UTF-8") from error
    except json.JSONDecodeError as error:
        raise GoldError(f"{path} is not JSON (line {error.lineno}: {error.msg})") from error


# ---------------------------------------------------------------- texts


def _text(path: Path, name: str, folders: list[Path]) -> tuple[Path, str, str]:
    """Find the text of an article; return its path, its text and the hash of its bytes."""
    for folder in folders:
        candidates = [folder / name, folder / f"{name}.txt", *sorted(folder.glob(f"{name}_*.txt"))]
        for file in candidates:
            if file.is_file():
                data = file.read_bytes()
                return file, data.decode("utf-8"), hashlib.sha256(data).hexdigest()
    places = " and ".join(str(folder) for folder in folders)
    raise GoldError(f"{path}: the text {name} is not in {places}: name its folder with --texts")


def _check(path: Path, article_id: str, text: str, row: Row, surface: str, start: str, end: str) -> None:
    """Refuse a row whose surface does not stand at its offsets."""
    words, first = row.get(surface), row.get(start)
    if words is None or first is None:
        return
    last = row.get(end)
    found = text[first : first + len(words) if last is None else last]
    if found != words:
        raise GoldError(
            f"{path}, article {article_id}: {start} {first} should be {words!r}, but the text has {found!r} there"
        )


def _place(row: Row, name: str) -> Span | None:
    """Return the span of a field that has an end of its own, or a start and a surface."""
    start, end = row.get(f"{name}_start"), row.get(f"{name}_end")
    if start is None:
        return None
    if end is None:
        if not row.get(name):
            return None
        end = start + len(row[name])
    return int(start), int(end)


def _labels(layer: str, row: Row) -> dict[str, Any]:
    """Return the coded fields of a row under the names of the tables' columns."""
    labels = {name: row.get(name) for name in FIELDS[layer] if name in row}
    if medium := labels.get("medium"):
        labels["medium"] = _medium(medium)
    if layer == "mentions" and "actor_side" in row:
        labels["side"] = row["actor_side"]
    for name in _SIDES & labels.keys():
        labels[name] = _side(labels[name])
    if layer == "names":
        named = row.get("group") or row.get("category")
        labels["class"] = "force" if named == "forces" else named
    if layer == "roles":
        labels["modality"] = row.get("modality") or "actual"
        labels["also"] = tuple(row.get("alt_roles") or ())
    return labels


_SIDES = frozenset({"side", "toward", "speaker_side", "accuser_side", "blamed_side", "victim_side"})


def _side(value: str | None) -> str | None:
    """Return the codebook's codes of sides that are given by code or by English label (united states: usa)."""
    codes = [_side_codes().get(_plain(part), part) for part in (value or "").split("|")]
    return "|".join(filter(None, codes)) or None


@cache
def _side_codes() -> dict[str, str]:
    """Map the English label of each side and actor, and the code of each side, to the side; an actor may have none."""
    book = codebook.read()
    codes = {_plain(row["label_en"]): row["side"] for name in ("actors", "sides") for row in book.rows(name)}
    return codes | {_plain(row["side"]): row["side"] for row in book.rows("sides")}


def _plain(name: str) -> str:
    return name.replace("_", " ").strip().casefold()


def _medium(surface: str) -> str:
    """Return the codebook's code of a medium that is given in the article's words."""
    rows = sorted(codebook.read().rows("mediums"), key=lambda row: -len(row["pattern"]))
    return next((row["medium"] for row in rows if fold(surface).startswith(fold(row["pattern"]))), surface)


def _is_core(row: Row) -> bool:
    """Whether a row counts: not on the border, not in a repeated paragraph, not in the page's furniture."""
    return bool(row.get("core", not (row.get("borderline") or row.get("in_repeat") or row.get("in_boilerplate"))))


def _label_rows(path: Path, article_id: str, text: str, layer: str, rows: list[Row]) -> tuple[Label, ...]:
    rows = [row for row in rows if row.get("category") != "organisation"]  # outside the layer of mentions
    for row in rows:
        _check(path, article_id, text, row, "text" if layer == "roles" else "surface", "start", "end")
    return tuple(Label((row["start"], row["end"]), _labels(layer, row), _is_core(row)) for row in rows)


# ---------------------------------------------------------------- a list of articles


def _from_list(row: Row, path: Path, folders: list[Path]) -> Article:
    article_id = row["id"]
    file, text, sha = _text(path, row.get("file", article_id), folders)
    if row.get("sha256") not in (None, sha):
        raise GoldError(f"{path}: {file.name} is not the text that was annotated (its sha256 differs)")
    for quoted in row.get("quotes", ()):
        _check(path, article_id, text, quoted, "text", "start", "end")
        _check(path, article_id, text, quoted, "speaker", "speaker_start", "speaker_end")
        _check(path, article_id, text, quoted, "verb", "verb_start", "verb_end")
    for blame in row.get("blame", ()):
        _check(path, article_id, text, blame, "act", "act_start", "act_end")
    return Article(
        article_id,
        file.stem,
        text,
        sha,
        row.get("outlet"),
        frozenset(layer for layer in LAYERS if layer in row),
        tuple(_listed_quote(text, quoted) for quoted in row.get("quotes", ())),
        tuple(trim(text, (span["start"], span["end"])) for span in row.get("not_quotes", ())),
        tuple(trim(text, (span["start"], span["end"])) for span in row.get("ignore", ())),
        tuple(_listed_blame(text, blame) for blame in row.get("blame", ())),
        {layer: _label_rows(path, article_id, text, layer, row[layer]) for layer in LAYERS[2:] if layer in row},
    )


def _listed_quote(text: str, row: Row) -> Quote:
    return quote(
        text,
        (row["start"], row["end"]),
        row["type"],
        also=frozenset(row.get("alt_types") or ()),
        core=row.get("core", True),
        cue=_place(row, "verb"),
        speaker=_place(row, "speaker"),
        antecedent=_place(row, "speaker_resolved"),
        labels=_labels("quotes", row),
    )


def _listed_blame(text: str, row: Row) -> Blame:
    others = [
        tuple(place) if isinstance(place, (list, tuple)) else _nearest(text, place, row["act_start"])
        for place in row.get("alt_accusers") or ()
    ]
    return Blame(
        (row["act_start"], row["act_end"]),
        _place(row, "blamed"),
        accuser=_place(row, "accuser"),
        also_accusers=tuple(place for place in others if place),
        voice="attributed" if row.get("attributed", True) else "outlet",
        core=row.get("core", True),
    )


def _nearest(text: str, surface: str, position: int) -> Span | None:
    """Return the occurrence of a surface that is nearest to a position."""
    starts = [found.start() for found in re.finditer(re.escape(surface), text)]
    if not starts:
        return None
    start = min(starts, key=lambda place: abs(place - position))
    return start, start + len(surface)


# ---------------------------------------------------------------- article_id -> layers


def _from_dict(article_id: str, layers: Mapping[str, list[Row]], path: Path, folders: list[Path]) -> Article:
    file, text, sha = _text(path, f"{article_id}.txt", folders)
    for row in layers.get("quotes", ()):
        _check(path, article_id, text, row, "text", "start", "end")
        for name in ("speaker", "cue"):
            _check(path, article_id, text, row, name, f"{name}_start", f"{name}_end")
    for row in layers.get("blame", ()):
        for name in ("act", "blamed", "accuser"):
            _check(path, article_id, text, row, name, f"{name}_start", f"{name}_end")
    return Article(
        article_id,
        file.stem,
        text,
        sha,
        None,
        frozenset(layer for layer in LAYERS if layer in layers),
        tuple(_coded_quote(text, row) for row in layers.get("quotes", ())),
        tuple(trim(text, (row["start"], row["end"])) for row in layers.get("not_quotes", ())),
        tuple(trim(text, (row["start"], row["end"])) for row in layers.get("ignore", ())),
        tuple(_coded_blame(row) for row in layers.get("blame", ())),
        {layer: _label_rows(path, article_id, text, layer, layers[layer]) for layer in LAYERS[2:] if layer in layers},
    )


def _coded_quote(text: str, row: Row) -> Quote:
    speaker, also = _place(row, "speaker"), row.get("kind_alt") or ()
    return quote(
        text,
        (row["start"], row["end"]),
        row["kind"],
        also=frozenset([also] if isinstance(also, str) else also),
        core=_is_core(row),
        cue=_place(row, "cue"),
        speaker=None if row.get("speaker_implicit") else speaker,
        antecedent=_place(row, "speaker_resolved") or speaker,
        continues=row.get("continues") is not None,
        labels=_labels("quotes", row),
    )


def _coded_blame(row: Row) -> Blame:
    return Blame(
        (row["act_start"], row["act_end"]),
        _place(row, "blamed"),
        accuser=_place(row, "accuser"),
        voice=row.get("voice", "attributed"),
        core=_is_core(row),
        labels=_labels("blame", row),
    )
