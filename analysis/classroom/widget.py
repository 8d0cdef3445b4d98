"""Coding in a notebook, by clicks: the sentences one by one, saved after every answer in the same sheet as by hand."""

from __future__ import annotations

import html
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.classroom.answers import read
from analysis.classroom.items import Item, items
from analysis.classroom.questions import ONLY_WHERE, QUESTIONS, Questions, asked, has_rule, label, rule, title, words
from analysis.classroom.sheet import write

if TYPE_CHECKING:
    from analysis.tables import Coded

_STYLE = """\
<style>
.mizan-coding { max-width: 60rem }
.mizan-coding .sentence { font-size: 1.25rem; line-height: 2; padding: .6rem .8rem;
  border-inline-start: .3rem solid #0072B2 }
.mizan-coding .before { font-size: .95rem; line-height: 1.8; opacity: .8; padding: 0 .8rem }
.mizan-coding .widget-label { width: auto; min-width: 11rem; font-weight: bold }
.mizan-coding.rtl, .mizan-coding.rtl select { direction: rtl }
.mizan-coding select { padding-inline: .5rem 1.8rem; background-size: .9em .45em;
  background-image: conic-gradient(from -45deg at 50% 100%, currentColor 90deg, #0000 0);
  background-repeat: no-repeat; background-position: right .6em center }
.mizan-coding.rtl select { background-position: left .6em center }
.mizan-coding details { line-height: 1.7; max-width: 52rem }
</style>
"""
_KEYS = """\
if (!window.mizanCoding) {
  window.mizanCoding = true
  document.addEventListener("focusin", ({ target }) => {
    if (target.closest(".mizan-coding")) target.setAttribute("data-lm-suppress-shortcuts", "true")
  })
}
"""
"""Keeps JupyterLab's shortcuts out of the form: there, an arrow chooses a code and does not leave the cell."""

_BEFORE = 2
"""Sentences shown above the one that is coded: who speaks may be said there."""


class Coding:
    """A form for one coder; show it as the last line of a cell.

    Parameters
    ----------
    coded
        A coded corpus. Nothing that the machine found is shown.
    coder
        The coder's name; the answers are saved in `folder/coder.csv`, and coding goes on where that file ends.
    folder
        Made if it does not exist.
    articles
        Ids of the articles; all by default.
    lang
        `"ar"` or `"en"`.

    Attributes
    ----------
    path
        The sheet.
    answers
        Item -> question -> code.

    Raises
    ------
    ValueError
        If the name cannot be a file's name, or if the file holds another corpus' sentences.
    """

    def __init__(
        self,
        coded: Coded,
        coder: str,
        folder: str | os.PathLike[str],
        articles: Sequence[str] | None = None,
        *,
        lang: str = "ar",
    ) -> None:
        if not coder.strip() or any(sign in coder for sign in '/\\:*?"<>|') or coder.startswith("."):
            raise ValueError(f"{coder!r} cannot be the name of a file: write letters and spaces only")
        self.lang = lang
        self.path = Path(folder) / f"{coder.strip()}.csv"
        self.sentences: list[Item] = items(coded, articles)
        if not self.sentences:
            raise ValueError("there is no sentence to code in these articles")
        self.questions = Questions.of(coded, {item.article_id for item in self.sentences})
        self.answers = self._saved(coded)
        kept = [item.rpartition(":")[0] for item in self.answers]  # answers on other articles stay in the file
        wanted = dict.fromkeys([*(item.article_id for item in self.sentences), *kept])
        self._written = items(coded, list(wanted))
        self.place = next((n for n, item in enumerate(self.sentences) if not self._is_coded(item)), 0)
        self._parts: dict[str, Any] = {}
        self._filling = False
        self.widget = self._build()
        self._show()

    def _saved(self, coded: Coded) -> dict[str, dict[str, str]]:
        if not self.path.is_file():
            return {}
        (sheet,) = read([self.path], coded)
        found: dict[str, dict[str, str]] = {}
        for item, row in sheet.answers.to_dict("index").items():
            given = {str(question): code for question, code in row.items() if isinstance(code, str)}
            given |= {"note": sheet.notes[str(item)]} if str(item) in sheet.notes else {}
            found |= {str(item): given} if given else {}
        return found

    def _is_coded(self, item: Item) -> bool:
        return any(question in self.answers.get(item.item, {}) for question in QUESTIONS)

    def _ipython_display_(self) -> None:
        from IPython.display import Javascript, display

        display(self.widget, Javascript(_KEYS))  # type: ignore[no-untyped-call]

    def _build(self) -> Any:
        import ipywidgets  # type: ignore[import-untyped]

        parts = self._parts
        parts["text"], parts["progress"] = ipywidgets.HTML(), ipywidgets.HTML()
        for question in QUESTIONS:
            known = [(label(question, code, self.lang), code) for code in self.questions.codes(question)]
            parts[question] = ipywidgets.Dropdown(
                description=title(question, self.lang), options=[("—", ""), *known], layout={"width": "auto"},
                style={"description_width": "initial"},
            )  # fmt: skip
            parts[question].observe(self._answered(question), names="value")
            parts[f"{question}?"] = ipywidgets.HTML(self._rules(question))
        for name, step in (("previous", -1), ("next", 1)):
            parts[name] = ipywidgets.Button(description=words(name, self.lang))
            parts[name].on_click(self._go(step))
        rows = [parts[name] for question in QUESTIONS for name in (f"{question}?", question)]
        buttons = ipywidgets.HBox([parts["previous"], parts["next"]])
        box = ipywidgets.VBox([ipywidgets.HTML(_STYLE), parts["progress"], parts["text"], *rows, buttons])
        box.add_class("mizan-coding")
        if self.lang == "ar":
            box.add_class("rtl")
        return box

    def _rules(self, question: str) -> str:
        """Return a question that opens to its rule and those of its codes."""
        own = (code for code in self.questions.codes(question) if has_rule(question, code))
        codes = "".join(
            f"<li>{html.escape(f'{label(question, code, self.lang)}: {rule(question, self.lang, code)}')}</li>"
            for code in own
        )
        return (
            f'<details dir="{"rtl" if self.lang == "ar" else "ltr"}"><summary>{html.escape(asked(question, self.lang))}'
            f"</summary><p>{html.escape(rule(question, self.lang))}</p><ul>{codes}</ul></details>"
        )

    def _go(self, step: int) -> Callable[[Any], None]:
        def go(_: Any) -> None:
            self.place = min(max(self.place + step, 0), len(self.sentences) - 1)
            self._show()

        return go

    def _answered(self, question: str) -> Callable[[Any], None]:
        def answered(change: Any) -> None:
            if self._filling:
                return
            given = self.answers.setdefault(self.sentences[self.place].item, {})
            given.pop(question, None)
            if change["new"]:
                given[question] = change["new"]
            for other, first in ONLY_WHERE.items():
                if first == question and change["new"] in ("", "none"):
                    given.pop(other, None)
            if not given:
                del self.answers[self.sentences[self.place].item]
            write(self.path, self._written, self.answers, self.lang)
            self._show()

        return answered

    def _show(self) -> None:
        """Put the sentence and what was answered into the form."""
        item, parts = self.sentences[self.place], self._parts
        given = self.answers.get(item.item, {})
        same = [other for other in self.sentences[: self.place] if other.article_id == item.article_id]
        before = "".join(f"<p>{html.escape(other.text)}</p>" for other in same[-_BEFORE:])
        parts["text"].value = (
            f'<div dir="rtl" lang="ar"><div class="before" aria-label="{html.escape(words("before", self.lang))}">'
            f'{before}</div><p class="sentence">{html.escape(item.text)}</p></div>'
        )
        done = sum(map(self._is_coded, self.sentences))
        numbers = {"number": self.place + 1, "total": len(self.sentences), "done": done}
        saved = words("saved", self.lang, file=self.path.name) if self.path.is_file() else ""
        direction = "rtl" if self.lang == "ar" else "ltr"
        parts["progress"].value = (
            f'<p dir="{direction}" role="status">{html.escape(words("progress", self.lang, **numbers))} '
            f"<bdi>{html.escape(saved)}</bdi></p>"
        )
        self._filling = True
        try:
            for question in QUESTIONS:
                first = ONLY_WHERE.get(question)
                value = given.get(question, "")
                parts[question].value = value if value in self.questions.codes(question) else ""
                parts[question].disabled = first is not None and given.get(first) in (None, "none")
        finally:
            self._filling = False
        parts["previous"].disabled = self.place == 0
        parts["next"].disabled = self.place == len(self.sentences) - 1
