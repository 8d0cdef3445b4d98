"""A coded corpus put together by hand, row by row, for the tests of the comparisons."""

from __future__ import annotations

from analysis.tables import COLUMNS, Coded, frame


class Corpus:
    """Collects articles and rows; every span is found by its surface, so that it slices."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, object]]] = {table: [] for table in COLUMNS}
        self.texts: dict[str, str] = {}

    def article(self, article_id: str, outlet: str | None, *lines: str, kinds: str = "", **values: object) -> None:
        """Add an article of one sentence a line; `kinds` names the segment of each: headline, standfirst, body."""
        text = "\n".join(lines)
        self.texts[article_id] = text
        tokens = len(text.split())
        fields = {"event": "2020-war", "published": "2020-10-01", "n_tokens": tokens, "n_tokens_all": tokens, **values}
        self.rows["articles"].append({"article_id": article_id, "outlet": outlet, "text": text, **fields})
        place = 0
        for number, line in enumerate(lines):
            kind = {"h": "headline", "s": "standfirst", "b": "body"}[(kinds or "b" * len(lines))[number]]
            span = {
                "article_id": article_id,
                "segment_id": f"{article_id}-g{number}",
                "start": place,
                "end": place + len(line),
            }
            self.rows["segments"].append({**span, "kind": kind})
            self.rows["sentences"].append(
                {**span, "sentence_id": f"{article_id}-s{number}", "n_tokens": len(line.split())}
            )
            place += len(line) + 1

    def add(self, table: str, article_id: str, surface: str, **values: object) -> str | None:
        """Add a row of `table` at `surface`; return its id, where the table has one."""
        start = self.texts[article_id].index(surface)
        name = {"quotes": "quote_id", "blame": "blame_id", "roles": "role_id"}.get(table)
        row_id = f"{article_id}-{table[0]}{len(self.rows[table])}"
        sentence = next(
            row["sentence_id"]
            for row in self.rows["sentences"]
            if row["article_id"] == article_id and int(str(row["start"])) <= start < int(str(row["end"]))
        )
        row = {"article_id": article_id, "sentence_id": sentence, "start": start, "end": start + len(surface)}
        self.rows[table].append({**row, **({name: row_id} if name else {}), **values})
        return row_id if name else None

    def quote(self, article_id: str, text: str, side: str | None, **values: object) -> str:
        """Add a quotation."""
        fields = {"kind": "indirect", "act": "say", "cue_lemma": "قال", "outlet_stance": "neutral", **values}
        return str(self.add("quotes", article_id, text, text=text, side=side, **fields))

    def blame(self, article_id: str, surface: str, accuser: str | None, blamed: str | None, **values: object) -> str:
        """Add a blame row; no accuser is the outlet's own voice."""
        voice = "attributed" if accuser else "outlet"
        fields = {"voice": voice, "stance": "asserted", "blamed": blamed, **values}
        return str(self.add("blame", article_id, surface, accuser_side=accuser, blamed_side=blamed, **fields))

    def role(self, article_id: str, surface: str, side: str, role: str, speaker: str | None, **values: object) -> str:
        """Add a role; no speaker is the outlet's own voice."""
        voice = "attributed" if speaker else "outlet"
        fields = {"voice": voice, "polarity": "asserted", "modality": "actual", **values}
        return str(self.add("roles", article_id, surface, side=side, role=role, speaker_side=speaker, **fields))

    def coded(self) -> Coded:
        """Return the tables."""
        return Coded(
            **{
                table: frame(table, [[row.get(column) for column in COLUMNS[table]] for row in rows])
                for table, rows in self.rows.items()
            }
        )


def uniform(articles: dict[str, int], quoted: dict[str, int], words: int = 10) -> Coded:
    """Return a corpus of so many articles an outlet; in each Turkey has so many quoted words and Russia the rest."""
    corpus = Corpus()
    for outlet, number in articles.items():
        for index in range(number):
            name = f"{outlet}{index:03d}"
            share = quoted[outlet]
            turkey, russia = " ".join(["سلام"] * share), " ".join(["حرب"] * (words - share))
            corpus.article(name, outlet, f"قال التركي {turkey}", f"قال الروسي {russia}")
            if share:
                corpus.quote(name, turkey, "turkey")
            if share < words:
                corpus.quote(name, russia, "russia")
    return corpus.coded()
