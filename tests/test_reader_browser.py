"""The reader's pages in a real browser: letters that join, notes, keys, filters, themes, print."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from reader_corpus import article, corpus, placed

import analysis
from analysis.reader.pages import write

# Marks that begin and end inside words, on letters that join to their neighbours.
JOINED = "فقال المتحدث لصحيفة «الخبر» إنّ بلاده تعمل للتهدئة وللسلام بمنطقة القوقاز."
PARTS = ("قال", "لتهدئة", "لسلام", "منطقة", "خبر", "القوق", "تع", "بلاد")


@pytest.fixture(scope="module")
def pages(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reader")
    write(analysis.code(analysis.load(seeds)), folder)
    rows = [
        {"article_id": "j", "quote_id": f"j:{number}", "kind": "direct", **placed(part, text=JOINED)}
        for number, part in enumerate(PARTS)
    ]
    names = [{"article_id": "j", "surface": part, **placed(part, text=JOINED)} for part in PARTS]
    data = corpus(articles=[article(JOINED, "j")], quotes=rows, names=names, frames=names, mentions=names)
    analysis.read(data, "j").save(folder / "joined.html")
    return folder


@pytest.fixture(scope="module")
def browser(chrome: str) -> Generator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chrome, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Any, pages: Path) -> Generator[Any]:
    context = browser.new_context(viewport={"width": 1000, "height": 900}, offline=True)
    page = context.new_page()
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("console", lambda message: page.errors.append(message.text) if message.type == "error" else None)
    page.goto((pages / "articles/003.html").as_uri())
    yield page
    assert page.errors == []
    context.close()


def test_marks_inside_words_leave_the_letters_joined(page: Any, pages: Path) -> None:
    """A letter that no longer joins is wider: the line must be as wide as without any mark."""
    page.goto((pages / "joined.html").as_uri())
    wide, plain = page.evaluate(
        """() => {
          document.querySelectorAll('input').forEach((box) => { if (!box.checked) box.click(); });
          const line = document.querySelector('.line');
          line.querySelectorAll('.chip, .kind').forEach((added) => added.remove());
          line.style.display = 'inline-block'; line.style.whiteSpace = 'nowrap';
          const marked = line.getBoundingClientRect().width;
          line.textContent = line.textContent;
          return [marked, line.getBoundingClientRect().width];
        }"""
    )
    assert wide == pytest.approx(plain, abs=0.5)


def test_pointing_at_a_mark_tells_what_was_found_and_why(page: Any) -> None:
    page.locator(".text .run span.mixed").nth(1).hover()
    card = page.locator(".card")
    assert card.is_visible()
    assert card.locator("dt", has_text="Speaker").first.is_visible()
    assert card.locator("dt", has_text="Why (rule)").first.is_visible()
    assert page.locator(".run.lit .speaker").count() >= 1
    box, frame = card.bounding_box(), page.locator(".mizan").bounding_box()
    assert frame["x"] <= box["x"]
    assert box["x"] + box["width"] <= frame["x"] + frame["width"]
    page.mouse.move(5, 5)
    card.wait_for(state="hidden")


def test_a_click_holds_the_note_and_escape_closes_it(page: Any) -> None:
    page.locator(".text .chip.mixed").first.click()
    page.mouse.move(5, 5)
    page.wait_for_timeout(500)
    assert page.locator(".card").is_visible()
    page.keyboard.press("Escape")
    assert page.locator(".card").is_hidden()
    assert page.locator(".lit").count() == 0


def test_keys_lead_through_the_page_in_order(page: Any) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    focused = []
    for _ in range(30):
        page.keyboard.press("Tab")
        focused.append(
            page.evaluate("document.activeElement.matches('.chip') ? 'chip' : document.activeElement.tagName")
        )
    once = list(dict.fromkeys(focused))
    assert once[:4] == ["A", "INPUT", "SUMMARY", "chip"]
    assert focused.count("chip") == 1  # one stop for all marks; the arrows go on from there


def test_arrows_go_in_reading_order_and_skip_hidden_layers(page: Any) -> None:
    chips = page.locator(".text .chip:not(.frame, .mention)")
    chips.first.focus()
    page.keyboard.press("ArrowLeft")
    second = page.evaluate("document.activeElement.dataset.row")
    assert second == chips.nth(1).get_attribute("data-row")
    assert (
        page.evaluate("document.getElementById(document.activeElement.getAttribute('aria-describedby')).hidden")
        is False
    )
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.row") == chips.first.get_attribute("data-row")
    page.keyboard.press("End")
    assert not page.evaluate("document.activeElement.matches('.frame, .mention')")


def test_filters_hide_marks_labels_and_entries_of_a_layer_alone(page: Any) -> None:
    def shown(layer: str) -> list[int]:
        return page.evaluate(
            """(layer) => [
              [...document.querySelectorAll(`.text span.${layer}`)]
                .filter((mark) => getComputedStyle(mark).textDecorationLine !== 'none').length,
              [...document.querySelectorAll(`.text .chip.${layer}, .evidence li.${layer}`)]
                .filter((entry) => getComputedStyle(entry).display !== 'none').length]""",
            layer,
        )

    layers = ("direct", "indirect", "mixed", "blame", "role", "name", "frame", "mention")
    before = {layer: shown(layer) for layer in layers}
    assert all(min(counts) > 0 for layer, counts in before.items() if layer not in ("frame", "mention"))
    assert before["frame"] == before["mention"] == [0, 0]
    for layer in ("direct", "indirect", "mixed", "blame", "role", "name"):
        page.locator(f'input[value="{layer}"]').uncheck()
        assert {other: shown(other) for other in layers} == before | {layer: [0, 0]}
        page.locator(f'input[value="{layer}"]').check()
    page.locator('input[value="frame"]').check()
    assert min(shown("frame")) > 0


def test_it_follows_the_theme_of_the_system_and_prints_on_white(page: Any) -> None:
    ground = "getComputedStyle(document.querySelector('.mizan')).getPropertyValue('--paper')"
    assert page.evaluate(ground) == "#fff"
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(ground) == "#161616"
    page.emulate_media(color_scheme="dark", media="print")
    assert page.evaluate(ground) == "#fff"
    assert page.locator(".note.keys").is_hidden()
    assert page.locator("nav").is_hidden()


def test_articles_stand_side_by_side_and_below_each_other_where_it_is_narrow(page: Any, pages: Path) -> None:
    page.set_viewport_size({"width": 1500, "height": 900})
    page.goto((pages / "events/2020-war.html").as_uri())
    boxes = [page.locator(".article").nth(number).bounding_box() for number in range(4)]
    assert len({box["y"] for box in boxes}) == 1
    page.set_viewport_size({"width": 390, "height": 900})
    boxes = [page.locator(".article").nth(number).bounding_box() for number in range(4)]
    assert [box["y"] for box in boxes] == sorted({box["y"] for box in boxes})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_an_article_cannot_run_anything(page: Any, pages: Path) -> None:
    """Even markup that somebody puts into the file by hand is stopped by the page's policy."""
    html = (pages / "articles/003.html").read_text("utf-8")
    evil = "<script>window.ran = 1</script><img src=x onerror='window.ran = 1'>"
    (pages / "evil.html").write_text(html.replace("</article>", f"{evil}</article>", 1), "utf-8")
    page.goto((pages / "evil.html").as_uri())
    assert page.evaluate("window.ran") is None
    assert page.errors
    page.errors.clear()
