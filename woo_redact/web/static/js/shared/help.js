/**
 * The keys of a page, and the switch for keys of one character.
 */

import { element } from "./dom.js";
import { openDialog } from "./dialog.js";

/**
 * Show the keys of this page.
 * @param {import("./keys.js").Keys} keys
 * @param {Node[]} [more] what else there is to tell
 */
export function showHelp(keys, more = []) {
  const rows = keys.help.map((key) =>
    element("div", { class: "help-row" }, element("dt", {}, element("kbd", { class: "key", text: key.key })), element("dd", { text: key.text })),
  );
  const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox" }));
  box.checked = keys.letters;
  box.addEventListener("change", () => keys.useLetters(box.checked));
  openDialog({
    name: "help",
    title: "Toetsen",
    wide: true,
    cancel: "Sluiten",
    body: [
      element("dl", { class: "help-keys" }, ...rows),
      ...more,
      element("label", { class: "check" }, box, element("span", { text: "Toetsen van één teken gebruiken (uit: alleen knoppen, pijlen en Esc)" })),
    ],
  });
}
