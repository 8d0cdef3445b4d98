(() => {
  "use strict";
  // Every reader on the page is set up once. Notes are copies of the list's entries: no text of an article passes here.
  const setUp = (root) => {
    root.dataset.ready = "yes";
    const card = document.createElement("div");
    card.className = "card";
    card.hidden = true;
    card.lang = root.lang;
    card.dir = root.dir;
    card.id = `mizan-note-${document.querySelectorAll(".mizan .card").length + 1}`;
    card.setAttribute("role", "note");
    root.append(card);
    root.querySelectorAll(".chip[hidden]").forEach((chip) => { chip.hidden = false; });
    let held = false;
    let leaving;
    const shown = (layer) => root.querySelector(`input[value="${layer}"]`)?.checked ?? true;
    const chips = () => [...root.querySelectorAll(".text .chip")].filter((chip) => shown(chip.classList[1]));
    const entry = (within, row) => within.querySelector(`.evidence li[data-row="${row}"]`);
    const unlight = () => root.querySelectorAll(".lit").forEach((run) => run.classList.remove("lit"));
    const hide = () => {
      card.hidden = true;
      held = false;
      unlight();
      root.querySelectorAll("[aria-describedby]").forEach((chip) => chip.removeAttribute("aria-describedby"));
    };
    const show = (mark, rows) => {
      const within = mark.closest(".article");
      const entries = rows.map((row) => entry(within, row)).filter((item) => item && shown(item.className));
      if (!entries.length) return;
      clearTimeout(leaving);
      unlight();
      card.replaceChildren(...entries.map((item) => {
        const section = document.createElement("section");
        section.append(...[...item.childNodes].map((node) => node.cloneNode(true)));
        return section;
      }));
      const labels = new Set(entries.map((item) => item.dataset.row));
      within.querySelectorAll(".run").forEach((run) => {
        run.classList.toggle("lit", run.dataset.rows.split(" ").some((row) => labels.has(row)));
      });
      card.hidden = false;
      card.scrollTop = 0;
      const at = mark.getClientRects()[0];
      const frame = root.getBoundingClientRect();
      const below = at.bottom + card.offsetHeight + 24 < window.innerHeight || at.top < card.offsetHeight + 24;
      const top = below ? at.bottom - frame.top + 14 : at.top - frame.top - card.offsetHeight - 8;
      const left = at.right - frame.left - card.offsetWidth;
      card.style.top = `${Math.max(0, top)}px`;
      card.style.left = `${Math.max(8, Math.min(left, root.clientWidth - card.offsetWidth - 8))}px`;
    };
    const rowsOf = (mark) => (mark.dataset.row ?? mark.dataset.rows).split(" ");
    const markAt = (event) => event.target.closest?.(".text .chip, .text .run");

    root.addEventListener("pointerover", (event) => {
      const mark = markAt(event);
      if (held) return;
      if (mark) show(mark, rowsOf(mark));
      else if (event.target.closest(".card")) clearTimeout(leaving);
    });
    root.addEventListener("pointerout", (event) => {
      if (held || event.relatedTarget?.closest?.(".run, .chip, .card")) return;
      clearTimeout(leaving);
      leaving = setTimeout(() => held || hide(), 300);
    });
    root.addEventListener("focusin", (event) => {
      const chip = event.target.closest(".chip");
      if (!chip) return;
      held = false;
      show(chip, [chip.dataset.row]);
      chip.setAttribute("aria-describedby", card.id);
      root.querySelectorAll(".chip").forEach((other) => { other.tabIndex = other === chip ? 0 : -1; });
    });
    root.addEventListener("focusout", (event) => { if (!held && event.target.closest(".chip")) hide(); });
    root.addEventListener("click", (event) => {
      const mark = markAt(event);
      if (mark) {
        show(mark, rowsOf(mark));
        held = !card.hidden;
      } else if (!event.target.closest(".card")) hide();
    });
    root.addEventListener("change", () => { hide(); rove(); });
    root.addEventListener("keydown", (event) => {
      if (event.key === "Escape") hide();
      if (!event.target.closest(".chip")) return;
      const all = chips();
      const place = all.indexOf(event.target);
      const to = { ArrowLeft: place + 1, ArrowDown: place + 1, ArrowRight: place - 1, ArrowUp: place - 1, Home: 0, End: all.length - 1 };
      if (!(event.key in to)) return;
      event.preventDefault();
      all[Math.min(Math.max(to[event.key], 0), all.length - 1)]?.focus();
    });
    // One stop for Tab in each article; the arrows go on from there.
    const rove = () => {
      root.querySelectorAll(".chip").forEach((chip) => { chip.tabIndex = -1; });
      root.querySelectorAll(".article").forEach((article) => {
        const first = chips().find((chip) => article.contains(chip));
        if (first) first.tabIndex = 0;
      });
    };
    rove();
  };
  const all = () => document.querySelectorAll(".mizan:not([data-ready])").forEach(setUp);
  all();
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll(".mizan .evidence").forEach((list) => { list.open = true; });
  });
})();
