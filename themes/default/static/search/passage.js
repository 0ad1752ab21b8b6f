// @ts-check
/** A selected passage, looked for in other articles: as short exact phrases, so that an edited copy is found too. */
import { ROOT, addStyles, el } from "./dom.js";
import { normal, tokens } from "./words.js";

const LEAST = 6, RUN = 5, MOST = 6;

/** @param {Element} text */
export function offer(text) {
  const chosen = getSelection();
  const words = chosen?.anchorNode && text.contains(chosen.anchorNode) ? tokens(normal(String(chosen).slice(0, 2000))) : [];
  const shown = document.getElementById("passage");
  if (words.length < LEAST) return void shown?.remove();
  const href = new URL("search/", ROOT).href + "?q=" + encodeURIComponent(ask(words));
  if (shown) shown.querySelector("a")?.setAttribute("href", href);
  else {
    addStyles();
    document.body.append(el("p", { id: "passage" }, el("a", { href }, "Find other articles with this passage")));
  }
}

/** Runs of five words spread over the passage. @param {string[]} words */
function ask(words) {
  const runs = Math.max(1, Math.min(MOST, Math.floor(words.length / RUN)));
  const step = runs > 1 ? (words.length - RUN) / (runs - 1) : 0;
  return Array.from({ length: runs }, (_, n) => `"${words.slice(Math.round(n * step), Math.round(n * step) + RUN).join(" ")}"`).join(" OR ");
}
