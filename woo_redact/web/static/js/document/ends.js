/**
 * Making a suggestion longer or shorter, in two, or one with its neighbour. By words; the old is replaced in one step.
 */

import { tell } from "../shared/announce.js";
import { element, find, keyButton, svg, unseen } from "../shared/dom.js";
import { rect } from "./geometry.js";
import { putBar } from "./ground-bar.js";
import { handles } from "./handles.js";
import { boxesOf, nearest, spanOf, textOf } from "./words.js";

const HINT = "Uiteinden: pijltjes links en rechts verplaatsen het einde, met Shift het begin. Spatie splitst, + voegt samen met het volgende. Enter bewaart, Esc stopt.";

/** @implements {import("./modes.js").Tool} */
export class Ends {
  name = "ends";
  hint = HINT;
  /** @type {import("./words.js").Word[]} */
  #words = [];
  #from = 0;
  #to = 0;
  /** The word before which it is split; 0 is not. */
  #split = 0;
  #dragging = "";
  #moved = { from: false, to: false };

  /**
   * @param {import("./sheet.js").Item} item
   * @param {{viewer: any, overlay: any, sheet: import("./sheet.js").Sheet, words: import("./words.js").Words,
   *   steps: import("./steps.js").Steps, stop: () => void}} parts
   */
  constructor(item, parts) {
    Object.assign(this, { item, parts });
    this.page = parts.viewer.page;
  }

  /** Find the item among the words; tells whether that can be done. */
  async prepare() {
    const place = this.item.spans.find(([page]) => page === this.page);
    if (!place || this.item.spans.length > 1 || place[1] === place[2]) {
      tell("Van deze passage kunnen de uiteinden niet worden verplaatst. Lak zelf woorden of teken een rechthoek.");
      return false;
    }
    this.#words = await this.parts.words.of(this.page);
    this.#from = this.#words.findIndex((word) => word.end > place[1]);
    this.#to = this.#words.findLastIndex((word) => word.start < place[2]);
    this.span = place;
    return this.#from >= 0 && this.#to >= this.#from;
  }

  /** Show the ends, and the bar with what can be done. */
  begin() {
    this.bar = this.#makeBar();
    find("#stage").append(this.bar);
    this.#draw();
  }

  /** Take hold of an end with the pointer. @param {"from"|"to"} end */
  grip(end) {
    this.#dragging = end;
  }

  down(point) {
    const at = this.#nearest(point);
    if (!this.#dragging) this.#dragging = Math.abs(at - this.#from) < Math.abs(at - this.#to) ? "from" : "to";
    this.move(point);
  }

  move(point) {
    if (this.#dragging) this.#put(this.#dragging, this.#nearest(point));
  }

  up() {
    const dragged = this.#dragging;
    this.#dragging = "";
    if (dragged) this.#save();
  }

  key(event, key) {
    const across = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (across && this.#split) this.#splitAt(this.#split + across);
    else if (across) this.#put(event.shiftKey ? "from" : "to", (event.shiftKey ? this.#from : this.#to) + across);
    else if (key === " ") this.#splitAt(this.#split ? 0 : Math.ceil((this.#from + this.#to + 1) / 2));
    else if (key === "+") this.#merge();
    else if (key === "Enter") this.#save();
    else return false;
    return true;
  }

  end() {
    this.bar?.remove();
    this.parts.overlay.tools.replaceChildren();
  }

  #nearest(point) {
    return nearest(this.#words, ...this.parts.viewer.view.back(...point));
  }

  #put(end, at) {
    const from = end === "from" ? Math.max(0, Math.min(at, this.#to)) : this.#from;
    const to = end === "to" ? Math.min(this.#words.length - 1, Math.max(at, this.#from)) : this.#to;
    if (from === this.#from && to === this.#to) return;
    this.#moved = { from: this.#moved.from || from !== this.#from, to: this.#moved.to || to !== this.#to };
    [this.#from, this.#to, this.#split] = [from, to, 0];
    this.#draw();
    tell(textOf(this.#words, from, to), { quiet: true, instead: true });
  }

  #splitAt(at) {
    if (this.#to === this.#from) return tell("Een passage van één woord kan niet worden gesplitst.");
    this.#split = at && Math.max(this.#from + 1, Math.min(this.#to, at));
    this.#draw();
    if (this.#split) tell(`Gesplitst voor ${this.#words[this.#split].text || "het gekozen woord"}. Pijltjes verplaatsen de splitsing, Enter bewaart.`);
    return undefined;
  }

  /** An end that was not moved stays where it is, also within a word. */
  #placeOf(from, to) {
    const [start, end] = spanOf(this.#words, from, to);
    return [this.page, from === this.#from && !this.#moved.from ? this.span[1] : start, to === this.#to && !this.#moved.to ? this.span[2] : end];
  }

  #save() {
    const { steps, stop } = this.parts;
    const parts = this.#split ? [[this.#from, this.#split - 1], [this.#split, this.#to]] : [[this.#from, this.#to]];
    const isSame = parts.length === 1 && !this.#moved.from && !this.#moved.to;
    stop();
    if (isSame) return tell("Er is niets veranderd.");
    return steps.point(
      parts.map(([from, to]) => ({ spans: [this.#placeOf(from, to)] })),
      { replaces: [this.item.id] },
    );
  }

  #merge() {
    const { sheet, steps, stop } = this.parts;
    const after = sheet.beside(sheet.items.get(this.item.id))[1];
    if (!after || after.spans.length !== 1 || after.spans[0][1] === after.spans[0][2]) return tell("Er is geen volgend voorstel om mee samen te voegen.");
    const [, start, end] = this.span;
    const [page, from, to] = after.spans[0];
    const spans = page === this.page ? [[page, Math.min(start, from), Math.max(end, to)]] : [this.span, after.spans[0]];
    stop();
    tell("Samengevoegd met het volgende voorstel, met de tekst ertussen.");
    return steps.point([{ spans }], { replaces: [this.item.id, after.id] });
  }

  #draw() {
    const { overlay, viewer } = this.parts;
    const pieces = this.#split ? [[this.#from, this.#split - 1], [this.#split, this.#to]] : [[this.#from, this.#to]];
    const boxes = pieces.map(([from, to]) => boxesOf(this.#words, from, to));
    const drawn = boxes.flat().map((box) => svg("rect", { class: "picked", ...rect(box) }));
    overlay.tools.replaceChildren(...drawn, ...handles(boxes.flat()));
    const [x0, , , bottom] = viewer.view.shownBox(boxes.flat().at(-1));
    putBar(this.bar, x0 * viewer.scale, bottom * viewer.scale + 12);
  }

  #makeBar() {
    const move = (sign, name, end, by) => {
      const onclick = () => this.#put(end, (end === "from" ? this.#from : this.#to) + by);
      return element("button", { type: "button", class: "button button-small", onclick }, element("span", { "aria-hidden": "true", text: sign }), unseen(name));
    };
    return element(
      "div",
      { class: "ground-bar", role: "group", "aria-label": "Uiteinden verplaatsen" },
      element(
        "div",
        { class: "ground-bar-more" },
        element("span", { text: "Begin" }),
        move("←", "Begin een woord naar voren", "from", -1),
        move("→", "Begin een woord naar achteren", "from", 1),
        element("span", { text: "Einde" }),
        move("←", "Einde een woord naar voren", "to", -1),
        move("→", "Einde een woord naar achteren", "to", 1),
      ),
      element(
        "div",
        { class: "ground-bar-more" },
        keyButton("Bewaren", "Enter", () => this.#save(), { class: "button button-small button-primary" }),
        keyButton("Splitsen", "Spatie", () => this.#splitAt(this.#split ? 0 : Math.ceil((this.#from + this.#to + 1) / 2)), { class: "button button-small" }),
        keyButton("Met volgende samen", "+", () => this.#merge(), { class: "button button-small" }),
        keyButton("Stoppen", "Esc", () => this.parts.stop(), { class: "button button-small" }),
      ),
    );
  }
}
