/**
 * Keys of the review, from the table that the server gives.
 */

import { isDialogOpen, takesArrows, takesText } from "./dialog.js";
import { recall, remember } from "./memory.js";

const SHOWN = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Escape: "Esc", "1-9": "1–9" };
const FAVOURITE = "favourite";
/** Keys that are there on keyboards where "+" asks for a second key. */
const ALIASES = { "=": "+", _: "-" };

/** @typedef {{name: string, key: string, text: string}} Key */

export class Keys {
  /** @type {Map<string, (event: KeyboardEvent, key: string) => void>} */
  #steps = new Map();
  /** @type {((event: KeyboardEvent, key: string) => boolean)[]} */
  #layers = [];

  /** @param {Key[]} table */
  constructor(table) {
    this.table = table;
    /** Keys of one character can be switched off, for those who dictate or press keys by mistake. */
    this.letters = recall("keys") !== "off";
    document.addEventListener("keydown", (event) => this.#pressed(event));
  }

  /** Do something at a step of the table. */
  on(name, run) {
    this.#steps.set(name, run);
  }

  /** Do the step of this name, as a button does. */
  run(name, event = null) {
    this.#steps.get(name)?.(event, "");
  }

  /**
   * Let something have the keys first; it returns whether it used the key.
   * @returns {() => void} ends that
   */
  layer(take) {
    this.#layers.unshift(take);
    return () => {
      this.#layers = this.#layers.filter((other) => other !== take);
    };
  }

  /** Return the key of a step as people know it. */
  shown(name) {
    const key = this.table.find((one) => one.name === name)?.key || "";
    return SHOWN[key] || key;
  }

  /** Return the rows of the table that do something on this page, with the key as people know it. */
  get help() {
    return this.table.filter((key) => this.#steps.has(key.name)).map((key) => ({ ...key, key: SHOWN[key.key] || key.key }));
  }

  /** Switch keys of one character on or off. */
  useLetters(use) {
    this.letters = use;
    remember("keys", use ? "" : "off");
  }

  #pressed(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isDialogOpen() || takesText(event.target)) return;
    const key = keyOf(event);
    if (key.startsWith("Arrow") && takesArrows(event.target)) return;
    if ((key === "Enter" || key === " ") && isPressed(event.target)) return;
    if (key.length === 1 && !this.letters) return;
    if (this.#layers.some((take) => take(event, key))) {
      event.preventDefault();
      return;
    }
    const name = /^[1-9]$/.test(key) ? FAVOURITE : this.table.find((one) => one.key === key)?.name;
    const step = this.#steps.get(name);
    if (!step) return;
    event.preventDefault();
    step(event, key);
  }
}

/** Whether what has the focus is pressed with Enter or the space bar. */
function isPressed(target) {
  return target instanceof Element && target.closest("button, a[href], summary, [role=button]") !== null;
}

/** Return the key that is meant, whatever Caps Lock makes of it. */
function keyOf(event) {
  const key = ALIASES[event.key] || event.key;
  if (!/^[a-z]$/i.test(key) || !event.getModifierState("CapsLock")) return key;
  return event.shiftKey ? key.toUpperCase() : key.toLowerCase();
}
