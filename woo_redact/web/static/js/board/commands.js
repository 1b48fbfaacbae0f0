/**
 * The buttons at the top of the page and the keys: what each does.
 */

import { closeLastWarning, tell } from "../shared/announce.js";
import { post } from "../shared/api.js";
import { openDialog } from "../shared/dialog.js";
import { element, find, setAttribute, setText } from "../shared/dom.js";
import { plural, ROLES } from "../shared/dutch.js";
import { showHelp } from "../shared/help.js";
import { Keys } from "../shared/keys.js";
import { openBulk } from "./bulk.js";
import { visible } from "./names.js";
import { openPeople } from "./people.js";
import { openSearch } from "./searching.js";
import { warnOf } from "./steps.js";
import { nextOpen } from "./work.js";

/** What keys of the review do on this page, where that is something else than in a document. */
const HERE = {
  next: "volgend document met open werk",
  undo: "laatste stap terugnemen",
  search: "zoeken in alle documenten",
  help: "deze uitleg",
  close: "sluiten of stoppen",
};
const IN_TABLE = [
  ["↑ ↓", "volgend of vorig document"],
  ["← →", "naar de knoppen in een rij"],
  ["Enter", "document openen"],
  ["Spatie", "document kiezen"],
  ["Home End", "eerste of laatste document"],
];

/**
 * Let them work; the board has to be there.
 * @param {import("./overview.js").Overview} overview
 * @param {import("./steps.js").Steps} steps
 * @param {import("./table.js").DocumentTable} table
 */
export function setUpCommands(overview, steps, table) {
  const does = {
    search: () => openSearch(overview, steps),
    bulk: () => openBulk(overview, steps).catch(warnOf),
    people: () => openPeople(overview, steps),
    propose: (event) => propose(event.currentTarget, steps),
    undo: () => overview.mayDecide && steps.undo(),
    leave: () => leave(),
  };
  for (const [name, run] of Object.entries(does)) find(`[data-step=${name}]`).addEventListener("click", run);
  setUpKeys(overview, table, does);
  for (const name of ["bulk", "propose", "undo"]) setAttribute(find(`[data-step=${name}]`), "hidden", !overview.mayDecide);
  const { name, role } = overview.me;
  setText(find("[data-told=me]"), visible(name));
  setAttribute(find("[data-told=me]"), "title", visible(name));
  setText(find("[data-told=role]"), ROLES[role] || "");
}

function setUpKeys(overview, table, does) {
  const keys = new Keys(overview.board.keys.filter((key) => key.name in HERE && key.key !== "s").map((key) => ({ ...key, text: HERE[key.name] })));
  const more = element("dl", { class: "help-keys" }, ...IN_TABLE.map(([key, text]) => element("div", { class: "help-row help-row-wide" }, element("dt", {}, element("kbd", { class: "key", text: key })), element("dd", { text }))));
  const help = () => showHelp(keys, [element("h3", { text: "In de tabel" }), more]);
  keys.on("search", does.search);
  keys.on("undo", does.undo);
  keys.on("help", help);
  keys.on("next", () => {
    const next = nextOpen(overview.shown, table.current?.key);
    if (next) table.goTo(next.key);
    else tell("Er is geen document met open voorstellen in beeld.");
  });
  keys.on("close", () => closeLastWarning());
  keys.layer((event, key) => inTable(table, event, key));
  find("[data-step=help]").addEventListener("click", help);
}

/** Keys that go through the table; return whether it was one. */
function inTable(table, event, key) {
  const moves = {
    ArrowDown: () => table.move(1),
    ArrowUp: () => table.move(-1),
    PageDown: () => table.hasFocus && table.move(table.rows.span),
    PageUp: () => table.hasFocus && table.move(-table.rows.span),
    Home: () => table.hasFocus && table.move(-Infinity),
    End: () => table.hasFocus && table.move(Infinity),
    ArrowRight: () => table.moveWithin(1),
    ArrowLeft: () => table.moveWithin(-1),
    // On a button or a box, the browser itself knows what to do.
    " ": () => !event.target.matches("button, input") && table.toggle(),
  };
  return Object.hasOwn(moves, key) && moves[key]() !== false;
}

async function propose(node, steps) {
  if (node.getAttribute("aria-disabled") === "true") return;
  setAttribute(node, "aria-disabled", "true");
  tell("Gelijke passages zoeken…");
  try {
    await steps.take("/api/propose", {}, proposed, { undoable: false });
  } catch (error) {
    warnOf(error);
  } finally {
    setAttribute(node, "aria-disabled", null);
  }
}

function proposed({ added, documents }) {
  if (!added) return "Nergens staat nog leesbaar wat elders gelakt is.";
  const places = `${plural(added, "plaats", "plaatsen")} in ${plural(documents.length, "document", "documenten")}`;
  return `Op ${places} staat nog leesbaar wat elders gelakt is. Beoordeel ook die.`;
}

function leave() {
  openDialog({
    name: "leave",
    title: "Afmelden?",
    body: [element("p", { text: "Alles wat u besloot, is bewaard. Om terug te komen hebt u een nieuwe link nodig." })],
    actions: [{
      text: "Afmelden",
      look: "primary",
      run: async () => {
        await post("/api/leave", {});
        location.reload();
      },
    }],
  });
}
