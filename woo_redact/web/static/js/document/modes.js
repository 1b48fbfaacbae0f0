/**
 * One tool at a time: it has the keys and the pointer until it is put away.
 */

import { tell } from "../shared/announce.js";
import { find } from "../shared/dom.js";

/**
 * @typedef {object} Tool
 * @property {string} name
 * @property {string} hint told when it is taken up
 * @property {(event: KeyboardEvent, key: string) => boolean} key whether it used the key
 * @property {(point: [number, number], event: PointerEvent) => void} [down] a point of the shown page
 * @property {(point: [number, number], event: PointerEvent) => void} [move]
 * @property {(point: [number, number], event: PointerEvent) => void} [up]
 * @property {() => void} end
 */

/** Emits "changed" when another tool is taken up or put away. */
export class Modes extends EventTarget {
  /** @type {Tool|null} */
  tool = null;
  /** Stands for a tool that was asked for and is not at hand yet. @type {object|null} */
  #awaited = null;

  /** @param {import("../shared/keys.js").Keys} keys */
  constructor(keys) {
    super();
    document.body.dataset.mode = "";
    keys.layer((event, key) => {
      if (this.#awaited) return this.#await(key);
      if (!this.tool) return false;
      if (this.tool.key(event, key)) return true;
      if (key !== "Escape") return false;
      this.stop();
      return true;
    });
  }

  /** Whether no tool is in hand or about to be. */
  get isFree() {
    return !this.tool && !this.#awaited;
  }

  /** Take a tool up, or put it away when it is the one in hand. @param {Tool} tool */
  start(tool) {
    this.stop();
    this.tool = tool;
    document.body.dataset.mode = tool.name;
    // A button that has the focus would take Enter and the space bar.
    find("#page-scroller").focus({ preventScroll: true });
    if (tool.hint) tell(tool.hint);
    this.dispatchEvent(new Event("changed"));
  }

  /**
   * Prepare a tool. Until it is at hand keys do nothing: they are meant for it, and would do something else.
   * @param {() => Promise<boolean>} prepare
   * @returns {Promise<boolean>} whether it can be taken up now
   */
  async prepare(prepare) {
    this.stop();
    const awaited = (this.#awaited = {});
    try {
      return (await prepare()) && this.#awaited === awaited;
    } finally {
      if (this.#awaited === awaited) this.#awaited = null;
    }
  }

  /** Put the tool away. */
  stop() {
    const { tool } = this;
    this.#awaited = null;
    if (!tool) return;
    this.tool = null;
    document.body.dataset.mode = "";
    if (document.activeElement?.closest(".ground-bar")) find("#page-scroller").focus({ preventScroll: true });
    tool.end();
    this.dispatchEvent(new Event("changed"));
  }

  #await(key) {
    if (key === "Escape") this.#awaited = null;
    return key !== "Tab";
  }
}
