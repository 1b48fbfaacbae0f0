/**
 * What the server tells of single items, fetched when people come to them and kept until it changes.
 */

import { get } from "../shared/api.js";

const KEPT = 200;

export class Known {
  /** @type {Map<string, Promise<any>>} */
  #asked = new Map();

  /** @param {import("./sheet.js").Sheet} sheet */
  constructor(sheet) {
    this.sheet = sheet;
  }

  /** @returns {Promise<any>} the details of an item */
  of(id) {
    if (!this.#asked.has(id)) {
      const asked = get(`/api/documents/${this.sheet.id}/items/${id}`);
      this.#asked.set(id, asked);
      asked.catch(() => this.#asked.delete(id));
      if (this.#asked.size > KEPT) this.#asked.delete(this.#asked.keys().next().value);
    }
    return this.#asked.get(id);
  }

  /** Other things hold for these items now. @param {Iterable<string>} ids */
  forget(ids) {
    for (const id of ids) this.#asked.delete(id);
  }

  /** What is told of items hangs on the others as well. */
  forgetAll() {
    this.#asked.clear();
  }
}
