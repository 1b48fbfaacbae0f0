/**
 * Keeping the page as the dossier is: asking what changed, and loading the board again when something did.
 */

import { Fault, get } from "../shared/api.js";
import { settled } from "../shared/dom.js";
import { warnOf } from "./steps.js";

/** Milliseconds between questions, and at least this many times what a board takes between two of them. */
const EVERY = 2_500;
const REST = 5;
/** Milliseconds after the last of several steps. */
const STEPS = 60;

export class Live {
  #loading = null;
  #again = false;
  #took = 0;
  #loaded = 0;

  /** @param {import("./overview.js").Overview} overview @param {import("./steps.js").Steps} steps */
  constructor(overview, steps) {
    this.overview = overview;
    this.steps = steps;
    steps.addEventListener("stored", settled(() => this.load().catch(warnOf), STEPS));
    document.addEventListener("visibilitychange", () => this.#look());
    // A browser that goes back may show the page as it was left.
    window.addEventListener("pageshow", (event) => event.persisted && this.#look());
  }

  /** Load the board and keep looking. @returns {Promise<void>} rejects with a `Fault` when the first time fails */
  async start() {
    await this.load();
    setInterval(() => this.#look(), EVERY);
  }

  /** Load the board, after the one that is under way. */
  async load() {
    if (this.#loading) {
      this.#again = true;
      return this.#loading;
    }
    this.#loading = this.#load();
    try {
      await this.#loading;
    } finally {
      this.#loading = null;
    }
    if (this.#again) {
      this.#again = false;
      await this.load();
    }
  }

  async #load() {
    const begun = performance.now();
    await this.overview.load();
    this.#loaded = performance.now();
    this.#took = this.#loaded - begun;
  }

  async #look() {
    if (document.hidden || this.#loading || performance.now() - this.#loaded < REST * this.#took) return;
    try {
      const { sequence } = await get(`/api/changes?since=${this.overview.board.sequence}`);
      this.steps.connected("online");
      if (sequence !== this.overview.board.sequence) await this.load();
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      if (error.passing) this.steps.connected(error.status === 401 ? "signed-out" : "lost");
    }
  }
}
