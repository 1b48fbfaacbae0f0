/**
 * What stands there instead of rows, and what there is to say of files that could not be used.
 */

import { element, find, setAttribute, setText } from "../shared/dom.js";
import { plural } from "../shared/dutch.js";
import { visible } from "./names.js";

/** @param {import("./overview.js").Overview} overview */
export function setUpStates(overview) {
  const show = () => {
    showEmpty(overview);
    document.body.dataset.loaded = String(overview.board.sequence);
  };
  overview.addEventListener("view", show);
  overview.addEventListener("board", () => (show(), showFailed(overview)));
}

function showEmpty({ board, filter, shown }) {
  const empty = find("#empty");
  setAttribute(find("#filters"), "hidden", !board.documents.length);
  setAttribute(empty, "hidden", shown.length > 0);
  setAttribute(find("#documents"), "hidden", shown.length === 0);
  if (shown.length) return;
  const [title, text] = reasonFor(board, filter);
  setText(find("[data-told=empty]", empty), title);
  setText(find("[data-told=empty-more]", empty), text);
}

function reasonFor(board, filter) {
  if (!board.documents.length) return ["Geen documenten", "In dit dossier staan nog geen documenten. Neem ze op met: woo-redact run."];
  const onlyTodo = filter.todo && !filter.mine && !filter.text;
  if (onlyTodo && !board.totals.open) return ["Alles is beoordeeld", "Er staat niets meer open."];
  if (filter.mine && filter.todo) return ["U bent klaar", "Van de documenten die u kreeg toegewezen staat niets meer open."];
  if (filter.mine) return ["Geen documenten van u", "Aan u is nog niets toegewezen."];
  if (filter.waiting) return ["Niets wacht op een tweede beoordelaar", "Een document verschijnt hier als iemand het klaar meldt."];
  return ["Geen document voldoet", "Kies een ander filter, of wis het."];
}

/** Files that could not be used, each with its message: they stand in the table too, but there is no room to say why. */
function showFailed({ board }) {
  const place = find("#failed");
  const failed = board.documents.filter((document) => document.state === "failed");
  setAttribute(place, "hidden", !failed.length);
  if (!failed.length) return;
  setText(find("summary", place), plural(failed.length, "bestand is niet bruikbaar en wordt niet gelakt", "bestanden zijn niet bruikbaar en worden niet gelakt"));
  find("ul", place).replaceChildren(
    ...failed.map(({ name, message }) =>
      element("li", { class: "failed-file" }, element("strong", { dir: "auto", text: visible(name) }), element("span", { text: message })),
    ),
  );
}
