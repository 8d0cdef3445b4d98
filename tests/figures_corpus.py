"""A coded corpus made by hand, of any number of outlets, for the tests of the figures."""

from __future__ import annotations

from analysis.tables import COLUMNS, Coded, frame

SENTENCES = {
    "headline": "روسيا تدعو إلى التهدئة في قره باغ",
    "russia": "وقال وزير الخارجية الروسي سيرغي لافروف إن بلاده تدعو الطرفين إلى وقف القتال فورا.",
    "armenia": "واتهمت وزارة الدفاع الأرمينية تركيا بإرسال طائرات مسيرة إلى المنطقة.",
    "turkey": "وأكد الرئيس التركي أن أنقرة تقف إلى جانب أذربيجان (في الميدان وعلى طاولة المفاوضات).",
    "outlet": "وجاءت تصريحات أنقرة في انحياز واضح للجانب الأذربيجاني.",
    "events": "وتجددت الاشتباكات في إقليم آرتساخ، وتحولت الحرب إلى حصار.",
}
"""A sentence each for the layers; written for these tests."""

LONG_NAME = "الهيئة العامة للإذاعة والتلفزيون والصحافة المكتوبة في المنطقة الشمالية الشرقية"


class Builder:
    """Collects the rows of the tables while articles are put together."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, object]]] = {table: [] for table in COLUMNS}

    def add(self, table: str, **values: object) -> None:
        self.rows[table].append(values)

    def article(
        self, number: int, outlet: str | None, kinds: tuple[str, ...], event: str, confidence: str | None
    ) -> None:
        """Add an article of the sentences `kinds`, the first of which is its headline."""
        article = f"{number:03d}"
        text = "\n\n".join(SENTENCES[kind] for kind in kinds)
        self.add(
            "articles",
            article_id=article,
            outlet=outlet,
            outlet_ar=LONG_NAME if number == 1 else None,
            outlet_confidence=confidence,
            published=f"2020-10-{number % 28 + 1:02d}",
            published_earliest=f"2020-10-{number % 28 + 1:02d}",
            published_latest=f"2020-10-{number % 28 + 2:02d}",
            event=event,
            title=SENTENCES[kinds[0]],
            n_tokens=len(text.split()),
            n_tokens_all=len(text.split()),
            text=text,
            source_path=f"{article}.txt",
        )
        for place, kind in enumerate(kinds):
            start = text.index(SENTENCES[kind])
            end = start + len(SENTENCES[kind])
            segment = "headline" if kind == "headline" else "body"
            self.add(
                "segments", article_id=article, segment_id=f"{article}-g{place}", start=start, end=end, kind=segment
            )
            self.add(
                "sentences",
                article_id=article,
                sentence_id=f"s{place}",
                segment_id=f"{article}-g{place}",
                start=start,
                end=end,
                n_tokens=len(SENTENCES[kind].split()),
            )
            self.layers(article, f"s{place}", kind, text, start)

    def layers(self, article: str, sentence: str, kind: str, text: str, at: int) -> None:
        """Add what the coder would find in one sentence."""
        base = {"article_id": article, "sentence_id": sentence}

        def span(surface: str) -> dict[str, object]:
            start = text.index(surface, at)
            return {**base, "start": start, "end": start + len(surface)}

        def quote(surface: str, side: str, act: str, **more: object) -> str:
            name = f"{article}-q{len(self.rows['quotes'])}"
            self.add(
                "quotes", **span(surface), quote_id=name, text=surface, kind="indirect", act=act, side=side, **more
            )
            return name

        def role(surface: str, side: str, role: str, voice: str, **more: object) -> None:
            name = f"{article}-r{len(self.rows['roles'])}"
            values = {"polarity": "asserted", "modality": "actual", "strength": "explicit", **more}
            segment = "headline" if kind == "headline" else "body"
            self.add(
                "roles", **span(surface), role_id=name, side=side, role=role, voice=voice, segment=segment, **values
            )

        def blame(surface: str, blamed: str | None, accuser: str | None) -> None:
            name = f"{article}-b{len(self.rows['blame'])}"
            voice = "attributed" if accuser else "outlet"
            self.add(
                "blame",
                **span(surface),
                blame_id=name,
                accuser_side=accuser,
                blamed_side=blamed,
                voice=voice,
                stance="asserted",
            )

        if kind == "headline":
            role("روسيا تدعو إلى التهدئة", "russia", "peacemaker", "outlet")
            self.name(span("قره باغ"), "karabakh", "قره باغ")
        elif kind == "russia":
            quote(
                "بلاده تدعو الطرفين إلى وقف القتال فورا", "russia", "say", cue="قال", cue_lemma="قال", speaker="لافروف"
            )
            role("بلاده تدعو الطرفين إلى وقف القتال", "russia", "peacemaker", "attributed", speaker_side="russia")
        elif kind == "armenia":
            quote("بإرسال طائرات مسيرة إلى المنطقة", "armenia", "accuse", cue="اتهمت", cue_lemma="اتهم")
            blame("بإرسال طائرات مسيرة إلى المنطقة", "turkey", "armenia")
            role("تركيا بإرسال طائرات مسيرة", "turkey", "aggressor", "attributed", speaker_side="armenia")
        elif kind == "turkey":
            quote("أنقرة تقف إلى جانب أذربيجان", "turkey|azerbaijan", "assert", cue="أكد", cue_lemma="أكد")
            role("أنقرة تقف إلى جانب أذربيجان", "turkey", "ally", "attributed", toward="azerbaijan")
        elif kind == "outlet":
            blame("انحياز واضح للجانب الأذربيجاني", "turkey", None)
            role("انحياز واضح للجانب الأذربيجاني", "turkey", "neutral_party", "outlet", polarity="negated")
        elif kind == "events":
            self.name(span("الاشتباكات"), "event", "اشتباكات")
            self.name(span("آرتساخ"), "karabakh", "آرتساخ", marking="scare_quotes", effect="legitimising")
            self.name(span("الحرب"), "event", "حرب")

    def name(self, span: dict[str, object], referent: str, variant: str, **more: object) -> None:
        values = {"voice": "outlet", "marking": "plain", "effect": "neutral", **more}
        self.add("names", **span, surface=variant, referent=referent, variant=variant, **values)

    def coded(self) -> Coded:
        tables = {
            table: frame(table, [[row.get(column) for column in columns] for row in self.rows[table]])
            for table, columns in COLUMNS.items()
        }
        return Coded(**tables, manifest={})


def corpus(outlets: int = 5, articles: int = 1, *, silent: bool = True) -> Coded:
    """Return a corpus of `outlets` with `articles` each; the second outlet quotes nobody if `silent`."""
    builder, number = Builder(), 0
    for outlet in range(outlets):
        for _ in range(articles):
            kinds: tuple[str, ...] = ("headline", "russia", "armenia", "turkey", "outlet", "events")
            if outlet == 1 and silent:
                kinds = ("headline", "events")
            elif outlet % 3 == 2:
                kinds = ("headline", "russia", "turkey", "events")
            confidence = (None, "high", "medium", "low")[outlet % 4]
            event = "2022-clashes" if outlets > 2 and outlet == 3 else "2020-war"
            builder.article(number, None if outlet == 4 else f"Outlet {outlet}", kinds, event, confidence)
            number += 1
    return builder.coded()


def empty() -> Coded:
    """Return a corpus of no article."""
    return Builder().coded()
