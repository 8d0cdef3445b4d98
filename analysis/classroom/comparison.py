"""Coders against each other and against the machine: agreement, disagreements beside the rule, and where we differ."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.classroom.answers import Problem, Sheet, read
from analysis.classroom.items import Item, items, machine
from analysis.classroom.questions import QUESTIONS, Questions, has_rule, label, rule, title, words
from analysis.saving import for_spreadsheet

if TYPE_CHECKING:
    import pandas as pd

    from analysis.tables import Coded

FEW = 10
"""Items below which alpha says nothing."""

RELIABLE = 0.8
"""Alpha from which a coding is reliable (Krippendorff 2004)."""

MACHINE, CLASS = "machine", "class"


@dataclass(frozen=True)
class Comparison:
    """What a class coded, compared.

    Attributes
    ----------
    coders
        Their names, in the order of the sheets.
    agreement
        A row a question: `question`, `coders`, `items` (coded by two or more), `alpha` with `low` and `high` (95 %),
        `raw`, `prevalence` of the code `most`, and `reading`, how to read them.
    disagreements
        A row an item and question on which coders differ: `item`, `sentence`, `question`, a column for each coder,
        `machine`, and `rule`, the codebook's on the question and the codes in play.
    against_machine
        A row a coder (and the class: the code of more than half) and question: `items`, `raw`, `alpha`.
    differences
        A row an item and question on which class and machine differ: `class`, `machine`, and `rows`, the ids of the
        machine's rows.
    problems
        Cells that could not be used: `file`, `row`, `column`, `message`.
    lang
        Language of labels and readings.
    """

    coders: tuple[str, ...]
    agreement: pd.DataFrame
    disagreements: pd.DataFrame
    against_machine: pd.DataFrame
    differences: pd.DataFrame
    problems: pd.DataFrame
    lang: str = field(default="ar")

    def save(self, folder: str | os.PathLike[str]) -> list[Path]:
        """Write the five tables as CSV and `report.html` into a folder, which is made if it does not exist."""
        from analysis.classroom import report

        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        written = []
        for name in ("agreement", "disagreements", "against_machine", "differences", "problems"):
            path = folder / f"{name}.csv"
            for_spreadsheet(getattr(self, name)).to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n")
            written.append(path)
        (folder / "report.html").write_text(report.page(self), "utf-8", newline="\n")
        return [*written, folder / "report.html"]

    def _repr_html_(self) -> str:
        from analysis.classroom import report

        return report.fragment(self)


def compare(paths: Iterable[str | os.PathLike[str]], coded: Coded, *, lang: str = "ar") -> Comparison:
    """Compare filled sheets with each other and with the machine.

    Parameters
    ----------
    paths
        Sheets (XLSX or CSV), a coder each; the coder's name is the file's.
    coded
        The coded corpus from which they were made.
    lang
        `"ar"` or `"en"`.

    Raises
    ------
    ValueError
        If a file is no sheet of this corpus.
    """
    import pandas as pd

    given = read(paths, coded)
    sheets = [sheet for sheet in given if sheet.answers.notna().any(axis=None)]
    if not sheets:
        raise ValueError("there is no sheet to compare: nothing is filled in in any of the files")
    coded_items = set().union(*(sheet.answers.index for sheet in sheets))
    sentences = [item for item in items(coded) if item.item in coded_items]
    questions = Questions.of(coded, {item.article_id for item in sentences})
    index = pd.Index([item.item for item in sentences], name="item")
    answers = {
        question: pd.DataFrame(
            {sheet.coder: _known(sheet, question, questions).reindex(index) for sheet in sheets}, index, dtype="string"
        )
        for question in QUESTIONS
    }
    found = machine(coded, sentences, questions)
    everybody = [sheet.coder for sheet in sheets]
    majority = {question: data.apply(_majority, axis=1).astype("string") for question, data in answers.items()}
    return Comparison(
        tuple(everybody),
        pd.DataFrame([_agreement(question, data, lang) for question, data in answers.items()]),
        _frame(
            _disagreements(sentences, answers, found.answers, lang),
            ["item", "sentence", "question", *everybody, MACHINE, "rule"],
        ),
        pd.DataFrame(_against_machine(answers, majority, found.answers)),
        _frame(
            _differences(sentences, majority, found.answers, found.rows, lang),
            ["item", "sentence", "question", CLASS, MACHINE, "rows"],
        ),
        _frame([problem for sheet in given for problem in sheet.problems], list(Problem._fields)),
        lang,
    )


def _frame(rows: Iterable[Sequence[Any]], columns: list[str]) -> pd.DataFrame:
    import pandas as pd

    data = pd.DataFrame(list(rows), columns=columns)
    return data.astype({name: "Int64" if name == "row" else "string" for name in columns})


def _known(sheet: Sheet, question: str, questions: Questions) -> pd.Series:
    return sheet.answers[question].map(lambda code: questions.known(question, code), na_action="ignore")


def _majority(row: pd.Series) -> str | None:
    """Return the code that more than half of those wrote who coded the item."""
    given = row.dropna()
    most = Counter(given).most_common(1)
    return most[0][0] if most and most[0][1] * 2 > len(given) else None


def _agreement(question: str, data: pd.DataFrame, lang: str) -> dict[str, Any]:
    from analysis.compare import agreement

    found = agreement(data)
    shared = data[data.notna().sum(axis=1) >= 2]
    counts = Counter(shared.to_numpy().ravel()[~shared.isna().to_numpy().ravel()])
    most = min(counts, key=lambda code: (-counts[code], code)) if counts else None
    return {
        "question": title(question, lang),
        "coders": int((data.notna().any()).sum()),
        "items": found.items,
        "alpha": found.alpha,
        "low": found.low,
        "high": found.high,
        "raw": found.raw,
        "prevalence": found.prevalence,
        "most": label(question, most, lang) if most else None,
        "reading": _reading(found.items, found.alpha, found.raw, lang),
    }


def _reading(number: int, alpha: float, raw: float, lang: str) -> str:
    from analysis.compare.reliability import UNRELIABLE

    if number < FEW:
        return words("few", lang, items=number)
    if alpha != alpha:  # noqa: PLR0124 - not a number
        return words("one_code", lang)
    if alpha < UNRELIABLE:
        high = words("prevalent", lang) + " " if raw >= RELIABLE else ""
        return high + words("unreliable", lang)
    return words("tentative" if alpha < RELIABLE else "reliable", lang)


def _disagreements(
    sentences: Sequence[Item], answers: dict[str, pd.DataFrame], found: pd.DataFrame, lang: str
) -> Iterator[tuple[Any, ...]]:
    for item in sentences:
        for question, data in answers.items():
            given = data.loc[item.item]
            codes = list(dict.fromkeys(given.dropna()))
            if len(codes) > 1:
                yield (
                    item.item, item.text, title(question, lang), *(_label(question, code, lang) for code in given),
                    _label(question, found.loc[item.item, question], lang), _rules(question, codes, lang),
                )  # fmt: skip


def _label(question: str, code: Any, lang: str) -> str | None:
    return label(question, code, lang) if isinstance(code, str) else None


def _rules(question: str, codes: Sequence[str], lang: str) -> str:
    """Return the rule of a question and of the codes over which coders differ, a line each."""
    told = (
        f"{label(question, code, lang)}: {rule(question, lang, code)}" for code in codes if has_rule(question, code)
    )
    return "\n".join([rule(question, lang), *told])


def _against_machine(
    answers: dict[str, pd.DataFrame], majority: dict[str, pd.Series], found: pd.DataFrame
) -> Iterator[dict[str, Any]]:
    import pandas as pd

    from analysis.compare import agreement

    for question, data in answers.items():
        columns = dict(data.items()) | ({CLASS: majority[question]} if data.shape[1] > 1 else {})
        for coder, given in columns.items():
            pair = pd.DataFrame({"coder": given, MACHINE: found[question]}, dtype="string")
            one = agreement(pair, resamples=0)
            yield {"coder": coder, "question": question, "items": one.items, "raw": one.raw, "alpha": one.alpha}


def _differences(
    sentences: Sequence[Item], majority: dict[str, pd.Series], found: pd.DataFrame, rows: pd.DataFrame, lang: str
) -> Iterator[tuple[Any, ...]]:
    import pandas as pd

    for item in sentences:
        for question, codes in majority.items():
            ours, its = codes[item.item], found.loc[item.item, question]
            if not pd.isna(ours) and not pd.isna(its) and ours != its:
                told = (label(question, code, lang) for code in (ours, its))
                yield item.item, item.text, title(question, lang), *told, rows.loc[item.item, question]
