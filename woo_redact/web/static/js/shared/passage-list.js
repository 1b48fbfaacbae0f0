/**
 * A list of passages in their context: what a step touches, and what a search finds.
 */

import { element } from "./dom.js";
import { flat, number, plural, verdictText } from "./dutch.js";

/** More rows than this are told, not shown, until people ask for them. */
const SHOWN = 200;

/**
 * @typedef {object} Listed
 * @property {string} document
 * @property {string} name of the document
 * @property {number} page 0-based
 * @property {string} before
 * @property {string} text
 * @property {string} after
 * @property {string} [verdict]
 * @property {string} [id]
 * @property {boolean} [withheld]
 */

/**
 * Return a list of passages, under the names of their documents.
 * @param {Listed[]} items
 * @param {{open?: (item: Listed) => void, label?: string}} [given] `open` goes to a passage
 */
export function passageList(items, given = {}) {
  const list = element("div", { class: "passages", role: "group", "aria-label": given.label || "Passages" });
  const show = (count) => list.replaceChildren(...groups(items.slice(0, count), given.open), ...more(items.length - count, () => show(items.length)));
  show(SHOWN);
  return list;
}

/** Return a passage in its context, with the passage marked. */
export function inContext(before, text, after) {
  return element(
    "span",
    { class: "context" },
    before ? `…${flat(before)}` : "",
    element("mark", { class: "context-passage", text: text ? flat(text) : "(vlak zonder tekst)" }),
    after ? `${flat(after)}…` : "",
  );
}

/** Return "3 passages in 2 documenten". @param {Listed[]} items */
export function inAll(items) {
  const documents = new Set(items.map((item) => item.document)).size;
  return `${plural(items.length, "passage", "passages")} in ${plural(documents, "document", "documenten")}`;
}

function groups(items, open) {
  const byDocument = Map.groupBy(items, (item) => item.document);
  return [...byDocument.values()].map((own) =>
    element(
      "section",
      { class: "passages-document" },
      element("h3", { class: "passages-name", title: own[0].name, text: own[0].name }),
      element("ul", { class: "passages-rows" }, ...own.map((item) => row(item, open))),
    ),
  );
}

function row(item, open) {
  const state = item.verdict ? verdictText(item.verdict) : item.withheld ? "gelakt" : "";
  const content = [
    element("span", { class: "passages-page", text: `p. ${number(item.page + 1)}` }),
    inContext(item.before, item.text, item.after),
    state ? element("span", { class: "state", "data-verdict": item.verdict || "approved", text: state }) : null,
  ];
  if (!open) return element("li", { class: "passages-row" }, ...content);
  return element("li", {}, element("button", { type: "button", class: "passages-row", onclick: () => open(item) }, ...content));
}

function more(left, showAll) {
  if (left <= 0) return [];
  return [element("button", { type: "button", class: "button passages-more", text: `Toon ook de andere ${number(left)}`, onclick: showAll })];
}
