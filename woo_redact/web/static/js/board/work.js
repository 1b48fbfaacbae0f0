/**
 * Which document comes next. No page here.
 */

/**
 * Return the next row with open suggestions after the one with this key, going round.
 * @param {import("./rows.js").Row[]} rows as they are shown
 */
export function nextOpen(rows, key) {
  const at = rows.findIndex((row) => row.key === key);
  return [...rows.slice(at + 1), ...rows.slice(0, at + 1)].find((row) => row.open > 0) || null;
}

/**
 * Return what somebody could go on with: one's own documents first, those of others last; who confirms, with that.
 * @param {import("./rows.js").Row[]} rows as they are shown
 * @param {{name: string, role: string}} me
 * @returns {{row: import("./rows.js").Row, text: string}|null}
 */
export function nextWork(rows, me) {
  const open = rows.filter((row) => row.open > 0);
  const toDecide =
    open.find((row) => row.document.assigned === me.name) || open.find((row) => !row.document.assigned) || open[0];
  const toConfirm = rows.find((row) => row.stage === "waiting" && row.document.done.reviewer !== me.name);
  const decide = toDecide && { row: toDecide, text: "Verder met beoordelen" };
  const confirm = toConfirm && { row: toConfirm, text: "Verder met bevestigen" };
  if (me.role === "second") return confirm || decide || null;
  if (me.role === "owner") return decide || confirm || null;
  return (me.role === "reviewer" && decide) || null;
}
