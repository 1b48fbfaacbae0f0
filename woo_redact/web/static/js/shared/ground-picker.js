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
  const field = element("input", {
    type: "search", class: "field", autocomplete: "off", spellcheck: "false", "aria-label": "Zoek een grond op code of naam",
    placeholder: "Zoek op code of naam",
  });
  const list = element("ul", { class: "picker-list", "aria-label": "Gronden" });
  const picker = {
    element: element("div", { class: "picker" }, field, count, list),
    field,
    onaccept: () => {},
    get chosen() {
      return grounds.ids.filter((id) => chosen.has(id));
    },
  };
  const rows = grounds.list.map((ground) => pickerRow(grounds, ground, chosen, () => tellCount()));
  list.append(...rows.map((row) => row.element));
  const tellCount = () => {
    const names = picker.chosen.join(", ");
    count.textContent = names ? `Gekozen: ${names}` : `${plural(rows.filter((row) => row.matches).length, "grond", "gronden")}. Kies er een of meer.`;
  };
  field.addEventListener("input", () => (filter(rows, field.value), tellCount()));
  picker.element.addEventListener("keydown", (event) => pickerKey(event, rows, field, chosen, picker, tellCount));
  tellCount();
  return picker;
}

function pickerRow(grounds, ground, chosen, changed) {
  const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", value: ground.id }));
  box.checked = chosen.has(ground.id);
  box.addEventListener("change", () => {
    if (box.checked) chosen.add(ground.id);
    else chosen.delete(ground.id);
    changed();
  });
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

/** Enter takes the only one left, or accepts; arrows go through the list. */
function pickerKey(event, rows, field, chosen, picker, tellCount) {
  const open = rows.filter((row) => row.matches);
  if (event.key === "Enter") {
    event.preventDefault();
    if (event.target === field && field.value && open.length && !open[0].box.checked) {
      open[0].box.checked = true;
      chosen.add(open[0].box.value);
      tellCount();
      if (chosen.size > 1) {
        field.select();
        return;
      }
    }
    picker.onaccept();
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  const places = [field, ...open.map((row) => row.box)];
  const at = places.indexOf(/** @type {any} */ (document.activeElement)) + (event.key === "ArrowDown" ? 1 : -1);
  places[Math.max(0, Math.min(places.length - 1, at))].focus();
}
