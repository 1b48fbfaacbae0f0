/**
 * A row of the table: a document, or a file that is the same as one.
 */

import { button, element } from "../shared/dom.js";
import { plural } from "../shared/dutch.js";
import { amountCell, doneCell, findingsCell, groundsCell, remarks, stageCell } from "./cells.js";
import { COLUMNS } from "./columns.js";
import { icon } from "./icons.js";
import { visible } from "./names.js";

/**
 * @typedef {object} Steps what people can do in a row
 * @property {(row: import("./rows.js").Row, event: Event) => void} choose
 * @property {(row: import("./rows.js").Row) => void} unfold
 * @property {(row: import("./rows.js").Row) => void} assign
 */

/**
 * Return the row of a document.
 * @param {import("./rows.js").Row} row
 * @param {import("./overview.js").Overview} overview
 * @param {Steps} steps
 */
export function documentRow(row, overview, steps) {
  const { document } = row;
  const cells = [
    cell("choose", document.id && overview.mayDecide ? [chooser(row, steps)] : []),
    nameCell(row, overview, steps),
    cell("stage", stageCell(row)),
    ...(!document.id ? [messageCell(row)] : [
      cell("pages", amountCell(document.pages), "Pagina's"),
      ...["A", "B", "C"].map((level) => cell(level, amountCell(document.open[level]), `Open ${level}`)),
      cell("approved", amountCell(document.approved), "Gelakt"),
      cell("rejected", amountCell(document.rejected), "Leesbaar"),
      cell("grounds", groundsCell(row, overview.grounds), "Gronden"),
      cell("findings", findingsCell(row), "Let op"),
      cell("assigned", assignedCell(row, overview, steps), "Beoordelaar"),
      cell("done", doneCell(row)),
    ]),
  ];
  const mark = { "data-key": row.key, "data-document": document.id || null, "data-stage": row.stage };
  return element("tr", { class: "row", role: "row", ...mark }, ...cells);
}

/** Return the row of a file that has the same bytes as a document. */
export function duplicateRow(name, row) {
  const shown = visible(name);
  return element(
    "tr",
    { class: "row row-duplicate", role: "row", "data-duplicate-of": row.key },
    element(
      "th",
      { class: "cell cell-name", role: "rowheader", scope: "row", colspan: COLUMNS.length, "aria-colindex": 2, "data-column": "name", "data-control": "name", tabindex: -1 },
      element("span", { class: "name cut", dir: "auto", title: shown, text: shown }),
      element("span", { class: "remark", text: "hetzelfde bestand; één beoordeling voor alle" }),
    ),
  );
}

function cell(name, children, label = "") {
  return element("td", { class: `cell cell-${name}`, role: "gridcell", "data-column": name, "data-label": label || null }, ...children);
}

function chooser(row, steps) {
  return element("input", {
    type: "checkbox",
    "data-control": "choose",
    tabindex: -1,
    "aria-label": `Kies ${row.name}`,
    onclick: (event) => steps.choose(row, event),
  });
}

function nameCell(row, overview, steps) {
  const id = row.document.id;
  const shown = { class: "name cut", dir: "auto", title: row.name, text: row.file };
  const name = id ? element("a", { ...shown, href: `/document/${id}`, "data-control": "name", tabindex: -1 }) : element("span", shown);
  const under = [folder(row, overview, steps), ...remarks(row)].filter(Boolean);
  // Without a link, the cell itself is what the arrows come to.
  const focus = id ? {} : { "data-control": "name", tabindex: -1 };
  return element(
    "th",
    { class: "cell cell-name", role: "rowheader", scope: "row", "data-column": "name", ...focus },
    name,
    under.length ? element("span", { class: "remarks" }, ...under) : null,
  );
}

function folder(row, overview, steps) {
  const count = row.document.duplicates.length;
  if (!count) return null;
  const text = plural(count, "gelijk bestand", "gelijke bestanden");
  const node = button("", () => steps.unfold(row), {
    class: "folder",
    "data-control": "unfold",
    tabindex: -1,
    "aria-expanded": String(overview.unfolded.has(row.key)),
  });
  node.append(icon("fold"), text);
  return node;
}

/** Why a file cannot be opened, in the place of what is counted of one that can. */
function messageCell({ stage, document }) {
  const text = document.message || (stage === "unread" ? "Laat dit bestand eerst lezen met: woo-redact run." : "");
  const node = cell("message", [element("span", { class: "message-text", title: text, text })]);
  node.setAttribute("colspan", String(COLUMNS.length - 2));
  return node;
}

function assignedCell(row, overview, steps) {
  const name = visible(row.document.assigned);
  if (!overview.mayDecide) return [element("span", { class: "cut", title: name, text: name })];
  const node = button("", () => steps.assign(row), {
    class: name ? "assignee" : "assignee assignee-none",
    "data-control": "assign",
    tabindex: -1,
    title: name || null,
    "aria-label": `Toewijzen: ${row.name}${name ? `, nu ${name}` : ""}`,
  });
  node.append(icon("assign"), element("span", { class: "cut", text: name || "toewijzen" }));
  return [node];
}
