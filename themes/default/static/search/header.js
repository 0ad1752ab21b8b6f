// @ts-check
/** What search adds to every page, at no cost until it is wanted: `/` goes to the box, the box suggests, an article that is
 * reached from a result shows the words, and a selected passage can be looked for in other articles. A classic script, since a
 * page opened from a file may load those and no modules. */

{
  /** A page opened from a file, or a lost line: the page works without. */
  const later = () => {};
  const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input[type=search][name=q]"));

  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLElement && event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing || !boxes.length) return;
    event.preventDefault();
    boxes[0].focus();
    boxes[0].select();
  });

  for (const box of boxes) {
    const start = () => void import("./suggest.js").then(({ attach }) => attach(box), later);
    if (document.activeElement === box) start();
    else box.addEventListener("focus", start, { once: true });
  }

  const text = document.querySelector("article .text");
  if (text) {
    if (new URLSearchParams(location.search).has("find")) import("./arrive.js").then(({ arrive }) => arrive(text), later);
    let waiting = 0;
    document.addEventListener("selectionchange", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        const chosen = String(getSelection() ?? "");
        if (chosen.length > 30 || document.getElementById("passage")) import("./passage.js").then(({ offer }) => offer(text), later);
      }, 300);
    });
  }
}
