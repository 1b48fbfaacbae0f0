/**
 * The palette: choosing one or more grounds, found by code or name.
 */

import { element, find, setAttribute } from "./dom.js";
import { openDialog } from "./dialog.js";
import { folded, plural } from "./dutch.js";
import { swatch } from "./grounds.js";

const WEIGHING = { absolute: "absolute grond", relative: "relatieve grond" };

/**
 * Ask for grounds.
 * @param {import("./grounds.js").Grounds} grounds
 * @param {{title?: string, chosen?: string[], intro?: string, accept?: string,
 *   run?: (ids: string[]) => any}} [given] `run` does something with the choice before the dialog closes
 * @returns {Promise<string[]|null>} ids in the order of the profile; `null` when people left it
 */
export function pickGrounds(grounds, given = {}) {
  const picker = groundPicker(grounds, given.chosen || []);
  const accept = async (dialog) => {
    if (!picker.chosen.length) return dialog.say("Kies een grond.");
    if (given.run) await given.run(picker.chosen);
    return picker.chosen;
  };
  const dialog = openDialog({
    name: "grounds",
    title: given.title || "Gronden kiezen",
    body: [given.intro ? element("p", { class: "dialog-intro", text: given.intro }) : null, picker.element].filter(Boolean),
    actions: [{ text: given.accept || "Lakken", look: "primary", run: accept }],
    first: picker.field,
  });
  picker.onaccept = () => find(".button-primary", dialog.element).click();
  return dialog.closed;
}

/**
 * A field to search with and a list to choose from, to be part of a dialog.
 * @param {import("./grounds.js").Grounds} grounds
 * @param {string[]} before ids that are chosen to begin with
 */
export function groundPicker(grounds, before) {
  const chosen = new Set(before);
  const count = element("p", { class: "picker-count", role: "status" });
  const field = /** @type {HTMLInputElement} */ (
    element("input", {
      // Of the type "search", Escape would empty the field and not leave the dialog.
      type: "text",
      role: "searchbox",
      class: "field",
      autocomplete: "off",
      spellcheck: "false",
      "aria-label": "Zoek een grond op code of naam",
      placeholder: "Zoek op code of naam",
    })
  );
  const rows = grounds.list.map((ground) => pickerRow(grounds, ground));
  const show = () => {
    for (const { box } of rows) box.checked = chosen.has(box.value);
    count.textContent = picker.chosen.length
      ? `Gekozen: ${picker.chosen.join(", ")}`
      : `${plural(rows.filter((row) => row.matches).length, "grond", "gronden")}. Enter kiest de bovenste, Shift+Enter kiest er meer.`;
  };
  const picker = {
    element: element("div", { class: "picker" }, field, count, element("ul", { class: "picker-list", "aria-label": "Gronden" }, ...rows.map((row) => row.element))),
    field,
    onaccept: () => {},
    get chosen() {
      return grounds.ids.filter((id) => chosen.has(id));
    },
    /** Choose a ground, instead of the others or along with them. */
    take(id, along) {
      if (!along) chosen.clear();
      chosen.add(id);
      field.value = "";
      filter(rows, "");
      show();
    },
  };
  for (const { box } of rows) {
    box.addEventListener("change", () => (chosen[box.checked ? "add" : "delete"](box.value), show()));
  }
  field.addEventListener("input", () => (filter(rows, field.value), show()));
  picker.element.addEventListener("keydown", (event) => pickerKey(event, rows, picker));
  show();
  return picker;
}

function pickerRow(grounds, ground) {
  const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", value: ground.id }));
  const title = ground.title === ground.short ? "" : ground.title;
  const detail = [title, WEIGHING[ground.weighing] || ""].filter(Boolean).join(" · ");
  const label = element(
    "label",
    { class: "picker-row" },
    box,
    swatch(grounds, ground.id),
    element("span", { class: "picker-code", text: ground.id }),
    element("span", { class: "picker-name" }, ground.short, element("span", { class: "picker-detail", text: detail })),
    ground.key ? element("kbd", { class: "key", title: `Toets ${ground.key}`, text: ground.key }) : null,
  );
  const words = folded(`${ground.id} ${ground.short} ${ground.title}`);
  return { element: element("li", {}, label), box, words, matches: true };
}

function filter(rows, typed) {
  const wanted = folded(typed).split(/\s+/).filter(Boolean);
  for (const row of rows) {
    row.matches = wanted.every((word) => row.words.includes(word));
    setAttribute(row.element, "hidden", !row.matches);
  }
}

/** Enter takes the first that fits what is typed, Shift+Enter takes it along with others; arrows go through the list. */
function pickerKey(event, rows, picker) {
  const open = rows.filter((row) => row.matches);
  if (event.key === "Enter") {
    event.preventDefault();
    const found = picker.field.value.trim() && event.target === picker.field ? open[0] : null;
    if (found) picker.take(found.box.value, event.shiftKey);
    if (!event.shiftKey) picker.onaccept();
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  const places = [picker.field, ...open.map((row) => row.box)];
  const at = places.indexOf(/** @type {any} */ (document.activeElement)) + (event.key === "ArrowDown" ? 1 : -1);
  places[Math.max(0, Math.min(places.length - 1, at))].focus();
}
