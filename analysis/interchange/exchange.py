"""Export a coded corpus to a coding tool, and import what coders made of it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.interchange import documents as docs
from analysis.interchange.documents import Document
from analysis.interchange.gold import coding

if TYPE_CHECKING:
    from analysis.tables import Coded

FORMATS = ("inception", "doccano", "label-studio")
CODING, CORRECTIONS = "coding.json", "corrections.csv"


def _module(format: str) -> Any:
    if format not in FORMATS:
        raise ValueError(f"format {format!r} is not known: use one of {', '.join(FORMATS)}")
    return import_module(f"analysis.interchange.{format.replace('-', '_')}")


def export(
    coded: Coded,
    format: str,
    folder: str | os.PathLike[str],
    articles: Sequence[str] | None = None,
    *,
    blank: bool = False,
) -> list[Path]:
    """Write the quotations and the blame of a coded corpus for a coding tool.

    Parameters
    ----------
    coded
        The corpus.
    format
        One of `FORMATS`.
    folder
        Made if it does not exist.
    articles
        Ids of the articles; all by default.
    blank
        The articles alone, for people who are to code without seeing the machine's coding.

    Returns
    -------
    list of Path
        The files.
    """
    module = _module(format)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = module.write(docs.from_coded(coded, articles, blank=blank), folder)
    return written


def load(paths: Iterable[str | os.PathLike[str]], format: str, coded: Coded) -> list[Document]:
    """Read what coders made in a tool.

    Parameters
    ----------
    paths
        Files that the tool exported, or folders of them.
    format
        One of `FORMATS`.
    coded
        The coded corpus that was exported: its articles are the texts under the spans.

    Returns
    -------
    list of Document
        In the order of the corpus.

    Raises
    ------
    FileNotFoundError
        If a path does not exist or holds no file of the format.
    ValueError
        If a file is not the tool's, if its text is not one of the articles, if a span or a relation makes no sense, or
        if an article was coded twice.
    """
    module = _module(format)
    found: dict[str, Document] = {}
    for path in paths:
        for file in _files(Path(path), module.ENDINGS):
            for document in _documents(module, file, coded):
                if other := found.get(document.article_id):
                    raise ValueError(
                        f"the article {document.article_id} is coded in {other.origin} and in {document.origin}: "
                        "import the files of one coder at a time"
                    )
                found[document.article_id] = document
    if not found:
        raise ValueError("nobody's coding is in these files: label an article first, or export the annotations")
    return [found[name] for name in coded.articles["article_id"] if name in found]


def _documents(module: Any, file: Path, coded: Coded) -> Iterator[Document]:
    try:
        for read in module.read(file):
            yield docs.checked(docs.identified(read, coded))
    except UnicodeDecodeError as error:
        raise ValueError(
            f"{file.name} is not UTF-8 ({error.reason}): export it again, do not save it in an editor"
        ) from None
    except (AttributeError, IndexError, KeyError, TypeError) as error:  # a part is missing or of another kind
        what = f"{type(error).__name__}: {error}"
        raise ValueError(f"{file.name} is not as the tool exports it ({what}): export it again, unedited") from error


def _files(path: Path, endings: Sequence[str]) -> list[Path]:
    if path.is_file():
        return [path]
    files = sorted(file for file in path.rglob("*") if file.suffix in endings) if path.is_dir() else []
    if not files:
        raise FileNotFoundError(f"no {' or '.join(endings)} file in {path}")
    return files


def save(
    documents: Sequence[Document], coded: Coded, folder: str | os.PathLike[str], by: str = "import"
) -> Mapping[str, int]:
    """Write an imported coding as a gold standard and as corrections.

    `coding.json`, with the articles' texts beside it, is what `evaluate` takes for gold. `corrections.csv` says how the
    coding differs from the machine's, for `code --corrections`.

    Parameters
    ----------
    documents
        From `load`.
    coded
        The coded corpus that was exported.
    folder
        Made if it does not exist.
    by
        The coder's name, for the corrections.

    Returns
    -------
    dict
        How many `articles`, `quotes`, `blame` rows and `corrections` were written.
    """
    from analysis.corrections.lines import write
    from analysis.interchange.differences import differences

    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    codings = {}
    for document in documents:
        sentences = docs.sentences_of(coded, document.article_id)
        codings[document.article_id] = coding(document, sentences)
        text = folder / f"{document.article_id}.txt"
        if not text.resolve().is_relative_to(folder.resolve()):
            raise ValueError(f"the article id {document.article_id!r} is no file name: give the articles other ids")
        text.parent.mkdir(parents=True, exist_ok=True)
        text.write_bytes(document.text.encode("utf-8", "surrogatepass"))
    (folder / CODING).write_text(json.dumps(codings, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")
    lines = [line for document in documents for line in differences(document, coded, by)]
    write(folder / CORRECTIONS, lines)
    return {
        "articles": len(codings),
        "quotes": sum(len(rows["quotes"]) for rows in codings.values()),
        "blame": sum(len(rows["blame"]) for rows in codings.values()),
        "corrections": len(lines),
    }
