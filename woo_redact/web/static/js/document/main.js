/**
 * The page of one document: puts the parts together.
 */

import { closeLastWarning, setUpAnnouncements, settleWarning, tell, warn } from "../shared/announce.js";
import { get } from "../shared/api.js";
import { find, setAttribute } from "../shared/dom.js";
import { plural } from "../shared/dutch.js";
import { Grounds, patterns } from "../shared/grounds.js";
import { putIcons } from "../shared/icons.js";
import { Keys } from "../shared/keys.js";
import { Outbox } from "../shared/outbox.js";
import { setUpTheme } from "../shared/theme.js";
import { tellRefusal } from "./conflict.js";
import { Cursor } from "./cursor.js";
import { bindKeys } from "./bindings.js";
import { Deciding } from "./deciding.js";
import { Details } from "./details.js";
import { Known } from "./known.js";
import { Labels } from "./labels.js";
import { follow } from "./live.js";
import { Modes } from "./modes.js";
import { Overlay } from "./overlay.js";
import { onAddress, rememberPlace, whereToBegin } from "./place.js";
import { Preview } from "./preview.js";
import { Progress, loadDocument } from "./progress.js";
import { remarksText } from "./remarks.js";
import { Sheet } from "./sheet.js";
import { SideList } from "./side-list.js";
import { Steps } from "./steps.js";
import { Thumbs } from "./thumbs.js";
import { Tools } from "./tools.js";
import { enableActions, makeActions, showConnection, wireButtons, wirePageField } from "./toolbar.js";
import { Viewer } from "./viewer.js";

/** Make all parts of the page. */
function parts(board, data) {
  const { me } = board;
  const grounds = new Grounds(board.grounds);
  const keys = new Keys(board.keys);
  const outbox = new Outbox();
  const sheet = new Sheet(data, (id) => outbox.isDeciding(id));
  const steps = new Steps(sheet, outbox, me);
  const cursor = new Cursor(sheet);
  const viewer = new Viewer(sheet);
  const choose = (item) => item && cursor.select(item);
  const overlay = new Overlay(sheet, viewer, grounds, (id) => choose(sheet.items.get(id)));
  const discussed = () => new Set(sheet.comments.map((comment) => comment.suggestion));
  const all = { me, board, grounds, keys, outbox, sheet, steps, cursor, viewer, overlay };
  all.known = new Known(sheet);
  all.labels = new Labels(sheet, viewer, overlay.labels);
  all.modes = new Modes(keys);
  all.thumbs = new Thumbs(sheet, (page) => cursor.turnTo(page));
  all.discussed = discussed();
  all.list = new SideList(sheet, grounds, {
    choose,
    group: (items, text) => all.tools.bulk.group(items, text),
    isDiscussed: (id) => all.discussed.has(id),
  });
  all.details = new Details(sheet, all.known, grounds, keys);
  all.reload = once(async () => sheet.load(await loadDocument(sheet.id)));
  all.progress = new Progress({ ...all, second: board.second_review });
  all.deciding = new Deciding({ ...all, atEnd: () => all.progress.atEnd() });
  all.preview = new Preview({ ...all, button: find("#preview") });
  all.tools = new Tools(all);
  sheet.addEventListener("marks", () => (all.discussed = discussed()));
  return all;
}

/** Show what changed, and only that. */
function paintChanges(all) {
  const { sheet, cursor, viewer, overlay, labels, list, thumbs, details, known, progress } = all;
  sheet.addEventListener("held", (event) => {
    const items = event.detail;
    overlay.refresh(items);
    list.refresh(items);
    thumbs.refresh(items);
    progress.show();
    known.forget(items.map((item) => item.id));
    if (items.includes(cursor.item)) details.show(cursor.item);
  });
  sheet.addEventListener("items", () => {
    known.forgetAll();
    list.arrange();
    thumbs.reset();
    overlay.draw();
    cursor.reloaded();
  });
  sheet.addEventListener("marks", () => {
    thumbs.refreshAll();
    list.list.refreshAll();
    progress.show();
    remarks(sheet);
  });
  all.steps.addEventListener("stored", (event) => {
    labels.changed((event.detail.items || []).map((change) => sheet.items.get(change.id)).filter(Boolean));
    const changed = (event.detail.items || []).map((change) => change.id);
    known.forget(changed);
    if (cursor.item && changed.includes(cursor.item.id)) details.show(cursor.item);
  });
  viewer.addEventListener("turned", () => {
    overlay.draw();
    labels.draw();
  });
}

/** Follow the cursor. */
function followCursor(all) {
  const { sheet, cursor, viewer, overlay, list, thumbs, details, known, modes, progress, deciding } = all;
  let shown = -1;
  viewer.alsoSoon = () => [cursor.ahead(1)?.places[0]?.page].filter((page) => page !== undefined);
  list.addEventListener("rows", () => cursor.follow(list.rows));
  cursor.addEventListener("moved", () => {
    const { page, item } = cursor;
    modes.stop();
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
    const next = cursor.ahead(1);
    if (next) setTimeout(() => known.of(next.id).catch(() => {}), 120);
  });
  onAddress((where) => goTo(all, where));
  wirePageField(cursor);
  void deciding;
}

/** Go to a page or an item. @param {{page?: number|null, id?: string, suggestion?: string}} where */
export function goTo({ sheet, cursor }, where) {
  const item = sheet.items.get(where.id || where.suggestion || "");
  if (item) cursor.select(item);
  else if (Number.isInteger(where.page)) cursor.turnTo(where.page);
}

function remarks(sheet) {
  const text = remarksText(sheet);
  const node = find("#remarks");
  find(".button-text", node).textContent = text || "Opmerkingen";
  setAttribute(node, "data-blocking", sheet.findings.some((finding) => finding.severity === "blocking"));
}

/** Go to what was put in the place of the item; what was added elsewhere does not take people away from it. */
async function showPointed({ sheet, cursor, reload }, { ids, replaces }) {
  await reload().catch(() => {});
  const made = sheet.items.get(ids[0]);
  if (!made) return;
  tell(`Gelakt: ${plural(ids.length, "passage", "passages")}.`);
  if (replaces.includes(cursor.item?.id)) cursor.select(made);
}

function followOthers(all) {
  const { sheet, outbox, me, reload, steps, cursor, details } = all;
  let before = "online";
  steps.addEventListener("reload", () => reload().catch(() => {}));
  steps.addEventListener("pointed", (event) => showPointed(all, event.detail));
  steps.addEventListener("refused", (event) => tellRefusal(event.detail, sheet, (id) => goTo(all, { id })));
  outbox.addEventListener("change", () => {
    showConnection(outbox);
    if (outbox.connection === "online") {
      settleWarning("connection");
      if (before !== "online") details.show(cursor.item);
      before = "online";
      return;
    }
    before = outbox.connection;
    const text = outbox.connection === "lost" ? "De verbinding met woo-redact is weg." : "U bent niet meer aangemeld.";
    const detail = outbox.connection === "lost" ? "Wat u besluit blijft bewaard in deze pagina en wordt verstuurd zodra de verbinding er weer is. Sluit de pagina niet." : "Open een nieuwe link van de beheerder in dit venster of een ander tabblad. Wat nog niet is opgeslagen wordt daarna verstuurd.";
    if (!document.querySelector('[data-kind="connection"]')) warn(text, { detail, kind: "connection" });
  });
  showConnection(outbox);
  follow(sheet, outbox, {
    me: me.name,
    reload,
    others: (changed) => {
      if (!changed.length) return;
      const names = [...new Set(changed.map((change) => change.reviewer))].join(" en ");
      tell(`${names} besloot over ${changed.length === 1 ? "een voorstel" : `${changed.length} voorstellen`} in dit document.`);
    },
  });
}

/** Two reloads at a time are one; what is asked meanwhile comes after it. */
function once(run) {
  let running = null;
  let again = false;
  const start = async () => {
    do {
      again = false;
      await run();
    } while (again);
  };
  return () => {
    if (running) again = true;
    else running = start().finally(() => (running = null));
    return running;
  };
}

function begin(all) {
  const { sheet, cursor, list, thumbs, progress, me } = all;
  find("#document-name").textContent = sheet.name;
  setAttribute(find("#document-name"), "title", sheet.name);
  find("#me").textContent = me.name;
  document.body.dataset.role = me.role;
  if (sheet.progress.done && sheet.progress.done.reviewer !== me.name && all.board.second_review && me.role !== "reader") list.filter.value = "second";
  list.arrange();
  if (!list.rows.length && list.filter.value === "second") list.show("all");
  thumbs.reset();
  progress.show();
  remarks(sheet);
  const where = whereToBegin(sheet.id);
  const isSecond = list.filter.value === "second";
  const first = isSecond ? list.rows.find((row) => !row.head)?.item : cursor.ahead(1);
  const item = sheet.items.get(where.id || "") || (where.page === undefined ? first || sheet.list[0] : null);
  cursor.page = -1;
  if (item) cursor.select(item);
  else if (!cursor.turnTo(where.page ?? 0)) cursor.turnTo(0);
  document.body.dataset.ready = "true";
}

async function start() {
  setUpAnnouncements();
  setUpTheme(find("#theme"));
  putIcons();
  const { document: id } = document.body.dataset;
  try {
    const [board, data] = await Promise.all([get("/api/board"), loadDocument(id)]);
    const all = parts(board, data);
    document.body.append(patterns(all.grounds));
    bindKeys(all, closeLastWarning);
    wireButtons(all.keys);
    makeActions(all.keys, all.grounds, (digit) => all.deciding.favourite(digit));
    paintChanges(all);
    followCursor(all);
    followOthers(all);
    begin(all);
  } catch (fault) {
    const shown = find("#fault");
    shown.hidden = false;
    find("p", shown).textContent = fault.text || "Dit document kan niet worden getoond.";
    document.body.dataset.ready = "fault";
    if (!fault.text) throw fault;
  }
}

start();
