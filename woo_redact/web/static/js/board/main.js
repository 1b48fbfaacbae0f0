/**
 * The start page of a review.
 */

import { setUpAnnouncements } from "../shared/announce.js";
import { find } from "../shared/dom.js";
import { patterns } from "../shared/grounds.js";
import { setUpTheme } from "../shared/theme.js";
import { openAssigning } from "./assigning.js";
import { setUpChosen } from "./chosen.js";
import { setUpCommands } from "./commands.js";
import { setUpFiltering } from "./filtering.js";
import { Live } from "./live.js";
import { Overview } from "./overview.js";
import { setUpSorting } from "./sorting.js";
import { setUpStates } from "./states.js";
import { Steps, warnOf } from "./steps.js";
import { setUpSummary } from "./summary.js";
import { DocumentTable } from "./table.js";

setUpAnnouncements();
setUpTheme(find("[data-step=theme]"));
const overview = new Overview();
const steps = new Steps();
const table = new DocumentTable(find("#documents"), find("#rows"), overview, {
  assign: (row) => openAssigning([row], overview, steps),
});
setUpSummary(find("#summary"), overview);
setUpFiltering(find("#filters"), overview);
setUpSorting(find("#heads"), find("#sorting"), overview);
setUpChosen(find("#chosen"), overview, steps);
setUpStates(overview);
try {
  await new Live(overview, steps).start();
  document.body.append(patterns(overview.grounds));
  setUpCommands(overview, steps, table);
  window.scrollTo(0, overview.scroll);
} catch (error) {
  warnOf(error, { text: "Opnieuw proberen", run: () => location.reload() });
}
addEventListener("pagehide", () => overview.keep(window.scrollY));
