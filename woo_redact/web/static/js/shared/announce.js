/**
 * Telling people what happened: shown in a corner of the page, and read out by assistive technology.
 */

import { button, element } from "./dom.js";

const SHOWN = 5_000;
/** Messages this close together (milliseconds) are read out as one, else the first would not be heard. */
const TOGETHER = 300;
let polite = null;
let corner = null;
let last = 0;
let before = "";

/** Make the live region; before anything is told, so that the first message is read out too. */
export function setUpAnnouncements() {
  if (corner) return;
  polite = element("div", { class: "unseen", role: "status", id: "announced" });
  corner = element("div", { class: "notices", id: "notices" });
  document.body.append(polite, corner);
}

/**
 * Tell what happened; goes away by itself.
 * @param {string} text
 * @param {{quiet?: boolean, instead?: boolean}} [how] `quiet` is read out and not shown; `instead` of what was told
 *   before: where somebody is who goes on fast
 */
export function tell(text, how = {}) {
  setUpAnnouncements();
  const now = performance.now();
  const words = before && !how.instead && now - last < TOGETHER ? `${before} ${text}` : text;
  last = now;
  before = how.instead ? "" : text;
  // The same words twice are two messages.
  polite.textContent = polite.textContent === words ? `${words}\u00a0` : words;
  if (how.quiet) return;
  corner.querySelector(".notice-passing")?.remove();
  const shown = element("div", { class: "notice notice-passing", "aria-hidden": "true", text });
  corner.append(shown);
  setTimeout(() => shown.remove(), SHOWN);
}

/**
 * Warn about something that should not be missed; stays until it is closed.
 * @param {string} text
 * @param {{detail?: string, action?: {text: string, run: () => void}, kind?: string}} [more] one `kind` is shown once
 */
export function warn(text, more = {}) {
  setUpAnnouncements();
  if (more.kind) settleWarning(more.kind);
  const close = () => shown.remove();
  const shown = element(
    "div",
    { class: "notice notice-warning", role: "alert", "data-kind": more.kind || "" },
    element("p", { class: "notice-text", text }),
    more.detail ? element("p", { class: "notice-detail", text: more.detail }) : null,
    element(
      "div",
      { class: "notice-actions" },
      more.action ? button(more.action.text, () => (close(), more.action.run()), { class: "button" }) : null,
      button("Sluiten", close, { class: "button" }),
    ),
  );
  corner.append(shown);
}

/** Take a warning of this kind away; what it told is over. */
export function settleWarning(kind) {
  corner?.querySelectorAll(`[data-kind="${kind}"]`).forEach((shown) => shown.remove());
}

/** Close the warning that came last; tell whether there was one. */
export function closeLastWarning() {
  const latest = [...(corner?.querySelectorAll(".notice-warning") || [])].at(-1);
  latest?.remove();
  return Boolean(latest);
}
