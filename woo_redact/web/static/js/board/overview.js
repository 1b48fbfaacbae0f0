/**
 * What the start page knows: the board, which rows are shown in which order, and which are chosen.
 */

import { get } from "../shared/api.js";
import { Grounds } from "../shared/grounds.js";
import { filtered, NO_FILTER } from "./filters.js";
import { keep, recalled } from "./remembered.js";
import { rowsOf, sorted } from "./rows.js";

/** Emits "board" when there is another board, "view" when other rows are shown, "chosen" when others are chosen. */
export class Overview extends EventTarget {
  board = null;
  /** @type {Grounds} */
  grounds = new Grounds([]);
  /** @type {import("./rows.js").Row[]} all of them, in the order of the dossier */
  rows = [];
  /** @type {import("./rows.js").Row[]} those that are shown, in their order */
  shown = [];
  /** Keys of rows whose duplicates are unfolded. */
  unfolded = new Set();
  /** Ids of documents that are chosen for a step on several. */
  chosen = new Set();

  constructor() {
    super();
    const { filter, sort, current, scroll } = recalled();
    this.filter = filter;
    this.sort = sort;
    this.current = current;
    this.scroll = scroll;
  }

  get me() {
    return this.board.me;
  }

  get mayDecide() {
    return this.board.me.role !== "reader";
  }

  get isOwner() {
    return this.board.me.role === "owner";
  }

  /** Ask for the board. @returns {Promise<void>} rejects with a `Fault` */
  async load() {
    const board = await get("/api/board");
    // An answer that took longer than a later one tells nothing new.
    if (this.board && board.sequence < this.board.sequence) return;
    this.board = board;
    this.grounds = new Grounds(board.grounds);
    this.rows = rowsOf(board);
    const known = new Set(this.rows.map((row) => row.document.id));
    this.chosen = new Set([...this.chosen].filter((id) => known.has(id)));
    this.#show();
    this.dispatchEvent(new Event("board"));
  }

  filterBy(change) {
    this.filter = { ...this.filter, ...change };
    this.#changed();
  }

  unfilter() {
    this.filter = NO_FILTER;
    this.#changed();
  }

  sortBy(column, descending = false) {
    this.sort = { column, descending };
    this.#changed();
  }

  unfold(key, open) {
    if (open) this.unfolded.add(key);
    else this.unfolded.delete(key);
    this.dispatchEvent(new Event("view"));
  }

  choose(ids, chosen) {
    for (const id of ids) this.chosen[chosen ? "add" : "delete"](id);
    this.dispatchEvent(new Event("chosen"));
  }

  /** Return the shown rows of documents that can be opened. */
  get usable() {
    return this.shown.filter((row) => row.document.id);
  }

  /** Return the rows of the chosen documents, in the order of the dossier. */
  get chosenRows() {
    return this.rows.filter((row) => this.chosen.has(row.document.id));
  }

  /** Keep where people are for when they come back. */
  keep(scroll = this.scroll) {
    this.scroll = scroll;
    keep(this);
  }

  #changed() {
    this.#show();
    this.keep();
    this.dispatchEvent(new Event("view"));
  }

  #show() {
    this.shown = sorted(filtered(this.rows, this.filter, this.me.name), this.sort);
  }
}
