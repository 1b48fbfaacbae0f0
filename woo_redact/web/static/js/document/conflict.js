/**
 * Telling why a step was not stored: above all, that somebody else decided in between.
 */

import { plural, short, verdictText } from "../shared/dutch.js";
import { warn } from "../shared/announce.js";

/** Of a step on many passages not all are named. */
const NAMED = 3;

/**
 * @param {import("../shared/api.js").Fault} fault
 * @param {import("./sheet.js").Sheet} sheet
 * @param {(id: string) => void} goTo
 */
export function tellRefusal(fault, sheet, goTo) {
  const meanwhile = fault.meanwhile;
  if (!meanwhile.length) {
    warn(fault.message, { detail: fault.remedy });
    return;
  }
  const named = meanwhile.slice(0, NAMED).map((one) => sentence(one, sheet));
  const left = meanwhile.length - named.length;
  if (left > 0) named.push(`En nog ${plural(left, "passage", "passages")}.`);
  const known = meanwhile.find((one) => sheet.items.has(one.suggestion));
  warn(named.join(" "), {
    detail: "Uw stap is niet opgeslagen. Bekijk het opnieuw en besluit dan.",
    action: known ? { text: "Ga ernaartoe", run: () => goTo(known.suggestion) } : undefined,
  });
}

function sentence({ suggestion, reviewer, verdict }, sheet) {
  const item = sheet.items.get(suggestion);
  const where = item ? `‘${short(item.text || item.kind_text, 40)}’ (pagina ${(item.places[0]?.page ?? 0) + 1})` : "een passage elders";
  const what = {
    approved: `heeft intussen besloten dat ${where} wordt gelakt`,
    rejected: `heeft intussen besloten dat ${where} leesbaar blijft`,
    open: `heeft intussen het besluit over ${where} gewist`,
  }[verdict];
  return `${reviewer} ${what || `besloot intussen over ${where}: ${verdictText(verdict)}`}.`;
}
