/**
 * Drawing a rectangle to withhold: with the pointer, or moved and sized with the arrow keys.
 */

import { tell } from "../shared/announce.js";
import { svg } from "../shared/dom.js";
import { rect } from "./geometry.js";

const HINT = "Rechthoek: sleep over de pagina, of verplaats met pijltjes en vergroot met Shift en pijltjes. Enter kiest de grond, Esc stopt.";
/** Points that an arrow key goes. */
const STEP = 4;
const LEAST = 3;
const FIRST = [140, 40];

/** @implements {import("./modes.js").Tool} */
export class Rectangle {
  name = "rectangle";
  hint = HINT;
  #start = null;

  /**
   * @param {{viewer: any, overlay: any, bar: import("./ground-bar.js").GroundBar, steps: import("./steps.js").Steps,
   *   stop: () => void}} parts
   */
  constructor(parts) {
    this.parts = parts;
    /** On the page as it is shown. @type {import("./geometry.js").Box|null} */
    this.box = null;
  }

  down(point) {
    this.parts.bar.close();
    this.#start = point;
    this.#set([...point, ...point]);
  }

  move([x, y]) {
    if (!this.#start) return;
    const [x0, y0] = this.#start;
    this.#set([Math.min(x, x0), Math.min(y, y0), Math.max(x, x0), Math.max(y, y0)]);
  }

  up() {
    if (!this.#start) return;
    this.#start = null;
    const [x0, top, x1, bottom] = this.box;
    if (x1 - x0 < LEAST || bottom - top < LEAST) this.#set(null);
    else this.#ask();
  }

  key(event, key) {
    if (this.parts.bar.key(key)) return true;
    const [across, down] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key] || [0, 0];
    if (key !== "Enter" && !across && !down) return false;
    this.parts.bar.close();
    if (!this.box) this.#set(this.#first());
    else if (key !== "Enter") this.#shift(across * STEP, down * STEP, event.shiftKey);
    if (key === "Enter") this.#ask();
    return true;
  }

  end() {
    this.parts.bar.close();
    this.parts.overlay.tools.replaceChildren();
  }

  /** In the middle of what is in sight. */
  #first() {
    const { viewer } = this.parts;
    const place = viewer.scroller.getBoundingClientRect();
    const [x, y] = viewer.pointAt(place.left + place.width / 2, place.top + place.height / 2);
    return [x - FIRST[0] / 2, y - FIRST[1] / 2, x + FIRST[0] / 2, y + FIRST[1] / 2];
  }

  #shift(across, down, sizes) {
    const [x0, top, x1, bottom] = this.box;
    const end = [Math.max(x0 + LEAST, x1 + across), Math.max(top + LEAST, bottom + down)];
    this.#set(sizes ? [x0, top, ...end] : [x0 + across, top + down, x1 + across, bottom + down]);
    this.parts.viewer.reveal(this.box);
  }

  #set(box) {
    const { width, height } = this.parts.viewer.view;
    this.box = box && [Math.max(0, box[0]), Math.max(0, box[1]), Math.min(width, box[2]), Math.min(height, box[3])];
    const drawn = this.box ? [svg("rect", { class: "picked picked-area", ...rect(this.parts.viewer.view.backBox(this.box)) })] : [];
    this.parts.overlay.tools.replaceChildren(...drawn);
  }

  #ask() {
    const { viewer, bar, steps, stop } = this.parts;
    const area = viewer.view.backBox(this.box).map((value) => Math.round(value * 100) / 100);
    const { page } = viewer;
    bar.open(this.box[0] * viewer.scale, this.box[3] * viewer.scale + 8, {
      what: "de rechthoek",
      stop,
      chosen: (grounds) => {
        stop();
        steps.point([{ page, area }], { grounds });
      },
    });
    tell("Rechthoek getekend. Kies een grond: cijfer, Enter voor de laatst gebruikte, of Esc.", { quiet: true });
  }
}
