/**
 * How far people are: in the head of the page, and done with pages and the document.
 */

import { get, post, stepKey } from "../shared/api.js";
import { tell } from "../shared/announce.js";
import { openDialog } from "../shared/dialog.js";
import { element, find, setAttribute, setText } from "../shared/dom.js";
import { number, plural } from "../shared/dutch.js";

export class Progress {
  /**
   * @param {{sheet: import("./sheet.js").Sheet, cursor: any, steps: import("./steps.js").Steps, keys: any, me: any, outbox: any,
   *   second: boolean, reload: () => Promise<void>}} parts
   */
  constructor(parts) {
    this.parts = parts;
    this.bar = find("#progress");
  }

  /** Show what holds now. */
  show() {
    const { sheet } = this.parts;
    const all = sheet.list.length;
    const done = all - sheet.openCount;
    setAttribute(this.bar, "max", Math.max(1, all));
    this.bar.value = all ? done : 1;
    setText(find("#progress-text"), all ? `${number(done)} van ${number(all)} beoordeeld` : "Geen voorstellen");
    document.body.dataset.open = String(sheet.openCount);
    const { progress } = sheet;
    const state = progress.confirmed ? `Bevestigd door ${progress.confirmed.reviewer}` : progress.done ? `Klaar volgens ${progress.done.reviewer}` : progress.assigned ? `Voor ${progress.assigned}` : "";
    setText(find("#document-state"), state);
    document.body.dataset.done = String(Boolean(progress.done));
    document.body.dataset.confirmed = String(Boolean(progress.confirmed));
    setAttribute(find("#document-done"), "aria-pressed", String(Boolean(progress.done)));
    setAttribute(find("#confirm"), "hidden", !this.#mayConfirm());
    setAttribute(find("#confirm"), "aria-pressed", String(Boolean(progress.confirmed)));
    this.showPage();
  }

  /** Show whether the page is done. */
  showPage() {
    const { sheet, cursor } = this.parts;
    setAttribute(find("#page-done"), "aria-pressed", String(Boolean(sheet.pages[cursor.page]?.done)));
  }

  /** Mark the page as done, or no longer; then go on. @param {() => void} goOn */
  page(goOn) {
    const { sheet, cursor, steps } = this.parts;
    if (!steps.mayDecide()) return;
    const { page } = cursor;
    const done = !sheet.pages[page].done;
    const shown = (value) => ((sheet.pages[page].done = value), sheet.marked());
    shown(done);
    steps.mark("/api/pages", { page, done }).catch((fault) => {
      shown(!done);
      tell(fault.text);
    });
    const left = sheet.openOn(page);
    tell(done ? `Pagina ${page + 1} is klaar.${left ? ` Daarop ${left === 1 ? "is" : "zijn"} nog ${plural(left, "voorstel", "voorstellen")} open.` : ""}` : `Pagina ${page + 1} is niet meer klaar.`);
    if (done) goOn();
  }

  /** Mark the document as done, or no longer; tells whether it is done now. */
  async document() {
    const { sheet, steps } = this.parts;
    if (!steps.mayDecide()) return false;
    const done = !sheet.progress.done;
    try {
      await this.#done(done);
    } catch (fault) {
      tellFault("Het document is nog niet klaar", fault);
      return false;
    }
    tell(done ? "Het document is klaar." : "Het document is niet meer klaar.");
    return done;
  }

  /** Confirm the document as a second person, or no longer. */
  async confirm() {
    const { sheet, steps, second } = this.parts;
    if (!second) return tell("In dit dossier hoeft niemand documenten te bevestigen.");
    if (!this.#mayConfirm()) return tell("Alleen een tweede beoordelaar bevestigt documenten.");
    const confirmed = !sheet.progress.confirmed;
    try {
      await steps.mark("/api/confirm", { confirmed });
    } catch (fault) {
      return tellFault("Het document kan niet worden bevestigd", fault);
    }
    this.#show({ confirmed: confirmed ? this.#mark() : null });
    return tell(confirmed ? "Het document is bevestigd." : "De bevestiging is ingetrokken.");
  }

  /** Say that all is decided or done, and offer how to go on. */
  atEnd() {
    const { sheet, second } = this.parts;
    const { done, confirmed } = sheet.progress;
    const state = done ? `Het document is klaar volgens ${done.reviewer}.` : "Het document is nog niet als klaar gemarkeerd.";
    const waits = confirmed ? `Bevestigd door ${confirmed.reviewer}.` : "Een tweede beoordelaar moet het nog bevestigen.";
    openDialog({
      name: "end",
      title: done ? "Dit document is klaar" : "Alles in dit document is beoordeeld",
      cancel: "Hier blijven",
      body: [
        element("p", { text: `${plural(sheet.list.length, "voorstel", "voorstellen")} beoordeeld. ${state}` }),
        second && done ? element("p", { text: waits }) : null,
        element("p", { class: "dialog-intro", text: sheet.next ? `Hierna: ${sheet.next.name}` : "Dit is het laatste document van het dossier." }),
      ].filter(Boolean),
      actions: this.#waysOn(),
    });
  }

  #waysOn() {
    const { sheet, keys, me } = this.parts;
    const { done, confirmed } = sheet.progress;
    const isDone = Boolean(done);
    const actions = [];
    if (this.#mayConfirm() && isDone && !confirmed && done.reviewer !== me.name) {
      actions.push({ text: "Bevestigen", key: keys.shown("confirm"), look: "primary", run: (dialog) => (dialog.close(), this.confirm()) });
    }
    if (!isDone && me.role !== "reader") {
      const text = sheet.next ? "Document klaar, en het volgende" : "Document klaar";
      actions.push({ text, key: keys.shown("document_done"), look: "primary", run: (dialog) => this.#finish(dialog) });
    }
    if (sheet.next) actions.push({ text: "Volgend document", look: isDone ? "primary" : "", run: () => this.#leaveFor(sheet.next) });
    if (me.role !== "reader") actions.push({ text: "Zoek wat elders nog leesbaar is", run: (dialog) => this.#propose(dialog) });
    return actions;
  }

  async #finish(dialog) {
    const { sheet } = this.parts;
    try {
      await this.#done(true);
    } catch (fault) {
      return dialog.say(fault.text);
    }
    if (sheet.next) return this.#leaveFor(sheet.next);
    tell("Het document is klaar.");
    return true;
  }

  async #leaveFor(other) {
    await this.parts.outbox.idle();
    window.location.assign(`/document/${other.id}`);
  }

  async #done(done) {
    await this.parts.steps.mark("/api/documents", { done });
    this.#show({ done: done ? this.#mark() : null, confirmed: null });
  }

  #mayConfirm() {
    return this.parts.second && ["owner", "second"].includes(this.parts.me.role);
  }

  #show(progress) {
    const { sheet } = this.parts;
    sheet.progress = { ...sheet.progress, ...progress };
    sheet.marked();
  }

  #mark() {
    return { reviewer: this.parts.me.name, at: new Date().toISOString() };
  }

  async #propose(dialog) {
    const { sheet, reload } = this.parts;
    const answer = await post("/api/propose", { key: stepKey() });
    if (!answer.added) return dialog.say("Wat hier is gelakt, staat nergens meer leesbaar.");
    await reload();
    const here = answer.documents.includes(sheet.id) ? ", ook in dit document" : "";
    tell(`${plural(answer.added, "voorstel", "voorstellen")} erbij${here}: dezelfde tekst is elders nog leesbaar.`);
    return true;
  }
}

/** @returns {Promise<any>} a document as the server gives it */
export function loadDocument(id) {
  return get(`/api/documents/${id}`);
}

function tellFault(title, fault) {
  openDialog({ name: "fault", title, cancel: "Sluiten", body: [element("p", { text: fault.text })] });
}
