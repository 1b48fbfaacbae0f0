/**
 * The rows of the side list: which items, in which order, under which heads.
 */

import { LEVELS, plural, short } from "../shared/dutch.js";
import { isOpen } from "./sheet.js";

/** @typedef {import("./sheet.js").Item} Item */
/** @typedef {{head: true, key: string, text: string, items: Item[]} | {head: false, key: string, item: Item}} Row */

/** How the list can be ordered: what puts items under one head, and what that head says. */
export const ORDERS = {
  text: {
    text: "Volgorde van de tekst",
    group: (item) => String(item.places[0]?.page ?? 0),
    head: (item) => `Pagina ${(item.places[0]?.page ?? 0) + 1}`,
  },
  person: {
    text: "Per persoon",
    group: (item) => (item.person === null ? `kind ${item.kind_text}` : `person ${item.person}`),
    head: (item) => (item.person === null ? item.kind_text : item.person_name || `Persoon ${item.person}`),
    last: (item) => item.person === null,
  },
  term: {
    text: "Per gelijke term of passage",
    group: (item) => item.group || item.id,
    head: (item) => short(item.text, 120) || item.kind_text,
    single: "Komt één keer voor",
  },
  kind: {
    text: "Per soort",
    group: (item) => item.kind_text,
    head: (item) => item.kind_text,
  },
  ground: {
    text: "Per grond",
    group: (item) => item.grounds.join(" "),
    head: (item, grounds) => item.grounds.map((id) => grounds.name(id)).join(", "),
  },
};

/** Which items the list can show. */
export const FILTERS = {
  all: { text: "Alles", fits: () => true },
  open: { text: "Open", fits: isOpen },
  A: { text: `Open, niveau A: ${LEVELS.A}`, fits: (item) => isOpen(item) && item.level === "A" },
  B: { text: `Open, niveau B: ${LEVELS.B}`, fits: (item) => isOpen(item) && item.level === "B" },
  C: { text: `Open, niveau C: ${LEVELS.C}`, fits: (item) => isOpen(item) && item.level === "C" },
  approved: { text: "Gelakt", fits: (item) => item.verdict === "approved" && item.by === "person" },
  policy: { text: "Gelakt volgens beleid", fits: (item) => item.verdict === "approved" && item.by === "policy" },
  rejected: { text: "Blijft leesbaar", fits: (item) => item.verdict === "rejected" },
  own: { text: "Zelf aangewezen", fits: (item) => item.own },
  second: { text: "Verschillen en steekproef", fits: (item) => item.second !== "" },
};

/**
 * Return the rows for items in text order.
 * @param {Item[]} items
 * @param {string} order a name of `ORDERS`
 * @param {string} filter a name of `FILTERS`
 * @param {import("../shared/grounds.js").Grounds} grounds
 * @returns {Row[]}
 */
export function rowsOf(items, order, filter, grounds) {
  const by = ORDERS[order] || ORDERS.text;
  const shown = items.filter((FILTERS[filter] || FILTERS.all).fits);
  const groups = [...Map.groupBy(shown, by.group).entries()].map(([key, own]) => ({ key, own }));
  if (by.last) groups.sort((one, other) => Number(by.last(one.own[0])) - Number(by.last(other.own[0])));
  return by.single ? withSingles(groups, by, grounds) : groups.flatMap((group) => rowsUnder(group, by.head(group.own[0], grounds)));
}

/** Return what a head tells of its items. @param {Item[]} items */
export function countText(items) {
  const open = items.filter(isOpen).length;
  return open ? `${open} van ${items.length} open` : plural(items.length, "besluit", "besluiten");
}

/** Groups of one have no head of their own. */
function withSingles(groups, by, grounds) {
  const several = groups.filter(({ own }) => own.length > 1);
  const single = groups.filter(({ own }) => own.length === 1).flatMap(({ own }) => own);
  several.sort((one, other) => other.own.length - one.own.length);
  const rows = several.flatMap((group) => rowsUnder(group, by.head(group.own[0], grounds)));
  return single.length ? [...rows, ...rowsUnder({ key: "", own: single }, by.single)] : rows;
}

function rowsUnder({ key, own }, text) {
  return [
    { head: true, key: `head ${key}`, text, items: own },
    ...own.map((item) => ({ head: false, key: item.id, item })),
  ];
}
