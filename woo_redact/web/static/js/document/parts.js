/**
 * The parts of the page, made from what the server gives.
 */

import { find } from "../shared/dom.js";
import { Grounds } from "../shared/grounds.js";
import { Keys } from "../shared/keys.js";
import { Outbox } from "../shared/outbox.js";
import { Cursor } from "./cursor.js";
import { Deciding } from "./deciding.js";
import { Details } from "./details.js";
import { Known } from "./known.js";
import { Labels } from "./labels.js";
import { Modes } from "./modes.js";
import { Overlay } from "./overlay.js";
import { Preview } from "./preview.js";
import { Progress, loadDocument } from "./progress.js";
import { Sheet } from "./sheet.js";
import { SideList } from "./side-list.js";
import { Steps } from "./steps.js";
import { Thumbs } from "./thumbs.js";
import { Tools } from "./tools.js";
import { Viewer } from "./viewer.js";

/**
 * Make all parts of the page.
 * @param {any} board the start page, as the server gives it
 * @param {any} data the document, as the server gives it
 */
export function makeParts(board, data) {
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
