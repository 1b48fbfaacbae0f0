/**
 * Sorting by a click on the head of a column, or where there is no room for one by a list.
 */

import { element, setAttribute } from "../shared/dom.js";
import { tell } from "../shared/announce.js";
import { COLUMNS } from "./columns.js";

/**
 * @param {HTMLTableRowElement} head the row for the heads of the columns
 * @param {HTMLElement} place where the list goes
 * @param {import("./overview.js").Overview} overview
 */
export function setUpSorting(head, place, overview) {
  head.append(...COLUMNS.map((column) => columnHead(column, overview)));
  const list = /** @type {HTMLSelectElement} */ (element(
    "select",
    { class: "field", id: "sort", onchange: () => sortTo(list.value, overview) },
    element("option", { value: "", text: "volgorde van het dossier" }),
    ...COLUMNS.flatMap((column) => choices(column)),
  ));
  place.append(element("label", { class: "field-label", for: "sort", text: "Sorteren op" }), list);
  const show = () => {
    const { column, descending } = overview.sort;
    list.value = column ? `${column} ${descending}` : "";
    for (const node of head.querySelectorAll("[data-sort]")) {
      const own = node.dataset.sort === column;
      setAttribute(node, "aria-sort", own ? (descending ? "descending" : "ascending") : "none");
    }
  };
  overview.addEventListener("view", show);
  show();
}

function columnHead(column, overview) {
  const turn = () => {
    const { column: now, descending } = overview.sort;
    const first = Boolean(column.amount);
    // The third time, the order of the dossier comes back.
    if (now !== column.name) sort(column, first, overview);
    else if (descending === first) sort(column, !first, overview);
    else sortTo("", overview);
  };
  const full = column.full ? { "aria-label": column.full, title: column.full } : {};
  return element(
    "th",
    { class: `head head-${column.name}`, role: "columnheader", scope: "col", "data-column": column.name, "data-sort": column.name, "aria-sort": "none" },
    element(
      "button",
      { type: "button", class: "head-button", onclick: turn, ...full },
      column.over ? element("span", { class: "head-over", text: `${column.over} ` }) : null,
      element("span", { text: column.title }),
      element("span", { class: "head-mark", "aria-hidden": "true" }),
    ),
  );
}

function choices(column) {
  const name = column.full || column.title;
  const ways = column.amount ? { true: "meeste eerst", false: "minste eerst" } : { false: "oplopend", true: "aflopend" };
  return [Boolean(column.amount), !column.amount].map((way) =>
    element("option", { value: `${column.name} ${way}`, text: `${name}, ${ways[way]}` }),
  );
}

function sortTo(value, overview) {
  const [name, descending] = value.split(" ");
  const column = COLUMNS.find((one) => one.name === name);
  if (column) return sort(column, descending === "true", overview);
  overview.sortBy("");
  tell("Volgorde van het dossier.", { quiet: true });
}

function sort(column, descending, overview) {
  overview.sortBy(column.name, descending);
  tell(`Gesorteerd op ${column.full || column.title}, ${descending ? "aflopend" : "oplopend"}.`, { quiet: true });
}
