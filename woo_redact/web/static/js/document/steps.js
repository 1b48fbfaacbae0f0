/**
 * What people decide: painted at once, sent behind it, and put right when the server refuses.
 */

import { warn } from "../shared/announce.js";
import { heldOf } from "./sheet.js";

/**
 * Emits "stored" (detail: the answer) when the server stored a step, "refused" (detail: the `Fault`) when it did not,
 * "reload" when there are other passages than before, and "pointed" (detail: `{ids, replaces}`) when people made some.
 */
export class Steps extends EventTarget {
  /** What was painted over by each step of this visit, the last one last. @type {{before: Map<string, any>}[]} */
  #taken = [];

  /**
   * @param {import("./sheet.js").Sheet} sheet
   * @param {import("../shared/outbox.js").Outbox} outbox
   * @param {{name: string, role: string}} me
   */
  constructor(sheet, outbox, me) {
    super();
    this.sheet = sheet;
    this.outbox = outbox;
    this.me = me;
  }

  /** Whether this person may decide; says so when not. */
  mayDecide() {
    if (this.me.role !== "reader") return true;
    warn("U leest mee en kunt niets besluiten.", { detail: "Vraag de beheerder om een uitnodiging als beoordelaar.", kind: "reader" });
    return false;
  }

  /**
   * Decide on suggestions, in this document or others.
   * @param {string[]} ids
   * @param {"approved"|"rejected"|"open"} verdict
   * @param {{grounds?: string[], reason?: string, wait?: boolean}} [given] without grounds each keeps its own; `wait`
   *   paints only when the server agreed, and leaves what it refuses to whoever asked
   * @returns {Promise<any>}
   */
  decide(ids, verdict, given = {}) {
    const grounds = given.grounds || [];
    const reason = given.reason || "";
    const change = (item) => ({
      verdict,
      by: verdict === "open" ? "" : "person",
      reviewer: verdict === "open" ? "" : this.me.name,
      grounds: grounds.length ? grounds : item.grounds,
      reason: verdict === "approved" ? reason || item.reason : "",
    });
    const body = { ids, verdict, grounds, reason };
    return this.#send("/api/decide", body, ids, given.wait ? null : change, given.wait);
  }

  /**
   * Withhold what people pointed out, also in the place of suggestions.
   * @param {object[]} pointed as the server wants it
   * @param {{replaces?: string[], grounds?: string[]}} given
   */
  point(pointed, given) {
    const replaces = given.replaces || [];
    const body = { document: this.sheet.id, pointed, replaces, grounds: given.grounds || [] };
    const sent = this.#send("/api/passages", body, replaces, null, false);
    sent.then((answer) => this.#pointed(answer, replaces)).catch(() => {});
    return sent;
  }

  /** Store a mark of the document: a page or the document done, confirmed, assigned, a comment. */
  mark(path, body) {
    return this.#send(path, { document: this.sheet.id, ...body }, [], null, true);
  }

  /** Withhold every place where words stand. */
  withhold(body) {
    return this.#send("/api/withhold", body, [], null, true);
  }

  /** Take the last step back. @returns {Promise<any>} */
  undo() {
    const last = this.#taken.pop();
    const ids = last ? [...last.before.keys()] : [];
    return this.#post("/api/undo", {}, ids, (item) => last.before.get(item.id), false);
  }

  #pointed(answer, replaces) {
    const made = answer.items.filter((change) => change.verdict === "approved" && !replaces.includes(change.id));
    const detail = { ids: made.map((change) => change.id), replaces };
    this.dispatchEvent(new CustomEvent("pointed", { detail }));
  }

  #send(path, body, ids, change, wait) {
    const known = ids.map((id) => this.sheet.items.get(id)).filter(Boolean);
    const taken = { before: new Map(known.map((item) => [item.id, heldOf(item)])) };
    this.#taken.push(taken);
    const sent = this.#post(path, body, ids, change, wait);
    sent.catch(() => (this.#taken = this.#taken.filter((other) => other !== taken)));
    return sent;
  }

  /** Paint, send, and show what the server made of it. */
  #post(path, body, ids, change, wait) {
    const sent = this.outbox.send(path, { ...body, expect: this.sheet.seen }, ids).then(
      (answer) => this.#stored(answer, ids),
      (fault) => this.#refused(fault, ids, wait),
    );
    if (change) this.sheet.paint(ids, change);
    // Whoever wants to know looks at the promise; nobody has to.
    sent.catch(() => {});
    return sent;
  }

  #stored(answer, ids) {
    this.sheet.tell(answer.items || [], answer.sequence);
    this.sheet.settle(ids);
    this.dispatchEvent(new CustomEvent("stored", { detail: answer }));
    if ([...(answer.documents || []), ...(answer.marks || [])].includes(this.sheet.id)) this.dispatchEvent(new Event("reload"));
    return answer;
  }

  #refused(fault, ids, wait) {
    this.sheet.settle(ids);
    if (!wait || fault.status === 409) this.dispatchEvent(new CustomEvent("refused", { detail: fault }));
    if (fault.status === 409) this.dispatchEvent(new Event("reload"));
    throw fault;
  }
}
