/**
 * Steps on the documents that are chosen.
 */

import { settleWarning, tell, warn } from "../shared/announce.js";
import { find, setAttribute, setText } from "../shared/dom.js";
import { plural } from "../shared/dutch.js";
import { each, openAssigning } from "./assigning.js";

const NOT_DONE = "not-done";

/** @param {HTMLElement} bar @param {import("./overview.js").Overview} overview @param {import("./steps.js").Steps} steps */
export function setUpChosen(bar, overview, steps) {
  const all = find("#choose-all");
  const told = find("[data-told=chosen]", bar);
  const show = () => {
    const count = overview.chosen.size;
    const usable = overview.usable;
    const shown = usable.filter((row) => overview.chosen.has(row.document.id)).length;
    const hidden = count - shown;
    all.checked = shown > 0 && shown === usable.length;
    all.indeterminate = shown > 0 && shown < usable.length;
    setAttribute(bar, "hidden", !count);
    setText(told, `${plural(count, "document", "documenten")} gekozen${hidden ? `, waarvan ${hidden} nu niet in beeld` : ""}`);
  };
  all.addEventListener("click", () => overview.choose(overview.usable.map((row) => row.document.id), all.checked));
  find("[data-step=assign]", bar).addEventListener("click", () => openAssigning(overview.chosenRows, overview, steps));
  find("[data-step=done]", bar).addEventListener("click", () => markDone(overview, steps, told).then(show));
  find("[data-step=unchoose]", bar).addEventListener("click", () => {
    overview.choose([...overview.chosen], false);
    all.focus();
  });
  for (const name of ["board", "view", "chosen"]) overview.addEventListener(name, show);
  overview.addEventListener("board", () => {
    // Who only looks has nothing to choose for.
    setAttribute(all, "hidden", !overview.mayDecide);
  });
}

/** Mark what is decided as done; what still has open suggestions is told, not marked. */
async function markDone(overview, steps, told) {
  const rows = overview.chosenRows.filter((row) => !row.document.done);
  const ready = rows.filter((row) => row.stage === "decided");
  settleWarning(NOT_DONE);
  const faults = await each(ready, told, (row) => steps.take("/api/documents", { document: row.document.id, done: true }));
  const left = rows.length - ready.length;
  overview.choose(ready.map((row) => row.document.id), false);
  if (ready.length > faults.length) tell(`Klaar gemeld: ${plural(ready.length - faults.length, "document", "documenten")}.`);
  if (left) warn(`${plural(left, "document heeft", "documenten hebben")} nog open voorstellen en ${left === 1 ? "is" : "zijn"} niet klaar gemeld.`, { kind: NOT_DONE });
  if (faults.length) warn(faults[0].message, { kind: NOT_DONE, detail: faults[0].remedy });
}
