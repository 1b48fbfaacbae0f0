/**
 * Comments for colleagues, and what checks found in the document.
 */

import { tell } from "../shared/announce.js";
import { openDialog } from "../shared/dialog.js";
import { button, element } from "../shared/dom.js";
import { plural, short } from "../shared/dutch.js";
import { commentLines } from "./details-parts.js";

const GRAVE = { blocking: "Houdt publicatie tegen", warning: "Let op", note: "Ter informatie" };

/**
 * Leave a comment on the item, the page or the document.
 * @param {{sheet: any, cursor: any, steps: import("./steps.js").Steps}} parts
 */
export async function leaveComment({ sheet, cursor, steps }) {
  if (!steps.mayDecide()) return;
  const { item, page } = cursor;
  const about = {
    ...(item ? { item: `Dit voorstel: ${short(item.text || item.kind_text, 40)}` } : {}),
    page: `Pagina ${page + 1}`,
    document: "Het hele document",
  };
  const select = /** @type {HTMLSelectElement} */ (element("select", { class: "field", id: "comment-about" }, ...Object.entries(about).map(([value, text]) => element("option", { value, text }))));
  const field = /** @type {HTMLTextAreaElement} */ (element("textarea", { class: "field", id: "comment-text", rows: 4, maxlength: 10_000 }));
  const send = async (dialog) => {
    const text = field.value.trim();
    if (!text) return dialog.say("Schrijf een opmerking.");
    const place = { item: { suggestion: item?.id, page: item?.places[0]?.page }, page: { page }, document: {} }[select.value];
    await steps.mark("/api/comment", { text, ...place });
    return true;
  };
  const dialog = openDialog({
    name: "comment",
    title: "Opmerking voor collega's",
    body: [
      element("div", {}, element("label", { class: "field-label", for: "comment-about", text: "Over" }), select),
      element("div", {}, element("label", { class: "field-label", for: "comment-text", text: "Opmerking" }), field),
    ],
    actions: [{ text: "Plaatsen", look: "primary", run: send }],
    first: field,
  });
  if (await dialog.closed) tell("De opmerking is geplaatst.");
}

/** Show all that was found and said in a document. @param {(where: {suggestion?: string, page?: number|null}) => void} goTo */
export function showRemarks(sheet, goTo) {
  const go = (where) => (dialog.close(), goTo(where));
  const dialog = openDialog({
    name: "remarks",
    title: "Bevindingen en opmerkingen",
    wide: true,
    cancel: "Sluiten",
    body: [
      part("Bevindingen", sheet.findings, (one) => findingLine(one, go), "Er is niets bijzonders gevonden."),
      part("Opmerkingen", sheet.comments, (one) => remarkLine(one, sheet, go), "Er zijn nog geen opmerkingen."),
    ],
  });
}

/** Return "3 bevindingen, 1 opmerking". */
export function remarksText(sheet) {
  const parts = [];
  if (sheet.findings.length) parts.push(plural(sheet.findings.length, "bevinding", "bevindingen"));
  if (sheet.comments.length) parts.push(plural(sheet.comments.length, "opmerking", "opmerkingen"));
  return parts.join(", ");
}

function part(title, list, line, none) {
  const lines = list.length ? element("ul", { class: "remarks" }, ...list.map(line)) : element("p", { class: "dialog-intro", text: none });
  return element("section", {}, element("h3", { class: "part-title", text: title }), lines);
}

function findingLine(finding, go) {
  return element(
    "li",
    { class: "note", "data-severity": finding.severity },
    element("p", {}, element("strong", { text: `${GRAVE[finding.severity] || "Let op"}: ` }), finding.text),
    finding.remedy ? element("p", { text: finding.remedy }) : null,
    where(finding, go),
  );
}

function remarkLine(comment, sheet, go) {
  const item = sheet.items.get(comment.suggestion);
  const about = item ? `Bij ‘${short(item.text || item.kind_text, 60)}’` : "";
  return element("li", {}, about ? element("p", { class: "remark-about", text: about }) : null, ...commentLines([comment]), where(comment, go));
}

function where(one, go) {
  if (!one.suggestion && (one.page === null || one.page === undefined)) return null;
  return button(one.page === null || one.page === undefined ? "Ga ernaartoe" : `Naar pagina ${one.page + 1}`, () => go(one), { class: "button button-small" });
}
