/**
 * What the ends of a passage are dragged by.
 */

import { svg } from "../shared/dom.js";

/** Return what the ends of boxes can be dragged by. @param {import("./geometry.js").Box[]} boxes in text order */
export function handles(boxes) {
  if (!boxes.length) return [];
  const [first, last] = [boxes[0], boxes.at(-1)];
  return [handle("from", first[0], first), handle("to", last[2], last)];
}

function handle(end, x, [, top, , bottom]) {
  return svg(
    "g",
    { class: "handle", "data-end": end },
    svg("line", { x1: x, x2: x, y1: top - 1, y2: bottom + 1 }),
    svg("circle", { class: "handle-knob", cx: x, cy: end === "from" ? top - 2 : bottom + 2, r: 3 }),
    // As large as a finger or an unsteady hand wants.
    svg("rect", { class: "handle-reach", x: x - 8, y: top - 8, width: 16, height: bottom - top + 16 }),
  );
}
