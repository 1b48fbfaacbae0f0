/**
 * Dialogs on <dialog>: the browser keeps the focus in and gives it back.
 */

import { Fault } from "./api.js";
import { element, keyButton } from "./dom.js";

let made = 0;

/**
 * @typedef {object} Action
 * @property {string} text
 * @property {string} [key] a key that does the same while no field has the focus
 * @property {"primary"|"danger"|""} [look]
 * @property {(dialog: OpenDialog) => any} run what it returns closes the dialog, unless that is `undefined`; a `Fault`
 *   that it throws is shown in the dialog
 *
 * @typedef {object} OpenDialog
 * @property {HTMLDialogElement} element
 * @property {Promise<any>} closed with what it was closed with; `null` when people left it
 * @property {(value?: any) => void} close
 * @property {(text: string) => void} say show what is wrong
 */

/**
 * Open a dialog.
 * @param {{title: string, body: Node[], actions?: Action[], cancel?: string, wide?: boolean, name?: string,
 *   first?: HTMLElement}} given `cancel` is the text of the button that leaves it; `first` gets the focus
 * @returns {OpenDialog}
 */
export function openDialog(given) {
  const title = `dialog-title-${(made += 1)}`;
  const fault = element("p", { class: "dialog-fault", role: "alert" });
  const foot = element("div", { class: "dialog-actions" });
  const node = /** @type {HTMLDialogElement} */ (
    element(
      "dialog",
      { class: given.wide ? "dialog dialog-wide" : "dialog", "aria-labelledby": title, "data-dialog": given.name || "" },
      element("h2", { class: "dialog-title", id: title, text: given.title }),
      element("div", { class: "dialog-body" }, ...given.body),
      fault,
      foot,
    )
  );
  let outcome = null;
  const dialog = {
    element: node,
    closed: new Promise((resolve) => node.addEventListener("close", () => (node.remove(), resolve(outcome)))),
    close: (value = null) => ((outcome = value), node.close()),
    say: (text) => void (fault.textContent = text),
  };
  const actions = [...(given.actions || []), { text: given.cancel || "Annuleren", key: "Esc", run: () => null }];
  foot.append(...actions.map((action) => actionButton(action, dialog)));
  node.addEventListener("keydown", (event) => pressed(event, actions, dialog));
  document.body.append(node);
  node.showModal();
  given.first?.focus();
  return dialog;
}

/** Whether a dialog is open, which has the keys then. */
export function isDialogOpen() {
  return document.querySelector("dialog[open]") !== null;
}

/** Whether what has the focus takes letters itself. */
export function takesText(target) {
  return isWithin(target, "input:not([type=checkbox], [type=radio], [type=button]), textarea, select");
}

/** Whether what has the focus does something of its own with arrow keys. */
export function takesArrows(target) {
  return isWithin(target, "input[type=radio], [role=menu], [role=radiogroup]");
}

function isWithin(target, selector) {
  return target instanceof Element && target.closest(selector) !== null;
}

function actionButton(action, dialog) {
  const look = action.look ? ` button-${action.look}` : "";
  return keyButton(action.text, action.key || "", () => act(action, dialog), { class: `button${look}` });
}

function pressed(event, actions, dialog) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || takesText(event.target)) return;
  const action = actions.find((one) => one.key === event.key);
  if (!action) return;
  event.preventDefault();
  event.stopPropagation();
  act(action, dialog);
}

async function act(action, dialog) {
  if (dialog.element.hasAttribute("aria-busy")) return;
  dialog.say("");
  dialog.element.setAttribute("aria-busy", "true");
  try {
    const value = await action.run(dialog);
    if (value !== undefined) dialog.close(value);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    dialog.say(error.text);
  } finally {
    dialog.element.removeAttribute("aria-busy");
  }
}
