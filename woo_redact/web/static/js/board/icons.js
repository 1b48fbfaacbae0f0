/**
 * Small signs beside words; they never stand for them.
 */

import { svg } from "../shared/dom.js";
import { icon as shared } from "../shared/icons.js";

/** Strokes in a square of 16, of what only this page shows. */
const DRAWN = {
  assign: "M8 8A2.5 2.5 0 1 0 8 3A2.5 2.5 0 0 0 8 8ZM3 13.5C3.4 10.9 5.3 9.5 8 9.5C10.7 9.5 12.6 10.9 13 13.5",
  blocking: "M5.5 2H10.5L14 5.5V10.5L10.5 14H5.5L2 10.5V5.5ZM8 5V8.5M8 11V11.1",
  confirmed: "M1.5 8.5L5 12L11 5M7.5 11L8.5 12L14.5 5",
  fold: "M6 4L10 8L6 12",
  warning: "M8 2.5L14.5 13.5H1.5ZM8 6.5V10M8 12V12.1",
};

/** Return a sign: one of this page, or one that pages share. @param {string} name */
export function icon(name) {
  if (!Object.hasOwn(DRAWN, name)) return shared(name);
  const path = svg("path", { d: DRAWN[name] });
  return svg("svg", { class: "icon", viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false" }, path);
}
