/**
 * What each key of the table does on this page.
 */

import { showHelp } from "../shared/help.js";
import { tell } from "../shared/announce.js";
import { find } from "../shared/dom.js";
import { giveReasoning } from "./reasoning.js";
import { leaveComment, showRemarks } from "./remarks.js";

/**
 * @param {any} all the parts of the page
 * @param {() => boolean} closeWarning closes what warns; tells whether there was anything
 */
export function bindKeys(all, closeWarning) {
  const { keys, cursor, deciding, viewer, tools, progress, preview, sheet } = all;
  const steps = {
    approve: () => deciding.approve(),
    reject: () => deciding.reject(),
    favourite: (_, digit) => deciding.favourite(digit),
    palette: () => deciding.palette(),
    next: () => deciding.goOn(),
    previous: () => deciding.goBack(),
    identical: () => withItem(cursor, (item) => tools.bulk.identical(item)),
    person: () => withItem(cursor, (item) => tools.bulk.person(item)),
    reason: () => withItem(cursor, (item) => reason(all, item)),
    comment: () => leaveComment(all),
    clear: () => deciding.clear(),
    undo: () => deciding.undo(),
    ends: () => tools.takeEnds(),
    words: () => tools.takeWords(),
    rectangle: () => tools.takeRectangle(),
    preview: () => preview.toggle(),
    page_done: () => progress.page(() => deciding.goOn()),
    document_done: () => documentDone(all),
    confirm: () => progress.confirm(),
    search: () => tools.search(),
    item_up: () => cursor.step(-1),
    item_down: () => cursor.step(1),
    page_back: () => cursor.turnTo(cursor.page - 1) || tell("Dit is de eerste pagina."),
    page_on: () => cursor.turnTo(cursor.page + 1) || tell("Dit is de laatste pagina."),
    zoom_in: () => viewer.size(1),
    zoom_out: () => viewer.size(-1),
    zoom_reset: () => viewer.size(0),
    fit_width: () => viewer.size("fit"),
    rotate: () => viewer.rotate(),
    help: () => showHelp(keys),
    close: () => closeWarning() || (preview.isOn && preview.toggle()),
  };
  for (const [name, run] of Object.entries(steps)) keys.on(name, run);
  find("#remarks").addEventListener("click", () => showRemarks(sheet, (where) => tools.goTo({ document: sheet.id, id: where.suggestion, page: where.page, spans: [] })));
  find("#bulk").addEventListener("click", () => tools.bulk.choose(cursor.item));
}

function withItem(cursor, run) {
  if (cursor.item) run(cursor.item);
  else tell("Er is geen voorstel gekozen.");
}

async function reason({ known, steps, grounds, deciding }, item) {
  if (!steps.mayDecide()) return;
  if (await giveReasoning(item, { known, steps, grounds })) deciding.goOn();
}

async function documentDone({ progress, sheet }) {
  if ((await progress.document()) && sheet.next) progress.atEnd();
}
