/**
 * The steps that still have to reach the server: one at a time, in order, each with a key so that sending it twice
 * stores it once. What cannot be sent now is kept and tried again; only an answer takes a step out.
 */

import { Fault, post, stepKey } from "./api.js";

const WAITS = [300, 1_000, 2_000, 4_000, 5_000];
/** So often a step is sent again after an internal error, which may have come after it was stored. */
const TRIES_AFTER_ERROR = 2;

/**
 * @typedef {object} Waiting
 * @property {string} path
 * @property {object} body
 * @property {string[]} ids suggestions that the step decides on
 * @property {(answer: any) => void} resolve
 * @property {(fault: Fault) => void} reject
 */

/** Emits "change" when the number of steps or the connection changes. */
export class Outbox extends EventTarget {
  /** @type {Waiting[]} */
  #waiting = [];
  #sending = false;
  #wake = () => {};
  #deciding = new Map();
  /** @type {"online"|"lost"|"signed-out"} */
  connection = "online";

  constructor() {
    super();
    window.addEventListener("online", () => this.#wake());
    window.addEventListener("beforeunload", (event) => {
      if (this.size) event.preventDefault();
    });
    this.#tell();
  }

  /** The number of steps without an answer. */
  get size() {
    return this.#waiting.length;
  }

  /** Whether a step that decides on this suggestion is under way. */
  isDeciding(id) {
    return this.#deciding.has(id);
  }

  /**
   * Send a step after those before it.
   * @param {string} path
   * @param {object} body without the key
   * @param {string[]} [ids] suggestions that the step decides on
   * @returns {Promise<any>} what the server answers; rejects with a `Fault` when it refuses
   */
  send(path, body, ids = []) {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ path, body: { key: stepKey(), ...body }, ids, resolve, reject });
      for (const id of ids) this.#deciding.set(id, (this.#deciding.get(id) || 0) + 1);
      this.#tell();
      if (!this.#sending) this.#run();
    });
  }

  /** @returns {Promise<void>} when every step has its answer */
  idle() {
    return new Promise((resolve) => {
      const look = () => {
        if (this.size) return;
        this.removeEventListener("change", look);
        resolve();
      };
      this.addEventListener("change", look);
      look();
    });
  }

  /** Note whether the server could be reached; also called by what polls. */
  connected(state) {
    if (this.connection === state) return;
    this.connection = state;
    this.#tell();
    if (state === "online") this.#wake();
  }

  async #run() {
    this.#sending = true;
    while (this.#waiting.length) {
      const step = this.#waiting[0];
      let settle;
      try {
        const answer = await this.#insist(step);
        settle = () => step.resolve(answer);
      } catch (fault) {
        settle = () => step.reject(fault);
      }
      this.#waiting.shift();
      this.#release(step.ids);
      settle();
      // What waits for the answer paints before the next one is sent.
      await null;
      this.#tell();
    }
    this.#sending = false;
  }

  async #insist(step) {
    let errors = 0;
    for (let tries = 0; ; tries += 1) {
      try {
        const answer = await post(step.path, step.body);
        this.connected("online");
        return answer;
      } catch (error) {
        const fault = error instanceof Fault ? error : new Fault(0, { error: String(error) });
        errors += fault.status === 500 ? 1 : 0;
        if (!fault.passing && (fault.status !== 500 || errors > TRIES_AFTER_ERROR)) {
          this.connected("online");
          throw fault;
        }
        this.connected(fault.status === 401 ? "signed-out" : "lost");
        await this.#pause(fault.after * 1_000 || WAITS[Math.min(tries, WAITS.length - 1)]);
      }
    }
  }

  #pause(milliseconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #release(ids) {
    for (const id of ids) {
      const left = this.#deciding.get(id) - 1;
      if (left) this.#deciding.set(id, left);
      else this.#deciding.delete(id);
    }
  }

  #tell() {
    document.body.dataset.pending = String(this.size);
    document.body.dataset.connection = this.connection;
    this.dispatchEvent(new Event("change"));
  }
}
