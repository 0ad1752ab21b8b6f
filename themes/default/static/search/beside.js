// @ts-check
/** What stands beside the results and comes after them: filters with counts, the histogram, help with a query that found little. */
import { ROOT, el, figure, plural, showDate, showShort, svg } from "./dom.js";
import { rank } from "./engine.js";
import { below } from "./lists.js";
import { steps, tally, ticks } from "./months.js";
import { FIELDS, tree } from "./state.js";

/** @typedef {import("./answer.js").Answer} Answer
 *  @typedef {import("./segment.js").Segment} Segment
 *  @typedef {{ step: string, count: number, label: string }} Bar `label` says how many, as far as was asked
 *  @typedef {{ go: (change: any, replace?: boolean) => any, current: () => boolean }} Page */

/** @type {Record<string, string>} */
const NAMES = { outlet: "Outlet", agency: "Agency", language: "Language", place: "Place", person: "Person", organisation: "Organisation", story: "Story" };
const OPEN = new Set(["outlet", "agency", "language"]);
const SHOWN = 8, LONGEST = 200, SMALL = 3000;

/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {Answer | null} answer null when nothing is asked @param {Page} page */
export async function draw(answer, page) {
  if (!answer) {
    at("filters").replaceChildren();
    at("chosen").replaceChildren();
    at("months").replaceChildren();
    at("help").replaceChildren();
    const { recent } = await import("./help.js");
    return recent(page);
  }
  await Promise.all([chosen(answer, page), months(answer, page), filters(answer, page), help(answer, page)]);
}

// ------------------------------------------------------------------------------------ filters

/** The filters in force, each with a way out of it. @param {Answer} answer @param {Page} page */
async function chosen(answer, page) {
  const { state } = answer;
  const chips = [];
  for (const field of FIELDS)
    for (const list of /** @type {const} */ (["only", "not"]))
      for (const value of state[list][field]) {
        const left = { [list]: { ...state[list], [field]: state[list][field].filter((one) => one !== value) } };
        const label = `${list === "not" ? "not " : ""}${NAMES[field].toLowerCase()}: ${await labelOf(answer, field, value)}`;
        chips.push(el("li", {}, el("button.chip", { type: "button", "aria-label": `Remove the filter ${label}`, onclick: () => page.go(left) }, label, " ×")));
      }
  if (state.from || state.to) {
    const label = `dates: ${state.from || "…"} to ${state.to || "…"}`;
    chips.push(el("li", {}, el("button.chip", { type: "button", "aria-label": `Remove the filter ${label}`, onclick: () => page.go({ from: "", to: "" }) }, label, " ×")));
  }
  const none = Object.fromEntries(FIELDS.map((field) => [field, []]));
  if (chips.length > 1) chips.push(el("li", {}, el("button.chip", { type: "button", onclick: () => page.go({ only: none, not: none, from: "", to: "" }) }, "Clear all")));
  if (page.current()) at("chosen").replaceChildren(...chips);
}

/** @param {Answer} answer @param {string} field @param {string} value */
async function labelOf(answer, field, value) {
  if (field === "language") return languageName(value);
  for (const segment of answer.ranked.asked) {
    const row = (await segment.column(field)).values.find(([key]) => key === value);
    if (row) return row[1];
  }
  return value;
}

/** "fr" as people call it. @param {string} code */
function languageName(code) {
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(code) ?? code;
  } catch {
    return code; // no language code at all
  }
}

/** @param {Answer} answer @param {Page} page */
async function filters(answer, page) {
  const panel = at("filters");
  const was = new Set([...panel.querySelectorAll("details[open]")].map((one) => /** @type {HTMLElement} */ (one).dataset.field));
  const known = new Set([...panel.querySelectorAll("details")].map((one) => one.dataset.field));
  const focus = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset?.value;
  const narrow = matchMedia("(max-width: 48rem)").matches; // a phone, where what is open stands in the way of the lists below
  const groups = FIELDS.map((field) => {
    const shown = !narrow && (OPEN.has(field) || (answer.shelf.articles ?? 0) < SMALL);
    const open = known.has(field) ? was.has(field) : shown || answer.state.only[field].length > 0;
    const group = el("details.filter", { "data-field": field, open }, el("summary", {}, NAMES[field]));
    let drawn = false;
    const fill = async () => {
      if (drawn || !(/** @type {HTMLDetailsElement} */ (group).open)) return;
      drawn = true;
      await values(group, field, answer, page);
    };
    group.addEventListener("toggle", fill);
    return { group, fill };
  });
  if (!page.current()) return;
  const filled = groups.map(({ fill }) => fill());
  await Promise.all(filled);
  if (!page.current()) return;
  panel.replaceChildren(el("h2", {}, "Filters"), ...groups.map(({ group }) => group));
  if (focus) /** @type {HTMLElement | null} */ (panel.querySelector(`[data-value="${CSS.escape(focus)}"]`))?.focus();
}

/** One field's values among what was found, most articles first. @param {HTMLElement} group @param {string} field
 * @param {Answer} answer @param {Page} page */
async function values(group, field, answer, page) {
  const { state, shelf } = answer;
  const { asked } = answer.ranked;
  const found = state.only[field].length ? (await rank(shelf, tree(state, field).tree, "oldest", Infinity, asked)).found : answer.ranked.found;
  const rows = (await counted(field, found, asked)).map((row) => ({ ...row, label: field === "language" ? languageName(row.key) : row.label }))
    .filter((row) => row.count || state.only[field].includes(row.key));
  rows.sort((a, b) => Number(state.only[field].includes(b.key)) - Number(state.only[field].includes(a.key)) || b.count - a.count);
  if (!rows.length) return void group.setAttribute("hidden", "");
  const items = rows.slice(0, LONGEST).map((row, n) => value(field, row, answer, page, n >= SHOWN));
  group.append(el("ul", {}, ...items));
  if (items.length > SHOWN)
    group.append(el("button.all", { type: "button", onclick: (/** @type {Event} */ event) => {
      items.forEach((item) => (item.hidden = false));
      /** @type {HTMLElement} */ (event.target).remove();
      items[SHOWN].querySelector("input")?.focus();
    } }, `${plural(rows.length - SHOWN, "more", "more")}`));
}

/** @param {string} field @param {{ key: string, label: string, count: number }} row @param {Answer} answer @param {Page} page @param {boolean} hidden */
function value(field, { key, label, count }, { state }, page, hidden) {
  const on = state.only[field].includes(key);
  const box = el("input", { type: "checkbox", checked: on, "data-value": `${field} ${key}`, onchange: () =>
    page.go({ only: { ...state.only, [field]: on ? state.only[field].filter((one) => one !== key) : [...state.only[field], key] } }) });
  const out = el("button.not", { type: "button", "aria-label": `Leave out ${label}`, title: `Leave out ${label}`, onclick: () =>
    page.go({ not: { ...state.not, [field]: [...state.not[field], key] }, only: { ...state.only, [field]: state.only[field].filter((one) => one !== key) } }) }, "−");
  return el("li", { hidden }, el("label", {}, box, " ", el("bdi", {}, label), " ", el("span.count", {}, figure(count))), out);
}

/** A field's values, most articles first, with how many of the articles found have each.
 * @param {string} field @param {Int32Array} found @param {Segment[]} asked */
async function counted(field, found, asked) {
  const columns = await Promise.all(asked.map((segment) => segment.column(field)));
  /** @type {Map<string, { key: string, label: string, articles: number, count: number }>} */
  const rows = new Map();
  columns.forEach((column, n) => {
    const { first, articles } = asked[n];
    const counts = count(column, found.subarray(below(found, first), below(found, first + articles)).map((number) => number - first));
    column.values.forEach(([key, label, having], k) => {
      const row = rows.get(key);
      rows.set(key, { key, label: row?.label ?? label, articles: (row?.articles ?? 0) + having, count: (row?.count ?? 0) + counts[k] });
    });
  });
  const made = [...rows.values()];
  return asked.length > 1 ? made.sort((a, b) => b.articles - a.articles || (a.label < b.label ? -1 : Number(a.label > b.label))) : made;
}

/** How many of the articles found have each value. @param {import("./segment.js").Column} column @param {Int32Array} found */
function count(column, found) {
  const counts = new Int32Array(column.values.length);
  let at = 0, next = 0;
  for (const article of found) {
    for (; next < article; next++) at += column.counts[next];
    for (let k = at; k < at + column.counts[article]; k++) counts[column.which[k]]++;
  }
  return counts;
}

// ---------------------------------------------------------------------------------- histogram

const WIDE = 640, HIGH = 72;

/** Articles by month (or year), with a brush: drag over the bars, or choose the first and last from the lists.
 * @param {Answer} answer @param {Page} page */
async function months(answer, page) {
  const { state, shelf } = answer;
  const asked = state.all ? shelf.segments : answer.ranked.asked;
  const found = state.from || state.to ? (await rank(shelf, tree(state, "date").tree, "oldest", Infinity, asked)).found : answer.ranked.found;
  const all = steps((await shelf.root()).months, shelf.dated ?? 0);
  const counts = tally(all, found);
  const bars = all.map((step, n) => ({ step: step.step, count: counts[n], label: known(step, counts[n], asked) }));
  if (!page.current()) return;
  const panel = at("months");
  panel.hidden = bars.length < 2;
  if (panel.hidden) return panel.replaceChildren();
  const most = Math.max(...bars.map((bar) => bar.count), 1);
  const width = WIDE / bars.length;
  const inside = (/** @type {string} */ step) => (!state.from || step >= state.from.slice(0, step.length)) && (!state.to || step <= state.to.slice(0, step.length));
  const drawn = bars.map((bar, n) => svg(inside(bar.step) ? "rect.in" : "rect.out", { x: (n * width).toFixed(1), width: Math.max(1, width - 1).toFixed(1),
    y: (HIGH - (HIGH * bar.count) / most).toFixed(1), height: ((HIGH * bar.count) / most).toFixed(1) }, svg("title", {}, `${showDate(bar.step)}: ${bar.label}`)));
  const chart = svg("svg.histogram", { viewBox: `0 0 ${WIDE} ${HIGH}`, preserveAspectRatio: "none", "aria-hidden": "true" }, ...drawn);
  brush(chart, bars, page);
  panel.replaceChildren(el("p.most", { "aria-hidden": "true" }, `${plural(most, "article")} ${all[0].step.length === 4 ? "a year" : "a month"} at most`), chart, axis(all), el("div.range", {}, choice("From", bars, state.from, (from) => page.go({ from })), choice("to", bars, state.to, (to) => page.go({ to })), overTime(state.q)));
}

/** The dates under the bars. A drawing of its own: the bars are stretched to the page's width, letters must not be.
 * @param {import("./months.js").Step[]} all */
function axis(all) {
  const shown = ticks(all, at("months").clientWidth);
  const labels = shown.map((n, k) => el("span", { class: k === 0 ? "start" : n === all.length - 1 ? "end" : "mid", "data-at": n }, k && n < all.length - 1 ? all[n].step.slice(0, 4) : showShort(all[n].step)));
  labels.forEach((label, k) => label.style.setProperty("--at", `${(100 * (shown[k] + 0.5)) / all.length}%`));
  return el("div.axis", { "aria-hidden": "true" }, ...labels);
}

/** A step's count in words: its articles may be in segments that were not asked.
 * @param {import("./months.js").Step} step @param {number} count @param {Segment[]} asked */
function known({ first, end }, count, asked) {
  const covered = asked.reduce((total, one) => total + Math.max(0, Math.min(end, one.first + one.articles) - Math.max(first, one.first)), 0);
  return covered === end - first ? String(count) : covered ? `${count} so far` : "not counted";
}

/** @param {string} label @param {Bar[]} bars @param {string} chosen @param {(value: string) => void} then */
function choice(label, bars, chosen, then) {
  const options = bars.map((bar) => el("option", { value: bar.step, selected: bar.step === chosen }, `${showDate(bar.step)} (${bar.label})`));
  const other = chosen && !bars.some((bar) => bar.step === chosen) ? [el("option", { value: chosen, selected: true }, showDate(chosen))] : [];
  const select = el("select", { onchange: () => then(/** @type {HTMLSelectElement} */ (select).value) }, el("option", { value: "" }, "any date"), ...other, ...options);
  return el("label", {}, label, " ", select);
}

/** The way to the plot of the words asked for, where they are plain words. @param {string} q */
const overTime = (q) => /^["“]?[\p{L}\p{N}'’ -]+["”]?$/u.test(q) && el("a", { href: `${new URL("words/", ROOT)}?${new URLSearchParams({ plot: q })}` }, "Compare words over time");

/** @param {SVGElement} chart @param {Bar[]} bars @param {Page} page */
function brush(chart, bars, page) {
  /** @param {PointerEvent} event */
  const bar = (event) => {
    const { left, width } = chart.getBoundingClientRect();
    return Math.min(bars.length - 1, Math.max(0, Math.floor(((event.clientX - left) / width) * bars.length)));
  };
  let start = -1;
  chart.addEventListener("pointerdown", (event) => {
    start = bar(event);
    chart.setPointerCapture(event.pointerId);
  });
  chart.addEventListener("pointermove", (event) => {
    if (start < 0) return;
    const [low, high] = [Math.min(start, bar(event)), Math.max(start, bar(event))];
    [...chart.children].forEach((one, n) => one.setAttribute("class", n >= low && n <= high ? "in" : "out"));
  });
  chart.addEventListener("pointerup", (event) => {
    if (start < 0) return;
    const [low, high] = [Math.min(start, bar(event)), Math.max(start, bar(event))];
    start = -1;
    page.go({ from: bars[low].step, to: bars[high].step });
  });
}

// --------------------------------------------------------------------------------------- help

/** @param {Answer} answer @param {Page} page */
async function help(answer, page) {
  const { advise } = await import("./help.js");
  if (page.current()) await advise(answer, page);
}
