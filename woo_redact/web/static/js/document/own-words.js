/**
 * Pointing out words to withhold: dragging over the text, or with the arrow keys.
 */

import { tell } from "../shared/announce.js";
import { svg } from "../shared/dom.js";
import { plural } from "../shared/dutch.js";
import { around, rect } from "./geometry.js";
import { boxesOf, nearest, otherLine, spanOf, textOf } from "./words.js";

const HINT = "Woorden aanwijzen: sleep over de tekst, of pijltjes om te gaan en Shift met pijltjes om te kiezen. Enter kiest de grond, Esc stopt.";

/** @implements {import("./modes.js").Tool} */
export class OwnWords {
  name = "words";
  hint = HINT;
  /** @type {import("./words.js").Word[]} */
  #words = [];
  #anchor = 0;
  #at = 0;
  #dragging = false;
  #chosen = false;

  /**
   * @param {{viewer: any, overlay: any, words: import("./words.js").Words, bar: import("./ground-bar.js").GroundBar,
   *   steps: import("./steps.js").Steps, stop: () => void}} parts
   */
  constructor(parts) {
    this.parts = parts;
    this.page = parts.viewer.page;
  }

  /** Read the words of the page; tells whether there are any. @param {import("./geometry.js").Box} [near] where to begin */
  async prepare(near) {
    this.#words = await this.parts.words.of(this.page);
    if (!this.#words.length) {
      tell("Op deze pagina staan geen woorden om aan te wijzen. Teken een rechthoek.");
      return false;
    }
    const [x, y] = near ? [near[0] + 1, (near[1] + near[3]) / 2] : [0, 0];
    this.#at = this.#anchor = Math.max(0, near ? nearest(this.#words, x, y) : 0);
    return true;
  }

  /** Show where the cursor is, for those who go by keys. */
  begin() {
    this.#draw();
  }

  down(point) {
    this.#at = this.#anchor = this.#nearest(point);
    this.#dragging = true;
    this.#chosen = true;
    this.parts.bar.close();
    this.#draw();
  }

  move(point) {
    if (!this.#dragging) return;
    const at = this.#nearest(point);
    if (at === this.#at) return;
    this.#at = at;
    this.#draw();
  }

  up() {
    if (!this.#dragging) return;
    this.#dragging = false;
    this.#ask();
  }

  key(event, key) {
    if (this.parts.bar.key(key)) return true;
    if (key === "Enter") {
      this.#chosen = true;
      this.#ask();
      return true;
    }
    const to = this.#target(key);
    if (to === null) return false;
    this.#at = to;
    this.#chosen = event.shiftKey;
    if (!event.shiftKey) this.#anchor = to;
    this.parts.bar.close();
    this.#draw();
    tell(textOf(this.#words, this.#from, this.#to), { quiet: true, instead: true });
    return true;
  }

  end() {
    this.parts.bar.close();
    this.parts.overlay.tools.replaceChildren();
  }

  get #from() {
    return Math.min(this.#anchor, this.#at);
  }

  get #to() {
    return Math.max(this.#anchor, this.#at);
  }

  #target(key) {
    const last = this.#words.length - 1;
    const { line } = this.#words[this.#at];
    const targets = {
      ArrowRight: () => Math.min(last, this.#at + 1),
      ArrowLeft: () => Math.max(0, this.#at - 1),
      ArrowDown: () => otherLine(this.#words, this.#at, 1),
      ArrowUp: () => otherLine(this.#words, this.#at, -1),
      Home: () => this.#words.findIndex((word) => word.line === line),
      End: () => this.#words.findLastIndex((word) => word.line === line),
    };
    return targets[key]?.() ?? null;
  }

  #nearest(point) {
    return nearest(this.#words, ...this.parts.viewer.view.back(...point));
  }

  #draw() {
    const boxes = boxesOf(this.#words, this.#from, this.#to);
    const look = this.#chosen ? "picked" : "picked picked-cursor";
    this.parts.overlay.tools.replaceChildren(...boxes.map((box) => svg("rect", { class: look, ...rect(box) })));
    this.parts.viewer.reveal(this.parts.viewer.view.shownBox(this.#words[this.#at].box));
  }

  #ask() {
    const { viewer, bar, steps, stop } = this.parts;
    const boxes = boxesOf(this.#words, this.#from, this.#to).map((box) => viewer.view.shownBox(box));
    const [x0, , , bottom] = around(boxes);
    const count = this.#to - this.#from + 1;
    const span = [this.page, ...spanOf(this.#words, this.#from, this.#to)];
    bar.open(x0 * viewer.scale, bottom * viewer.scale + 8, {
      what: plural(count, "woord", "woorden"),
      stop,
      chosen: (grounds) => {
        stop();
        steps.point([{ spans: [span] }], { grounds });
      },
    });
    this.#draw();
    tell(`${plural(count, "woord", "woorden")} gekozen. Kies een grond: cijfer, Enter voor de laatst gebruikte, of Esc.`, { quiet: true });
  }
}
