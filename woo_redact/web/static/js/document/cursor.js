/**
 * Where people are: the page and the item, and the ways to go on.
 */

import { isOpen } from "./sheet.js";

/** Emits "moved" (detail: `{page: boolean}`, whether another page is shown). */
export class Cursor extends EventTarget {
  page = 0;
  /** @type {import("./sheet.js").Item|null} */
  item = null;
  /** Rows of the side list, which is the order to go through. @type {import("./order.js").Row[]} */
  #rows = [];
  /** @type {Map<string, number>} */
  #places = new Map();

  /** @param {import("./sheet.js").Sheet} sheet */
  constructor(sheet) {
    super();
    this.sheet = sheet;
  }

  /** Go through these rows from now on. */
  follow(rows) {
    this.#rows = rows;
    this.#places = new Map(rows.map((row, index) => [row.key, index]));
  }

  /** @returns {number} the row of an item; -1 when it is not in the list */
  rowOf(item) {
    return item ? (this.#places.get(item.id) ?? -1) : -1;
  }

  /** Go to an item, on the page that is shown if it stands there too. */
  select(item) {
    if (!item) return this.#move(this.page, null);
    const pages = item.places.map((place) => place.page);
    return this.#move(pages.includes(this.page) ? this.page : (pages[0] ?? this.page), item);
  }

  /** Go to a page, and to what is to be done there. */
  turnTo(page) {
    if (page < 0 || page >= this.sheet.pages.length) return false;
    const here = this.sheet.on(page);
    this.#move(page, here.find(isOpen) || here[0] || null);
    return true;
  }

  /** Go to the next (1) or previous (-1) item of the list. */
  step(direction) {
    const found = this.#find(direction, () => true, false);
    if (found) this.select(found);
    return found;
  }

  /**
   * Return the next (1) or previous (-1) item of the list that is still to be done, from the current one on and then
   * from the other end.
   * @param {(item: import("./sheet.js").Item) => boolean} [isToDo]
   */
  ahead(direction, isToDo = isOpen) {
    return this.#find(direction, isToDo, true);
  }

  /** Stay at the item, or where it was, now that there are other items. */
  reloaded() {
    const item = this.item && this.sheet.items.get(this.item.id);
    const here = this.sheet.on(this.page);
    this.item = item || here.find(isOpen) || here[0] || null;
    this.page = Math.min(this.page, this.sheet.pages.length - 1);
    this.dispatchEvent(new CustomEvent("moved", { detail: { page: true } }));
  }

  #find(direction, fits, around) {
    const count = this.#rows.length;
    const from = this.#from(direction);
    for (let step = 1; step <= count; step += 1) {
      const at = from + direction * step;
      if (!around && (at < 0 || at >= count)) return null;
      const row = this.#rows[((at % count) + count) % count];
      if (!row.head && row.item !== this.item && fits(row.item)) return row.item;
    }
    return null;
  }

  /** Return the row to go on from: that of the item, else the place of the page in the list. */
  #from(direction) {
    const at = this.rowOf(this.item);
    if (at >= 0) return at;
    const after = this.#rows.findIndex((row) => !row.head && row.item.places[0]?.page >= this.page);
    const before = after < 0 ? this.#rows.length : after;
    return direction > 0 ? before - 1 : before;
  }

  #move(page, item) {
    const detail = { page: page !== this.page };
    if (!detail.page && item === this.item) return;
    this.page = page;
    this.item = item;
    this.dispatchEvent(new CustomEvent("moved", { detail }));
  }
}
