/**
 * What others do, merged in while people work. An answer that is older than what is painted changes nothing.
 */

import { get } from "../shared/api.js";

const EVERY = 2_500;
const HIDDEN = 15_000;

/**
 * Ask for changes again and again.
 * @param {import("./sheet.js").Sheet} sheet
 * @param {import("../shared/outbox.js").Outbox} outbox
 * @param {{reload: () => Promise<void>, others: (changed: any[]) => void, me: string}} on
 */
export function follow(sheet, outbox, on) {
  let timer = 0;
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, document.hidden ? HIDDEN : EVERY);
  };
  const ask = async () => {
    try {
      const answer = await get(`/api/changes?since=${sheet.seen}`);
      outbox.connected("online");
      await merge(answer);
    } catch (fault) {
      // While steps wait, the queue tells how the connection is.
      if (!outbox.size) outbox.connected(fault.status === 401 ? "signed-out" : "lost");
    }
    again();
  };
  const merge = async (answer) => {
    const own = answer.items.filter((change) => change.document === sheet.id);
    sheet.tell(own, answer.sequence);
    on.others(own.filter((change) => change.reviewer && change.reviewer !== on.me));
    if ([...answer.reload, ...answer.marks].includes(sheet.id)) await on.reload();
    else sheet.seen = Math.max(sheet.seen, answer.sequence);
  };
  document.addEventListener("visibilitychange", () => document.hidden || ask());
  again();
}
