/**
 * Withholding every place where words stand, as one step: under which grounds, why, and what it touches.
 */

import { openDialog } from "../shared/dialog.js";
import { element } from "../shared/dom.js";
import { plural } from "../shared/dutch.js";
import { groundPicker } from "../shared/ground-picker.js";
import { inAll, passageList } from "../shared/passage-list.js";
import { toldWithin } from "./steps.js";

/**
 * Ask for grounds and a reasoning, and withhold.
 * @param {import("./overview.js").Overview} overview
 * @param {import("./steps.js").Steps} steps
 * @param {string} words
 * @param {any[]} hits what was found for them
 */
export function withholdAll(overview, steps, words, hits) {
  const touched = hits.filter((hit) => !hit.withheld);
  const expect = overview.board.sequence;
  const picker = groundPicker(overview.grounds, []);
  const reason = reasonField();
  const act = async (dialog) => {
    if (!picker.chosen.length) return dialog.say("Kies een grond.");
    const body = { words, grounds: picker.chosen, reason: reason.field.value.trim(), expect };
    return toldWithin(dialog, async () => {
      await steps.take("/api/withhold", body, (answer) => done(answer, touched.length));
      return true;
    });
  };
  const dialog = openDialog({
    name: "withhold",
    title: `Alles lakken: ${inAll(touched)}`,
    wide: true,
    body: [
      picker.element,
      reason.element,
      element(
        "details",
        { class: "touched", open: touched.length <= 12 },
        element("summary", { text: `Wat dit raakt: ${inAll(touched)}` }),
        passageList(touched, { label: "Wat dit raakt" }),
      ),
      element("p", { class: "dialog-intro", text: "Het is één stap, die u in één keer kunt terugnemen." }),
    ],
    actions: [{ text: `Lak ${plural(touched.length, "passage", "passages")}`, look: "primary", run: act }],
    first: picker.field,
  });
  picker.onaccept = () => dialog.element.querySelector(".button-primary").click();
}

/** Return a field for a reasoning. */
export function reasonField() {
  const field = /** @type {HTMLTextAreaElement} */ (
    element("textarea", { class: "field field-reason", id: "reason", maxlength: 10_000, rows: 2, spellcheck: "true" })
  );
  const label = element("label", { class: "field-label", for: "reason", text: "Motivering (niet verplicht; noem niet wat u lakt)" });
  return { field, element: element("div", {}, label, field) };
}

function done({ hits, before }, expected) {
  const withheld = hits - before;
  const more = withheld === expected ? "" : " Dat zijn er andere dan in de lijst: intussen is er iets gewijzigd.";
  return `Gelakt: ${plural(withheld, "passage", "passages")}.${more}`;
}
