/**
 * Everything about the item that people are at.
 */

import { element, find, setAttribute } from "../shared/dom.js";
import { LEVELS, verdictText } from "../shared/dutch.js";
import { swatch } from "../shared/grounds.js";
import { alikeLines, commentLines, contextOf, historyOf, noteLines, reasonOf, section } from "./details-parts.js";

/** People who go through the list fast do not ask for each item they pass. */
const SETTLE = 70;

export class Details {
  #timer = 0;
  #shown = "";

  /**
   * @param {import("./sheet.js").Sheet} sheet
   * @param {import("./known.js").Known} known
   * @param {import("../shared/grounds.js").Grounds} grounds
   * @param {import("../shared/keys.js").Keys} keys
   */
  constructor(sheet, known, grounds, keys) {
    Object.assign(this, { sheet, known, grounds, keys });
    this.body = find("#details-body");
    this.head = find("#details-head");
    this.more = element("div", { class: "details-more" });
  }

  /** Show an item, or that there is none. @param {import("./sheet.js").Item|null} item */
  show(item) {
    clearTimeout(this.#timer);
    if (!item) {
      this.#shown = "";
      this.head.replaceChildren();
      this.body.replaceChildren(this.#nothing());
      return;
    }
    const isOther = this.#shown !== item.id;
    this.#shown = item.id;
    this.head.replaceChildren(...this.#headOf(item));
    if (isOther) {
      this.more.replaceChildren(element("p", { class: "context", text: item.text }));
      this.body.replaceChildren(this.more);
      this.body.scrollTop = 0;
    }
    setAttribute(this.body, "aria-busy", "true");
    this.#timer = setTimeout(() => this.#fill(item), SETTLE);
  }

  async #fill(item) {
    try {
      const told = await this.known.of(item.id);
      if (this.#shown === item.id) this.#put(item, told);
    } catch (fault) {
      if (this.#shown === item.id) this.more.replaceChildren(element("p", { class: "details-fault", text: fault.text || "De toelichting is er nu niet." }));
    }
    if (this.#shown === item.id) setAttribute(this.body, "aria-busy", null);
  }

  #put(item, told) {
    const { keys } = this;
    const comments = this.sheet.comments.filter((comment) => comment.suggestion === item.id);
    this.more.replaceChildren(
      ...[
        contextOf(item, told),
        section("Waarom", element("p", { text: told.why })),
        ...noteLines(told.notes),
        item.reason ? reasonOf(item.reason, keys) : null,
        alikeLines(item, told, keys),
        comments.length ? section("Opmerkingen", ...commentLines(comments)) : null,
        told.history.length ? historyOf(told.history, this.grounds) : null,
      ].filter(Boolean),
    );
    this.body.dataset.item = item.id;
  }

  #headOf(item) {
    const state = verdictText(item.verdict, item.by);
    const who = item.by === "person" && item.reviewer ? ` · door ${item.reviewer}` : "";
    const level = item.own ? "Zelf aangewezen" : `Niveau ${item.level}: ${LEVELS[item.level]}`;
    return [
      element(
        "div",
        { class: "details-title" },
        element("h2", { class: "details-kind", text: item.kind_text }),
        element("span", { class: "state", "data-verdict": item.verdict, "data-by": item.by, text: state }),
      ),
      element("p", { class: "details-line" }, `Pagina ${(item.places[0]?.page ?? 0) + 1} · ${level}${who}`),
      element(
        "ul",
        { class: "details-grounds", "aria-label": "Gronden" },
        ...item.grounds.map((id) => element("li", { class: "ground-mark", title: this.grounds.name(id) }, swatch(this.grounds, id), element("span", { class: "cut", text: this.grounds.name(id) }))),
      ),
    ];
  }

  #nothing() {
    const empty = this.sheet.list.length ? "Op deze pagina is niets voorgesteld." : "In dit document is niets voorgesteld.";
    const { keys } = this;
    const how = `Wijs zelf woorden aan (${keys.shown("words")}) of teken een rechthoek (${keys.shown("rectangle")}). Is er niets te lakken, markeer de pagina dan als klaar (${keys.shown("page_done")}).`;
    return element("div", { class: "details-empty" }, element("h2", { class: "details-kind", text: "Geen voorstel gekozen" }), element("p", { text: empty }), element("p", { text: how }));
  }
}
