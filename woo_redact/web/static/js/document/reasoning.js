/**
 * The reasoning of a passage: from a text block of its ground, changed as people want. The server refuses one that tells
 * what is withheld.
 */

import { tell } from "../shared/announce.js";
import { openDialog } from "../shared/dialog.js";
import { element } from "../shared/dom.js";
import { short } from "../shared/dutch.js";

const BLANK = /\[[^[\]]+\]/;

/**
 * @param {import("./sheet.js").Item} item
 * @param {{known: import("./known.js").Known, steps: import("./steps.js").Steps, grounds: any}} parts
 * @returns {Promise<boolean>} whether it was given
 */
export async function giveReasoning(item, { known, steps, grounds }) {
  const field = /** @type {HTMLTextAreaElement} */ (element("textarea", { class: "field", id: "reasoning", rows: 6, maxlength: 10_000 }));
  field.value = item.reason;
  const blocks = element("ul", { class: "blocks", "aria-label": "Tekstblokken" }, element("li", { text: "Tekstblokken worden opgehaald…" }));
  known.of(item.id).then(
    (told) => blocks.replaceChildren(...blockButtons(told.reason_texts, field)),
    () => blocks.replaceChildren(element("li", { text: "De tekstblokken zijn er nu niet." })),
  );
  const store = async (dialog) => {
    const reason = field.value.trim();
    const blank = BLANK.exec(reason);
    if (!reason) return dialog.say("Schrijf een motivering, of kies een tekstblok.");
    if (blank) {
      field.focus();
      field.setSelectionRange(field.value.indexOf(blank[0]), field.value.indexOf(blank[0]) + blank[0].length);
      return dialog.say(`Vul nog in: ${blank[0].slice(1, -1)}.`);
    }
    await steps.decide([item.id], "approved", { grounds: item.grounds, reason, wait: true });
    return true;
  };
  const dialog = openDialog({
    name: "reasoning",
    title: "Motivering",
    wide: true,
    body: [
      element("p", { class: "dialog-intro", text: `${item.kind_text} ‘${short(item.text, 80)}’ wordt gelakt onder ${item.grounds.map((id) => grounds.name(id)).join(" en ")}. Noem in de motivering niet wat er staat.` }),
      element("div", {}, element("h3", { class: "part-title", text: "Tekstblokken" }), blocks),
      element("div", {}, element("label", { class: "field-label", for: "reasoning", text: "Motivering" }), field),
    ],
    actions: [{ text: "Lakken met deze motivering", look: "primary", run: store }],
    first: field,
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey) dialog.element.querySelector(".button-primary").click();
  });
  const given = Boolean(await dialog.closed);
  if (given) tell("Gelakt met een motivering.");
  return given;
}

/** A block is put in the place of what was selected, and its first blank is selected. */
function blockButtons(texts, field) {
  if (!texts.length) return [element("li", { text: "Voor deze grond zijn er geen tekstblokken." })];
  return texts.map((text) =>
    element(
      "li",
      {},
      element("button", {
        type: "button",
        class: "block",
        text,
        onclick: () => {
          field.value = field.value.trim() ? `${field.value.trim()} ${text}` : text;
          field.focus();
          const blank = BLANK.exec(field.value);
          if (blank) field.setSelectionRange(blank.index, blank.index + blank[0].length);
        },
      }),
    ),
  );
}
