// @ts-check
/** How often up to five words or phrases occur over time: lines drawn from the index, each point a link to the search behind it. */
import { ROOT, el, plural, showDate, svg } from "./dom.js";
import { occurrences, rank } from "./engine.js";
import { parse } from "./query.js";
import { Shelf } from "./shelf.js";

const MOST = 5, WIDE = 720, HIGH = 240, LEFT = 44, FOOT = 24, MOST_STEPS = 150;
const DASHES = ["", "6 3", "2 3", "8 3 2 3", "12 4"];

/** @typedef {{ step: string, first: number, end: number }} Step
 *  @typedef {{ asked: string, counts: number[] }} Line */

/** @param {HTMLElement} panel */
export async function plot(panel) {
  const form = /** @type {HTMLFormElement} */ (panel.querySelector("form"));
  const box = /** @type {HTMLInputElement} */ (form.querySelector("input[name=plot]"));
  const share = /** @type {HTMLInputElement} */ (form.querySelector("input[name=share]"));
  const each = /** @type {HTMLInputElement} */ (form.querySelector("input[name=each]"));
  const out = /** @type {HTMLElement} */ (panel.querySelector("output"));
  const shelf = new Shelf(new URL("search/", ROOT));
  const opened = shelf.open();
  const given = new URLSearchParams(location.search);
  box.value ||= given.get("plot") ?? "";
  share.checked = given.get("share") === "1";
  each.checked = given.get("each") === "1";

  const run = async () => {
    const asked = [...new Set(box.value.split(/[,;\n]/).map((one) => one.trim()).filter(Boolean))].slice(0, MOST);
    if (!asked.length) return out.replaceChildren();
    try {
      await opened;
      const steps = await stepsOf(shelf);
      const places = each.checked ? occurrences : (/** @type {Shelf} */ on, /** @type {any} */ tree) => rank(on, tree, "oldest").then((ranked) => ranked.found);
      const lines = await Promise.all(asked.map(async (one) => ({ asked: one, counts: tally(steps, await places(shelf, whole(one))) })));
      out.replaceChildren(...(steps.length ? [draw(steps, lines, share.checked, each.checked), legend(lines, each.checked ? "occurrence" : "article"), table(steps, lines)] : ["No article of this archive has a date."]));
    } catch (problem) {
      out.replaceChildren(el("p", { role: "alert" }, problem instanceof Error ? problem.message : "The plot could not be drawn."));
    }
  };
  /** @param {Event} event */
  const change = (event) => {
    event.preventDefault();
    const address = new URLSearchParams(location.search);
    address.set("plot", box.value);
    for (const choice of [share, each])
      if (choice.checked) address.set(choice.name, "1");
      else address.delete(choice.name);
    history.replaceState(null, "", location.pathname + "?" + address);
    run();
  };
  form.addEventListener("submit", change);
  for (const choice of [share, each]) choice.addEventListener("change", change);
  await run();
}

/** Several words without signs are meant as a phrase. @param {string} asked */
const whole = (asked) => parse(/^[\p{L}\p{N}'’ -]+ [\p{L}\p{N}'’ -]+$/u.test(asked) ? `"${asked}"` : asked).tree;

/** @param {Shelf} shelf @returns {Promise<Step[]>} months, or years of a long archive */
async function stepsOf(shelf) {
  const { months } = await shelf.near();
  /** @type {Step[]} */
  const steps = [];
  for (let n = 0; n < months.length; n += 2) steps.push({ step: months[n], first: months[n + 1], end: months[n + 3] ?? shelf.dated });
  if (steps.length <= MOST_STEPS) return steps;
  /** @type {Map<string, Step>} */
  const years = new Map();
  for (const one of steps) {
    const year = years.get(one.step.slice(0, 4));
    if (year) year.end = one.end;
    else years.set(one.step.slice(0, 4), { ...one, step: one.step.slice(0, 4) });
  }
  return [...years.values()];
}

/** @param {Step[]} steps @param {ArrayLike<number>} found articles, ascending; one may come several times */
function tally(steps, found) {
  let at = 0;
  return steps.map(({ end }) => {
    const from = at;
    while (at < found.length && found[at] < end) at++;
    return at - from;
  });
}

/** @param {Step[]} steps @param {Line[]} lines @param {boolean} share relative to all articles of the month
 * @param {boolean} each occurrences were counted, not articles */
function draw(steps, lines, share, each) {
  const value = (/** @type {Line} */ line, /** @type {number} */ n) => (share ? line.counts[n] / Math.max(1, steps[n].end - steps[n].first) : line.counts[n]);
  const most = Math.max(...lines.flatMap((line) => steps.map((_, n) => value(line, n))), share ? 0.001 : 1);
  const x = (/** @type {number} */ n) => LEFT + ((WIDE - LEFT - 8) * (steps.length > 1 ? n / (steps.length - 1) : 0.5));
  const y = (/** @type {number} */ v) => 8 + (HIGH - FOOT - 8) * (1 - v / most);
  const label = (/** @type {number} */ v) => (!share ? String(Math.round(v)) : each ? `${v.toFixed(2)} an article` : `${(100 * v).toFixed(v < 0.01 ? 2 : 0)}%`);
  const axes = [0, 1].map((part) => svg("g", {}, svg("line.axis", { x1: LEFT, x2: WIDE, y1: y(most * part), y2: y(most * part) }),
    svg("text", { x: LEFT - 6, y: y(most * part) + 4, "text-anchor": "end" }, label(most * part).replace(" an article", ""))));
  const ends = [0, steps.length - 1].map((n, last) => svg("text", { x: x(n), y: HIGH - 6, "text-anchor": last ? "end" : "start" }, showDate(steps[n].step)));
  const drawn = lines.map((line, which) => svg(`g.line-${which}`, {},
    svg("polyline", { points: steps.map((_, n) => `${x(n).toFixed(1)},${y(value(line, n)).toFixed(1)}`).join(" "), "stroke-dasharray": DASHES[which] }),
    ...steps.flatMap((step, n) => (line.counts[n] ? [svg("a", { href: behind(line, step), tabindex: "-1" },
      svg("circle", { cx: x(n).toFixed(1), cy: y(value(line, n)).toFixed(1), r: 4 }, svg("title", {}, `${line.asked}, ${showDate(step.step)}: ${label(value(line, n))}`)))] : []))));
  return svg("svg.plot", { viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": `How often ${lines.map((line) => line.asked).join(", ")} occur; the numbers are in the table below` }, ...axes, ...ends, ...drawn);
}

/** The search behind a point. @param {Line} line @param {Step} step */
function behind(line, { step }) {
  const q = /^[\p{L}\p{N}'’ -]+ [\p{L}\p{N}'’ -]+$/u.test(line.asked) ? `"${line.asked}"` : line.asked;
  return `${location.pathname}?${new URLSearchParams({ q, from: step, to: step, sort: "oldest" })}`;
}

/** @param {Line[]} lines @param {string} counted what the numbers are of */
function legend(lines, counted) {
  const items = lines.map((line, which) => el(`li.line-${which}`, {}, svg("svg.key", { viewBox: "0 0 30 8", "aria-hidden": "true" }, svg("line", { x1: 0, x2: 30, y1: 4, y2: 4, "stroke-dasharray": DASHES[which] })),
    " ", el("bdi", {}, line.asked), ` ${plural(line.counts.reduce((a, b) => a + b, 0), counted)}`));
  return el("ul.legend", {}, ...items);
}

/** @param {Step[]} steps @param {Line[]} lines */
function table(steps, lines) {
  const rows = steps.flatMap((step, n) => (lines.some((line) => line.counts[n]) ? [el("tr", {}, el("th", { scope: "row" }, showDate(step.step)),
    ...lines.map((line) => el("td", {}, line.counts[n] ? el("a", { href: behind(line, step) }, line.counts[n]) : "0")))] : []));
  const head = el("tr", {}, el("th", { scope: "col" }, "Date"), ...lines.map((line) => el("th", { scope: "col" }, el("bdi", {}, line.asked))));
  return el("details", {}, el("summary", {}, "The numbers behind the plot"), el("table", {}, el("thead", {}, head), el("tbody", {}, ...rows)));
}
