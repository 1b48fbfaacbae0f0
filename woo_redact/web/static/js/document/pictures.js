/**
 * Pictures of pages, fetched ahead and kept decoded in memory, since the server forbids the browser to store them.
 */

import { picture } from "../shared/api.js";

const AT_ONCE = 2;

/**
 * @typedef {object} Kept
 * @property {HTMLImageElement} image decoded
 */

export class Pictures {
  /** @type {Map<string, HTMLImageElement>} */
  #kept = new Map();
  /** @type {Map<string, AbortController>} */
  #under = new Map();
  /** @type {string[]} */
  #wanted = [];
  /** @type {Map<string, number>} */
  #failed = new Map();

  /**
   * @param {number} most pictures kept
   * @param {(path: string, image: HTMLImageElement|null, fault: any) => void} arrived called for each that was wanted
   */
  constructor(most, arrived) {
    this.most = most;
    this.arrived = arrived;
  }

  /** @returns {HTMLImageElement|undefined} a picture that is there */
  get(path) {
    const image = this.#kept.get(path);
    if (image) {
      // Used last, thrown away last.
      this.#kept.delete(path);
      this.#kept.set(path, image);
    }
    return image;
  }

  /** Fetch these, in this order, and nothing else any more. @param {string[]} paths */
  want(paths) {
    this.#wanted = [...new Set(paths)];
    for (const [path, under] of this.#under) {
      if (!this.#wanted.includes(path)) under.abort();
    }
    this.#next();
  }

  /** Forget pictures, which will be other ones now. @param {(path: string) => boolean} fits */
  forget(fits) {
    for (const path of [...this.#kept.keys()].filter(fits)) this.#drop(path);
  }

  #next() {
    for (const path of this.#wanted) {
      if (this.#under.size >= AT_ONCE) return;
      if (!this.#kept.has(path) && !this.#under.has(path) && (this.#failed.get(path) || 0) < Date.now()) this.#fetch(path);
    }
  }

  async #fetch(path) {
    const under = new AbortController();
    this.#under.set(path, under);
    let image = null;
    let fault = null;
    try {
      image = await decoded(await picture(path, under.signal));
      this.#keep(path, image);
    } catch (error) {
      fault = error;
      if (!under.signal.aborted) this.#retryLater(path);
    }
    if (this.#under.get(path) === under) this.#under.delete(path);
    if (!under.signal.aborted && this.#wanted.includes(path)) this.arrived(path, image, fault);
    this.#next();
  }

  #retryLater(path) {
    this.#failed.set(path, Date.now() + 2_000);
    setTimeout(() => this.#next(), 2_100);
  }

  #keep(path, image) {
    this.#kept.set(path, image);
    for (const old of this.#kept.keys()) {
      if (this.#kept.size <= this.most) return;
      if (!this.#wanted.includes(old)) this.#drop(old);
    }
  }

  #drop(path) {
    const image = this.#kept.get(path);
    this.#kept.delete(path);
    // One that is shown stays until it is taken out of the page.
    if (image && !image.isConnected) URL.revokeObjectURL(image.src);
  }
}

async function decoded(blob) {
  const image = new Image();
  image.src = URL.createObjectURL(blob);
  await image.decode();
  return image;
}
