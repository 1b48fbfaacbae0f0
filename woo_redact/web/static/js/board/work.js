/**
 * Which document comes next. No page here.
 */

/**
 * Return the next row with open suggestions after the one with this key, going round; one's own come first when
 * `own` is a name.
 * @param {import("./rows.js").Row[]} rows as they are shown
 */
export function nextOpen(rows, key = "", own = "") {
  const at = rows.findIndex((row) => row.key === key);
  const round = [...rows.slice(at + 1), ...rows.slice(0, at + 1)].filter((row) => row.open > 0);
  const mine = own && round.find((row) => row.document.assigned === own);
  return mine || round.find((row) => !own || !row.document.assigned) || round[0] || null;
}
