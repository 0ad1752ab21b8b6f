// @ts-check
/** Suggestions under a search box: names of people, organisations and places first, then words of the archive.
 * A combobox with a list, as the ARIA patterns have it. */
import { ROOT, addStyles, el } from "./dom.js";
import { archive } from "./shelf.js";
import { fold, isDense } from "./words.js";

/** Lines of each lexicon that are looked through, and letters of a word from which on: two would ask for thousands of lines. */
const LINES = 2048, LETTERS = 3;
const MOST = 8, LAST = "\u{10ffff}";

let count = 0;

/** @typedef {{ text: string, note: string, href: string, fill: string }} Suggestion a page to go to, or words to put into the box */

/** @param {HTMLInputElement} box */
export function attach(box) {
  addStyles();
  const id = `suggestions-${++count}`;
  const list = el("ul.suggestions", { id, role: "listbox", "aria-label": "Suggestions", hidden: true });
  const host = el("div.suggesting");
  box.after(host);
  host.append(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-controls": id, "aria-expanded": "false", "aria-autocomplete": "list", autocomplete: "off" }))
    box.setAttribute(name, value);
  /** @type {Suggestion[]} */
  let shown = [];
  let active = -1, turn = 0;

  const close = () => {
    list.hidden = true;
    active = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  /** @param {number} to */
  const move = (to) => {
    active = to;
    [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === to)));
    if (to < 0) box.removeAttribute("aria-activedescendant");
    else box.setAttribute("aria-activedescendant", `${id}-${to}`);
  };
  /** @param {Suggestion} one */
  const take = (one) => {
    close();
    if (one.href) return void location.assign(one.href);
    box.value = one.fill;
    box.form?.requestSubmit();
  };
  const draw = () => {
    list.replaceChildren(...shown.map((one, n) => el("li", { id: `${id}-${n}`, role: "option", "aria-selected": "false",
      onpointerdown: (/** @type {Event} */ event) => { event.preventDefault(); take(one); } },
      el("bdi", {}, one.text), el("span.note", {}, one.note))));
    move(-1);
    list.hidden = !shown.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
  };
  const look = async () => {
    const mine = ++turn;
    const found = await suggest(box.value).catch(() => []);
    if (mine !== turn || document.activeElement !== box) return;
    shown = found;
    draw();
  };
  const before = box.value;
  box.addEventListener("input", look);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      return close();
    }
    if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      return take(shown[active]);
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || list.hidden) return;
    event.preventDefault();
    const next = active + step;
    move(next >= shown.length ? -1 : next < -1 ? shown.length - 1 : next);
  });
  box.addEventListener("blur", close);
  box.form?.addEventListener("submit", () => { turn++; close(); });
  if (before !== box.defaultValue) look(); // typed while this was on its way
}

/** @param {string} typed @returns {Promise<Suggestion[]>} */
async function suggest(typed) {
  const whole = fold(typed).trim().split(/\s+/u).join(" ");
  if (whole.length < 2 || whole.length > 64) return [];
  const shelf = await archive();
  const word = /[\p{L}\p{N}'’]+$/u.exec(typed)?.[0] ?? "";
  const start = fold(word);
  const [names, lines] = await Promise.all([
    shelf.names(whole, whole + LAST, LINES),
    start.length >= LETTERS || isDense(start) ? shelf.lines(start, start + LAST, LINES) : [],
  ]);
  /** @type {Map<string, Suggestion & { articles: number }>} */
  const people = new Map();
  for (const name of names)
    if (name.key.startsWith(whole) && !people.has(name.field + name.value))
      people.set(name.field + name.value, { text: name.name, note: `${name.field}, ${name.articles}`, href: new URL(`${name.field}/${name.value}/`, ROOT).href, fill: "", articles: name.articles });
  const before = typed.slice(0, typed.length - word.length);
  const words = lines.filter((line) => line.often && line.surface.startsWith(start) && line.surface !== start).sort((a, b) => b.often - a.often || (a.surface < b.surface ? -1 : 1))
    .map((line) => ({ text: before + line.surface, note: "", href: "", fill: before + line.surface }));
  const entities = [...people.values()].sort((a, b) => b.articles - a.articles).slice(0, words.length ? 5 : MOST);
  return [...entities, ...words].slice(0, MOST);
}
