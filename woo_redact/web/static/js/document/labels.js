/**
 * The labels in the margin, where and as they will be printed.
 */

import { get } from "../shared/api.js";
import { settled, svg } from "../shared/dom.js";
import { rect } from "./geometry.js";

/** Of the height of a line. */
const LETTER = 0.74;

export class Labels {
  /** @type {Map<number, {texts: string[], box: import("./geometry.js").Box}[]>} */
  #known = new Map();
  #asked = null;

  /**
   * @param {import("./sheet.js").Sheet} sheet
   * @param {import("./viewer.js").Viewer} viewer
   * @param {SVGElement} layer
   */
  constructor(sheet, viewer, layer) {
    Object.assign(this, { sheet, viewer, layer });
    this.ask = settled(() => this.#ask(), 120);
  }

  /** Draw the labels of the page that is shown, and ask for them as they are now. */
  draw() {
    this.#draw(this.#known.get(this.viewer.page) || []);
    this.ask();
  }

  /** Other labels hold on these pages now. @param {Iterable<import("./sheet.js").Item>} items */
  changed(items) {
    for (const item of items) {
      for (const { page } of item.places) {
        if (page === this.viewer.page) this.ask();
        else this.#known.delete(page);
      }
    }
  }

  async #ask() {
    const { page } = this.viewer;
    this.#asked?.abort();
    this.#asked = new AbortController();
    try {
      const { labels } = await get(`/api/documents/${this.sheet.id}/pages/${page}/labels`, this.#asked.signal);
      this.#known.set(page, labels);
      if (page === this.viewer.page) this.#draw(labels);
    } catch {
      // They come with the next change or page; what is withheld does not hang on them.
    }
  }

  #draw(labels) {
    const { view } = this.viewer;
    this.layer.replaceChildren(...labels.map(({ texts, box }) => label(texts, view.shownBox(box))));
  }
}

function label(texts, box) {
  const [x0, top, x1, bottom] = box;
  const line = (bottom - top) / texts.length;
  const size = Math.min(line * LETTER, 9);
  const words = texts.map((text, at) =>
    svg("text", { x: (x0 + x1) / 2, y: top + line * (at + 0.5), "font-size": size, text }),
  );
  return svg("g", {}, svg("rect", rect(box)), ...words);
}
