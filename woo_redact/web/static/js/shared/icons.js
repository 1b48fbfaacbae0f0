/**
 * Signs on buttons, drawn by the page itself.
 */

import { svg } from "./dom.js";

const DRAWN = {
  back: "M10 3L5 8L10 13",
  on: "M6 3L11 8L6 13",
  larger: "M8 3V13M3 8H13",
  smaller: "M3 8H13",
  width: "M2 3V13M14 3V13M4.5 8H11.5M6.5 6L4.5 8L6.5 10M9.5 6L11.5 8L9.5 10",
  rotate: "M13 8A5 5 0 1 1 11.2 4.2M11.5 1.5V4.5H8.5",
  words: "M3 4H13M8 4V13M6 13H10M3 4V6M13 4V6",
  rectangle: "M2.5 4H13.5V12H2.5Z",
  preview: "M1.5 8C4.5 3 11.5 3 14.5 8C11.5 13 4.5 13 1.5 8ZM8 6A2 2 0 1 1 8 10A2 2 0 1 1 8 6Z",
  search: "M7 2.5A4.5 4.5 0 1 1 7 11.5A4.5 4.5 0 1 1 7 2.5M10.3 10.3L14 14",
  theme: "M8 2A6 6 0 1 0 8 14ZM8 2A6 6 0 0 1 8 14",
  done: "M3 8.5L6.5 12L13 4.5",
  notes: "M2.5 3H13.5V11H8L5 14V11H2.5Z",
};

/** Return a sign. @param {keyof typeof DRAWN} name */
export function icon(name) {
  return svg(
    "svg",
    { class: "icon", viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false" },
    svg("path", { d: DRAWN[name] }),
  );
}

/** Put the signs that elements with `data-icon` ask for before their text. @param {ParentNode} within */
export function putIcons(within = document) {
  for (const node of within.querySelectorAll("[data-icon]")) node.prepend(icon(node.dataset.icon));
}
