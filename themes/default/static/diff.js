"use strict";
// Word differences, for the base selector and the comparison of any two articles.

const WORDS = /[\p{L}\p{N}_]+(?:['’][\p{L}\p{N}_]+)*|[^\s\p{L}\p{N}_]/gu;
const plain = (word) => word.replace(/[’‘]/g, "'").replace(/[“”«»„]/g, '"').replace(/[–—]/g, "-");
const words = (text) => [...text.matchAll(WORDS)].map((found) => ({ text: plain(found[0]), start: found.index, end: found.index + found[0].length }));

/** The longest common run of words of two lists, as pairs of indexes. Lists are cut at 800 words. */
function common(a, b) {
  const rows = Math.min(a.length, 800), columns = Math.min(b.length, 800), width = columns + 1;
  const best = new Uint16Array((rows + 1) * width);
  for (let i = rows - 1; i >= 0; i--)
    for (let j = columns - 1; j >= 0; j--)
      best[i * width + j] = a[i].text === b[j].text ? best[(i + 1) * width + j + 1] + 1 : Math.max(best[(i + 1) * width + j], best[i * width + j + 1]);
  const pairs = [];
  for (let i = 0, j = 0; i < rows && j < columns;) {
    if (a[i].text === b[j].text) pairs.push([i++, j++]);
    else if (best[(i + 1) * width + j] >= best[i * width + j + 1]) i++;
    else j++;
  }
  return pairs;
}

/** A text as nodes, the words whose index is not in `kept` inside elements named `name`. */
function markWords(text, list, kept, name) {
  const made = document.createDocumentFragment();
  let at = 0;
  for (let i = 0; i < list.length; i++) {
    if (kept.has(i)) continue;
    let last = i;
    while (last + 1 < list.length && !kept.has(last + 1)) last++;
    appendLines(made, text.slice(at, list[i].start));
    const mark = document.createElement(name);
    appendLines(mark, text.slice(list[i].start, list[last].end));
    made.append(mark);
    at = list[last].end;
    i = last;
  }
  appendLines(made, text.slice(at));
  return made;
}

function appendLines(node, text) {
  text.split("\n").forEach((line, n) => {
    if (n) node.append(document.createElement("br"));
    node.append(line);
  });
}

/** Is the difference house style alone: capitals, quotation marks, small numbers in words or digits, "per cent" for "%"? */
const NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");
const styled = (text) => words(text.toLowerCase().replace(/per\s?cent/g, "%").replace(/(\d),(?=\d{3})/g, "$1").replace(/(\d)(?::00)?\s?([ap])\.?m\b/g, "$1$2m")).map((word) => {
  const number = NUMBERS.indexOf(word.text);
  return number > 0 ? String(number) : word.text.replace(/is(e[ds]?|ing|ation)$/, "iz$1").replace(/our$/, "or");
}).filter((word) => /[\p{L}\p{N}%$€£]/u.test(word)).join(" ");

/** Both texts as nodes: what only the first has in `del`, what only the second has in `ins`. */
function difference(a, b) {
  const one = words(a), two = words(b), pairs = common(one, two);
  return [markWords(a, one, new Set(pairs.map((pair) => pair[0])), "del"), markWords(b, two, new Set(pairs.map((pair) => pair[1])), "ins")];
}
