"use strict";
// /compare/?a=ID&b=ID: the texts of two articles, fetched from their pages and aligned paragraph by paragraph.

(() => {
  const form = document.querySelector("form.compare"), out = document.getElementById("compare-out"), status = document.getElementById("compare-status");
  if (!form) return;
  const asked = new URLSearchParams(location.search);
  const id = (given) => (/^([a-z0-9-]{1,80})(?:\/|$)/.exec((given || "").trim().replace(/^.*article\//, "")) || [])[1];
  const ids = ["a", "b"].map((name) => {
    form.elements[name].value = asked.get(name) || "";
    return id(asked.get(name));
  });
  if (!ids[0] || !ids[1]) return;

  async function article(name) {
    const answer = await fetch(`${out.dataset.articles}${name}/index.html`);
    if (!answer.ok) throw new Error(`There is no article ${name} in this archive.`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    page.querySelectorAll(".text .note").forEach((note) => note.remove());
    const blocks = [...page.querySelectorAll(".text p, .text .crosshead, .text li, .text pre, .text tr")];
    const compared = [...page.querySelectorAll(".versions a.go")].map((link) => new URL(link.getAttribute("href"), answer.url).href);
    return { name, compared, title: page.querySelector("h1").textContent, by: page.querySelector(".kicker").textContent.trim(), blocks: blocks.map((block) => block.textContent.trim()).filter(Boolean) };
  }

  /** How alike two paragraphs are, 0 to 1: the share of words in common, of the shorter one's. */
  const bags = new Map();
  const bag = (text) => bags.get(text) || bags.set(text, new Set(words(text.toLowerCase()).map((word) => word.text).filter((word) => word.length > 2))).get(text);
  function alike(a, b) {
    const one = bag(a), two = bag(b), small = Math.min(one.size, two.size);
    if (!small || small * 4 < Math.max(one.size, two.size)) return a === b ? 1 : 0;
    let shared = 0;
    for (const word of one) if (two.has(word)) shared++;
    return shared / small;
  }

  /** Rows of [index in a or -1, index in b or -1, moved]. */
  function align(a, b) {
    const width = b.length + 1, best = new Float32Array((a.length + 1) * width);
    const near = a.map((one) => b.map((two) => alike(one, two)));
    for (let i = a.length - 1; i >= 0; i--)
      for (let j = b.length - 1; j >= 0; j--)
        best[i * width + j] = Math.max(best[(i + 1) * width + j], best[i * width + j + 1], near[i][j] >= 0.5 ? near[i][j] + best[(i + 1) * width + j + 1] : 0);
    const rows = [];
    let i = 0, j = 0;
    while (i < a.length && j < b.length) {
      if (near[i][j] >= 0.5 && best[i * width + j] === Math.fround(near[i][j] + best[(i + 1) * width + j + 1])) rows.push([i++, j++, false]);
      else if (best[(i + 1) * width + j] >= best[i * width + j + 1]) rows.push([i++, -1, false]);
      else rows.push([-1, j++, false]);
    }
    while (i < a.length) rows.push([i++, -1, false]);
    while (j < b.length) rows.push([-1, j++, false]);
    return join(rows, near);
  }

  /** Paragraphs left alone on both sides that are alike were moved: one row, at the place in b. */
  function join(rows, near) {
    const alone = rows.filter((row) => row[1] < 0);
    for (const row of rows) {
      if (row[0] >= 0) continue;
      const found = alone.filter((other) => other[0] >= 0).sort((x, y) => near[y[0]][row[1]] - near[x[0]][row[1]])[0];
      if (found && near[found[0]][row[1]] >= 0.6) { row[0] = found[0]; row[2] = true; found[0] = -1; }
    }
    return rows.filter((row) => row[0] >= 0 || row[1] >= 0);
  }

  function row(kind, number, left, right) {
    const side = (name, inside) => make("div", { className: name }, ...(inside === null ? [] : [make("p", {}, inside)]));
    const mark = make("div", { className: "mark" });
    if (number) mark.append(make("a", { className: "cn", href: `#c${number}`, textContent: `${number} ${kind === "minor" ? "house style" : kind}` }));
    return make("div", { className: `pair ${kind}`, id: number ? `c${number}` : "" }, mark, side("a", left), side("b", right));
  }

  function switches() {
    const made = make("p", { className: "switches" });
    for (const [id, text] of [["only-changes", " Only changes"], ["hide-minor", " Hide minor changes (house style)"]])
      made.append(make("label", {}, make("input", { type: "checkbox", id }), text));
    return made;
  }

  function show([a, b]) {
    document.querySelector("h1").textContent = "Two articles compared";
    const head = row("head", 0, null, null);
    head.removeAttribute("id");
    [a, b].forEach((one, n) => head.children[n + 1].append(make("a", { href: `${out.dataset.articles}${one.name}/index.html`, textContent: one.title }), ` ${one.by}`));
    const table = make("div", { className: "aligned" }, head), counts = {};
    let number = 0;
    for (const [i, j, moved] of align(a.blocks, b.blocks)) {
      const left = i < 0 ? null : a.blocks[i], right = j < 0 ? null : b.blocks[j];
      const kind = moved ? "moved" : left === null ? "added" : right === null ? "dropped" : left === right ? "kept" : styled(left) === styled(right) ? "minor" : "edited";
      counts[kind] = (counts[kind] || 0) + 1;
      const [one, two] = left !== null && right !== null ? difference(left, right) : [left, right];
      const made = row(kind, kind === "kept" ? 0 : ++number, one, two);
      if (!made.id) made.removeAttribute("id");
      table.append(made);
    }
    out.replaceChildren(switches(), table);
    const told = ["edited", "moved", "added", "dropped"].filter((kind) => counts[kind]).map((kind) => `${counts[kind]} ${kind}`);
    if (counts.minor) told.push(`${counts.minor} in house style only`);
    status.textContent = `${number} differences${told.length ? ": " : ""}${told.join(", ")}; ${counts.kept || 0} paragraphs kept.`;
    const full = a.compared.find((href) => href.includes(`/${a.name}..${b.name}/`) || href.includes(`/${b.name}..${a.name}/`));
    if (full) status.append(" These are versions of one story: ", make("a", { href: full, textContent: "the full comparison, with changed facts" }), ".");
    document.dispatchEvent(new Event("compared"));
  }

  status.textContent = "Fetching both articles …";
  Promise.all(ids.map(article)).then(show).catch((error) => {
    status.textContent = location.protocol === "file:" ? "A browser reads no other pages from the disk: put the site on a server, or use sitegen serve." : error.message;
  });
})();
