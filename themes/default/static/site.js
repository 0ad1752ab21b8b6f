"use strict";
// What the pages do beyond HTML and CSS; every page is whole without it.

const root = document.documentElement;
const make = (name, properties = {}, ...inside) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
};

// Names in an article: a card on hover, tap and focus; Alt+N hides their marks.
const people = [...document.querySelectorAll(".names a[data-entity]")];
if (people.length) {
  const kinds = { person: "Person", organisation: "Organisation", place: "Place" };
  const card = make("div", { className: "card", hidden: true, id: "name-card" });
  document.getElementById("main").append(card);
  let waiting = 0;
  const hide = () => { card.hidden = true; };
  const show = (mark) => {
    const known = people[Number(mark.dataset.e)];
    if (!known) return;
    clearTimeout(waiting);
    const note = known.dataset.note ? [make("p", { textContent: known.dataset.note })] : [];
    const count = known.parentElement.querySelector(".n");
    card.replaceChildren(make("p", { className: "rule", textContent: kinds[known.dataset.entity] }), make("a", { href: known.href, textContent: known.textContent }), ...note,
      make("p", { className: "by", textContent: count ? `${count.textContent} times in this text` : "once in this text" }));
    card.hidden = false;
    const box = mark.getBoundingClientRect();
    card.style.top = `${scrollY + box.bottom + 6}px`;
    card.style.left = `${Math.max(8, Math.min(scrollX + box.left, scrollX + root.clientWidth - card.offsetWidth - 12))}px`;
  };
  const later = () => { waiting = setTimeout(hide, 250); };
  for (const mark of document.querySelectorAll(".m")) {
    mark.addEventListener("mouseenter", () => { clearTimeout(waiting); waiting = setTimeout(() => show(mark), 180); });
    mark.addEventListener("mouseleave", () => { clearTimeout(waiting); later(); });
    mark.addEventListener("focus", () => show(mark));
    mark.addEventListener("blur", later);
    if (mark.localName !== "a") mark.addEventListener("click", () => show(mark));
  }
  card.addEventListener("mouseenter", () => clearTimeout(waiting));
  card.addEventListener("mouseleave", later);
  card.addEventListener("focusin", () => clearTimeout(waiting));
  card.addEventListener("focusout", later);
  const button = make("button", { type: "button", className: "quiet", textContent: "Hide marks in the text" });
  const toggle = () => {
    const off = document.body.classList.toggle("no-names");
    button.textContent = off ? "Show marks in the text" : "Hide marks in the text";
    hide();
  };
  button.title = "Alt+N";
  button.addEventListener("click", toggle);
  document.querySelector(".names h2").after(button);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
    if (event.altKey && event.code === "KeyN") { event.preventDefault(); toggle(); }
  });
}

// Copying a citation.
for (const source of document.querySelectorAll("#cite-plain, #cite-bibtex")) {
  if (!navigator.clipboard) break;
  const button = make("button", { type: "button", className: "quiet", textContent: "Copy" });
  button.setAttribute("aria-label", source.id === "cite-plain" ? "Copy the citation" : "Copy the BibTeX entry");
  button.addEventListener("click", () => navigator.clipboard.writeText(source.textContent.trim()).then(() => { button.textContent = "Copied"; }, () => { button.textContent = "Not allowed here"; }));
  source.after(button);
}

// The concordance: sorted by what stands before or after, filtered by a word.
const concordance = document.querySelector(".concordance tbody");
if (concordance && concordance.rows.length > 3) {
  const rows = [...concordance.rows].map((row, n) => ({ row, n, before: row.cells[0].textContent.trim().split(/\s+/).reverse().join(" ").toLowerCase(), after: row.cells[1].textContent.toLowerCase() }));
  const orders = { date: (a, b) => a.n - b.n, before: (a, b) => a.before.localeCompare(b.before) || a.n - b.n, after: (a, b) => a.after.localeCompare(b.after) || a.n - b.n };
  const order = make("select", { id: "kwic-order" }, ...[["date", "newest first"], ["before", "by the words before"], ["after", "by the words after"]].map(([value, textContent]) => make("option", { value, textContent })));
  const only = make("input", { type: "search", id: "kwic-filter", size: 16 });
  const apply = () => {
    const wanted = only.value.trim().toLowerCase();
    concordance.append(...rows.sort(orders[order.value]).map((each) => each.row));
    for (const each of rows) each.row.hidden = Boolean(wanted) && !each.row.textContent.toLowerCase().includes(wanted);
  };
  order.addEventListener("change", apply);
  only.addEventListener("input", apply);
  const bar = make("p", { className: "switches" }, make("label", { htmlFor: "kwic-order", textContent: "Sort" }), order, make("label", { htmlFor: "kwic-filter", textContent: "Only lines with" }), only);
  concordance.closest(".scroll").before(bar);
}

// Long lists of names: a filter as you type.
const listed = [...document.querySelectorAll(".az li")];
if (listed.length > 30) {
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const field = make("input", { type: "search", id: "az-filter" });
  field.addEventListener("input", () => {
    const wanted = plain(field.value.trim());
    for (const item of listed) item.hidden = !plain(item.textContent).includes(wanted);
    for (const part of document.querySelectorAll(".az section")) part.hidden = !part.querySelector("li:not([hidden])");
  });
  document.querySelector(".az").before(make("p", { className: "switches" }, make("label", { htmlFor: "az-filter", textContent: "Only names with" }), field));
}

// The synopsis: any version as the base against which words are marked.
const grid = document.querySelector("table.grid:not(.apparatus)");
if (grid && typeof difference === "function") {
  const heads = [...grid.tHead.rows[0].cells].slice(1), first = grid.dataset.base;
  const select = make("select", { id: "base" }, ...heads.map((head) => make("option", { value: head.dataset.v, textContent: `version ${head.dataset.v}`, selected: head.dataset.v === grid.dataset.base })));
  const compare = (base) => {
    for (const row of grid.tBodies[0].rows) {
      if (row.classList.contains("single")) continue;
      const columns = [...row.cells].slice(1).flatMap((cell) => Array(cell.colSpan).fill(cell));
      const mother = columns[heads.findIndex((head) => head.dataset.v === base)];
      const said = (cell) => cell.dataset.text ??= cell.firstElementChild.innerText.trim();
      for (const cell of new Set(columns)) {
        if (cell.classList.contains("gap")) continue;
        cell.classList.toggle("base", cell === mother);
        cell.classList.toggle("as-base", cell !== mother && !mother.classList.contains("gap") && said(cell) === said(mother));
        const text = said(cell), place = cell.firstElementChild;
        if (mother.classList.contains("gap") || cell === mother) { place.replaceChildren(); appendLines(place, text); }
        else place.replaceChildren(difference(said(mother), text)[1]);
      }
    }
    for (const head of heads) head.classList.toggle("base", head.dataset.v === base);
    grid.classList.toggle("other-base", base !== first);
    grid.dataset.base = base;
    document.getElementById("base-said").textContent = base;
  };
  select.addEventListener("change", () => compare(select.value));
  document.querySelector(".synopsis .switches").append(make("label", { htmlFor: "base", textContent: "Compare with" }), select);
}

// A comparison: from change to change, by buttons or by Alt+J and Alt+K; again when one is made in the browser.
const steps = () => {
  const changes = [...document.querySelectorAll(".pair[id]")], switches = document.querySelector(".page-diff .switches");
  if (changes.length < 2 || !switches || switches.querySelector("button")) return;
  const seen = () => changes.filter((change) => change.offsetParent !== null);
  const step = (way) => {
    const tops = seen(), y = 12;
    const next = way > 0 ? tops.find((change) => change.getBoundingClientRect().top > y) : tops.findLast((change) => change.getBoundingClientRect().top < -1);
    if (next) { history.replaceState(null, "", `#${next.id}`); next.scrollIntoView(); next.querySelector(".cn")?.focus({ preventScroll: true }); }
  };
  for (const [label, way, key] of [["Previous change", -1, "K"], ["Next change", 1, "J"]]) {
    const button = make("button", { type: "button", textContent: label, title: `Alt+${key}` });
    button.addEventListener("click", () => step(way));
    switches.append(button);
  }
  addEventListener("keydown", (event) => {
    const way = { KeyJ: 1, KeyK: -1 }[event.code];
    if (!event.altKey || event.ctrlKey || event.metaKey || !way) return;
    event.preventDefault();
    step(way);
  });
};
steps();
document.addEventListener("compared", steps);

// The map: nearer, farther, and dragged.
const map = document.querySelector(".map.world");
if (map) {
  const start = map.getAttribute("viewBox").split(" ").map(Number), dots = [...map.querySelectorAll("circle")].map((dot) => [dot, Number(dot.getAttribute("r")) / start[2]]);
  let box = [...start];
  const draw = () => {
    box[2] = Math.min(360, Math.max(6, box[2]));
    box[3] = box[2] * start[3] / start[2];
    box[0] = Math.min(Math.max(box[0], 0), 360 - box[2]);
    box[1] = Math.min(Math.max(box[1], 0), 180 - box[3]);
    map.setAttribute("viewBox", box.map((side) => side.toFixed(2)).join(" "));
    for (const [dot, size] of dots) dot.setAttribute("r", (size * box[2]).toFixed(3));
  };
  const zoom = (factor, x = 0.5, y = 0.5) => {
    const width = Math.min(360, Math.max(6, box[2] * factor));
    box[0] += (box[2] - width) * x;
    box[1] += (box[3] - width * start[3] / start[2]) * y;
    box[2] = width;
    draw();
  };
  const bar = make("p", { className: "switches" });
  for (const [label, act] of [["Nearer", () => zoom(0.6)], ["Farther", () => zoom(1 / 0.6)], ["All the world", () => { box = [0, 8, 360, 150]; draw(); }], ["Back", () => { box = [...start]; draw(); }]]) {
    const button = make("button", { type: "button", textContent: label });
    button.addEventListener("click", act);
    bar.append(button);
  }
  map.after(bar);
  let from = null, dragged = false;
  map.addEventListener("pointerdown", (event) => { from = [event.clientX, event.clientY, ...box]; dragged = false; });
  addEventListener("pointermove", (event) => {
    if (!from) return;
    const scale = from[4] / map.clientWidth;
    if (Math.hypot(event.clientX - from[0], event.clientY - from[1]) > 4) dragged = true;
    if (dragged) { box[0] = from[2] - (event.clientX - from[0]) * scale; box[1] = from[3] - (event.clientY - from[1]) * scale; draw(); }
  });
  addEventListener("pointerup", () => { from = null; });
  map.addEventListener("click", (event) => { if (dragged) event.preventDefault(); }, true);
  map.addEventListener("dragstart", (event) => event.preventDefault());
}
