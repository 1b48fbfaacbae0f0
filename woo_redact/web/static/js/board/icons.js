/**
 * Small drawings beside words; they never stand for them.
 */

import { svg } from "../shared/dom.js";

/** Strokes in a square of 16. */
const PATHS = {
  assign: "M8 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM3 13.5c.4-2.6 2.3-4 5-4s4.600 1.400 5 4",
  blocking: "M5.500 2h5L14 5.500v5L10.500 14h-5L2 10.500v-5ZM8 5v3.500M8 11v.1",
  check: "M3 8.500 6.500 12 13 4.500",
  comment: "M2.500 3.500h11v7.500H7l-3 2.500V11H2.500Z",
  confirmed: "M1.500 8.500 5 12l6-7M7.500 11l1 1 6-7",
  fold: "M6 4l4 4-4 4",
  same: "M5.500 5.500v-3h8v8h-3M2.500 5.500h8v8h-8Z",
  warning: "M8 2.500 14.500 13.500h-13ZM8 6.500v3.500M8 12v.1",
};

/** @param {keyof PATHS} name */
export function icon(name) {
  return svg(
    "svg",
    { class: `icon icon-${name}`, viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false" },
    svg("path", { d: PATHS[name] }),
  );
}
