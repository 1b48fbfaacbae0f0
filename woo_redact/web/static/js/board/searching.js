/**
 * Finding words in the whole dossier, and withholding every place where they stand.
 */

import { Fault, post } from "../shared/api.js";
import { openDialog } from "../shared/dialog.js";
import { button, element, setAttribute, setText, settled } from "../shared/dom.js";
import { number } from "../shared/dutch.js";
import { inAll, passageList } from "../shared/passage-list.js";
import { outcomeLine } from "./outcome.js";
import { withholdAll } from "./withholding.js";

/** Milliseconds after the last letter, and so many letters, before it seeks by itself. */
const TYPING = 350;
const SHORTEST = 3;

/** Words that were sought last on this page, so that coming back to them takes no typing. */
let last = "";

/** @param {import("./overview.js").Overview} overview @param {import("./steps.js").Steps} steps */
export function openSearch(overview, steps) {
  const field = /** @type {HTMLInputElement} */ (
    element("input", { type: "text", role: "searchbox", class: "field", id: "words", autocomplete: "off", spellcheck: "false", maxlength: 500, placeholder: "Woorden of een deel van een naam, nummer, adres" })
  );
  const told = element("p", { class: "found-count", role: "status" });
  const list = element("div", { class: "found" });
  const all = button("Alles lakken…", () => withhold(), { class: "button button-primary", "data-step": "withhold" });
  const search = new Search(overview, { told, list, all });
  const withhold = () => withholdAll(overview, steps, search.words, search.hits);
  const again = () => search.find(field.value);
  const soon = settled(() => search.find(field.value, SHORTEST), TYPING);
  field.value = last;
  field.addEventListener("input", soon);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    search.find(field.value);
  });
  const head = element("div", { class: "found-head" }, told, overview.mayDecide ? all : null);
  const line = outcomeLine(steps);
  const dialog = openDialog({
    name: "search",
    title: "Zoeken in het dossier",
    wide: true,
    cancel: "Sluiten",
    body: [element("label", { class: "unseen", for: "words", text: "Zoek in alle documenten naar" }), field, head, line.element, list],
    first: field,
  });
  line.during(dialog);
  steps.addEventListener("stored", again);
  dialog.closed.then(() => steps.removeEventListener("stored", again));
  field.select();
  search.find(field.value);
}

class Search {
  words = "";
  /** @type {any[]} */
  hits = [];
  #asked = 0;

  constructor(overview, { told, list, all }) {
    Object.assign(this, { overview, told, list, all });
    this.#show("");
  }

  /** Find words; an answer that others were asked for in the meantime is not shown. */
  async find(typed, shortest = 1) {
    const words = typed.trim();
    const asked = (this.#asked += 1);
    if (words.length < shortest) return this.#found("", []);
    last = words;
    this.#show("Zoeken…");
    try {
      const { hits } = await post("/api/search", { words });
      if (asked === this.#asked) this.#found(words, hits);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      if (asked === this.#asked) this.#show(error.text);
    }
  }

  #found(words, hits) {
    this.words = words;
    this.hits = hits;
    const left = hits.filter((hit) => !hit.withheld).length;
    const before = left ? `, waarvan ${number(hits.length - left)} al gelakt` : ", alle al gelakt";
    const told = hits.length ? `${inAll(hits)}${left < hits.length ? before : ""}` : "Niets gevonden.";
    this.#show(words ? told : "", left);
    this.list.replaceChildren(...(hits.length ? [passageList(hits, { open: goTo, label: "Gevonden passages" })] : []));
  }

  #show(text, left = 0) {
    setText(this.told, text);
    setAttribute(this.all, "hidden", !left);
  }
}

/** Go to the page where a passage stands. */
export function goTo({ document, page, id }) {
  location.assign(`/document/${document}${id ? `#s=${id}` : `#p=${page + 1}`}`);
}
