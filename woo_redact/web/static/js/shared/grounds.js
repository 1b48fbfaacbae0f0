/**
 * The grounds of the profile, each with a colour and a pattern, so that neither has to be told apart alone.
 */

import { element, svg } from "./dom.js";

/** On white paper, at least 4.5 to 1. The ground of most passages, the tenth of the list, is blue. */
const COLOURS = [
  "#6b3fa0", "#0b6b52", "#a8123f", "#5a6300", "#00657f", "#8a4b00", "#a3157a", "#a63f0a", "#34495e", "#1f5fae",
];
/** Lines of a pattern in a square of 8; of another number than the colours, so that no two grounds share both. */
const PATTERNS = [
  "M-2 6L2 10M0 0L8 8M6 -2L10 2",
  "M-2 2L2 -2M0 8L8 0M6 10L10 6",
  "M0 2H8M0 6H8",
  "M2 0V8M6 0V8",
  "M0 4H8M4 0V8",
  "M0 6L4 2L8 6",
  "M1.6 2H2.4M5.6 6H6.4",
  "M-2 6L2 10M0 0L8 8M6 -2L10 2M-2 2L2 -2M0 8L8 0M6 10L10 6",
  "M0 3H8M0 5H8",
];

/** @typedef {{id: string, short: string, title: string, weighing: string, key: string}} Ground */

export class Grounds {
  /** @param {Ground[]} list in the order of the profile */
  constructor(list) {
    this.list = list;
    this.ids = list.map((ground) => ground.id);
    this.names = new Map(list.map((ground) => [ground.id, ground]));
  }

  /** @returns {Ground|undefined} the ground with this digit as its key */
  withKey(digit) {
    return this.list.find((ground) => ground.key === digit);
  }

  /** Return the name of a ground as people read it. */
  name(id) {
    const ground = this.names.get(id);
    return ground ? `${ground.id} ${ground.short}` : id;
  }

  /** Return where the ground stands in the profile, which gives its colour and pattern. */
  index(id) {
    return Math.max(0, this.ids.indexOf(id));
  }

  colour(id) {
    return COLOURS[this.index(id) % COLOURS.length];
  }

  /** Return what fills a box. @param {"swatch"|"open"|"flag"|"policy"|"approved"} state */
  fill(id, state) {
    return `url(#ground-${this.index(id)}-${state})`;
  }
}

/**
 * How a box looks: what is beneath the pattern, how dense that is, and the pattern's own density. What people have to read
 * beneath it stays easy to read; a swatch shows its pattern best.
 */
const STATES = {
  swatch: { opacity: 0.16, lines: 0.75 },
  open: { opacity: 0.18, lines: 0.28 },
  flag: { opacity: 0.07, lines: 0.2 },
  policy: { under: "#1c2430", opacity: 0.28, lines: 0.36 },
  approved: { under: "#10151d", opacity: 0.78, lines: 1, pale: true },
};

/**
 * Return the patterns that `Grounds.fill` speaks of, to be put in the page once.
 * @param {Grounds} grounds
 */
export function patterns(grounds) {
  const all = grounds.list.flatMap((ground, index) =>
    Object.entries(STATES).map(([state, look]) => pattern(`ground-${index}-${state}`, index, look)),
  );
  return svg("svg", { class: "patterns", width: 0, height: 0, "aria-hidden": "true", focusable: "false" }, svg("defs", {}, ...all));
}

/** Return a small square in the look of a ground. */
export function swatch(grounds, id) {
  const edge = { x: 0.5, y: 0.5, width: 15, height: 15, rx: 2.5 };
  return svg(
    "svg",
    { class: "swatch", viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false" },
    svg("rect", { ...edge, fill: "#fff" }),
    svg("rect", { ...edge, fill: grounds.fill(id, "swatch"), stroke: grounds.colour(id) }),
  );
}

/** Return the grounds of a passage as text with their squares. @param {string[]} ids */
export function groundMarks(grounds, ids) {
  return ids.map((id) =>
    element("span", { class: "ground-mark", title: grounds.name(id) }, swatch(grounds, id), element("span", { text: id })),
  );
}

function pattern(id, index, look) {
  const colour = COLOURS[index % COLOURS.length];
  const stroke = look.pale ? lighter(colour) : colour;
  return svg(
    "pattern",
    { id, width: 8, height: 8, patternUnits: "userSpaceOnUse", patternTransform: "scale(0.75)" },
    svg("rect", { width: 8, height: 8, fill: look.under || colour, "fill-opacity": look.opacity }),
    svg("path", {
      d: PATTERNS[index % PATTERNS.length],
      stroke,
      "stroke-opacity": look.lines,
      "stroke-width": 1.1,
      "stroke-linecap": "square",
      fill: "none",
    }),
  );
}

function lighter(colour) {
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return `rgb(${parts.map((part) => Math.round(part + (255 - part) * 0.45)).join(" ")})`;
}
