/**
 * Showing what changed and where people are, and only that.
 */

import { find, setAttribute, settled } from "../shared/dom.js";
import { onAddress, rememberPlace } from "./place.js";
import { remarksText } from "./remarks.js";
import { enableActions, wirePageField } from "./toolbar.js";

/** Milliseconds after which what comes next is asked for, so that who goes fast asks for nothing they pass. */
const SOON = 120;

/** Show what changed, and only that. */
export function paintChanges(all) {
  const { sheet, outbox, cursor, viewer, overlay, labels, list, thumbs, details, known, progress } = all;
  sheet.addEventListener("held", (event) => {
    const items = event.detail;
    overlay.refresh(items);
    list.refresh(items);
    thumbs.refresh(items);
    progress.show();
    labels.changed(items.filter((item) => !outbox.isDeciding(item.id)));
    known.forget(items.map((item) => item.id));
    if (items.includes(cursor.item)) details.show(cursor.item);
  });
  sheet.addEventListener("items", () => {
    known.forgetAll();
    list.arrange();
    thumbs.refreshAll();
    overlay.draw();
    labels.draw();
    cursor.reloaded();
  });
  sheet.addEventListener("marks", () => {
    thumbs.refreshAll();
    list.list.refreshAll();
    progress.show();
    showRemarkCount(sheet);
  });
  all.steps.addEventListener("stored", (event) => {
    const changed = (event.detail.items || []).map((change) => change.id);
    labels.changed(changed.map((id) => sheet.items.get(id)).filter(Boolean));
    known.forget(changed);
    if (cursor.item && changed.includes(cursor.item.id)) details.show(cursor.item);
  });
  viewer.addEventListener("turned", () => {
    overlay.draw();
    labels.draw();
  });
}

/** Show where people are, and have at hand what comes next. */
export function followCursor(all) {
  const { sheet, cursor, viewer, overlay, list, thumbs, details, known, modes, progress } = all;
  let shown = -1;
  let chosen = "";
  viewer.alsoSoon = () => [cursor.ahead(1)?.places[0]?.page].filter((page) => page !== undefined);
  list.addEventListener("rows", () => cursor.follow(list.rows));
  const prepare = settled(() => {
    const next = cursor.ahead(1);
    if (next) known.of(next.id).catch(() => {});
  }, SOON);
  cursor.addEventListener("moved", () => {
    const { page, item } = cursor;
    // What others do must not take a tool out of somebody's hands.
    if (page !== shown || (item?.id || "") !== chosen) modes.stop();
    chosen = item?.id || "";
    if (page !== shown) {
      shown = page;
      document.body.dataset.page = String(page);
      viewer.show(page);
      thumbs.turn(page);
      progress.showPage();
    }
    document.body.dataset.item = item?.id || "";
    overlay.mark(item);
    list.mark(item);
    details.show(item);
    enableActions(item);
    if (item && overlay.boxesOf(item).length) viewer.reveal(viewer.view.shownBox(overlay.boxesOf(item)[0]));
    rememberPlace(sheet.id, page, item?.id || "");
    prepare();
  });
  onAddress((where) => goTo(all, where));
  wirePageField(cursor);
}

/** Go to a page or an item. @param {{page?: number|null, id?: string, suggestion?: string}} where */
export function goTo({ sheet, cursor }, where) {
  const item = sheet.items.get(where.id || where.suggestion || "");
  if (item) cursor.select(item);
  else if (Number.isInteger(where.page)) cursor.turnTo(where.page);
}

/** Show how much was found and said. */
export function showRemarkCount(sheet) {
  const text = remarksText(sheet);
  const node = find("#remarks");
  find(".button-text", node).textContent = text || "Opmerkingen";
  setAttribute(node, "data-blocking", sheet.findings.some((finding) => finding.severity === "blocking"));
}
