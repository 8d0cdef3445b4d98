"""The interactive page of a figure: point at a mark to see a sentence, click it to read them all."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.figures import rtl
from analysis.figures.labels import Labels, text

if TYPE_CHECKING:
    from analysis.figures.figure import Figure

PLOTLY = "plotly.min.js"
ROWS_A_MARK = 50
"""Sentences listed for a mark; the evidence table has them all."""

STYLE = """
body{font-family:"Noto Sans","Noto Sans Arabic","Segoe UI",Tahoma,"DejaVu Sans",Arial,sans-serif;color:#1a1a1a;
max-width:60rem;margin:1rem auto;padding:0 1rem;line-height:1.5}
.plot{overflow-x:auto}
.evidence li{margin:.6rem 0;padding:.4rem .8rem;border-inline-start:4px solid #0072B2;background:#f6f6f6}
.evidence q,.evidence mark{quotes:none}
.evidence small{color:#595959;display:block}
mark{background:#fce9a8}
"""

SCRIPT = """
(function(){
const data=JSON.parse(document.getElementById("evidence-data").textContent);
const plot=document.getElementById(data.id),list=document.getElementById("rows"),head=document.getElementById("head");
function span(tag,text,dir){
 const node=document.createElement(tag);node.textContent=text;if(dir)node.dir=dir;return node}
plot.on("plotly_click",function(event){
 const mark=event.points[0].customdata;if(mark===undefined)return;
 const found=data.marks[mark];list.textContent="";head.textContent=found.head;
 for(const [row,outlet,date,before,text,after] of found.rows){
  const item=document.createElement("li"),sentence=document.createElement("div");
  sentence.dir="rtl";sentence.lang="ar";
  sentence.append(before,span("mark",text),after);
  const where=span("small","");
  for(const part of [outlet,date,row]){where.append(where.firstChild?" · ":"",span("bdi",part))}
  item.append(sentence,where);list.append(item)}
 if(found.note)list.append(span("li",found.note));
 head.scrollIntoView({block:"nearest"})});
})();
"""


def plotly_path() -> Path:
    """Return the plotly.js that the Python package brings."""
    import plotly

    return Path(plotly.__file__).parent / "package_data" / PLOTLY


def write_plotly(folder: Path) -> None:
    """Put plotly.js beside the pages, once for all: they work without a network."""
    (folder / PLOTLY).write_bytes(plotly_path().read_bytes())


def html_page(figure: Figure) -> str:
    """Return the page of a figure; it needs `plotly.min.js` beside it."""
    lang = figure.lang
    labels = Labels(figure.coded, lang)
    file = f"{figure.name}.evidence.csv"
    identity = f"mizan-{figure.name}-{lang}"
    marks = {}
    listed = _listed(figure, labels)
    for mark, head, rows in zip(figure.data["mark"], figure.data["label"], figure.data["rows"], strict=True):
        note = text("page", "none")[lang] if not rows else ""
        if len(rows) > ROWS_A_MARK:
            note = text("page", "more", shown=ROWS_A_MARK, all=f"{len(rows):,}", file=file)[lang]
        marks[mark] = {"head": head, "rows": listed.get(mark, []), "note": note}
    data = json.dumps({"id": identity, "marks": marks}, ensure_ascii=False, separators=(",", ":"))
    plot = figure.plot.to_html(
        full_html=False,
        include_plotlyjs=PLOTLY,
        div_id=identity,
        config={"displaylogo": False, "responsive": False, "displayModeBar": False},
    )
    captions = {"en": f'<p lang="en" dir="ltr">{html.escape(figure.caption["en"])}</p>'}
    captions["ar"] = f'<p lang="ar" dir="rtl">{html.escape(rtl.embed(figure.caption["ar"]))}</p>'
    links = {name: f'<a href="{name}">{name}</a>' for name in (f"{figure.name}.csv", file)}
    files = text("page", "files", data=links[f"{figure.name}.csv"], file=links[file])[lang]
    pick = text("page", "pick")[lang]
    return "\n".join(
        (
            f'<!doctype html>\n<html lang="{lang}" dir="{labels.direction}">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width">',
            f"<title>{html.escape(figure.title[lang])}</title>",
            f"<style>{STYLE}</style>\n</head>\n<body>",
            f'<div class="plot" dir="ltr">{plot}</div>',
            captions.pop(lang),
            *captions.values(),
            f"<p>{files}</p>",
            f'<section class="evidence" aria-live="polite"><h2 id="head">{pick}</h2><ol id="rows"></ol></section>',
            f'<script type="application/json" id="evidence-data">{_in_script(data)}</script>',
            f"<script>{SCRIPT}</script>\n</body>\n</html>\n",
        )
    )


def _listed(figure: Figure, labels: Labels) -> dict[str, list[list[str]]]:
    """Return for each mark its first rows: id, outlet, date, and the sentence before, at and after what was found."""
    evidence = figure.evidence(ROWS_A_MARK)
    names = ("mark", "row_id", "outlet", "published", "start", "end", "sentence_start", "sentence")
    found: dict[str, list[list[str]]] = {}
    for mark, row, outlet, published, start, end, begins, sentence in zip(
        *(evidence[name].tolist() for name in names), strict=True
    ):
        first, last = start - begins, end - begins
        parts = (sentence[:first], sentence[first:last], sentence[last:])
        found.setdefault(mark, []).append([row, labels.outlet(outlet), labels.date(published), *parts])
    return found


def _in_script(data: str) -> str:
    """Return JSON that cannot end the script it stands in."""
    return data.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
