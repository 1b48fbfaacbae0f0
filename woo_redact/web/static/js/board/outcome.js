/**
 * What the last step did, told within a dialog: what is told outside of it cannot be reached while it is open.
 */

import { button, element, setAttribute, setText } from "../shared/dom.js";

/**
 * Return a line that tells what steps do while the dialog is open, with a button that takes the last one back.
 * @param {import("./steps.js").Steps} steps
 */
export function outcomeLine(steps) {
  const text = element("p", { role: "status", "data-told": "outcome" });
  const undo = button("Terugnemen", () => steps.undo(), { class: "button", "data-step": "undo-here", hidden: true });
  const node = element("div", { class: "outcome" }, text, undo);
  const show = (event) => {
    setText(text, event.detail.text);
    setAttribute(undo, "hidden", !event.detail.undoable);
  };
  return {
    element: node,
    /** Tell until the dialog is closed. @param {import("../shared/dialog.js").OpenDialog} dialog */
    during(dialog) {
      steps.addEventListener("told", show);
      dialog.closed.then(() => steps.removeEventListener("told", show));
    },
  };
}
