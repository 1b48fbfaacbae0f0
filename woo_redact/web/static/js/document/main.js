/**
 * The page of one document.
 */

import { closeLastWarning, setUpAnnouncements } from "../shared/announce.js";
import { get } from "../shared/api.js";
import { find, setAttribute } from "../shared/dom.js";
import { patterns } from "../shared/grounds.js";
import { putIcons } from "../shared/icons.js";
import { setUpTheme } from "../shared/theme.js";
import { bindKeys } from "./bindings.js";
import { followCursor, paintChanges, showRemarkCount } from "./painting.js";
import { makeParts } from "./parts.js";
import { whereToBegin } from "./place.js";
import { loadDocument } from "./progress.js";
import { followServer } from "./server.js";
import { makeActions, wireButtons } from "./toolbar.js";

function begin(all) {
  const { sheet, cursor, list, thumbs, progress, me } = all;
  find("#document-name").textContent = sheet.name;
  setAttribute(find("#document-name"), "title", sheet.name);
  find("#me").textContent = me.name;
  document.body.dataset.role = me.role;
  if (isForSecond(all)) list.filter.value = "second";
  list.arrange();
  if (!list.rows.length) list.show("all");
  thumbs.reset();
  progress.show();
  showRemarkCount(sheet);
  const where = whereToBegin(sheet.id);
  const isSecond = list.filter.value === "second";
  const first = isSecond ? list.rows.find((row) => !row.head)?.item : cursor.ahead(1);
  const item = sheet.items.get(where.id || "") || (where.page === undefined ? first || sheet.list[0] : null);
  cursor.page = -1;
  if (item) cursor.select(item);
  else if (!cursor.turnTo(where.page ?? 0)) cursor.turnTo(0);
  document.body.dataset.ready = "true";
}

/** Whether this person comes to confirm what another is done with. */
function isForSecond({ sheet, board, me }) {
  const { done, confirmed } = sheet.progress;
  return Boolean(board.second_review && done && !confirmed && done.reviewer !== me.name && me.role !== "reader");
}

async function start() {
  setUpAnnouncements();
  setUpTheme(find("#theme"));
  putIcons();
  const { document: id } = document.body.dataset;
  try {
    const [board, data] = await Promise.all([get("/api/board"), loadDocument(id)]);
    const all = makeParts(board, data);
    document.body.append(patterns(all.grounds));
    bindKeys(all, closeLastWarning);
    wireButtons(all.keys);
    makeActions(all.keys, all.grounds, (digit) => all.deciding.favourite(digit));
    paintChanges(all);
    followCursor(all);
    followServer(all);
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
