"""What the codebook calls its sides, actors and codes, in English and in Arabic."""

from __future__ import annotations

from functools import cache

from analysis import codebook

codebook.register(
    "labels",
    codebook.Schema(("kind", "code", "label_en", "label_ar"), ("kind", "code"), ("code", "label_en", "label_ar")),
)


@cache
def names(book: codebook.Codebook) -> dict[tuple[str, str], tuple[str, str]]:
    """Return (kind, code) -> (English, Arabic), from a codebook's labels, sides and actors."""
    found = {("side", row["side"]): (row["label_en"], row["label_ar"]) for row in book.rows("sides")}
    found |= {("actor", row["actor_id"]): (row["label_en"], row["label_ar"]) for row in book.rows("actors")}
    return found | {(row["kind"], row["code"]): (row["label_en"], row["label_ar"]) for row in book.rows("labels")}


def own_names(book: codebook.Codebook) -> list[list[str]]:
    """Return what a scholar's files name that ours do not, or otherwise: kind, code, English, Arabic.

    It goes into the manifest of what was coded with these files, so that figures need not be told of them again.
    """
    ours = names(codebook.read())
    return [[*key, *named] for key, named in sorted(names(book).items()) if ours.get(key) != named]
