/**
 * Searching words in a document or the dossier, and withholding every place where they stand.
 */

import { post } from "../shared/api.js";
import { openDialog } from "../shared/dialog.js";
import { element } from "../shared/dom.js";
import { plural } from "../shared/dutch.js";
import { pickGrounds } from "../shared/ground-picker.js";
import { inAll, passageList } from "../shared/passage-list.js";

/**
 * @param {{document?: string, open: (hit: any) => void, grounds: import("../shared/grounds.js").Grounds, mayDecide: boolean,
 *   withhold: (body: {words: string, document?: string, grounds: string[]}) => Promise<{hits: number, before: number}>,
 *   said: (text: string) => void}} given `document` is the one that people are in
 */
export function openSearch(given) {
  const field = /** @type {HTMLInputElement} */ (element("input", { type: "text", role: "searchbox", class: "field", id: "search-words", autocomplete: "off", spellcheck: "false", maxlength: 500 }));
  const everywhere = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox" }));
  everywhere.checked = !given.document;
  const status = element("p", { class: "touched-count", role: "status" });
  const place = element("div", {});
  let found = null;

  const within = () => (everywhere.checked || !given.document ? {} : { document: given.document });
  const search = async () => {
    const words = field.value.trim();
    found = null;
    place.replaceChildren();
    if (!words) return void (status.textContent = "Typ woorden; hoofdletters, accenten en regeleinden maken niet uit.");
    status.textContent = "Wordt gezocht…";
    try {
      const { hits } = await post("/api/search", { words, ...within() });
      if (words !== field.value.trim()) return undefined;
      found = { words, hits, ...within() };
      const already = hits.filter((hit) => hit.withheld).length;
      status.textContent = hits.length ? `${inAll(hits)}${already ? `, waarvan ${already} al gelakt` : ""}.` : "Niets gevonden.";
      place.replaceChildren(passageList(hits, { open: (hit) => (dialog.close(), given.open(hit)), label: "Gevonden" }));
    } catch (fault) {
      status.textContent = fault.text || "Er kan nu niet worden gezocht.";
    }
    return undefined;
  };
  const withholdAll = async (shown) => {
    if (!found || found.words !== field.value.trim()) await search();
    if (!found?.hits.length) return shown.say("Er is niets gevonden om te lakken.");
    const { words, document } = found;
    const left = found.hits.filter((hit) => !hit.withheld).length;
    const ids = await pickGrounds(given.grounds, { title: `‘${words}’ overal lakken`, intro: `Dit lakt ${plural(left, "plaats", "plaatsen")} in één stap.`, accept: "Alles lakken" });
    if (!ids) return undefined;
    const done = await given.withhold({ words, ...(document ? { document } : {}), grounds: ids });
    given.said(`Gelakt: ${plural(done.hits - done.before, "plaats", "plaatsen")}.${done.before ? ` ${plural(done.before, "plaats was", "plaatsen waren")} al gelakt.` : ""}`);
    return true;
  };
  const dialog = openDialog({
    name: "search",
    title: "Zoeken",
    wide: true,
    cancel: "Sluiten",
    body: [
      element("div", {}, element("label", { class: "field-label", for: "search-words", text: "Woorden" }), field),
      given.document ? element("label", { class: "check" }, everywhere, element("span", { text: "In het hele dossier" })) : null,
      status,
      place,
    ].filter(Boolean),
    actions: given.mayDecide ? [{ text: "Alles lakken…", run: withholdAll }] : [],
    first: field,
  });
  let timer = 0;
  const soon = () => (clearTimeout(timer), (timer = setTimeout(search, 300)));
  field.addEventListener("input", soon);
  everywhere.addEventListener("change", search);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    clearTimeout(timer);
    search();
  });
  search();
  return dialog;
}
