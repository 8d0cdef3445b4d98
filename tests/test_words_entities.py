"""Actors that the codebook lacks: proposed by a recogniser, accepted by a scholar."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from compare_corpus import Corpus
from words_corpus import mention

from analysis import codebook
from analysis.tables import Coded
from analysis.words import accept, propose_actors, recogniser

ROOT = Path(__file__).parent.parent
LABELS = {
    "زوهراب": "B-PERS", "مناتساكانيان": "I-PERS", "وزوهراب": "B-PERS",
    "روسيا": "B-LOC", "سمرقند": "B-LOC", "بسمرقند": "I-LOC",
    "تشاتام": "B-ORG", "هاوس": "I-ORG", "الحرب": "B-MISC",
}  # fmt: skip


class Labelled:
    """A recogniser that knows some words."""

    def predict(self, sentences: list[list[str]]) -> list[list[str]]:
        return [[LABELS.get(word, "O") for word in words] for words in sentences]


@pytest.fixture
def coded() -> Coded:
    made = Corpus()
    made.article("a", "Outlet A", "قال زوهراب مناتساكانيان في سمرقند إن الحرب انتهت", "وزوهراب مناتساكانيان في روسيا")
    made.article("b", "Outlet B", "التقى زوهراب مناتساكانيان خبيرا من تشاتام هاوس", "واجتمعا بسمرقند")
    mention(made, "a", "روسيا", "country:russia", "russia")
    return made.coded()


def test_proposed_with_counts_and_examples(coded: Coded) -> None:
    found = propose_actors(coded, Labelled())
    assert found.drop(columns=["examples", "rows", "side"]).to_numpy().tolist() == [
        ["زوهراب مناتساكانيان", "person", 3, 2, "Outlet A|Outlet B"],
        ["سمرقند", "region", 2, 2, "Outlet A|Outlet B"],
    ]
    assert found["side"].isna().all()
    assert found["examples"][0].split("\n") == [
        "قال زوهراب مناتساكانيان في سمرقند إن الحرب انتهت",
        "التقى زوهراب مناتساكانيان خبيرا من تشاتام هاوس",
    ]
    texts = dict(zip(coded.articles["article_id"], coded.articles["text"], strict=True))
    for name, places in zip(found["name"], found["rows"], strict=True):
        for place in places:
            article, _, span = place.partition(":")
            start, end = map(int, span.split("-"))
            assert texts[article][start:end] == name  # without و and ب before it


def test_what_the_codebook_knows_and_what_is_no_actor_is_not_proposed(coded: Coded) -> None:
    names = propose_actors(coded, Labelled(), min_count=1)["name"].tolist()
    assert "تشاتام هاوس" in names
    assert not {"روسيا", "الحرب"} & set(names)


def test_labels_that_do_not_fit_the_words_are_not_used(coded: Coded) -> None:
    class Short(Labelled):
        def predict(self, sentences: list[list[str]]) -> list[list[str]]:
            return [labels[:-1] for labels in super().predict(sentences)]

    assert len(propose_actors(coded, Short(), min_count=1)) == 0


def test_accepted_into_a_codebook_that_loads(coded: Coded, tmp_path: Path) -> None:
    proposed = propose_actors(coded, Labelled()).assign(side=["armenia", pd.NA])
    assert accept(proposed, tmp_path / "mine") == 2
    rows = {row["actor_id"]: row for row in codebook.read(tmp_path / "mine").rows("actors")}
    new = rows["person:زوهراب_مناتساكانيان"]
    assert (new["side"], new["kind"], new["names"]) == ("armenia", "person", "زوهراب مناتساكانيان")
    assert rows["region:سمرقند"]["side"] == ""
    assert rows.keys() > {row["actor_id"] for row in codebook.read().rows("actors")}


def test_accepting_twice_adds_nothing_and_keeps_the_scholars_lines(coded: Coded, tmp_path: Path) -> None:
    lines = "# mine\nactor_id,side,kind,label_en,label_ar,names\nperson:x,armenia,person,X,س,سين"
    (tmp_path / "actors.csv").write_text(lines, "utf-8")
    proposed = propose_actors(coded, Labelled())
    assert accept(proposed, tmp_path) == 2
    once = (tmp_path / "actors.csv").read_text("utf-8")
    assert once.startswith(lines + "\n")
    assert accept(proposed, tmp_path) == 0
    assert (tmp_path / "actors.csv").read_text("utf-8") == once
    assert len(list(tmp_path.iterdir())) == 1


def test_accept_refuses_other_tables(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="name"):
        accept(pd.DataFrame({"kind": ["person"]}), tmp_path)
    (tmp_path / "actors.csv").write_text("who,what\n", "utf-8")
    with pytest.raises(ValueError, match=r"actors\.csv"):
        accept(pd.DataFrame({"name": ["س"], "kind": ["person"]}), tmp_path)


def test_no_model_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    with pytest.raises(FileNotFoundError, match="camel_data -i ner-arabert"):
        recogniser()
    with pytest.raises(FileNotFoundError, match="named-entity model"):
        recogniser(tmp_path / "elsewhere")


MAKE_MODEL = """
import sys, torch
from pathlib import Path
from transformers import BertConfig, BertForTokenClassification, BertTokenizer
folder = Path(sys.argv[1])
folder.mkdir(parents=True)
words = "[PAD] [UNK] [CLS] [SEP] [MASK] سمرقند في لقاء قمة عن".split()
(folder / "vocab.txt").write_text("\\n".join(words), "utf-8")
BertTokenizer(str(folder / "vocab.txt"), do_lower_case=False).save_pretrained(folder)
labels = ["B-LOC", "O"]
config = BertConfig(
    vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=1, intermediate_size=16,
    id2label=dict(enumerate(labels)), label2id={label: n for n, label in enumerate(labels)},
)
torch.manual_seed(0)
model = BertForTokenClassification(config).eval()
with torch.no_grad():  # a word is a place if its embedding is that of the one place it has learnt
    for weights in model.parameters():
        weights.zero_()
    for name, weights in model.named_parameters():
        if name.endswith("LayerNorm.weight"):
            weights.fill_(1)
    table = model.bert.embeddings.word_embeddings.weight
    table[:, 0], table[words.index("سمرقند"), 0], table[words.index("سمرقند"), 1] = 1, 0, 1
    model.classifier.weight[0, 1] = 1
    model.classifier.weight[1, 0] = 1
model.save_pretrained(folder)
"""


def test_real_model_through_the_command(tmp_path: Path) -> None:
    """CAMeL's own recogniser with a tiny BERT made here, in a data folder of its own, from the command line."""
    data, results = tmp_path / "data", tmp_path / "results"
    model = data / "data" / "ner" / "arabert"
    env = {**os.environ, "CAMELTOOLS_DATA": str(data), "HF_HUB_OFFLINE": "1"}

    def run(*command: str) -> str:
        done = subprocess.run(
            [sys.executable, *command], env=env, cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("-c", MAKE_MODEL, str(model))
    (data / "catalogue.json").write_text('{"version": "test", "packages": {}, "components": {}}', "utf-8")
    made = Corpus()
    made.article("a", "Outlet", "لقاء في سمرقند عن قمة سمرقند")
    made.coded().save(results)
    proposed, mine = tmp_path / "proposed.csv", tmp_path / "mine"
    run("-m", "analysis", "words", "actors", str(results), "--out", str(proposed))
    table = pd.read_csv(proposed, encoding="utf-8-sig")
    assert table[["name", "kind", "count", "rows"]].to_numpy().tolist() == [["سمرقند", "region", 2, "a:8-14|a:22-28"]]
    assert "1 of 1 actors are new" in run("-m", "analysis", "words", "accept", str(proposed), "--codebook", str(mine))
    assert "region:سمرقند" in {row["actor_id"] for row in codebook.read(mine).rows("actors")}
