/**
 * What the server tells: that it refuses a step, that it cannot be reached, and what others do.
 */

import { settleWarning, tell, warn } from "../shared/announce.js";
import { plural } from "../shared/dutch.js";
import { tellRefusal } from "./conflict.js";
import { follow } from "./live.js";
import { goTo } from "./painting.js";
import { showConnection } from "./toolbar.js";

const LOST = {
  lost: {
    text: "De verbinding met woo-redact is weg.",
    detail: "Wat u besluit blijft in deze pagina staan en wordt verstuurd zodra de verbinding er weer is. Sluit de pagina niet.",
  },
  "signed-out": {
    text: "U bent niet meer aangemeld.",
    detail: "Vraag een nieuwe link en open die in een ander tabblad. Wat nog niet is opgeslagen wordt daarna verstuurd.",
  },
};

/** Follow the server: refusals, the connection, and what others do. */
export function followServer(all) {
  const { sheet, outbox, me, reload, steps, cursor, details } = all;
  steps.addEventListener("reload", () => reload().catch(() => {}));
  steps.addEventListener("pointed", (event) => showPointed(all, event.detail));
  steps.addEventListener("refused", (event) => tellRefusal(event.detail, sheet, (id) => goTo(all, { id })));
  outbox.addEventListener("change", () => showConnection(outbox));
  outbox.addEventListener("change", warnOfConnection(outbox, () => details.show(cursor.item)));
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

/** Warn when the connection goes, and no longer when it is back. */
function warnOfConnection(outbox, back) {
  let before = outbox.connection;
  return () => {
    const now = outbox.connection;
    if (now === before) return;
    before = now;
    if (now !== "online") return warn(LOST[now].text, { detail: LOST[now].detail, kind: "connection" });
    settleWarning("connection");
    return back();
  };
}

/** Go to what was put in the place of the item; what was added elsewhere does not take people away from it. */
function showPointed({ sheet, cursor, modes }, { ids, replaces }) {
  const show = () => {
    const made = sheet.items.get(ids[0]);
    if (!made) return false;
    tell(`Gelakt: ${plural(ids.length, "passage", "passages")}.`);
    if (replaces.includes(cursor.item?.id) && modes.isFree) cursor.select(made);
    return true;
  };
  // What is new comes with the document, which is being asked for.
  if (!show()) sheet.addEventListener("items", show, { once: true });
}
