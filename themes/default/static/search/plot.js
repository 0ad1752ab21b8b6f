// @ts-check
/** How often up to five words or phrases occur over time: lines drawn from the index, each point a link to the search behind it. */
import { ROOT, el, plural, showDate, showShort, svg } from "./dom.js";
import { rank } from "./engine.js";
import { steps as stepsOf, tally, ticks } from "./months.js";
import { occurrences } from "./places.js";
import { parse } from "./query.js";
import { archive } from "./shelf.js";

const MOST = 5, HIGH = 280, LEFT = 44, FOOT = 24;
const DASHES = ["", "6 3", "2 3", "8 3 2 3", "12 4"];

/** @typedef {import("./months.js").Step} Step
 *  @typedef {{ asked: string, counts: number[] }} Line */

/** @param {HTMLElement} panel */
async function plot(panel) {
  const form = /** @type {HTMLFormElement} */ (panel.querySelector("form"));
  const box = /** @type {HTMLInputElement} */ (form.querySelector("input[name=plot]"));
  const share = /** @type {HTMLInputElement} */ (form.querySelector("input[name=share]"));
  const each = /** @type {HTMLInputElement} */ (form.querySelector("input[name=each]"));
  const out = /** @type {HTMLElement} */ (panel.querySelector("output"));
  const given = new URLSearchParams(location.search);
  box.value ||= given.get("plot") ?? "";
  share.checked = given.get("share") === "1";
  each.checked = given.get("each") === "1";

  const run = async () => {
    const asked = [...new Set(box.value.split(/[,;\n]/).map((one) => one.trim()).filter(Boolean))].slice(0, MOST);
    if (!asked.length) return out.replaceChildren();
    try {
      const shelf = await archive();
      const steps = stepsOf((await shelf.root()).months, shelf.dated ?? 0);
      const places = each.checked ? occurrences : (/** @type {import("./shelf.js").Shelf} */ on, /** @type {any} */ tree) => rank(on, tree, "oldest").then((ranked) => ranked.found);
      const lines = await Promise.all(asked.map(async (one) => ({ asked: one, counts: tally(steps, await places(shelf, whole(one))) })));
      out.replaceChildren(...(steps.length ? [draw(steps, lines, { share: share.checked, each: each.checked, width: out.clientWidth }), legend(lines, each.checked ? "occurrence" : "article"), table(steps, lines)] : ["No article of this archive has a date."]));
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

/** @param {Step[]} steps @param {Line[]} lines @param {{ share: boolean, each: boolean, width: number }} how `share`: relative to all
 * articles of the month; `each`: occurrences were counted, not articles; `width` in CSS pixels, one unit of the drawing each, so that
 * letters have their size on every screen */
function draw(steps, lines, { share, each, width }) {
  const value = (/** @type {Line} */ line, /** @type {number} */ n) => (share ? line.counts[n] / Math.max(1, steps[n].end - steps[n].first) : line.counts[n]);
  const most = Math.max(...lines.flatMap((line) => steps.map((_, n) => value(line, n))), share ? 0.001 : 1);
  const x = (/** @type {number} */ n) => LEFT + ((width - LEFT - 8) * (steps.length > 1 ? n / (steps.length - 1) : 0.5));
  const y = (/** @type {number} */ v) => 8 + (HIGH - FOOT - 8) * (1 - v / most);
  const label = (/** @type {number} */ v) => (!share ? String(Math.round(v)) : each ? `${v.toFixed(2)} an article` : `${(100 * v).toFixed(v < 0.01 ? 2 : 0)}%`);
  const axes = [0, 0.5, 1].filter((part) => share || (most * part) % 1 === 0).map((part) => svg("g", {}, svg("line.axis", { x1: LEFT, x2: width, y1: y(most * part), y2: y(most * part) }),
    svg("text", { x: LEFT - 6, y: y(most * part) + 4, "text-anchor": "end" }, label(most * part).replace(" an article", ""))));
  const shown = ticks(steps, width - LEFT);
  const ends = shown.flatMap((n, k) => {
    const [first, last] = [k === 0, k > 0 && n === steps.length - 1];
    return [svg("line.tick", { x1: x(n), x2: x(n), y1: HIGH - FOOT, y2: HIGH - FOOT + 4 }),
      svg("text", { x: x(n), y: HIGH - 6, "text-anchor": last ? "end" : first ? "start" : "middle" }, first || last ? showShort(steps[n].step) : steps[n].step.slice(0, 4))];
  });
  const drawn = lines.map((line, which) => svg(`g.line-${which}`, {},
    svg("polyline", { points: steps.map((_, n) => `${x(n).toFixed(1)},${y(value(line, n)).toFixed(1)}`).join(" "), "stroke-dasharray": DASHES[which] }),
    ...steps.flatMap((step, n) => (line.counts[n] ? [svg("a", { href: behind(line, step), tabindex: "-1" },
      svg("circle", { cx: x(n).toFixed(1), cy: y(value(line, n)).toFixed(1), r: 4 }, svg("title", {}, `${line.asked}, ${showDate(step.step)}: ${label(value(line, n))}`)))] : []))));
  return svg("svg.plot", { viewBox: `0 0 ${width} ${HIGH}`, role: "img", "aria-label": `How often ${lines.map((line) => line.asked).join(", ")} occur; the numbers are in the table below` }, ...axes, ...ends, ...drawn);
}

/** The search behind a point. @param {Line} line @param {Step} step */
function behind(line, { step }) {
  const q = /^[\p{L}\p{N}'’ -]+ [\p{L}\p{N}'’ -]+$/u.test(line.asked) ? `"${line.asked}"` : line.asked;
  return `${new URL("search/", ROOT)}?${new URLSearchParams({ q, from: step, to: step, sort: "oldest" })}`;
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

plot(/** @type {HTMLElement} */ (document.getElementById("over-time")));
