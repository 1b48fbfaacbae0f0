/**
 * Which rows are shown. No page here.
 */

import { folded } from "../shared/dutch.js";

/** In `assigned`: documents of nobody. */
export const NOBODY = "\u0000";
/** In `stage`: what the last run kept back, wherever people are with it. */
export const HELD_BACK = "held-back";

export const NO_FILTER = Object.freeze({
  text: "",
  stage: "",
  ground: "",
  level: "",
  assigned: "",
  mine: false,
  todo: false,
  waiting: false,
});

export function isFiltering(filter) {
  return Object.keys(NO_FILTER).some((name) => filter[name] !== NO_FILTER[name]);
}

/** Return the rows that pass. @param {string} me the name of who looks */
export function filtered(rows, filter, me) {
  const tests = conditions(filter, me);
  return tests.length ? rows.filter((row) => tests.every((test) => test(row))) : rows;
}

function conditions(filter, me) {
  const words = folded(filter.text).split(/\s+/).filter(Boolean);
  const assigned = filter.assigned === NOBODY ? "" : filter.assigned;
  const all = [
    words.length && ((row) => words.every((word) => row.words.includes(word))),
    filter.stage && ((row) => (filter.stage === HELD_BACK ? row.document.state === HELD_BACK : row.stage === filter.stage)),
    filter.ground && ((row) => row.grounds.some(([id]) => id === filter.ground)),
    filter.level && ((row) => row.document.open[filter.level] > 0),
    filter.assigned && ((row) => row.document.assigned === assigned && row.document.id),
    filter.mine && ((row) => row.document.assigned === me),
    filter.todo && ((row) => ["todo", "busy", "decided"].includes(row.stage)),
    filter.waiting && ((row) => row.stage === "waiting"),
  ];
  return all.filter(Boolean);
}
