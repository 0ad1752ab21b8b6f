// @ts-check
/** An article reached from a result: the query's words are marked, and a small bar steps between them. */
import { addStyles, el } from "./dom.js";
import { fold, normal, placed } from "./words.js";

const MOST = 500;

/** @param {Element} text */
export function arrive(text) {
  const wanted = (new URLSearchParams(location.search).get("find") ?? "").slice(0, 2000).split("|").filter(Boolean);
  const phrases = wanted.filter((one) => one.includes(" ")).map((one) => one.split(" "));
  const surfaces = new Set(wanted.filter((one) => !one.includes(" ")));
  const marks = nodesOf(text).flatMap((node) => mark(node, surfaces, phrases)).slice(0, MOST);
  if (!marks.length) return;
  addStyles();
  bar(marks);
}

/** @param {Element} text */
function nodesOf(text) {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  /** @type {Text[]} */
  const nodes = [];
  while (walker.nextNode() && nodes.length < 20000) nodes.push(/** @type {Text} */ (walker.currentNode));
  return nodes;
}

/** Mark what is wanted in one text node. @param {Text} node @param {Set<string>} surfaces @param {string[][]} phrases */
function mark(node, surfaces, phrases) {
  if (normal(node.data).length !== node.data.length) return [];
  const words = placed(normal(node.data)).map((word) => ({ ...word, surface: fold(word.token) }));
  /** @type {[number, number][]} */
  const spans = [];
  for (let n = 0; n < words.length; n++) {
    const phrase = phrases.find((one) => one.every((surface, k) => words[n + k]?.surface === surface));
    if (!phrase && !surfaces.has(words[n].surface)) continue;
    const last = words[n + (phrase?.length ?? 1) - 1];
    spans.push([words[n].at, last.at + last.token.length]);
    n += (phrase?.length ?? 1) - 1;
  }
  /** @type {HTMLElement[]} */
  const made = [];
  for (const [from, to] of spans.reverse()) {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    const one = el("mark.found", { tabindex: "-1" });
    range.surroundContents(one);
    made.unshift(one);
  }
  return made;
}

/** @param {HTMLElement[]} marks */
function bar(marks) {
  let now = -1;
  const place = el("span", { role: "status" });
  /** @param {number} step */
  const go = (step) => {
    marks[now]?.classList.remove("now");
    now = (now + step + marks.length) % marks.length;
    marks[now].classList.add("now");
    marks[now].scrollIntoView({ block: "center" });
    place.textContent = `${now + 1} of ${marks.length} found words`;
  };
  const close = () => {
    for (const one of marks) one.replaceWith(...one.childNodes);
    panel.remove();
    history.replaceState(null, "", location.pathname + location.hash);
  };
  const panel = el("div", { id: "stepper", role: "group", "aria-label": "Words found" },
    el("button", { type: "button", "aria-label": "Previous", onclick: () => go(-1) }, "↑"), place,
    el("button", { type: "button", "aria-label": "Next", onclick: () => go(1) }, "↓"),
    el("button", { type: "button", "aria-label": "Remove the marks", onclick: close }, "×"));
  document.body.append(panel);
  if (location.hash) place.textContent = `${marks.length} found words`;
  else go(1);
}
