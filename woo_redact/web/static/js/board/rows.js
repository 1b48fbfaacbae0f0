/**
 * The rows of the table: what the board tells of a document, with what follows from it. No page here.
 */

import { folded } from "../shared/dutch.js";
import { openOf, stageOf, STAGES } from "./stages.js";
import { visible } from "./names.js";

const collator = new Intl.Collator("nl", { numeric: true, sensitivity: "base" });

/**
 * @typedef {object} Row
 * @property {string} key the same at every load: the id of the document; of a file without one its place among those
 * @property {number} place in the dossier
 * @property {any} document as the board tells it
 * @property {string} stage
 * @property {string} name safe to show, as are the next two
 * @property {string} file the name without the folders it is in
 * @property {string} folder those folders
 * @property {string} words what a text is sought in
 * @property {number} open
 * @property {[string, number][]} grounds with their counts, most first
 */

/** Return a row for every document, in the order of the dossier. @returns {Row[]} */
export function rowsOf(board) {
  const order = new Map(board.grounds.map((ground, index) => [ground.id, index]));
  const byCount = (a, b) => b[1] - a[1] || (order.get(a[0]) ?? order.size) - (order.get(b[0]) ?? order.size);
  let failed = 0;
  return board.documents.map((document, place) => ({
    key: document.id || `failed-${(failed += 1)}`,
    place,
    document,
    stage: stageOf(document, board.second_review),
    name: visible(document.name),
    ...parted(visible(document.name)),
    words: folded([document.name, ...document.duplicates].join("\n")),
    open: openOf(document),
    grounds: Object.entries(document.grounds).sort(byCount),
  }));
}

function parted(name) {
  const at = name.lastIndexOf("/");
  return { folder: name.slice(0, Math.max(0, at)), file: name.slice(at + 1) || name };
}

/** What a column is sorted by: a number or a text. */
const VALUES = {
  name: (row) => row.name,
  stage: (row) => STAGES[row.stage].rank,
  pages: (row) => row.document.pages,
  A: (row) => row.document.open.A,
  B: (row) => row.document.open.B,
  C: (row) => row.document.open.C,
  approved: (row) => row.document.approved,
  rejected: (row) => row.document.rejected,
  grounds: (row) => row.grounds.map(([id]) => id).join(" "),
  findings: (row) => row.document.blocking * 1e6 + row.document.findings,
  assigned: (row) => row.document.assigned,
  done: (row) => row.document.done?.reviewer || "",
};

export function isColumn(name) {
  return Object.hasOwn(VALUES, name);
}

/**
 * Return the rows in another order; what is empty comes last either way, what is equal keeps the order of the dossier.
 * @param {Row[]} rows @param {{column: string, descending: boolean}} sort without a column: as in the dossier
 */
export function sorted(rows, { column, descending }) {
  if (!isColumn(column)) return rows;
  const sign = descending ? -1 : 1;
  const valued = rows.map((row) => ({ row, value: VALUES[column](row) }));
  valued.sort((a, b) => compared(a.value, b.value, sign) || a.row.place - b.row.place);
  return valued.map(({ row }) => row);
}

function compared(a, b, sign) {
  if (a === b) return 0;
  if (a === "" || b === "") return a === "" ? 1 : -1;
  return sign * (typeof a === "string" ? collator.compare(a, b) : a - b);
}
