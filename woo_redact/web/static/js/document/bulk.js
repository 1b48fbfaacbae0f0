/**
 * Deciding on many passages in one step, after seeing what the step touches.
 */

import { get } from "../shared/api.js";
import { tell } from "../shared/announce.js";
import { openDialog } from "../shared/dialog.js";
import { element, keyButton } from "../shared/dom.js";
import { LEVELS, plural, short } from "../shared/dutch.js";
import { pickGrounds } from "../shared/ground-picker.js";
import { inAll, passageList } from "../shared/passage-list.js";
import { isOpen } from "./sheet.js";

/** @typedef {import("../shared/passage-list.js").Listed} Listed */

export class Bulk {
  /**
   * @param {{sheet: import("./sheet.js").Sheet, steps: import("./steps.js").Steps, grounds: any, keys: any,
   *   goTo: (item: Listed) => void, decided: () => void}} parts
   */
  constructor(parts) {
    this.parts = parts;
  }

  /** All passages with the same text and ground as an item. */
  identical(item) {
    const { id } = this.parts.sheet;
    const load = (scope) => get(`/api/documents/${id}/items/${item.id}/alike?scope=${scope}`);
    return this.#ask({
      name: "identical",
      title: `Alle gelijke: ‘${short(item.text || item.kind_text, 60)}’`,
      scopes: { document: "In dit document", dossier: "In het hele dossier" },
      load,
      grounds: item.grounds,
    });
  }

  /** All mentions of the person whom an item names. */
  person(item) {
    if (item.person === null) return tell("Van deze passage is niet zeker wie het is.");
    const { id } = this.parts.sheet;
    return this.#ask({
      name: "person",
      title: `Alle vermeldingen: ${short(item.person_name, 60) || `persoon ${item.person}`}`,
      intro: "Alle vermeldingen van deze persoon in het dossier, in één stap.",
      scopes: { person: "In het hele dossier" },
      load: () => get(`/api/documents/${id}/items/${item.id}/alike?scope=person`),
      grounds: item.grounds,
    });
  }

  /** What stands under one head of the list. @param {import("./sheet.js").Item[]} items */
  group(items, text) {
    const { sheet } = this.parts;
    const open = items.filter(isOpen);
    const listed = (open.length ? open : items).map((item) => ({
      document: sheet.id,
      name: sheet.name,
      page: item.places[0]?.page ?? 0,
      id: item.id,
      before: "",
      text: item.text,
      after: "",
      verdict: item.verdict,
    }));
    return this.#ask({
      name: "group",
      title: `Alles onder ‘${short(text, 60)}’`,
      intro: open.length && open.length < items.length ? `Alleen wat nog open is: ${open.length} van ${items.length}.` : "",
      scopes: { document: "In dit document" },
      load: async () => ({ items: listed }),
      grounds: [],
    });
  }

  /** A whole level or rule. */
  choose(item) {
    const rules = [...new Set(this.parts.sheet.list.flatMap((one) => one.rules))].sort();
    const select = element(
      "select",
      { class: "field", id: "bulk-what" },
      ...Object.entries(LEVELS).map(([level, text]) => element("option", { value: `level ${level}`, text: `Niveau ${level}: ${text}` })),
      ...rules.map((rule) => element("option", { value: `rule ${rule}`, text: `Regel ${rule}` })),
    );
    if (item?.rules[0]) select.value = `rule ${item.rules[0]}`;
    const chosen = () => select.value.split(/ (.*)/s);
    return this.#ask({
      name: "select",
      title: "Meer tegelijk: een niveau of een regel",
      intro: "Alles wat hiervan nog open is, in één stap.",
      before: element("div", {}, element("label", { class: "field-label", for: "bulk-what", text: "Wat" }), select),
      changes: select,
      scopes: { document: "In dit document", dossier: "In het hele dossier" },
      load: (scope) => {
        const [by, value] = chosen();
        const within = scope === "document" ? this.parts.sheet.id : "";
        return get(`/api/select?by=${by}&value=${encodeURIComponent(value)}&document=${within}`);
      },
      grounds: [],
    });
  }

  /** Show what a step touches, and take it. */
  async #ask(given) {
    const { grounds, keys, steps, goTo, decided } = this.parts;
    if (!steps.mayDecide()) return;
    const touched = new Touched(given, (item) => (dialog.close(), goTo(item)));
    const decide = (verdict, under) => {
      if (!touched.ids.length) return undefined;
      steps.decide(touched.ids, verdict, { grounds: under });
      tell(`${verdict === "approved" ? "Gelakt" : "Blijft leesbaar"}: ${plural(touched.ids.length, "passage", "passages")}. ${keys.shown("undo")} neemt het terug.`);
      return "decided";
    };
    const another = async () => {
      const ids = await pickGrounds(grounds, { title: "Alles lakken onder", chosen: given.grounds });
      return ids ? decide("approved", ids) : undefined;
    };
    const dialog = openDialog({
      name: given.name,
      title: given.title,
      wide: true,
      body: [given.intro ? element("p", { class: "dialog-intro", text: given.intro }) : null, given.before, touched.element].filter(Boolean),
      actions: [
        { text: "Alles lakken", key: keys.shown("approve"), look: "primary", run: () => decide("approved", []) },
        { text: "Alles blijft leesbaar", key: keys.shown("reject"), run: () => decide("rejected", []) },
        { text: "Andere grond…", key: keys.shown("palette"), run: another },
      ],
    });
    touched.load();
    if ((await dialog.closed) === "decided") decided();
  }
}

/** What a step touches, as far as people want it to reach. */
class Touched {
  /** @type {string[]} */
  ids = [];
  #scope;
  #asked = 0;

  constructor(given, goTo) {
    Object.assign(this, { given, goTo });
    const scopes = Object.keys(given.scopes);
    this.#scope = scopes[0];
    this.count = element("p", { class: "touched-count", role: "status" });
    this.place = element("div", { class: "touched-list" });
    const choice = scopes.length > 1 ? element("div", { class: "scopes", role: "radiogroup", "aria-label": "Waar" }, ...scopes.map((scope) => this.#radio(scope))) : null;
    this.element = element("div", { class: "touched" }, choice, this.count, this.place);
    given.changes?.addEventListener("change", () => this.load());
  }

  async load() {
    const asked = (this.#asked += 1);
    this.ids = [];
    this.count.textContent = "Wordt opgezocht…";
    this.place.replaceChildren();
    try {
      const { items } = await this.given.load(this.#scope);
      if (asked !== this.#asked) return;
      this.ids = items.map((item) => item.id);
      this.count.textContent = items.length ? `Deze stap raakt ${inAll(items)}.` : "Er is niets dat deze stap raakt.";
      this.place.replaceChildren(passageList(items, { open: this.goTo, label: "Wat deze stap raakt" }));
    } catch (fault) {
      if (asked === this.#asked) this.count.textContent = fault.text || "Kan nu niet worden opgezocht.";
    }
  }

  #radio(scope) {
    const radio = element("input", { type: "radio", name: "scope", value: scope });
    radio.checked = scope === this.#scope;
    radio.addEventListener("change", () => ((this.#scope = scope), this.load()));
    return element("label", { class: "check" }, radio, element("span", { text: this.given.scopes[scope] }));
  }
}

/** Return a button that opens the choice of a level or rule. */
export function bulkButton(run) {
  return keyButton("Meer tegelijk…", "", run, { class: "button button-small" });
}
