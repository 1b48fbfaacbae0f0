/**
 * What stands in the cells of a document.
 */

import { element } from "../shared/dom.js";
import { moment, number, plural } from "../shared/dutch.js";
import { swatch } from "../shared/grounds.js";
import { HELD_BACK } from "./filters.js";
import { icon } from "./icons.js";
import { visible } from "./names.js";
import { STAGES } from "./stages.js";

/** So many grounds fit in a cell. */
const GROUNDS_SHOWN = 4;

/** @typedef {import("./rows.js").Row} Row @typedef {import("../shared/grounds.js").Grounds} Grounds */

/** Return where people are with a document, and how far. @param {Row} row */
export function stageCell(row) {
  const { approved, rejected, by_policy: policy, pages, pages_done: done } = row.document;
  const decided = approved + rejected;
  const pagesDone = done > 0 && done < pages ? `${number(done)} van ${plural(pages, "pagina", "pagina's")} klaar` : "";
  const told = [`${number(decided)} van ${plural(decided + row.open, "voorstel", "voorstellen")} beslist`, policy ? `${number(policy)} gelakt volgens beleid` : "", pagesDone];
  const bar = element("span", { class: "meter", "aria-hidden": "true" }, element("span", { class: "meter-done" }));
  bar.firstElementChild.style.width = `${Math.round((100 * decided) / Math.max(1, decided + row.open))}%`;
  return [
    element("span", { class: "stage", "data-stage": row.stage, text: STAGES[row.stage].text }),
    !row.document.id ? null : element("span", { class: "meter-place", title: told.filter(Boolean).join("; ") }, bar),
  ];
}

/** Return a number; nothing stands out when there is nothing. */
export function amountCell(amount) {
  return [element("span", { class: amount ? "amount" : "amount amount-none", text: number(amount) })];
}

/** Return the grounds of a document with their counts. @param {Row} row @param {Grounds} grounds */
export function groundsCell(row, grounds) {
  const fits = row.grounds.length > GROUNDS_SHOWN ? GROUNDS_SHOWN - 1 : GROUNDS_SHOWN;
  const chips = row.grounds.slice(0, fits).map(([id, count]) =>
    element(
      "span",
      { class: "chip", title: `${grounds.name(id)}: ${number(count)}`, "data-ground": id },
      swatch(grounds, id),
      element("span", { text: id }),
      element("span", { class: "chip-count", text: `${number(count)}` }),
    ),
  );
  const rest = row.grounds.slice(fits);
  if (!rest.length) return chips;
  const told = rest.map(([id, count]) => `${grounds.name(id)}: ${number(count)}`).join("\n");
  return [...chips, element("span", { class: "chip chip-more", title: told, text: `+${rest.length}` })];
}

/** Return how much there is to heed; what holds a package back is told apart. @param {Row} row */
export function findingsCell(row) {
  const { findings, blocking } = row.document;
  const others = findings - blocking;
  return [
    blocking ? counted("flag flag-blocking", "blocking", blocking, plural(blocking, "bevinding houdt publicatie tegen", "bevindingen houden publicatie tegen")) : null,
    others > 0 ? counted("flag flag-warning", "warning", others, plural(others, "waarschuwing", "waarschuwingen")) : null,
  ];
}

/** Return who is done with a document and who confirmed that. @param {Row} row */
export function doneCell(row) {
  const { done, confirmed } = row.document;
  return [done && signed("done", "klaar", done), confirmed && signed("confirmed", "bevestigd", confirmed)];
}

/** Return what there is to tell beneath a name. @param {Row} row */
export function remarks(row) {
  const { state, state_text: text, message, comments } = row.document;
  return [
    comments ? counted("remark remark-whole", "notes", comments, plural(comments, "opmerking", "opmerkingen")) : null,
    state === HELD_BACK ? element("span", { class: "remark remark-care cut", title: message, text: message ? `${text}: ${message}` : text }) : null,
    row.folder ? element("span", { class: "remark cut", dir: "auto", title: row.folder, text: row.folder }) : null,
  ];
}

/** Return a number beside a drawing, which the text says in full. */
function counted(look, name, amount, text) {
  return element(
    "span",
    { class: look, title: text },
    icon(name),
    element("span", { "aria-hidden": "true", text: number(amount) }),
    element("span", { class: "unseen", text }),
  );
}

function signed(name, what, { reviewer, at }) {
  const when = moment(at);
  return element(
    "span",
    { class: "signed cut", title: `${what}: ${visible(reviewer)}${when ? `, ${when}` : ""}` },
    icon(name),
    element("span", { class: "unseen", text: `${what}: ` }),
    visible(reviewer),
  );
}
