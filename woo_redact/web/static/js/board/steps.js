/**
 * Steps that are stored: sent in order, told when they are done, and taken back.
 */

import { settleWarning, tell, warn } from "../shared/announce.js";
import { Fault } from "../shared/api.js";
import { openDialog } from "../shared/dialog.js";
import { element } from "../shared/dom.js";
import { plural, verdictText } from "../shared/dutch.js";
import { Outbox } from "../shared/outbox.js";
import { visible } from "./names.js";

const CONNECTION = "connection";
const UNDO = "/api/undo";

/** Emits "stored" after every step, and "told" with what is told of it. */
export class Steps extends EventTarget {
  #outbox = new Outbox();
  /** Whether the step that an undo takes back was taken on this page. */
  #known = false;

  constructor() {
    super();
    this.#outbox.addEventListener("change", () => this.#connection());
  }

  /** Note whether the server could be reached. @param {"online"|"lost"|"signed-out"} state */
  connected(state) {
    this.#outbox.connected(state);
  }

  /**
   * Send a step and tell what it did.
   * @param {string} path
   * @param {object} body
   * @param {string|((answer: any) => string)} [done] what is told then
   * @param {{undoable?: boolean}} [how] whether an undo takes this step back
   * @returns {Promise<any>} the answer; rejects with a `Fault`
   */
  async take(path, body, done = "", { undoable = true } = {}) {
    const answer = await this.#outbox.send(path, body);
    if (undoable) this.#known = true;
    const text = typeof done === "function" ? done(answer) : done;
    if (text) this.#told(text, undoable && path !== UNDO);
    this.dispatchEvent(new Event("stored"));
    return answer;
  }

  #told(text, undoable) {
    tell(undoable ? `${text} Terugnemen kan met toets u.` : text);
    this.dispatchEvent(new CustomEvent("told", { detail: { text, undoable } }));
  }

  /** Take the last step back; when that was taken elsewhere, ask first. */
  undo() {
    if (this.#known) this.#undo().catch(warnOf);
    else this.#askFirst();
  }

  #askFirst() {
    openDialog({
      name: "undo",
      title: "Laatste stap terugnemen?",
      body: [element("p", { text: "De laatste stap die u in dit dossier zette, bijvoorbeeld in een document, wordt teruggenomen." })],
      actions: [{ text: "Terugnemen", key: "u", look: "primary", run: async () => (await this.#undo(), true) }],
    });
  }

  async #undo() {
    await this.take(UNDO, {}, undone);
  }

  #connection() {
    const { connection, size } = this.#outbox;
    if (connection === "online") return settleWarning(CONNECTION);
    const waiting = size ? `${plural(size, "stap wacht", "stappen wachten")} tot de verbinding terug is; laat deze pagina open.` : "";
    if (connection === "signed-out") warn("U bent niet meer aangemeld.", { kind: CONNECTION, detail: `Vraag een nieuwe link en open die in dit venster. ${waiting}` });
    else warn("Geen verbinding met het programma.", { kind: CONNECTION, detail: `Kijk of woo-redact nog draait. ${waiting}` });
  }
}

/** Warn of what went wrong, with what people can do; anything but a `Fault` is a mistake of the page. */
export function warnOf(error, action = null) {
  if (!(error instanceof Fault)) throw error;
  warn(error.message, { detail: [error.remedy, meanwhile(error)].filter(Boolean).join(" "), action });
}

/**
 * Do something in a dialog; when others decided in the meantime, tell there who and what.
 * @returns {Promise<any>} what was done; nothing, which keeps the dialog open, when others were first
 */
export async function toldWithin(dialog, run) {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Fault) || !error.meanwhile.length) throw error;
    dialog.say(`${error.message} ${meanwhile(error)} De lijst klopt niet meer: sluit dit venster en kies opnieuw.`);
    return undefined;
  }
}

/** Return who decided what in the meantime, as a text. @param {Fault} fault */
function meanwhile(fault) {
  const counts = new Map();
  for (const { reviewer, verdict } of fault.meanwhile) {
    const text = `${visible(reviewer)}: ${verdictText(verdict)}`;
    counts.set(text, (counts.get(text) || 0) + 1);
  }
  return [...counts].map(([text, count]) => `${text} (${plural(count, "passage", "passages")}).`).join(" ");
}

function undone({ items, documents = [], marks = [] }) {
  const passages = items.length;
  if (passages) return `Teruggenomen: ${plural(passages, "passage", "passages")}.`;
  return documents.length || marks.length ? "De laatste stap is teruggenomen." : "Er is niets om terug te nemen.";
}
