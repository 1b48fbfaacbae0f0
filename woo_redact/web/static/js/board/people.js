/**
 * Who works on the dossier, how far they are, and what holds for all of them.
 */

import { Fault } from "../shared/api.js";
import { openDialog } from "../shared/dialog.js";
import { button, element } from "../shared/dom.js";
import { number, ROLES } from "../shared/dutch.js";
import { openInviting } from "./inviting.js";
import { visible } from "./names.js";
import { outcomeLine } from "./outcome.js";
import { warnOf } from "./steps.js";

/** Decisions that hold; documents that somebody has, is done with, and confirmed. */
const COUNTS = { decided: "Beslist", assigned: "Kreeg", done: "Klaar", confirmed: "Bevestigd" };

/** @param {import("./overview.js").Overview} overview @param {import("./steps.js").Steps} steps */
export function openPeople(overview, steps) {
  const place = element("div", { class: "people-place" });
  const show = () => place.replaceChildren(peopleTable(overview.board));
  show();
  overview.addEventListener("board", show);
  const line = outcomeLine(steps);
  const dialog = openDialog({
    name: "people",
    title: "Mensen en voortgang",
    wide: true,
    cancel: "Sluiten",
    body: [
      place,
      overview.isOwner ? button("Collega uitnodigen…", () => openInviting(), { class: "button people-invite", "data-step": "invite" }) : null,
      overview.isOwner ? settings(overview, steps) : told(overview.board),
      line.element,
    ].filter(Boolean),
  });
  line.during(dialog);
  dialog.closed.then(() => overview.removeEventListener("board", show));
}

function peopleTable({ people, me, second_review: second }) {
  const counts = Object.keys(COUNTS).filter((name) => second || name !== "confirmed");
  const most = Math.max(1, ...people.map((person) => person.decided));
  const head = element("tr", {}, element("th", { scope: "col", text: "Naam" }), ...counts.map((name) => element("th", { scope: "col", class: "number", text: COUNTS[name] })));
  const rows = people.map((person) => {
    const name = `${visible(person.name)}${person.name === me.name ? " (u)" : ""}`;
    const bar = element("span", { class: "meter-done" });
    bar.style.width = `${Math.round((100 * person.decided) / most)}%`;
    return element(
      "tr",
      { "data-person": person.name },
      element(
        "th",
        { scope: "row" },
        element("span", { class: "people-name cut", dir: "auto", title: name, text: name }),
        element("span", { class: "people-role", text: ROLES[person.role] || "nu niet aangemeld" }),
        element("span", { class: "meter", "aria-hidden": "true" }, bar),
      ),
      ...counts.map((count) => element("td", { class: "number", "data-count": count, text: number(person[count]) })),
    );
  });
  return element("table", { class: "people" }, element("caption", { class: "unseen", text: "Voortgang per persoon" }), element("thead", {}, head), element("tbody", {}, ...rows));
}

function told({ second_review: second, sample_share: share }) {
  const text = second ? `Een tweede beoordelaar bevestigt elk document, met een steekproef van ${share}%.` : "Documenten worden niet door een tweede beoordelaar bevestigd.";
  return element("p", { class: "dialog-intro", text });
}

/** Four eyes, for the owner. */
function settings({ board }, steps) {
  const asked = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", id: "second-review" }));
  const share = /** @type {HTMLInputElement} */ (element("input", { type: "number", class: "field field-share number", id: "sample-share", min: 0, max: 100, step: 1, value: board.sample_share, "aria-describedby": "sample-share-help" }));
  asked.checked = board.second_review;
  share.disabled = !asked.checked;
  asked.addEventListener("change", () => {
    share.disabled = !asked.checked;
    store(steps, { second_review: asked.checked }, asked.checked ? "Elk document vraagt nu om een tweede beoordelaar." : "Een tweede beoordelaar is niet meer nodig.");
  });
  share.addEventListener("change", () => {
    const percent = Math.max(0, Math.min(100, Math.round(share.valueAsNumber || 0)));
    share.value = String(percent);
    store(steps, { sample_share: percent }, `Steekproef: ${percent}%.`);
  });
  return element(
    "fieldset",
    { class: "settings" },
    element("legend", { text: "Vier ogen" }),
    element("label", { class: "check", for: "second-review" }, asked, element("span", { text: "Een tweede persoon bevestigt elk document" })),
    element("div", { class: "share" }, element("label", { for: "sample-share", text: "Steekproef" }), share, element("span", { text: "%" })),
    element("p", { class: "dialog-intro", id: "sample-share-help", text: "De tweede persoon krijgt alles te zien wat anders is beslist dan voorgesteld, en dit deel van de rest." }),
  );
}

async function store(steps, body, text) {
  try {
    await steps.take("/api/settings", body, text, { undoable: false });
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    warnOf(error);
  }
}
