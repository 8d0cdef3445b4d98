"""Codings go out to INCEpTION, doccano and Label Studio and come back the same; what makes no sense is named."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis
from analysis import corrections, interchange
from analysis import evaluate as evaluate_package
from analysis.__main__ import main
from analysis.interchange import doccano, inception, label_studio
from analysis.interchange.documents import FIELDS, LINKS, Document, Link, Span, checked, in_order
from analysis.tables import Coded
from analysis.text import xml_safe

MODULES = {"inception": inception, "doccano": doccano, "label-studio": label_studio}
TEXT = (
    "موسكو: المحادثات مستمرة\r\n\r\n"
    "قال وزير الخارجية الروسي سيرغي لافروف \U0001f600 إن المحادثات مستمرة.\r\n\r\n"
    "وأضاف: \"نريد <وقف> إطلاق النار & السلام\".\x0b\r\n\r\n"
    "واتهمت وزارة الدفاع الأذربيجانية القوات الأرمينية بقصف مدينة كنجه.\r\n"
)  # fmt: skip


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Coded:
    folder = tmp_path_factory.mktemp("articles")
    (folder / "windows.txt").write_bytes(TEXT.encode())
    for name in ("000", "003", "004"):
        (folder / f"{name}.txt").write_bytes((seeds / f"{name}.txt").read_bytes())
    return analysis.code(analysis.load(folder))


def shape(document: Document) -> tuple[Any, ...]:
    """What a document says, whatever the tool calls its spans."""
    spans = {
        span.span_id: (span.label, span.start, span.end, tuple(sorted(span.fields.items()))) for span in document.spans
    }
    links = sorted((link.label, spans[link.source], spans[link.target]) for link in document.links)
    return document.article_id, document.text, sorted(spans.values()), links


def annotated(folder: Path) -> None:
    """Do what Label Studio does when a coder submits a prediction: it becomes an annotation."""
    path = folder / label_studio.FILE
    tasks = json.loads(path.read_text("utf-8"))
    for task in tasks:
        task["annotations"] = [{"result": task.pop("predictions", [{"result": []}])[0]["result"]}]
    path.write_text(json.dumps(tasks), "utf-8")


def round_trip(documents: list[Document], format: str, folder: Path) -> list[Document]:
    MODULES[format].write(documents, folder)
    if format == "label-studio":
        annotated(folder)
    endings = MODULES[format].ENDINGS
    return [read for path in sorted(folder.iterdir()) if path.suffix in endings for read in MODULES[format].read(path)]


@pytest.mark.parametrize("format", interchange.FORMATS)
def test_a_coded_corpus_comes_back_as_it_went_out(coded: Coded, format: str, tmp_path: Path) -> None:
    interchange.export(coded, format, tmp_path)
    if format == "label-studio":
        annotated(tmp_path)
    back = interchange.load([tmp_path], format, coded)
    sent = interchange.from_coded(coded)
    assert sum(len(document.links) for document in sent) > 100
    if format == "doccano":
        sent = [replace(one, spans=tuple(map(doccano.carried, one.spans))) for one in sent]
    assert [shape(document) for document in back] == [shape(document) for document in sent]


@pytest.mark.parametrize("format", interchange.FORMATS)
def test_an_import_is_gold_for_evaluate_and_needs_no_correction(coded: Coded, format: str, tmp_path: Path) -> None:
    sent = interchange.from_coded(coded)
    back = [replace(one, text=other.text) for one, other in zip(round_trip(sent, format, tmp_path), sent, strict=True)]
    assert interchange.save(sent, coded, tmp_path / "back")["corrections"] == 0
    count = interchange.save(back, coded, tmp_path / "back")
    assert count == {"articles": 4, "quotes": len(coded.quotes), "blame": len(coded.blame), "corrections": 0}
    evaluation = evaluate_package.evaluate(tmp_path / "back" / "coding.json", coded, resamples=0)
    assert evaluation.figure("quotes", "strict") == 1.0
    assert evaluation.figure("quotes", "speaker_resolved") == 1.0
    assert evaluation.figure("blame", "with_culprit") == 1.0


LETTERS = st.text(st.sampled_from("ابتقول \"«»،.\n\r\t\u2028<>&'\U0001f600e\u0301"), min_size=12, max_size=60)


@st.composite
def a_document(draw: st.DrawFn) -> Document:
    text = "نص" + draw(LETTERS) + "."
    spans = []
    for number in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text) - 2))
        label = draw(st.sampled_from(sorted(FIELDS)))
        word = st.sampled_from(["أ ب", "<&>", "x"])
        fields = {name: draw(word) for name in FIELDS[label] if draw(st.booleans())}
        if "kind" in fields:
            fields["kind"] = "mixed"
        if "voice" in fields:
            fields["voice"] = "outlet"
        fields |= {name: code for name, code in (("act", "say"), ("outlet_stance", "neutral"), ("stance", "denied"),
                   ("agency", "active")) if name in fields}  # fmt: skip
        spans.append(Span(f"s{number}", label, start, draw(st.integers(start + 1, len(text))), fields))
    links = []
    for label, (source, target) in LINKS.items():
        for one in spans:
            others = [other.span_id for other in spans if other.label == target]
            if one.label == source and others and draw(st.booleans()):
                links.append(Link(label, one.span_id, draw(st.sampled_from(others))))
    return checked(Document("a/1", text, "0f", tuple(in_order(spans)), tuple(links)))


@settings(max_examples=25)
@given(document=a_document())
@pytest.mark.parametrize("format", interchange.FORMATS)
def test_any_document_comes_back(document: Document, format: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    (back,) = round_trip([document], format, tmp_path_factory.mktemp("trip"))
    if format == "doccano":
        document = replace(document, spans=tuple(map(doccano.carried, document.spans)))
    assert shape(replace(back, article_id="a/1")) == shape(document)


def test_a_character_that_xml_cannot_carry_keeps_its_place(coded: Coded, tmp_path: Path) -> None:
    assert xml_safe("a\x0bb\ud800\U0001f600") == "a\ufffdb\ufffd\U0001f600"
    interchange.export(coded, "inception", tmp_path, ["windows"])
    (back,) = interchange.load([tmp_path / "windows.xmi"], "inception", coded)
    assert back.text == TEXT
    quoted = [TEXT[span.start : span.end] for span in back.spans if span.label == "quote"]
    assert "نريد <وقف> إطلاق النار & السلام" in quoted


def test_inception_gets_layers_sentences_tokens_and_slots(coded: Coded, tmp_path: Path) -> None:
    interchange.export(coded, "inception", tmp_path, ["windows"])
    types = ET.parse(tmp_path / "TypeSystem.xml")  # noqa: S314 - our own file
    space = {"u": "http://uima.apache.org/resourceSpecifier"}
    supertypes = {
        item.findtext("u:name", "", space): item.findtext("u:supertypeName", "", space)
        for item in types.iterfind(".//u:typeDescription", space)
    }
    assert all(supertypes[f"mizan.{name}"] == "uima.tcas.Annotation" for name in ("Quote", "Cue", "Party", "Blame"))
    assert supertypes["mizan.SpeakerLink"] == "uima.cas.TOP"
    xmi = (tmp_path / "windows.xmi").read_text("utf-8")
    assert xmi.count(":Sentence ") == 4
    assert 'role="speaker"' in xmi


def test_inceptions_zip_is_read(coded: Coded, tmp_path: Path) -> None:
    interchange.export(coded, "inception", tmp_path / "out", ["000"])
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        for path in (tmp_path / "out").iterdir():
            archive.write(path, f"annotation/000/{path.name.replace('000', 'student')}")
    (back,) = interchange.load([tmp_path / "export.zip"], "inception", coded)
    assert back.article_id == "000"
    (tmp_path / "empty.zip").write_bytes(b"nothing")
    with pytest.raises(ValueError, match=r"empty.zip is not a ZIP file"):
        interchange.load([tmp_path / "empty.zip"], "inception", coded)


def test_nothing_of_the_machine_is_in_a_blank_export(coded: Coded, tmp_path: Path) -> None:
    for format in interchange.FORMATS:
        interchange.export(coded, format, tmp_path / format, blank=True)
    written = "".join(
        path.read_text("utf-8") for path in tmp_path.rglob("*") if path.suffix in (".xmi", ".json", ".jsonl")
    )
    assert "indirect" not in written
    assert "mizan:" not in written
    assert "predictions" not in written


def test_a_prediction_that_nobody_looked_at_is_nobodys_coding(coded: Coded, tmp_path: Path) -> None:
    interchange.export(coded, "label-studio", tmp_path)
    with pytest.raises(ValueError, match="nobody's coding"):
        interchange.load([tmp_path], "label-studio", coded)
    with pytest.raises(ValueError, match="annotated 2 times"):
        list(_tasks(tmp_path, annotations=[{"result": []}, {"result": []}]))


def _tasks(folder: Path, **more: Any) -> Iterator[Document]:
    path = folder / label_studio.FILE
    path.write_text(json.dumps([{"id": 7, "data": {"text": "\U0001f600 قال"}} | more]), "utf-8")
    return label_studio.read(path)


def test_label_studios_javascript_offsets_are_understood(tmp_path: Path) -> None:
    value = {"start": 3, "end": 6, "text": "قال", "labels": ["cue"]}
    (document,) = _tasks(tmp_path, annotations=[{"result": [{"id": "r", "type": "labels", "value": value}]}])
    assert document.spans[0][1:4] == ("cue", 2, 5)
    value["text"] = "قيل"
    with pytest.raises(ValueError, match="task 7: 3-6 should be 'قيل'"):
        list(_tasks(tmp_path, annotations=[{"result": [{"id": "r", "type": "labels", "value": value}]}]))


def test_label_studios_configuration_lists_every_field_and_link() -> None:
    view = ET.fromstring(label_studio.configuration())  # noqa: S314 - our own text
    names = {item.get("name") for item in view.iter() if item.tag in ("Choices", "TextArea")}
    assert names == {f"{label}__{name}" for label, fields in FIELDS.items() for name in fields}
    assert [item.get("value") for item in view.iter("Relation")] == list(LINKS)
    text = view.find(".//Text")
    assert text is not None
    assert text.get("granularity") == "symbol"


def test_two_codings_of_one_article_are_refused(coded: Coded, tmp_path: Path) -> None:
    interchange.export(coded, "doccano", tmp_path, ["000"])
    (tmp_path / "other.jsonl").write_bytes((tmp_path / doccano.FILE).read_bytes())
    with pytest.raises(ValueError, match=r"000 is coded in doccano.jsonl line 1 and in other.jsonl line 1"):
        interchange.load([tmp_path], "doccano", coded)
    with pytest.raises(FileNotFoundError, match=r"no .jsonl file"):
        interchange.load([tmp_path / "nowhere"], "doccano", coded)


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (
            {"entities": [{"id": 1, "label": "sayer", "start_offset": 0, "end_offset": 3}]},
            "the label 'sayer' is unknown",
        ),
        ({"entities": [{"id": 1, "label": "cue", "start_offset": 9, "end_offset": 99}]}, "9-99 lies outside"),
        ({"relations": [{"from_id": 1, "to_id": 2, "type": "speaker"}]}, "must go from a quote to a party"),
        ({"relations": [{"from_id": 1, "to_id": 2, "type": "says"}]}, "the relation 'says' is unknown"),
        ({"text": "قال شيئا آخر"}, "no coded article has the text"),
        ({"entities": None}, None),
    ],
)
def test_a_coding_that_makes_no_sense_is_named(tmp_path: Path, item: dict[str, Any], said: str | None) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("عنوان\n\nقال الوزير إن الجو جميل.", "utf-8")
    coded = analysis.code(analysis.load(tmp_path / "in"))
    line = {"text": coded.articles["text"].iloc[0], "article_id": "a", "entities": [], "relations": []} | item
    if item.get("entities", ()) is None:
        del line["entities"]
        said = "lacks text, entities or relations"
    (tmp_path / "x.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    with pytest.raises(ValueError, match=said) as error:
        interchange.load([tmp_path / "x.jsonl"], "doccano", coded)
    assert str(error.value).startswith("x.jsonl line 1")


def test_two_speakers_of_one_quotation_are_refused() -> None:
    spans = (Span("q", "quote", 0, 2), Span("a", "party", 3, 4), Span("b", "party", 4, 5))
    links = (Link("speaker", "q", "a"), Link("speaker", "q", "b"))
    with pytest.raises(ValueError, match="two relations 'speaker'"):
        checked(Document("a", "12345", spans=spans, links=links))


def test_a_speaker_of_an_earlier_sentence_is_implicit(coded: Coded) -> None:
    document = next(one for one in interchange.from_coded(coded) if one.article_id == "windows")
    sentences = [(row.start, row.end) for row in coded.sentences.itertuples() if row.article_id == "windows"]
    rows = interchange.coding(document, sentences)["quotes"]
    implicit = {row["text"]: row.get("speaker_implicit", False) for row in rows}
    assert implicit["نريد <وقف> إطلاق النار & السلام"] is True
    assert implicit["المحادثات مستمرة"] is False


def test_an_import_becomes_corrections_that_give_the_coders_rows(coded: Coded, tmp_path: Path) -> None:
    document = next(one for one in interchange.from_coded(coded) if one.article_id == "windows")
    quotes = [span for span in document.spans if span.label == "quote"]
    first, second = quotes[0], next(span for span in quotes if "نريد" in TEXT[span.start : span.end])
    place = TEXT.index("سيرغي لافروف")
    party = Span("new", "party", place, place + len("سيرغي لافروف"), {"side": "russia"})
    added = Span(
        "more",
        "quote",
        TEXT.index("السلام"),
        TEXT.index("السلام") + 6,
        {"kind": "direct", "act": "say", "outlet_stance": "neutral"},
    )
    moved = second._replace(end=second.end - 1, fields={**second.fields, "act": "demand"})
    spans = [moved if span == second else span for span in document.spans if span != first]
    links = [link for link in document.links if first.span_id not in link and link[:2] != ("speaker", second.span_id)]
    links += [Link("speaker", second.span_id, "new"), Link("speaker", "more", "new")]
    theirs = replace(document, spans=tuple(in_order([*spans, party, added])), links=tuple(links))
    interchange.save([theirs], coded, tmp_path, by="M. A.")
    done = corrections.apply(coded, tmp_path / "corrections.csv")
    assert done.manifest["corrections"]["unmatched"] == 0
    (now,) = interchange.from_coded(done, ["windows"])
    linked = {link.target for link in links}
    used = tuple(span for span in theirs.spans if span.label in ("quote", "blame") or span.span_id in linked)
    assert shape(now) == shape(replace(theirs, spans=used))


def test_the_bibliography_says_what_is_known(coded: Coded) -> None:
    articles = coded.articles.copy()
    articles.loc[0, ["outlet", "outlet_ar", "published", "outlet_confidence"]] = [
        "Syria TV", "تلفزيون سوريا", "2020-10-02", "high",
    ]  # fmt: skip
    articles.loc[1, "title"] = "نسبة 5% & {أكثر}"
    text = interchange.bibliography(replace(coded, articles=articles))
    assert text.startswith("@software{mizan,\n")
    assert "  author = {{Syria TV (تلفزيون سوريا)}},\n" in text
    assert "  year = {2020},\n  date = {2020-10-02},\n" in text
    assert "outlet inferred from the page" in text
    assert r"{نسبة 5\% \& \{أكثر\}}" in text
    assert (
        text.count("@misc{") == len(articles) == len({line for line in text.splitlines() if line.startswith("@misc")})
    )
    assert text.count("{") == text.count("}")


def test_the_methods_paragraph_counts_and_claims_no_accuracy_on_this_corpus(coded: Coded) -> None:
    english, arabic = interchange.methods(coded), interchange.methods(coded, "ar")
    assert "4 articles" in english
    assert f"{len(coded.quotes)} rows of quotations" in english
    assert evaluate_package.sentences()["quotes"]["en"] in english
    assert "Not measured on this corpus" in english
    assert "4 مقالات" in arabic
    manifest = dict(coded.manifest) | {"corrections": {"corrected": 3}}
    assert "3 rows were corrected" in interchange.methods(replace(coded, manifest=manifest))
    with pytest.raises(ValueError, match="language 'fr'"):
        interchange.methods(coded, "fr")


def test_the_command(coded: Coded, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    results, out = str(coded.save(tmp_path / "results")), str(tmp_path / "out")
    assert main(["exchange", "export", results, "--to", "doccano", "--out", out, "--articles", "000", "003"]) == 0
    back = ["exchange", "import", out, "--from", "doccano", "--coded", results, "--by", "M. A.", "--out"]
    assert main([*back, str(tmp_path / "back")]) == 0
    assert "articles         2" in capsys.readouterr().out
    assert main(["evaluate", str(tmp_path / "back" / "coding.json"), results]) == 0
    assert main(["exchange", "cite", results, "--out", out]) == 0
    assert {"references.bib", "methods.en.txt", "methods.ar.txt"} <= {path.name for path in Path(out).iterdir()}
    assert main(["exchange", "export", results, "--to", "doccano", "--out", out, "--articles", "999"]) == 2
    assert "error: there is no article '999'" in capsys.readouterr().err


@pytest.mark.parametrize("format", interchange.FORMATS)
def test_control_characters_in_ids_and_fields_are_carried_or_come_back(format: str, tmp_path: Path) -> None:
    page = tmp_path / "page.jsonl"
    text = "قالت أرمينيا إن القوات الأذربيجانية قصفت المدنيين\x02 في القرى\x00 الحدودية."
    page.write_text(json.dumps({"id": "a\x01b", "text": text}) + "\n", "utf-8")
    coded = analysis.code(analysis.load(page))
    assert coded.blame["blamed_side"].tolist() == ["azerbaijan"]
    (document,) = interchange.from_coded(coded)
    spans = [span._replace(fields={**span.fields, "victim": "المدنيين\x02"}) if span.label == "blame" else span
             for span in document.spans]  # fmt: skip
    document = replace(document, spans=tuple(spans))
    out = tmp_path / "out"
    out.mkdir()
    MODULES[format].write([document], out)
    if format == "label-studio":
        annotated(out)
    (back,) = interchange.load([out], format, coded)
    assert (back.article_id, back.text) == (document.article_id, text)
    victims = [span.fields.get("victim") for span in back.spans if span.label == "blame"]
    assert victims == ([None] if format == "doccano" else ["المدنيين\x02"])


@pytest.mark.parametrize(
    ("name", "format", "data"),
    [
        ("a.jsonl", "doccano", b'{"text": "x", "entities": [{"label": "cue"}], "relations": []}'),
        ("a.jsonl", "doccano", b'{"text": "x", "entities": null, "relations": []}'),
        ("a.jsonl", "doccano", b"\xff\xfe{"),
        ("a.json", "label-studio", b'[{"data": {}, "annotations": [{"result": []}]}]'),
        ("a.json", "label-studio", b'[{"data": {"text": "x"}, "annotations": [{"result": [{"type": "labels"}]}]}]'),
        ("a.json", "label-studio", b'[{"data": {"text": "x"}, "annotations": [null]}]'),
    ],
)
def test_an_export_that_was_broken_is_named(coded: Coded, name: str, format: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ValueError, match=rf"^{name}.*export it again"):
        interchange.load([tmp_path / name], format, coded)


@pytest.mark.parametrize("format", interchange.FORMATS)
def test_the_same_coding_gives_the_same_bytes(coded: Coded, format: str, tmp_path: Path) -> None:
    for name in ("one", "two"):
        interchange.export(coded, format, tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()
