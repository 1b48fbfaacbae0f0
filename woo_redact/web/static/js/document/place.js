/**
 * Where people were in a document: kept as ids and page numbers, never as text.
 */

import { recall, remember } from "../shared/memory.js";
import { settled } from "../shared/dom.js";

const KEPT = 60;
const NAME = "places";

/** Return where to begin: as the address says, else where people were. @returns {{page?: number, id?: string}} */
export function whereToBegin(document) {
  return ofHash() || places()[document] || {};
}

/** Remember where people are, also in the address. */
export const rememberPlace = settled((document, page, id) => {
  const all = places();
  delete all[document];
  all[document] = { page, id };
  const last = Object.entries(all).slice(-KEPT);
  remember(NAME, JSON.stringify(Object.fromEntries(last)));
  window.history.replaceState(null, "", id ? `#s=${id}` : `#p=${page + 1}`);
}, 400);

/** Do something when the address names another place. @param {(where: {page?: number, id?: string}) => void} go */
export function onAddress(go) {
  window.addEventListener("hashchange", () => {
    const where = ofHash();
    if (where) go(where);
  });
}

function ofHash() {
  const [, what, value] = /^#([sp])=([0-9a-f]+)$/.exec(window.location.hash) || [];
  if (!what) return null;
  return what === "s" ? { id: value } : { page: Number(value) - 1 };
}

function places() {
  try {
    return JSON.parse(recall(NAME)) || {};
  } catch {
    return {};
  }
}
