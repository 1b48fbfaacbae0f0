/**
 * What the keys and buttons for deciding do with the item that people are at.
 */

import { tell } from "../shared/announce.js";
import { plural, verdictText } from "../shared/dutch.js";
import { pickGrounds } from "../shared/ground-picker.js";
import { isOpen } from "./sheet.js";

export class Deciding {
  /**
   * @param {{sheet: import("./sheet.js").Sheet, cursor: import("./cursor.js").Cursor, steps: import("./steps.js").Steps,
   *   grounds: import("../shared/grounds.js").Grounds, list: import("./side-list.js").SideList, atEnd: () => void}} parts
   */
  constructor(parts) {
    this.parts = parts;
  }

  /** Withhold the item, under its own grounds or others, and go on. @param {string[]} [under] */
  approve(under = []) {
    const item = this.#item();
    if (!item) return;
    const grounds = under.length ? under : item.grounds;
    const holds = !isOpen(item) && item.verdict === "approved" && item.grounds.join() === grounds.join();
    // A second person who agrees changes nothing, and so takes no mark away.
    if (holds) tell(`Was al gelakt door ${item.reviewer}.`, { quiet: true });
    else this.parts.steps.decide([item.id], "approved", { grounds });
    this.goOn("Gelakt");
  }

  /** Keep the item readable, and go on. */
  reject() {
    const item = this.#item();
    if (!item) return;
    if (item.verdict === "rejected" && !isOpen(item)) tell(`Bleef al leesbaar volgens ${item.reviewer}.`, { quiet: true });
    else this.parts.steps.decide([item.id], "rejected");
    this.goOn("Blijft leesbaar");
  }

  /** Withhold under the ground with a digit. */
  favourite(digit) {
    const ground = this.parts.grounds.withKey(digit);
    if (ground) this.approve([ground.id]);
    else tell(`Bij het cijfer ${digit} hoort geen grond.`);
  }

  /** Choose grounds, and withhold under those. */
  async palette() {
    const item = this.#item();
    if (!item) return;
    const ids = await pickGrounds(this.parts.grounds, { chosen: item.grounds, title: "Lakken onder" });
    if (!ids) return;
    this.parts.cursor.select(item);
    this.approve(ids);
  }

  /** Take the decision on the item away, and stay. */
  clear() {
    const item = this.#item();
    if (!item) return;
    if (isOpen(item) && item.by !== "policy") return void tell("Hier is nog niets besloten.");
    this.parts.steps.decide([item.id], "open");
    tell("Het besluit is gewist; dit is weer open.");
  }

  /** Take the last step back, and stay if what it was about is here. */
  async undo() {
    const { steps, sheet } = this.parts;
    if (!steps.mayDecide()) return;
    const changed = new Set();
    const onHeld = (event) => {
      if (!changed.size) this.#show(event.detail);
      for (const item of event.detail) changed.add(item);
    };
    sheet.addEventListener("held", onHeld);
    try {
      const answer = await steps.undo();
      this.#tellUndone(answer, [...changed][0]);
    } catch {
      // The refusal is told where it comes in.
    } finally {
      sheet.removeEventListener("held", onHeld);
    }
  }

  #tellUndone(answer, item) {
    const count = answer.items.length;
    if (!answer.batch && !count) tell("Er is niets om terug te nemen.");
    else if (!count) tell("Teruggenomen.");
    else tell(`Teruggenomen: ${plural(count, "besluit", "besluiten")}.${count === 1 && item ? ` Nu ${verdictText(item.verdict, item.by)}.` : ""}`);
  }

  /** Go to the next item that is open; at the end, say so. @param {string} [done] what was just done, to be read out */
  goOn(done = "") {
    const { cursor, list, sheet, atEnd } = this.parts;
    const next = this.#next(1);
    if (next) {
      const from = list.rows.length && cursor.rowOf(next) < cursor.rowOf(cursor.item);
      cursor.select(next);
      tell([done, from ? "Verder vanaf het begin" : "", this.#left()].filter(Boolean).join(". "), { quiet: !from });
      return;
    }
    if (sheet.openCount) tell(`${done ? `${done}. ` : ""}Niets meer te doen in deze lijst; in het document ${sheet.openCount === 1 ? "is" : "zijn"} nog ${plural(sheet.openCount, "voorstel", "voorstellen")} open.`);
    else atEnd();
  }

  /** Go to the item before that is open. */
  goBack() {
    const before = this.#next(-1);
    if (before) this.parts.cursor.select(before);
    else tell("Er is geen open voorstel meer.");
  }

  /** What a second person looks at is decided already, so there every item is one to go to. */
  #next(direction) {
    const { cursor, list } = this.parts;
    if (list.filter.value !== "second") return cursor.ahead(direction);
    const at = cursor.rowOf(cursor.item);
    const next = cursor.ahead(direction, () => true);
    return next && (direction > 0 ? cursor.rowOf(next) > at : cursor.rowOf(next) < at) ? next : null;
  }

  #left() {
    const { cursor, list, sheet } = this.parts;
    if (list.filter.value !== "second") return `${plural(sheet.openCount, "voorstel", "voorstellen")} open.`;
    const items = list.rows.filter((row) => !row.head);
    return `${items.findIndex((row) => row.item === cursor.item) + 1} van ${plural(items.length, "voorstel", "voorstellen")}.`;
  }

  #item() {
    const { cursor, steps } = this.parts;
    if (!steps.mayDecide()) return null;
    if (!cursor.item) tell("Er is geen voorstel gekozen.");
    return cursor.item;
  }

  #show(changed) {
    const { cursor } = this.parts;
    if (changed.includes(cursor.item)) return;
    const here = changed.find((item) => item.places.some((place) => place.page === cursor.page));
    cursor.select(here || changed[0]);
  }
}
