/**
 * Answers of the server that are asked for once and kept: the last so many.
 */

import { get } from "./api.js";

/** @template Key, Answer */
export class Kept {
  /** @type {Map<Key, Promise<Answer>>} */
  #asked = new Map();

  /**
   * @param {number} most answers kept
   * @param {(key: Key) => string} address where the answer is asked for
   * @param {(answer: any) => Answer} [read]
   */
  constructor(most, address, read = (answer) => answer) {
    Object.assign(this, { most, address, read });
  }

  /** @param {Key} key @returns {Promise<Answer>} */
  of(key) {
    if (!this.#asked.has(key)) {
      const asked = get(this.address(key)).then(this.read);
      this.#asked.set(key, asked);
      asked.catch(() => this.#asked.delete(key));
      if (this.#asked.size > this.most) this.#asked.delete(this.#asked.keys().next().value);
    }
    return this.#asked.get(key);
  }

  /** Other things hold for these now. @param {Iterable<Key>} keys */
  forget(keys) {
    for (const key of keys) this.#asked.delete(key);
  }

  forgetAll() {
    this.#asked.clear();
  }
}
