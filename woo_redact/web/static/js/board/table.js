/**
 * The table of documents: which rows it shows, what is marked in it, and the keys that go through it.
 */

import { setAttribute } from "../shared/dom.js";
import { documentRow, duplicateRow } from "./row.js";
import { VirtualRows } from "./virtual.js";

/** Rows are counted from 1, after the head. */
const HEAD = 1;

/** @typedef {{key: string, row: import("./rows.js").Row, duplicate: string|null}} Item */

export class DocumentTable {
  /**
   * @param {HTMLElement} grid
   * @param {HTMLElement} body
   * @param {import("./overview.js").Overview} overview
   * @param {{assign: (row: import("./rows.js").Row) => void}} steps
   */
  constructor(grid, body, overview, steps) {
    this.grid = grid;
    this.overview = overview;
    this.lastChosen = "";
    const own = { ...steps, choose: (row, event) => this.#choose(row, event), unfold: (row) => this.unfold(row) };
    this.rows = new VirtualRows(body, {
      keyOf: (item) => item.key,
      versionOf: (item) => this.#version(item),
      make: (item) => (item.duplicate === null ? documentRow(item.row, overview, own) : duplicateRow(item.duplicate, item.row)),
      painted: (items) => this.#dress(items),
    });
    body.addEventListener("focusin", (event) => this.#focused(event));
    overview.addEventListener("board", () => this.show());
    overview.addEventListener("view", () => this.show());
    overview.addEventListener("chosen", () => this.rows.paint());
  }

  show() {
    const items = this.overview.shown.flatMap((row) => this.#items(row));
    setAttribute(this.grid, "aria-rowcount", items.length + HEAD);
    this.rows.set(items);
  }

  /** Go to the row of a key, or if that is not shown to the first; return whether there was one. */
  goTo(key, control = "name") {
    const item = this.rows.items[Math.max(0, this.rows.indexOf(key))];
    if (!item) return false;
    this.overview.current = item.key;
    this.overview.keep();
    const element = this.rows.reveal(item.key);
    element.scrollIntoView({ block: "nearest" });
    (element.querySelector(`[data-control="${control}"]`) || element.querySelector("[data-control]")).focus({ preventScroll: true });
    return true;
  }

  /** Go so many rows down, or up when negative; from nowhere to the current row. */
  move(by) {
    const at = this.rows.indexOf(this.overview.current);
    if (!this.hasFocus || at < 0) return this.goTo(this.overview.current);
    const to = Math.max(0, Math.min(this.rows.items.length - 1, at + by));
    return this.goTo(this.rows.items[to].key, document.activeElement.dataset.control);
  }

  /** Go to the next control of the current row, or the one before it. */
  moveWithin(by) {
    if (!this.hasFocus) return false;
    const controls = [...document.activeElement.closest("tr").querySelectorAll("[data-control]")];
    controls[Math.max(0, Math.min(controls.length - 1, controls.indexOf(document.activeElement) + by))].focus();
    return true;
  }

  get hasFocus() {
    return this.rows.body.contains(document.activeElement);
  }

  /** The row that people are at, of a document or of a file that is the same as one. */
  get current() {
    return this.rows.items[this.rows.indexOf(this.overview.current)]?.row || null;
  }

  unfold(row) {
    if (row.document.duplicates.length) this.overview.unfold(row.key, !this.overview.unfolded.has(row.key));
  }

  /** Choose the current row, or no longer. */
  toggle() {
    const id = this.current?.document.id;
    if (!this.hasFocus || !id) return false;
    this.overview.choose([id], !this.overview.chosen.has(id));
    this.lastChosen = this.current.key;
    return true;
  }

  #items(row) {
    const own = { key: row.key, row, duplicate: null };
    if (!this.overview.unfolded.has(row.key)) return [own];
    return [own, ...row.document.duplicates.map((duplicate, index) => ({ key: `${row.key}+${index}`, row, duplicate }))];
  }

  #version({ row, duplicate }) {
    if (duplicate !== null) return duplicate;
    row.version ??= `${row.stage} ${JSON.stringify(row.document)}`;
    return `${this.overview.unfolded.has(row.key)} ${row.version}`;
  }

  /** What changes without another row: which is current, which are chosen. */
  #dress(items) {
    const current = this.rows.items[Math.max(0, this.rows.indexOf(this.overview.current))]?.key;
    for (const { item, element, index } of items) {
      setAttribute(element, "aria-rowindex", index + 1 + HEAD);
      setAttribute(element, "data-current", item.key === current);
      for (const control of element.querySelectorAll("[data-control]")) setAttribute(control, "tabindex", item.key === current ? 0 : -1);
      const box = element.querySelector("input[data-control=choose]");
      if (box) box.checked = this.overview.chosen.has(item.row.document.id);
      setAttribute(element, "aria-selected", box && String(box.checked));
    }
  }

  /** With Shift: all from the one that was chosen last. */
  #choose(row, event) {
    const chosen = event.target.checked;
    const from = event.shiftKey ? this.rows.indexOf(this.lastChosen) : -1;
    const to = this.rows.indexOf(row.key);
    const between = from < 0 ? [{ row }] : this.rows.items.slice(Math.min(from, to), Math.max(from, to) + 1);
    this.lastChosen = row.key;
    this.overview.choose(between.map((item) => item.row.document.id).filter(Boolean), chosen);
  }

  #focused(event) {
    const key = this.rows.keyAt(event.target);
    if (key === null || key === this.overview.current) return;
    this.overview.current = key;
    this.overview.keep();
    this.rows.reveal(key);
  }
}
