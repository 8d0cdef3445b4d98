"""The codebook: data files that a scholar reads, cites, edits and extends, and the loader that checks them.

CSV files hold lists (verbs, actors, cues), YAML files hold codes with their definitions. `read(folder)` lays a
scholar's own files over ours: an entry with the key of one of ours replaces it, any other is added.
"""

from __future__ import annotations

import csv
import hashlib
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
VERSION = "2026.11"

Entry = dict[str, str]
_SUFFIXES = (".csv", ".yaml")
_NEAR = (".yml", ".xlsx", ".xls", ".ods", ".tsv")  # what somebody may save instead


class CodebookError(ValueError):
    """A codebook file that cannot be used; the message names the file, the line and what to write instead."""


@dataclass(frozen=True)
class Schema:
    """What a CSV file of the codebook must look like: columns, key, filled columns, and columns with a closed list.

    `codes` are columns whose list is the codes of a YAML file of the same codebook; `reads` are columns with a
    function that can read what stands there.
    """

    columns: tuple[str, ...]
    key: tuple[str, ...]
    required: tuple[str, ...] = ()
    values: Mapping[str, frozenset[str]] | None = None
    lists: Mapping[str, frozenset[str]] | None = None
    codes: Mapping[str, str] | None = None
    reads: Mapping[str, Callable[[str], object]] | None = None


def phrase(pattern: str) -> None:
    """Refuse a phrase whose alternatives are not written as one item, (a|b): it would never be found."""
    for item in pattern.lstrip("=").split():
        if set(item) & set("(|)") and not re.fullmatch(r"\([^()]+\)", item):
            raise ValueError("alternatives for one word stand in brackets, without a space: (a|b)")


_PHRASE: Mapping[str, Callable[[str], object]] = {"pattern": phrase}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ACTS = _words("say assert announce reveal accuse condemn demand warn deny concede promise opine express ask")
STANCES = _words("neutral endorsing distancing")
_FRAMES = "an q np b ila ala aan min li fi"

SCHEMAS: dict[str, Schema] = {
    "actors": Schema(
        tuple("actor_id side kind gender label_en label_ar names short metonyms demonyms titles note".split()),
        ("actor_id",),
        ("actor_id", "kind"),
        {
            "kind": _words("country capital city institution person org group media region"),
            "gender": _words("m f p"),
        },
    ),
    "not_actors": Schema(("phrases", "note"), ("phrases",), ("phrases",)),
    "sides": Schema(("side", "label_en", "label_ar", "note"), ("side",), ("side", "label_en", "label_ar")),
    "verbs": Schema(
        tuple("lemma imperfect participle masdar act stance frames homograph note".split()),
        ("lemma", "act"),
        ("lemma", "act", "stance"),
        {"act": ACTS, "stance": STANCES},
        {"frames": _words(_FRAMES + " T t"), "homograph": _words(_FRAMES + " clause")},
    ),
    "function_words": Schema(("class", "words", "note"), ("class",), ("class", "words")),
    "titles": Schema(
        ("head", "gender", "kind", "note"),
        ("head",),
        ("head", "gender", "kind"),
        {"gender": _words("m f p e"), "kind": _words("person institution state media document collective anonymous")},
    ),
    "cues": Schema(
        ("type", "pattern", "stance", "note"),
        ("type", "pattern"),
        ("type", "pattern"),
        {
            "type": _words(
                "according according_clause not_source doubt hedge labelled so_called "
                "formula turn aside narrator backlink"
            )
        },
        reads=_PHRASE,
    ),
    "mediums": Schema(("pattern", "medium"), ("pattern",), ("pattern", "medium"), reads=_PHRASE),
    "quote_confidence": Schema(
        ("feature", "weight", "note"), ("feature",), ("feature", "weight"), reads={"weight": float}
    ),
    "confidence": Schema(
        ("rule_id", "confidence", "note"), ("rule_id",), ("rule_id", "confidence"), reads={"confidence": float}
    ),
    "name_nouns": Schema(("noun", "kind"), ("noun",), ("noun", "kind")),
    "acts": Schema(
        tuple(
            "lemma imperfect participle masdar nouns with patient code harm does suffers genitive traits note".split()
        ),
        ("lemma", "masdar", "nouns", "with"),
        ("code", "harm"),
        {
            "harm": _words("wrong crime force hindrance charge none"),
            "genitive": _words("agent patient"),
        },
        {
            "patient": _words("np ala fi aan min ila li b did maa bayn"),
            "traits": _words(
                "needs_patient needs_patient_in_genitive suffers_alone also_words of_forces needs_object joint "
                "object_before may_prevent of_outlaws told_by_side adjacent needs_actor implied"
            ),
        },
        {"does": "roles", "suffers": "roles"},
    ),
    "blame_cues": Schema(
        ("type", "pattern", "code", "role", "note"),
        ("type", "pattern"),
        ("type", "pattern"),
        {
            "type": _words(
                "evaluation fault culpable outcome conduct hypothetical general civilian agent weapon force happening "
                "by alleged inquiry nature purpose outlaw responsible own figurative sport capable offered group "
                "withdrawal occupied refusal court accused judge place wished news perfect manner military "
                "both troops lifted absent"
            ),
        },
        codes={"role": "roles"},
        reads=_PHRASE,
    ),
    "role_cues": Schema(
        ("pattern", "role", "actor", "toward", "strength", "context", "note"),
        ("pattern", "role"),
        ("pattern", "role", "actor"),
        {
            "actor": _words("after subject before beside"),
            "toward": _words("after subject place"),
            "strength": _words("explicit implied"),
            "context": _words("peace"),
        },
        codes={"role": "roles"},
        reads=_PHRASE,
    ),
    "names": Schema(
        ("pattern", "kind", "referent", "variant", "effect", "note"),
        ("pattern", "referent"),
        ("pattern", "kind", "variant", "effect"),
        {
            "kind": _words("toponym status title event force group"),
            "effect": _words("neutral legitimising delegitimising distancing"),
        },
        reads=_PHRASE,
    ),
    "frames": Schema(
        ("frame", "pattern", "note"),
        ("frame", "pattern"),
        ("frame", "pattern"),
        codes={"frame": "frames"},
        reads=_PHRASE,
    ),
}
"""The CSV files of the actor and quotation layers; a layer with files of its own declares them with `register`."""


def register(name: str, schema: Schema) -> None:
    """Declare a further CSV file of the codebook (a layer calls this once, on import)."""
    SCHEMAS[name] = schema


def _check(path: Path, line: int, entry: Entry, schema: Schema) -> None:
    place = f"{path.name} line {line}"
    for column in schema.required:
        if not entry[column]:
            raise CodebookError(f"{place}: the column {column} is empty; it must be filled")
    for column, allowed in (schema.values or {}).items():
        if entry[column] and entry[column] not in allowed:
            raise CodebookError(f"{place}: {column} is {entry[column]!r}; use one of {', '.join(sorted(allowed))}")
    for column, read in (schema.reads or {}).items():
        try:
            if entry[column]:
                read(entry[column])
        except (ValueError, re.error) as error:
            raise CodebookError(f"{place}: {column} is {entry[column]!r}, which cannot be read: {error}") from None
    for column, allowed in (schema.lists or {}).items():
        for item in filter(None, entry[column].split("|")):
            if item not in allowed:
                raise CodebookError(f"{place}: {column} holds {item!r}; use {', '.join(sorted(allowed))}, joined by |")


def read_csv(path: Path, schema: Schema) -> dict[tuple[str, ...], Entry]:
    """Read and check one CSV file; lines that begin with # are comments.

    Raises
    ------
    CodebookError
        If the file is not UTF-8, lacks a column, has a value outside its list, or repeats a key.
    """
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise CodebookError(f"{path.name} is not UTF-8 (byte {error.start}); save it as CSV UTF-8") from None
    numbered = [(number, text) for number, text in enumerate(lines, 1) if text.strip() and not text.startswith("#")]
    if not numbered:
        return {}
    header, *body = ((number, next(csv.reader([text]))) for number, text in numbered)
    names = [name.strip() for name in header[1]]
    missing = [name for name in schema.columns if name not in names and (name in schema.required or name in schema.key)]
    unknown = [name for name in names if name not in schema.columns]
    if missing or unknown:
        problem = f"lacks the column {missing[0]}" if missing else f"has an unknown column {unknown[0]!r}"
        raise CodebookError(f"{path.name} line {header[0]}: {problem}; its columns are {','.join(schema.columns)}")
    entries: dict[tuple[str, ...], Entry] = {}
    for number, cells in body:
        if len(cells) != len(names):
            raise CodebookError(
                f"{path.name} line {number}: {len(cells)} cells where the header has {len(names)}; "
                "put a cell that contains a comma into quotation marks"
            )
        entry = dict.fromkeys(schema.columns, "") | {n: c.strip() for n, c in zip(names, cells, strict=True)}
        _check(path, number, entry, schema)
        key = tuple(entry[column] for column in schema.key)
        if key in entries:
            raise CodebookError(f"{path.name} line {number}: {'/'.join(key)} stands there twice; keep one of them")
        entries[key] = entry
    return entries


@dataclass(frozen=True)
class Codebook:
    """A codebook that has been read and checked.

    Attributes
    ----------
    folders
        Where its files lie, ours first.
    stamp
        When they were changed: a codebook that was edited is another one.
    """

    folders: tuple[Path, ...]
    stamp: tuple[int, ...] = ()

    def rows(self, name: str) -> list[Entry]:
        """Return the entries of `name`.csv, our own overlaid by the scholar's."""
        schema = SCHEMAS[name]
        coded = {column: frozenset(self.codes(file)) for column, file in (schema.codes or {}).items()}
        schema = replace(schema, values={**(schema.values or {}), **coded})
        entries: dict[tuple[str, ...], Entry] = {}
        for folder in self.folders:
            path = folder / f"{name}.csv"
            if path.is_file():
                entries |= read_csv(path, schema)
        return list(entries.values())

    def codes(self, name: str) -> dict[str, Any]:
        """Return the codes of `name`.yaml (code -> its fields), our own overlaid by the scholar's.

        Raises
        ------
        CodebookError
            If the file is not YAML or not a mapping of codes.
        """
        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        codes: dict[str, Any] = {}
        for folder in self.folders:
            path = folder / f"{name}.yaml"
            if not path.is_file():
                continue
            try:
                read = yaml.load(path.read_text("utf-8-sig"), Loader=loader)  # noqa: S506 - a safe loader
            except yaml.YAMLError as error:
                line = getattr(getattr(error, "problem_mark", None), "line", -1) + 1
                problem = getattr(error, "problem", error)
                raise CodebookError(f"{path.name} line {line}: not valid YAML: {problem}") from None
            if not isinstance(read, dict) or not all(isinstance(entry, dict) for entry in read.values()):
                raise CodebookError(f"{path.name}: every entry must be a code with its fields indented below it")
            codes |= read
        return codes

    @cached_property
    def sha256(self) -> str:
        """Hash over names and bytes of all files, in order."""
        digest = hashlib.sha256()
        for folder in self.folders:
            for path in sorted(folder.iterdir()):
                if path.suffix in _SUFFIXES:
                    digest.update(path.name.encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()

    def check(self) -> None:
        """Read every file once, so that a broken line is named before any article is coded."""
        for name in SCHEMAS:
            self.rows(name)
        for folder in self.folders:
            for path in sorted(folder.glob("*.yaml")):
                self.codes(path.stem)
        known = {f"{name}.csv" for name in SCHEMAS} | {path.name for path in HERE.iterdir() if path.suffix in _SUFFIXES}
        for folder in self.folders[1:]:
            found = [path.name for path in sorted(folder.iterdir()) if path.suffix.lower() in (*_SUFFIXES, *_NEAR)]
            unknown = [name for name in found if name not in known]
            if unknown or not found:
                problem = f"{unknown[0]} is no file of the codebook" if unknown else "holds no file of the codebook"
                raise CodebookError(f"{folder}: {problem}; its files are {', '.join(sorted(known))}")


def stamp(folder: str | os.PathLike[str]) -> tuple[int, ...]:
    """Return the times at which the files of a folder were changed."""
    return tuple(path.stat().st_mtime_ns for path in sorted(Path(folder).iterdir()) if path.suffix in _SUFFIXES)


@lru_cache(maxsize=8)
def _read(folder: str | None, changed: tuple[int, ...]) -> Codebook:
    codebook = Codebook((HERE,) if folder is None else (HERE, Path(folder)), changed)
    codebook.check()
    return codebook


def read(folder: str | os.PathLike[str] | None = None) -> Codebook:
    """Read the codebook, with a scholar's folder laid over it.

    Raises
    ------
    FileNotFoundError
        If `folder` does not exist.
    CodebookError
        If a file is broken; the message names file and line.
    """
    if folder is not None and not Path(folder).is_dir():
        raise FileNotFoundError(f"no such codebook folder: {folder}")
    own = None if folder is None else str(Path(folder).absolute())
    return _read(own, () if own is None else stamp(own))
