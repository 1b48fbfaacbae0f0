/**
 * The buttons of the page: each does what a key does, and shows that key.
 */

import { element, find, keyButton, setAttribute, unseen } from "../shared/dom.js";
import { swatch } from "../shared/grounds.js";

/** Buttons below an item: steps of the key table, with what they say. */
const MORE = [
  ["palette", "Grond"],
  ["identical", "Gelijke"],
  ["person", "Persoon"],
  ["reason", "Motivering"],
  ["comment", "Opmerking"],
  ["ends", "Uiteinden"],
  ["clear", "Wissen"],
  ["undo", "Terug"],
];

/**
 * Give every element with `data-step` its key, and let it do the step.
 * @param {import("../shared/keys.js").Keys} keys
 */
export function wireButtons(keys) {
  for (const node of document.querySelectorAll("[data-step]")) {
    const name = node.dataset.step;
    const key = keys.shown(name);
    if (key) {
      setAttribute(node, "aria-keyshortcuts", key);
      const text = node.dataset.hint || node.getAttribute("aria-label") || node.textContent.trim();
      setAttribute(node, "title", `${text} (${key})`);
      if (node.querySelector(".button-text")) node.append(element("kbd", { class: "key", "aria-hidden": "true", text: key }));
    }
    node.addEventListener("click", () => keys.run(name));
  }
}

/**
 * Make the buttons below an item.
 * @param {import("../shared/keys.js").Keys} keys
 * @param {import("../shared/grounds.js").Grounds} grounds
 * @param {(digit: string) => void} favourite
 */
export function makeActions(keys, grounds, favourite) {
  const step = (name, text, look = "") => keyButton(text, keys.shown(name), () => keys.run(name), { class: `button ${look}`, "data-action": name });
  const favourites = grounds.list.filter((ground) => ground.key).sort((one, other) => one.key.localeCompare(other.key));
  find("#actions").append(
    element("div", { class: "actions-main" }, step("approve", "Lakken", "button-primary"), step("reject", "Blijft leesbaar"), step("next", "Volgende")),
    element(
      "div",
      { class: "actions-grounds", role: "group", "aria-label": "Lakken onder" },
      ...favourites.map((ground) => {
        const node = keyButton(ground.id, ground.key, () => favourite(ground.key), {
          class: "button button-small",
          title: grounds.name(ground.id),
        });
        node.prepend(swatch(grounds, ground.id));
        find(".button-text", node).append(unseen(` ${ground.short}`));
        return node;
      }),
    ),
    element("div", { class: "actions-more" }, ...MORE.map(([name, text]) => step(name, text, "button-small button-quiet"))),
  );
}

/** Show what can be done with an item. @param {import("./sheet.js").Item|null} item */
export function enableActions(item) {
  const needs = ["approve", "reject", "identical", "person", "reason", "ends", "clear", "palette"];
  for (const name of needs) {
    const node = find(`#actions [data-action="${name}"]`);
    setAttribute(node, "aria-disabled", (!item || (name === "person" && item.person === null)) && "true");
  }
}

/**
 * Let people type the page to go to.
 * @param {import("./cursor.js").Cursor} cursor
 */
export function wirePageField(cursor) {
  const field = /** @type {HTMLInputElement} */ (find("#page-field"));
  field.max = String(cursor.sheet.pages.length);
  find("#page-count").textContent = `van ${cursor.sheet.pages.length}`;
  field.addEventListener("change", () => {
    if (!cursor.turnTo(Math.round(Number(field.value)) - 1)) field.value = String(cursor.page + 1);
  });
  cursor.addEventListener("moved", () => (field.value = String(cursor.page + 1)));
}

/** Show how the connection is, and what still has to be sent. @param {import("../shared/outbox.js").Outbox} outbox */
export function showConnection(outbox) {
  const node = find("#connection");
  const texts = {
    online: outbox.size ? "Opslaan…" : "Opgeslagen",
    lost: outbox.size ? `${outbox.size} nog niet opgeslagen` : "Geen verbinding",
    "signed-out": "Niet meer aangemeld",
  };
  node.dataset.state = outbox.connection === "online" ? (outbox.size ? "busy" : "online") : outbox.connection;
  if (node.textContent !== texts[outbox.connection]) node.textContent = texts[outbox.connection];
}
