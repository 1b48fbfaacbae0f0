/**
 * The labels in the margin, where and as they will be printed.
 */

import { get } from "../shared/api.js";
import { settled, svg } from "../shared/dom.js";

/** Of the height of a line, as the writer has it. */
const LETTER = 0.88;

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
    this.layer.replaceChildren(...labels.map(({ texts, box }) => label(texts, view.shownBox(box), view.width)));
  }
}

/** A label stands beside a line on the side of the text, as the writer draws it. */
function label(texts, [x0, top, x1, bottom], width) {
  const height = (bottom - top) / texts.length;
  const words = texts.map((text, at) =>
    svg("text", { x: (x0 + x1) / 2, y: top + height * (at + 0.5), "font-size": height * LETTER, text }),
  );
  const x = (x0 + x1) / 2 < width / 2 ? x1 + 1.5 : x0 - 1.5;
  return svg("g", {}, svg("line", { x1: x, x2: x, y1: top - 1, y2: bottom + 1 }), ...words);
}
