/**
 * The head of the page: the dossier, how far it is, and where to go on.
 */

import { find, setAttribute, setText } from "../shared/dom.js";
import { number, plural } from "../shared/dutch.js";
import { visible } from "./names.js";
import { nextWork } from "./work.js";

/** @param {HTMLElement} place @param {import("./overview.js").Overview} overview */
export function setUpSummary(place, overview) {
  const show = () => (showTotals(place, overview), showNext(place, overview));
  overview.addEventListener("board", show);
  overview.addEventListener("view", () => showNext(place, overview));
}

function showTotals(place, { board }) {
  const { totals, second_review: second } = board;
  const all = totals.open + totals.decided;
  const share = all ? totals.decided / all : 1;
  const percent = Math.floor(100 * share);
  const told = all ? `${number(totals.decided)} van ${plural(all, "voorstel", "voorstellen")} beslist` : "Geen voorstellen";
  document.title = `${visible(board.dossier)} – beoordelen`;
  setText(find("[data-told=dossier]", place), visible(board.dossier));
  setAttribute(find("[data-told=dossier]", place), "title", visible(board.dossier));
  setText(find("[data-told=profile]", place), board.profile);
  setText(find("[data-told=decided]", place), told);
  setText(find("[data-told=percent]", place), all ? `${percent}%` : "");
  setText(find("[data-told=done]", place), totals.documents ? `${number(totals.done)} van ${plural(totals.documents, "document", "documenten")} klaar` : "");
  setText(find("[data-told=confirmed]", place), second && totals.documents ? `${number(totals.confirmed)} bevestigd` : "");
  const bar = find("[role=progressbar]", place);
  setAttribute(bar, "aria-valuenow", percent);
  setAttribute(bar, "aria-valuetext", told);
  bar.firstElementChild.style.width = `${100 * share}%`;
  setAttribute(bar, "hidden", !all);
}

/** What is shown comes before what a filter leaves out. */
function showNext(place, { board, shown, rows, me }) {
  const next = nextWork(shown, me) || nextWork(rows, me);
  const link = find("[data-step=continue]", place);
  setAttribute(link, "hidden", !next);
  if (next) {
    setAttribute(link, "href", `/document/${next.row.document.id}`);
    setAttribute(link, "title", next.row.name);
    setText(link, next.text);
  }
  setText(find("[data-told=advice]", place), next ? "" : advice(board));
}

function advice({ documents, totals, second_review: second }) {
  if (!documents.length || totals.open) return "";
  const usable = documents.filter((document) => document.id);
  const left = usable.filter((document) => !document.done).length;
  const unconfirmed = usable.filter((document) => !document.confirmed).length;
  if (left) return `Alles is beslist. Nog ${plural(left, "document", "documenten")} klaar te melden.`;
  if (second && unconfirmed) return `Alles is klaar. Nog ${plural(unconfirmed, "document", "documenten")} te bevestigen door een ander.`;
  return "Alles is beoordeeld. Schrijf de gelakte PDF's met: woo-redact export.";
}
