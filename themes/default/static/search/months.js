// @ts-check
/** The archive's dated articles by month, or by year where there are many months: equal steps of time, empty ones too. */

/** Articles `first` to `end` (without it) of one step, `2024-12` or `2024`.
 *  @typedef {{ step: string, first: number, end: number }} Step */

const MOST_STEPS = 150, LONGEST_GAP = 2400;
/** What a year takes under an axis, in CSS pixels. */
const ROOM = 64;

/** @param {any[]} table month, its first article, … in order of time @param {number} dated how many articles have a date
 * @returns {Step[]} */
export function steps(table, dated) {
  /** @type {Step[]} */
  const months = [];
  for (let n = 0; n < table.length; n += 2) {
    fillGap(months, table[n], table[n + 1]);
    months.push({ step: table[n], first: table[n + 1], end: table[n + 3] ?? dated });
  }
  return months.length <= MOST_STEPS ? months : years(months);
}

/** Months without articles, up to the one that comes next. @param {Step[]} months @param {string} to @param {number} first */
function fillGap(months, to, first) {
  const last = months.at(-1)?.step;
  if (!last || last.length !== 7 || to.length !== 7) return;
  let [year, month] = last.split("-").map(Number);
  for (let n = 0; n < LONGEST_GAP; n++) {
    if (++month > 12) [year, month] = [year + 1, 1];
    const step = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;
    if (step >= to) return;
    months.push({ step, first, end: first });
  }
}

/** @param {Step[]} months @returns {Step[]} */
function years(months) {
  /** @type {Map<string, Step>} */
  const made = new Map();
  for (const { step, first, end } of months) {
    const year = made.get(step.slice(0, 4));
    if (year) year.end = end;
    else made.set(step.slice(0, 4), { step: step.slice(0, 4), first, end });
  }
  return [...made.values()];
}

/** How many of the articles found fall into each step. @param {Step[]} all @param {ArrayLike<number>} found ascending; one may
 * come several times @returns {number[]} */
export function tally(all, found) {
  let at = 0;
  return all.map(({ end }) => {
    const from = at;
    while (at < found.length && found[at] < end) at++;
    return at - from;
  });
}

/** Which steps' names fit under an axis: the first, the last, and round years between. @param {Step[]} all
 * @param {number} width of the axis, in CSS pixels @returns {number[]} places in `all` */
export function ticks(all, width) {
  const turns = all.flatMap(({ step }, n) => (n && step.slice(0, 4) !== all[n - 1].step.slice(0, 4) ? [n] : []));
  const each = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((gap) => (turns.length / gap) * ROOM <= width) ?? 1000;
  const apart = (all.length * ROOM * 1.6) / width;
  const between = turns.filter((n) => Number(all[n].step.slice(0, 4)) % each === 0 && n > apart && all.length - 1 - n > apart);
  return all.length > 1 ? [0, ...between, all.length - 1] : all.map((_, n) => n);
}
