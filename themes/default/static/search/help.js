// @ts-check
/** Help with a query: where it went wrong, what was meant, what else to try; recent searches; the list to take away. */
import { el } from "./dom.js";
import { FIELDS } from "./state.js";

/** @typedef {import("./answer.js").Answer} Answer
 *  @typedef {import("./beside.js").Page} Page */

/** @type {Record<string, string>} */
const NOTES = {
  quote: "has no second quotation mark, so its words are searched one by one",
  open: "opens a parenthesis that is not closed",
  close: "closes a parenthesis that was not opened",
  deep: "is inside too many parentheses",
  operator: "joins what cannot be joined so, and is searched without the operator",
  date: "is not a date: write 2024, 2024-12, 2024-12-07 or 2024-12..2025-01",
  many: "and what follows is left out: a query may have 100 words",
  long: "and what follows is left out: a query may have 10,000 characters",
};

/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {Answer} answer @param {Page} page */
export async function advise(answer, page) {
  const { state, ranked, notes } = answer;
  remember(state.q, ranked.order.length);
  const said = notes.slice(0, 3).map(({ at: place, note }) =>
    el("p", {}, "In your query, ", el("q", {}, state.q.slice(place, place + 24) || "…"), ` (at character ${place + 1}) ${NOTES[note]}.`));
  if (answer.loose) said.push(el("p", {}, "Nothing has these words with the quoted phrase as it stands; shown is what has some of the words."));
  if (ranked.all) for (const word of ranked.unknown) said.push(el("p", {}, "Nothing in this archive fits ", el("q", {}, word), "."));
  for (const word of ranked.missing.slice(0, 5)) said.push(await meant(word, answer, page));
  if (!ranked.order.length) said.push(...(await looser(answer, page)));
  if (!page.current()) return;
  at("help").replaceChildren(...said);
  at("after").replaceChildren(takeAway(answer), past(page));
}

/** @param {string} word @param {Answer} answer @param {Page} page */
async function meant(word, { state, shelf }, page) {
  const other = word.includes("*") ? [] : await (await import("./meant.js")).near(shelf, word);
  const links = other.flatMap((one, n) => [n ? ", " : "", el("button.plain", { type: "button", onclick: () => page.go({ q: swap(state.q, word, one) }) }, one)]);
  return el("p", {}, "No article has ", el("q", {}, word), ".", ...(links.length ? [" Did you mean ", ...links, "?"] : []));
}

/** The query with one word for another, however it was written. @param {string} query @param {string} word @param {string} other */
function swap(query, word, other) {
  const fits = new RegExp(`(?<![\\p{L}\\p{N}])${word.replace(/[.*+?^${}()|[\]\\\/-]/g, "\\$&")}(?![\\p{L}\\p{N}])`, "giu");
  const swapped = query.replace(fits, other);
  return swapped === query ? `${query} ${other}` : swapped;
}

/** Ways to ask for less. @param {Answer} answer @param {Page} page */
async function looser({ state }, page) {
  const ways = [];
  const none = Object.fromEntries(FIELDS.map((field) => [field, []]));
  const filtered = state.from || state.to || FIELDS.some((f) => state.only[f].length || state.not[f].length);
  if (filtered && state.q) ways.push(el("li", {}, el("button.plain", { type: "button", onclick: () => page.go({ only: none, not: none, from: "", to: "" }) }, "Search without the filters")));
  if (state.exact) ways.push(el("li", {}, el("button.plain", { type: "button", onclick: () => page.go({ exact: false }) }, "Search all forms and spellings of the words")));
  const loose = state.q.replace(/["“”„«»=()]|(?<=^|\s)[+-]|near\/\d+/giu, " ").replace(/\s+/gu, " ").trim();
  if (loose && loose !== state.q) ways.push(el("li", {}, "Search the words one by one: ", el("button.plain", { type: "button", onclick: () => page.go({ q: loose }) }, loose.slice(0, 120))));
  return [el("p", {}, "Nothing was found."), el("ul", {}, ...ways, el("li", {}, "Try fewer or more general words, or browse the lists below."))];
}

// ------------------------------------------------------------------------------ recent searches

const KEPT = "sitegen-searches";

/** @returns {string[]} */
function recall() {
  try {
    const found = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return Array.isArray(found) ? found.filter((one) => typeof one === "string").slice(0, 8) : [];
  } catch {
    return [];
  }
}

/** @param {string} query @param {number} found */
function remember(query, found) {
  if (!query || query.length > 200 || !found) return;
  try {
    localStorage.setItem(KEPT, JSON.stringify([query, ...recall().filter((one) => one !== query)].slice(0, 8)));
  } catch {
    // A browser that keeps nothing keeps no searches.
  }
}

/** Recent searches, in a part of the page of their own. @param {Page} page */
export function recent(page) {
  at("after").replaceChildren(past(page));
}

/** @param {Page} page */
function past(page) {
  const kept = recall();
  if (!kept.length) return el("div");
  const items = kept.map((query) => el("li", {}, el("button.plain", { type: "button", dir: "auto", onclick: () => page.go({ q: query }) }, query)));
  const clear = el("button.plain", { type: "button", onclick: () => {
    localStorage.removeItem(KEPT);
    at("recent")?.remove();
  } }, "Forget them");
  return el("details", { id: "recent" }, el("summary", {}, "Recent searches"), el("ul", {}, ...items), el("p", {}, "They are kept on this device only. ", clear));
}

// --------------------------------------------------------------------------------------- export

/** @param {Answer} answer */
function takeAway(answer) {
  if (!answer.ranked.order.length) return el("div");
  /** @param {string} form @param {string} label */
  const button = (form, label) => el("button.plain", { type: "button", onclick: async () => (await import("./export.js")).save(answer, form) }, label);
  return el("p.take", {}, "Take the list away: ", button("csv", "CSV"), ", ", button("bib", "BibTeX"));
}
