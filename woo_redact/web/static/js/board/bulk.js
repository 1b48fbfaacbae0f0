/**
 * Deciding on many suggestions in one step: all of a level, of a rule, or of a person.
 */

import { Fault, get } from "../shared/api.js";
import { openDialog } from "../shared/dialog.js";
import { button, element, find, setAttribute, setText } from "../shared/dom.js";
import { folded, LEVELS, number, plural } from "../shared/dutch.js";
import { groundPicker } from "../shared/ground-picker.js";
import { inAll, passageList } from "../shared/passage-list.js";
import { visible } from "./names.js";
import { outcomeLine } from "./outcome.js";
import { goTo } from "./searching.js";
import { toldWithin } from "./steps.js";
import { reasonField } from "./withholding.js";

const KINDS = { level: "Niveau", rule: "Regel", person: "Persoon" };
const NONE = "Geen open voorstellen. Wat een beoordelaar al besliste, verandert hier niet.";

/**
 * Ask what to decide on.
 * @param {import("./overview.js").Overview} overview
 * @param {import("./steps.js").Steps} steps
 */
export async function openBulk(overview, steps) {
  const only = overview.chosenRows.length === 1 ? overview.chosenRows[0] : null;
  const scope = only ? scopeField(only) : null;
  const chosen = () => (scope ? find("select", scope).value : "");
  const places = Object.fromEntries(Object.keys(KINDS).map((by) => [by, element("ul", { class: "kinds" })]));
  const field = element("input", { type: "text", role: "searchbox", class: "field", autocomplete: "off", "aria-label": "Zoek een regel of persoon", placeholder: "Zoek een regel of persoon" });
  const told = element("p", { class: "found-count", role: "status", text: "Laden…" });
  const line = outcomeLine(steps);
  const dialog = openDialog({
    name: "bulk",
    title: "Per groep beslissen",
    wide: true,
    cancel: "Sluiten",
    body: [
      element("p", { class: "dialog-intro", text: "Kies een groep open voorstellen. U ziet eerst wat het raakt; daarna is het één stap, die u in één keer kunt terugnemen." }),
      scope,
      line.element,
      field,
      told,
      ...Object.entries(KINDS).map(([by, text]) => element("section", { class: "kinds-part", "data-part": by }, element("h3", { text }), places[by])),
    ].filter(Boolean),
    first: field,
  });
  const pick = async (by, choice) => {
    dialog.say("");
    try {
      await openSelection(overview, steps, { by, ...choice, document: chosen() });
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      dialog.say(error.text);
    }
  };
  const show = async () => {
    const choices = await choicesOf(overview, chosen(), dialog);
    const held = document.activeElement?.closest(".kind");
    for (const by of Object.keys(KINDS)) places[by].replaceChildren(...choices[by].map((choice) => choiceRow(by, choice, pick)));
    filter(dialog.element, field.value);
    // The one that had the focus was made anew, or has nothing open any more.
    if (held) (sameChoice(places, held) || field).focus();
    setText(told, choices.level.some((choice) => choice.open) ? "" : NONE);
  };
  field.addEventListener("input", () => filter(dialog.element, field.value));
  scope?.addEventListener("change", show);
  overview.addEventListener("board", show);
  dialog.closed.then(() => overview.removeEventListener("board", show));
  line.during(dialog);
  await show();
}

/** Return what there is to choose from, each with how many suggestions nobody decided. */
async function choicesOf(overview, document, dialog) {
  const rows = overview.rows.filter((row) => row.document.id && (!document || row.document.id === document));
  const level = Object.keys(LEVELS).map((value) => {
    const open = rows.reduce((sum, row) => sum + row.document.open[value], 0);
    return { value, text: `${value} (${LEVELS[value]})`, open };
  });
  try {
    const { rules, persons } = await get(`/api/choices?document=${document}`);
    return { level, rule: rules, person: persons };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    dialog.say(error.text);
    return { level, rule: [], person: [] };
  }
}

/** Show what a choice touches, and decide on it. */
async function openSelection(overview, steps, { by, value, text, document }) {
  const expect = overview.board.sequence;
  const query = new URLSearchParams({ by, value, document });
  const found = await get(`/api/select?${query}`);
  // No person decided on any of them: what policy did is no state to show.
  const items = found.items.map((item) => ({ ...item, verdict: "" }));
  const picker = groundPicker(overview.grounds, []);
  const reason = reasonField();
  const decide = (verdict) => (dialog) => toldWithin(dialog, async () => {
    const given = verdict === "approved" ? { grounds: picker.chosen, reason: reason.field.value.trim() } : {};
    const body = { ids: [...new Set(items.map((item) => item.id))], verdict, expect, ...given };
    await steps.take("/api/decide", body, () => `${verdict === "approved" ? "Gelakt" : "Blijft leesbaar"}: ${inAll(items)}.`);
    return true;
  });
  const many = plural(items.length, "passage", "passages");
  const actions = [
    { text: `Lak ${many}`, key: "a", look: "primary", run: decide("approved") },
    { text: `Laat ${many} leesbaar`, key: "r", run: decide("rejected") },
  ];
  openDialog({
    name: "selection",
    title: `${by === "person" ? "" : `${KINDS[by]} `}${visible(text)}: ${inAll(items)}`,
    wide: true,
    body: [
      items.length ? element("details", { class: "touched" }, element("summary", { text: "Andere gronden of een motivering" }), picker.element, reason.element) : null,
      items.length ? passageList(items, { open: goTo, label: "Wat dit raakt" }) : element("p", { text: NONE }),
    ].filter(Boolean),
    actions: items.length ? actions : [],
    cancel: items.length ? "Annuleren" : "Sluiten",
  });
}

function choiceRow(by, choice, pick) {
  const { value, text, open } = choice;
  const shown = visible(text);
  const count = open === 1 ? "1 open" : `${number(open)} open`;
  const node = button("", () => pick(by, choice), { class: "kind", "data-by": by, "data-value": value, "data-words": folded(text) });
  node.append(element("span", { class: "cut", title: shown, text: shown }), element("span", { class: "kind-count number", text: count }));
  setAttribute(node, "disabled", !open);
  return element("li", {}, node);
}

function sameChoice(places, { dataset: { by, value } }) {
  return [...places[by].querySelectorAll(".kind:enabled")].find((node) => node.dataset.value === value);
}

function scopeField({ document, name }) {
  const list = element("select", { class: "field", id: "bulk-scope" }, element("option", { value: "", text: "het hele dossier" }), element("option", { value: document.id, text: name }));
  return element("div", { class: "scope" }, element("label", { class: "field-label", for: "bulk-scope", text: "In" }), list);
}

function filter(dialog, typed) {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  for (const node of dialog.querySelectorAll(".kind")) {
    setAttribute(node.parentElement, "hidden", !words.every((word) => node.dataset.words.includes(word)));
  }
  for (const part of dialog.querySelectorAll(".kinds-part")) setAttribute(part, "hidden", !part.querySelector("li:not([hidden])"));
}
