/**
 * Letting a colleague in: a link that works once.
 */

import { tell } from "../shared/announce.js";
import { post } from "../shared/api.js";
import { openDialog } from "../shared/dialog.js";
import { button, element } from "../shared/dom.js";
import { ROLES } from "../shared/dutch.js";

const LONGEST_NAME = 80;
const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];
const MAY = {
  reviewer: "beslist en meldt documenten klaar",
  second: "beslist, en bevestigt wat anderen klaar meldden",
  reader: "kijkt mee en beslist niets",
};
const HERE_ONLY =
  "Dit programma is nu alleen op deze computer te bereiken. Collega's kunnen er vanaf hun eigen computer bij als u het start met --host, --tls-cert en --tls-key; zie woo-redact review --help.";
const ON_NETWORK = "Wie deze computer via het netwerk kan bereiken en de link heeft, komt binnen. Stuur de link langs een vertrouwde weg.";

/** Ask for a name and a role, and show the link. */
export function openInviting() {
  const name = /** @type {HTMLInputElement} */ (element("input", { class: "field", id: "invited", maxlength: LONGEST_NAME, autocomplete: "off", required: true }));
  const roles = Object.entries(MAY).map(([role, may], index) => {
    const box = /** @type {HTMLInputElement} */ (element("input", { type: "radio", name: "role", value: role }));
    box.checked = index === 0;
    return element("label", { class: "choice" }, element("span", { class: "choice-name" }, box, ROLES[role]), element("span", { class: "choice-detail", text: may }));
  });
  const list = element("fieldset", { class: "choices" }, element("legend", { class: "field-label", text: "Rol" }), ...roles);
  const invite = async (dialog) => {
    if (!name.value.trim()) return dialog.say("Geef de naam van uw collega.");
    const { link } = await post("/api/invitations", { name: name.value.trim(), role: list.querySelector("input:checked").value });
    return link;
  };
  const dialog = openDialog({
    name: "invite",
    title: "Collega uitnodigen",
    body: [
      element("div", {}, element("label", { class: "field-label", for: "invited", text: "Naam, zoals die bij besluiten komt te staan" }), name),
      list,
      element("p", { class: "dialog-intro", text: reach() }),
    ],
    actions: [{ text: "Link maken", look: "primary", run: invite }],
    first: name,
  });
  name.addEventListener("keydown", (event) => event.key === "Enter" && (event.preventDefault(), dialog.element.querySelector(".button-primary").click()));
  dialog.closed.then((link) => link && showLink(link, name.value.trim()));
}

function showLink(link, name) {
  const field = /** @type {HTMLInputElement} */ (element("input", { class: "field link-field", id: "link", readonly: true, value: link, onfocus: () => field.select() }));
  const copy = button("Kopiëren", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(link);
      tell("De link staat op het klembord.");
    } catch {
      // Browsers give no clipboard to pages without TLS; the field is selected, so that Ctrl+C works.
      tell("Druk op Ctrl+C om de link te kopiëren.");
    }
  }, { class: "button button-primary" });
  openDialog({
    name: "link",
    title: `Link voor ${name}`,
    cancel: "Sluiten",
    body: [
      element("div", {}, element("label", { class: "field-label", for: "link", text: "Geef deze link aan uw collega" }), element("div", { class: "link-row" }, field, copy)),
      element("p", { text: "De link werkt één keer en 24 uur lang. Wie hem opent, werkt onder deze naam. Hij is hierna niet meer te zien." }),
      element("p", { class: "dialog-intro", text: reach() }),
    ],
    first: field,
  });
}

function reach() {
  return LOOPBACK.includes(location.hostname) ? HERE_ONLY : ON_NETWORK;
}
