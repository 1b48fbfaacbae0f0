/**
 * A list of which only the rows in sight are in the document, so that thousands stay fast.
 */

import { settled } from "./dom.js";

const SPARE = 6;

/**
 * @typedef {object} Rows
 * @property {(index: number) => string} key the same for as long as a row means the same
 * @property {(index: number) => number} height in rem
 * @property {(index: number) => HTMLElement} make a row
 * @property {(node: HTMLElement, index: number) => void} update make a row that is there show what holds now
 */

export class VirtualList {
  /** @type {Map<string, HTMLElement>} */
  #shown = new Map();
  #tops = [0];
  #count = 0;
  #rem = 16;
  #drawing = 0;
  /** Called with the rows that are in sight or nearly so. @type {(indexes: number[]) => void} */
  onshown = () => {};

  /**
   * @param {HTMLElement} scroller what scrolls
   * @param {HTMLElement} list what holds the rows, within it
   * @param {Rows} rows
   */
  constructor(scroller, list, rows) {
    this.scroller = scroller;
    this.list = list;
    this.rows = rows;
    list.classList.add("virtual");
    scroller.addEventListener("scroll", () => this.#soon(), { passive: true });
    new ResizeObserver(settled(() => this.#measure(), 50)).observe(scroller);
  }

  /** Show so many rows; called when there are other rows, not when what they show changed. */
  reset(count) {
    this.#count = count;
    this.#measure();
  }

  /** Show again what holds for these rows, where they are in sight. @param {Iterable<number>} indexes */
  refresh(indexes) {
    for (const index of indexes) {
      const node = this.#shown.get(this.rows.key(index));
      if (node) this.rows.update(node, index);
    }
  }

  /** Show again what holds for every row in sight. */
  refreshAll() {
    for (const node of this.#shown.values()) this.rows.update(node, Number(node.dataset.index));
  }

  /** Scroll as little as needed to bring a row in sight; return its element. */
  reveal(index) {
    const top = this.#tops[index];
    const bottom = this.#tops[index + 1];
    const { scrollTop, clientHeight } = this.scroller;
    const margin = Math.min(clientHeight / 4, 2 * (bottom - top));
    if (top - margin < scrollTop) this.scroller.scrollTop = Math.max(0, top - margin);
    else if (bottom + margin > scrollTop + clientHeight) this.scroller.scrollTop = bottom + margin - clientHeight;
    this.#draw();
    return this.#shown.get(this.rows.key(index));
  }

  #measure() {
    this.#rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    this.#tops = [0];
    for (let index = 0; index < this.#count; index += 1) {
      this.#tops.push(this.#tops[index] + this.rows.height(index) * this.#rem);
    }
    this.list.style.height = `${this.#tops[this.#count]}px`;
    for (const node of this.#shown.values()) node.remove();
    this.#shown.clear();
    this.#draw();
  }

  #soon() {
    if (!this.#drawing) this.#drawing = requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    this.#drawing = 0;
    const { scrollTop, clientHeight } = this.scroller;
    const first = Math.max(0, this.#at(scrollTop) - SPARE);
    const last = Math.min(this.#count, this.#at(scrollTop + clientHeight) + 1 + SPARE);
    this.#drop(first, last);
    for (let index = first; index < last; index += 1) this.#place(index);
    this.onshown(Array.from({ length: Math.max(0, last - first) }, (_, at) => first + at));
  }

  /** Take rows out of sight away, but not the one that has the focus. */
  #drop(first, last) {
    for (const [key, node] of this.#shown) {
      const index = Number(node.dataset.index);
      if ((index >= first && index < last) || node.contains(document.activeElement)) continue;
      node.remove();
      this.#shown.delete(key);
    }
  }

  #place(index) {
    const key = this.rows.key(index);
    if (this.#shown.has(key)) return;
    const node = this.rows.make(index);
    node.dataset.index = String(index);
    node.setAttribute("aria-setsize", String(this.#count));
    node.setAttribute("aria-posinset", String(index + 1));
    node.style.top = `${this.#tops[index]}px`;
    node.style.height = `${this.#tops[index + 1] - this.#tops[index]}px`;
    this.#shown.set(key, node);
    this.#insert(node, index);
  }

  /** In the order of the rows, which is the order in which they are read out. */
  #insert(node, index) {
    let before = this.list.lastElementChild;
    while (before && Number(before.dataset.index) > index) before = before.previousElementSibling;
    if (before) before.after(node);
    else this.list.prepend(node);
  }

  /** Return the row at a height. */
  #at(height) {
    let low = 0;
    let high = Math.max(0, this.#count - 1);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#tops[middle] <= height) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
