/**
 * What this browser keeps of the start page: settings and ids. No name, and nothing that somebody typed.
 */

import { recall, remember } from "../shared/memory.js";
import { NO_FILTER } from "./filters.js";
import { isColumn } from "./rows.js";

const NAME = "board";
const FILTERS = ["stage", "ground", "level", "mine", "todo", "waiting"];
const LONGEST = 20;

/** Return what was kept, complete; what is odd in it counts as nothing. */
export function recalled() {
  const kept = parsed();
  const filter = { ...NO_FILTER };
  for (const name of FILTERS) {
    const value = kept.filter?.[name];
    if (typeof value === typeof NO_FILTER[name] && String(value).length <= LONGEST) filter[name] = value;
  }
  return {
    filter,
    sort: { column: isColumn(kept.sort?.column) ? kept.sort.column : "", descending: kept.sort?.descending === true },
    current: typeof kept.current === "string" ? kept.current : "",
    scroll: Number.isFinite(kept.scroll) ? kept.scroll : 0,
  };
}

/** Keep settings for the next visit. */
export function keep({ filter, sort, current, scroll }) {
  const settings = Object.fromEntries(FILTERS.map((name) => [name, filter[name]]));
  remember(NAME, JSON.stringify({ filter: settings, sort, current, scroll }));
}

function parsed() {
  try {
    return JSON.parse(recall(NAME) || "{}") || {};
  } catch {
    return {};
  }
}
