/**
 * The fields above the table that tell which documents are shown.
 */

import { find, setAttribute, setText, settled, element } from "../shared/dom.js";
import { LEVELS, number, plural } from "../shared/dutch.js";
import { HELD_BACK, isFiltering, NOBODY } from "./filters.js";
import { visible } from "./names.js";
import { STAGES } from "./stages.js";

const SWITCHES = ["mine", "todo", "waiting"];
const LISTS = ["stage", "ground", "level", "assigned"];
/** Milliseconds after the last letter. */
const TYPING = 120;

/**
 * @param {HTMLElement} bar
 * @param {import("./overview.js").Overview} overview
 */
export function setUpFiltering(bar, overview) {
  const text = find("[name=text]", bar);
  text.addEventListener("input", settled(() => overview.filterBy({ text: text.value }), TYPING));
  for (const name of LISTS) {
    const list = find(`[name=${name}]`, bar);
    list.addEventListener("change", () => overview.filterBy({ [name]: list.value }));
  }
  for (const name of SWITCHES) {
    find(`[data-filter=${name}]`, bar).addEventListener("click", () => overview.filterBy({ [name]: !overview.filter[name] }));
  }
  const more = find("[data-step=filters]", bar);
  more.addEventListener("click", () => setAttribute(more, "aria-expanded", String(more.getAttribute("aria-expanded") === "false")));
  for (const node of document.querySelectorAll("[data-step=unfilter]")) {
    node.addEventListener("click", () => {
      overview.unfilter();
      text.focus();
    });
  }
  overview.addEventListener("board", () => (fill(bar, overview), show(bar, overview)));
  overview.addEventListener("view", () => show(bar, overview));
}

/** Put in the lists what the dossier has. */
function fill(bar, { board, grounds, rows }) {
  const used = new Set(rows.flatMap((row) => row.grounds.map(([id]) => id)));
  const stages = Object.entries(STAGES).filter(([name]) => rows.some((row) => row.stage === name));
  const kept = rows.some((row) => row.document.state === HELD_BACK);
  const names = new Set([...board.people.map((person) => person.name), ...rows.map((row) => row.document.assigned)]);
  const people = [...names].filter(Boolean).sort((a, b) => a.localeCompare(b, "nl"));
  options(bar, "stage", "alle", [...stages.map(([name, { text }]) => [name, text]), ...(kept ? [[HELD_BACK, "tegengehouden"]] : [])]);
  options(bar, "ground", "alle", grounds.ids.filter((id) => used.has(id)).map((id) => [id, grounds.name(id)]));
  options(bar, "level", "alle", Object.entries(LEVELS).map(([name, text]) => [name, `${name} (${text})`]));
  options(bar, "assigned", "iedereen", [[NOBODY, "niemand"], ...people.map((name) => [name, visible(name)])]);
  setAttribute(find("[data-filter=waiting]", bar), "hidden", !board.second_review);
}

function options(bar, name, all, list) {
  const field = find(`[name=${name}]`, bar);
  const wanted = [["", all], ...list];
  if (JSON.stringify(wanted) === field.dataset.options) return;
  field.dataset.options = JSON.stringify(wanted);
  field.replaceChildren(...wanted.map(([value, text]) => element("option", { value, text })));
}

function show(bar, overview) {
  const { filter, rows, shown, me } = overview;
  const text = find("[name=text]", bar);
  if (document.activeElement !== text) text.value = filter.text;
  for (const name of LISTS) {
    const list = find(`[name=${name}]`, bar);
    list.value = filter[name];
    // What the dossier no longer has is no filter that people could see.
    if (list.selectedIndex < 0) return overview.filterBy({ [name]: "" });
    setAttribute(list, "data-used", Boolean(filter[name]));
  }
  for (const name of SWITCHES) setAttribute(find(`[data-filter=${name}]`, bar), "aria-pressed", String(filter[name]));
  const counts = {
    mine: rows.filter((row) => row.document.assigned === me.name).length,
    todo: rows.filter((row) => ["todo", "busy", "decided"].includes(row.stage)).length,
    waiting: rows.filter((row) => row.stage === "waiting").length,
  };
  for (const name of SWITCHES) setText(find(`[data-filter=${name}] .count`, bar), number(counts[name]));
  const filtering = isFiltering(filter);
  const all = plural(rows.length, "document", "documenten");
  setText(find("[data-told=shown]"), filtering ? `${number(shown.length)} van ${all}` : all);
  for (const node of document.querySelectorAll("[data-step=unfilter]")) setAttribute(node, "hidden", !filtering);
}
