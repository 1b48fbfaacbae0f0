/**
 * Giving documents to a reviewer.
 */

import { Fault } from "../shared/api.js";
import { openDialog } from "../shared/dialog.js";
import { element, find, setText } from "../shared/dom.js";
import { number, plural } from "../shared/dutch.js";
import { tell } from "../shared/announce.js";
import { visible } from "./names.js";

const LONGEST_NAME = 80;

/**
 * Ask who gets these documents.
 * @param {import("./rows.js").Row[]} rows
 * @param {import("./overview.js").Overview} overview
 * @param {import("./steps.js").Steps} steps
 */
export function openAssigning(rows, overview, steps) {
  const now = new Set(rows.map((row) => row.document.assigned));
  const before = now.size === 1 ? [...now][0] : null;
  const other = /** @type {HTMLInputElement} */ (element("input", { class: "field", maxlength: LONGEST_NAME, autocomplete: "off", "aria-label": "Naam van iemand anders" }));
  const people = overview.board.people.filter((person) => person.role !== "reader");
  const choices = [
    ...people.map((person) => choice(person.name, `${visible(person.name)}${person.name === overview.me.name ? " (u)" : ""}`, `heeft ${plural(person.assigned, "document", "documenten")}`, before)),
    choice("", "Niemand", "", before),
    choice("", "Iemand anders:", "", null, other),
  ];
  const otherBox = find("input[type=radio]", choices.at(-1));
  const list = element("fieldset", { class: "choices" }, element("legend", { class: "unseen", text: "Beoordelaar" }), ...choices);
  other.addEventListener("input", () => (otherBox.checked = true));
  const told = element("p", { class: "dialog-intro", role: "status" });
  const act = async (dialog) => {
    const name = otherBox.checked ? other.value.trim() : list.querySelector("input:checked")?.value;
    if (name === undefined || (otherBox.checked && !name)) return dialog.say("Kies wie het document krijgt.");
    const changing = rows.filter((row) => row.document.assigned !== name);
    const faults = await each(changing, told, (row) => steps.take("/api/assign", { document: row.document.id, reviewer: name }));
    if (faults.length) throw faults[0];
    overview.choose(rows.map((row) => row.document.id), false);
    tell(name ? `${plural(changing.length, "document", "documenten")} toegewezen aan ${visible(name)}.` : `${plural(changing.length, "document is", "documenten zijn")} van niemand meer.`);
    return true;
  };
  openDialog({
    name: "assign",
    title: rows.length === 1 ? "Document toewijzen" : `${plural(rows.length, "document", "documenten")} toewijzen`,
    body: [rows.length === 1 ? element("p", { class: "dialog-intro cut", title: rows[0].name, text: rows[0].name }) : null, list, told].filter(Boolean),
    actions: [{ text: "Toewijzen", look: "primary", run: act }],
    first: list.querySelector("input:checked") || list.querySelector("input"),
  });
}

/**
 * Take a step for each row, telling how far it is.
 * @returns {Promise<Fault[]>} what went wrong; what follows is done nevertheless
 */
export async function each(rows, told, step) {
  const faults = [];
  for (const [index, row] of rows.entries()) {
    if (rows.length > 1) setText(told, `${number(index + 1)} van ${number(rows.length)}`);
    try {
      await step(row);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      faults.push(error);
    }
  }
  return faults;
}

function choice(value, text, detail, before, field = null) {
  const box = /** @type {HTMLInputElement} */ (element("input", { type: "radio", name: "assignee", value }));
  box.checked = value === before;
  const label = element("label", { class: "choice-name" }, box, element("span", { class: "cut", title: text, text }));
  return element("div", { class: "choice" }, label, detail ? element("span", { class: "choice-detail", text: detail }) : null, field);
}
