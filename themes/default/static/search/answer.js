// @ts-check
/** The search page at work: what the address asks, answered in `#results`. Loaded by page.js when something is asked.
 *
 * The contract: `#results` has `data-state` (idle, loading, done, error), `data-query`, `data-total`; each article found has
 * `data-article`, in rank order; a version collapsed under its story's best hit is a row inside it. */
import { ROOT, el, figure, plural, showDate } from "./dom.js";
import { rank, wildLines } from "./engine.js";
import { relaxed } from "./query.js";
import { quote } from "./quote.js";
import { IndexProblem, archive } from "./shelf.js";
import { asks, read, tree, write } from "./state.js";

/** @typedef {import("./state.js").State} State
 *  @typedef {import("./engine.js").Ranked} Ranked
 *  @typedef {import("./shelf.js").Shelf} Shelf
 *  @typedef {import("./shelf.js").Entry} Entry
 *  @typedef {{ number: number, entry: Entry }} Hit
 *  @typedef {Hit & { versions: Hit[] }} Story
 *  @typedef {{ state: State, ranked: Ranked, tree: any, notes: import("./query.js").Note[], loose: boolean, shelf: Shelf }} Answer */

/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const results = at("results"), list = at("hits"), status = at("status"), more = at("more");
const box = /** @type {HTMLInputElement} */ (at("q"));
const sorting = /** @type {HTMLSelectElement} */ (at("sort")), exact = /** @type {HTMLInputElement} */ (at("exact"));

/** When the results' styles are here, or are known to be lost. */
const styled = new Promise((resolve) => {
  const link = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[href$="/results.css"]'));
  if (!link || link.sheet) return resolve(null);
  link.addEventListener("load", resolve);
  link.addEventListener("error", resolve);
});

let state = read(location.search);
let turn = 0;

/** Answer what `state` asks. */
async function run() {
  const mine = ++turn;
  show("loading");
  if (!asks(state)) return idle();
  box.value = state.q;
  sorting.value = state.sort;
  exact.checked = state.exact;
  try {
    await answer(mine).catch(async (problem) => {
      if (!(problem instanceof IndexProblem) || !problem.stale || mine !== turn) throw problem;
      await (await archive()).open(true);
      return answer(mine);
    });
  } catch (problem) {
    if (mine === turn) failed(problem);
  }
}

/** @param {string} to */
function show(to) {
  document.documentElement.toggleAttribute("data-asked", asks(state));
  if (to === "loading") results.dataset.query = state.q;
  results.dataset.state = to;
  results.setAttribute("aria-busy", String(to === "loading"));
}

/** @param {number} mine the turn this answer is for: later ones make it void */
async function answer(mine) {
  const shelf = await archive().catch(() => archive());
  const asked = tree(state);
  const enough = state.all ? Infinity : state.n;
  let ranked = await rank(shelf, asked.tree, state.sort, enough);
  const loose = ranked.order.length ? null : relaxed(asked.tree);
  if (loose) ranked = await rank(shelf, loose, state.sort, enough);
  const answer = { state, ranked, ...asked, tree: loose ?? asked.tree, loose: loose !== null, shelf };
  const [stories] = await Promise.all([gather(shelf, ranked, state.n), styled]);
  if (mine !== turn) return;
  const shown = stories.map(({ number, entry, versions }) => hit(entry, versions, number));
  list.replaceChildren(...shown.map((one) => one.item));
  results.dataset.total = String(ranked.order.length);
  const articles = stories.reduce((total, story) => total + 1 + story.versions.length, 0);
  more.hidden = (articles >= ranked.order.length && ranked.all) || state.n >= 1000;
  say(answer);
  show("done");
  await Promise.allSettled([quotes(shown, stories, answer), beside(answer, mine)]);
}

/** The best hits, ten at a time, each with the versions of its story that were found too.
 * @param {Shelf} shelf @param {Ranked} ranked @param {number} most @returns {Promise<Story[]>} */
async function gather(shelf, ranked, most) {
  /** @type {Story[]} */
  const out = [];
  const seen = new Set();
  for (let n = 0; n < Math.min(ranked.order.length, most); n++) shelf.record(ranked.order[n]).catch(() => {});
  for (const number of ranked.order) {
    if (out.length >= most) break;
    if (seen.has(number)) continue;
    const entry = await shelf.record(number);
    const members = (entry.story?.slice(2) ?? []).map((apart) => number - apart).filter((other) => holds(ranked.found, other) && !seen.has(other));
    const versions = await Promise.all(members.slice(0, 50).map(async (other) => ({ number: other, entry: await shelf.record(other) })));
    for (const one of [number, ...members]) seen.add(one);
    out.push({ number, entry, versions });
  }
  return out;
}

/** @param {Int32Array} sorted @param {number} number */
function holds(sorted, number) {
  let low = 0, high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < number) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === number;
}

/** @param {Entry} entry @param {Hit[]} versions @param {number} number */
function hit(entry, versions, number) {
  const link = el("a", { href: address(entry), dir: "auto" }, entry.title || "Untitled");
  const passage = el("p.quote", { dir: "auto" });
  const item = el("li.hit", { "data-article": entry.id, "data-number": number }, el("h2", {}, link), about(entry), passage);
  if (entry.story) item.append(others(entry.story, versions));
  return { item, link, passage };
}

/** @param {Entry} entry */
const address = (entry) => new URL(`article/${entry.id}/`, ROOT).href;

/** @param {Entry} entry */
function about(entry) {
  const parts = [entry.outlet && el("bdi", {}, entry.outlet), entry.date && el("time", { datetime: entry.date }, showDate(entry.date)),
    entry.agencies.length > 0 && el("span", {}, entry.agencies.join(", ")), `${Math.max(1, Math.round(entry.words / 230))} min`].filter(Boolean);
  return el("p.about", {}, ...parts.flatMap((part, n) => (n ? [" · ", part] : [part])));
}

/** @param {any[]} story @param {Hit[]} versions */
function others(story, versions) {
  const [id, size] = story;
  const whole = el("a", { href: new URL(`story/${id}/`, ROOT).href }, `all ${size} versions side by side`);
  if (!versions.length) return el("p.versions", {}, whole);
  const rows = versions.map(({ entry }) => el("li", { "data-article": entry.id }, el("a", { href: address(entry), dir: "auto" }, entry.title || "Untitled"), " ", about(entry)));
  return el("details.versions", {}, el("summary", {}, `+${plural(versions.length, "version")}`), el("ul", {}, ...rows), el("p", {}, whole));
}

/** Fill in the quotes, and carry the query's words to the articles. @param {{ link: HTMLElement, passage: HTMLElement }[]} shown
 * @param {Story[]} stories @param {Answer} answer */
async function quotes(shown, stories, answer) {
  const marks = await toMark(answer.shelf, answer.tree);
  const found = [...marks.phrases.map((phrase) => phrase.join(" ")), ...marks.surfaces].slice(0, 24).join("|");
  await Promise.allSettled(shown.map(async ({ link, passage }, n) => {
    if (found) link.setAttribute("href", address(stories[n].entry) + "?find=" + encodeURIComponent(found));
    const pieces = quote(await answer.shelf.text(stories[n].entry.id), marks);
    passage.replaceChildren(...pieces.map((piece) => (piece.mark ? el("mark", {}, piece.text) : piece.text)));
  }));
}

/** The surfaces that a query's words stand for, as far as the lexicon's shards at hand tell, and its phrases.
 * @param {Shelf} shelf @param {any} node @returns {Promise<import("./quote.js").Marks>} */
async function toMark(shelf, node) {
  /** @type {import("./quote.js").Marks} */
  const marks = { surfaces: new Set(), phrases: [] };
  const { common } = await shelf.root();
  /** @param {string} surface */
  const word = async (surface) => {
    const [lines, own] = await Promise.all([shelf.lines(surface, surface), shelf.line(surface)]);
    const stems = own?.stems ?? [];
    if (common.has(stems[0])) return;
    for (const line of lines) if (stems.includes(line.stems[0])) marks.surfaces.add(line.surface);
  };
  /** @param {any} part @returns {Promise<any>} */
  const visit = async (part) => {
    if (part.t === "word" || part.t === "title") await word(part.s);
    else if (part.t === "phrase") marks.phrases.push(part.s);
    else if (part.t === "wild") for (const line of await wildLines(shelf, part.p)) marks.surfaces.add(line.surface);
    else if (part.t === "near") await Promise.all([visit(part.a), visit(part.b)]);
    else await Promise.all((part.of ?? [...(part.must ?? []), ...(part.may ?? [])]).map(visit));
  };
  await visit(node);
  return marks;
}

/** Say what was found, in a sentence, and what went wrong. @param {Answer} answer */
function say(answer) {
  const { ranked } = answer;
  /** @type {(string | Node)[]} */
  const parts = [plural(ranked.order.length, "article")];
  if (state.q) parts.push(" for ", el("bdi.asked", {}, state.q.length > 200 ? state.q.slice(0, 200) + "…" : state.q));
  if (ranked.scored && ranked.complete && ranked.complete < ranked.order.length) parts.push(`; ${figure(ranked.complete)} with every word`);
  if (state.from || state.to)
    parts.push(state.from === state.to ? `, ${showDate(state.from)}` : `${state.from ? ", from " + showDate(state.from) : ""}${state.to ? (state.from ? " to " : ", until ") + showDate(state.to) : ""}`);
  if (!ranked.all) parts.push(` so far${reach(ranked.asked)}`);
  status.replaceChildren(...parts, ".", ...(ranked.all ? [] : [" ", el("button.plain", { type: "button", onclick: everything }, "Search all years")]), el("a.to-filters", { href: "#filters" }, "Filters"));
  document.title = [state.q, document.title.split(" | ").pop()].filter(Boolean).join(" | ");
}

/** How far an answer reaches that is not of all segments. @param {import("./segment.js").Segment[]} asked */
function reach(asked) {
  const { from, to } = asked[asked.length - 1].entry;
  if (!from) return "";
  return state.sort === "oldest" ? `, up to ${showDate(to)}` : `, back to ${showDate(from)}`;
}

/** Ask all segments what was asked, for exact counts. */
async function everything() {
  await go({ n: state.n, all: true }, true);
  status.tabIndex = -1; // the button that had the focus is gone
  status.focus();
}

/** What stands beside the results, loaded after them. @param {Answer} answer @param {number} mine */
async function beside(answer, mine) {
  const { draw } = await import("./beside.js");
  if (mine === turn) await draw(answer, { go, current: () => mine === turn });
}

async function idle() {
  list.replaceChildren();
  status.replaceChildren();
  more.hidden = true;
  delete results.dataset.total;
  show("idle");
  const { draw } = await import("./beside.js");
  draw(null, { go, current: () => true });
}

/** @param {unknown} problem */
function failed(problem) {
  const said = problem instanceof IndexProblem ? problem.message : "The search failed. Reload the page to try again.";
  status.replaceChildren(el("strong", { role: "alert" }, said));
  list.replaceChildren();
  more.hidden = true;
  show("error");
  if (!(problem instanceof IndexProblem)) throw problem;
}

/** Ask something else. @param {Partial<State>} change @param {boolean} [replace] in the same place of the history */
function go(change, replace = false) {
  state = { ...state, n: 10, all: state.all && change.q === undefined, ...change };
  history[replace ? "replaceState" : "pushState"](null, "", location.pathname + write(state));
  return run();
}

/** Ask what is in the box. */
export const submit = () => go({ q: box.value.split(/\s+/u).filter(Boolean).join(" ") });

sorting.addEventListener("change", () => go({ sort: sorting.value }));
exact.addEventListener("change", () => go({ exact: exact.checked }));
more.addEventListener("click", async () => {
  const before = list.children.length;
  await go({ n: state.n + 10 }, true);
  /** @type {HTMLElement | null} */ (list.children[before]?.querySelector("a"))?.focus();
});
addEventListener("popstate", () => {
  const next = read(location.search);
  if (write(next) === write(state)) return; // a link to a place of this page
  state = next;
  run();
});
// Back from an article: to where the list was left.
const LEFT = "sitegen-left";
addEventListener("pagehide", () => keep({ address: location.href, y: scrollY }));

/** @param {{ address: string, y: number }} left */
function keep(left) {
  try {
    sessionStorage.setItem(LEFT, JSON.stringify(left));
  } catch {
    // A browser that keeps nothing shows the list from its start.
  }
}

function comeBack() {
  const [visit] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  if (visit?.type !== "back_forward") return;
  try {
    const { address, y } = JSON.parse(sessionStorage.getItem(LEFT) ?? "{}");
    if (address === location.href) scrollTo(0, y);
  } catch {
    // As above.
  }
}

if (location.search.length > 1) run().then(comeBack);
else idle();
