/**
 * Numbers, moments and standing words in Dutch.
 */

const numbers = new Intl.NumberFormat("nl-NL");
const moments = new Intl.DateTimeFormat("nl-NL", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

export const LEVELS = { A: "zeker", B: "beoordelen", C: "signaal" };
export const ROLES = { owner: "beheerder", reviewer: "beoordelaar", second: "tweede beoordelaar", reader: "meelezer" };

/** @param {number} count */
export function number(count) {
  return numbers.format(count);
}

/** Return a count with its noun: "1 passage", "12 passages". */
export function plural(count, one, more) {
  return `${number(count)} ${count === 1 ? one : more}`;
}

/** Return a moment (ISO 8601) as people say it. */
export function moment(at) {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? "" : moments.format(date);
}

/** Return what holds for a passage, in words. @param {string} verdict @param {string} [by] */
export function verdictText(verdict, by = "") {
  if (verdict === "approved") return by === "policy" ? "gelakt volgens beleid" : "gelakt";
  return verdict === "rejected" ? "blijft leesbaar" : "open";
}

/** Return text on one line. */
export function flat(text) {
  return text.replace(/\s+/g, " ");
}

/** Return text on one line, cut to a length. */
export function short(text, length = 80) {
  const line = flat(text).trim();
  return line.length > length ? `${line.slice(0, length - 1).trimEnd()}…` : line;
}

/** Return text without case and accents, to compare what people type. */
export function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
