/**
 * The page as it will be published, made by the writer itself from what is stored.
 */

import { tell } from "../shared/announce.js";
import { setAttribute, settled } from "../shared/dom.js";

export class Preview {
  /**
   * @param {{viewer: any, steps: import("./steps.js").Steps, outbox: any, sheet: any, modes: any, button: HTMLElement}} parts
   */
  constructor(parts) {
    this.parts = parts;
    this.sequence = parts.sheet.seen;
    this.refresh = settled(() => this.#show(), 200);
    parts.steps.addEventListener("stored", (event) => {
      this.sequence = Math.max(this.sequence, event.detail.sequence || 0);
      if (this.isOn) this.refresh();
    });
  }

  get isOn() {
    return this.parts.viewer.published !== null;
  }

  /** Show pages as published, or as they are. */
  toggle() {
    const { viewer, modes, outbox } = this.parts;
    modes.stop();
    if (this.isOn) {
      viewer.publish(null);
      tell("De pagina zoals die is.");
    } else {
      this.#show();
      tell(outbox.size ? "Zoals de pagina wordt gepubliceerd; nog niet alles is opgeslagen." : "Zoals de pagina wordt gepubliceerd.");
    }
    setAttribute(this.parts.button, "aria-pressed", String(this.isOn));
    document.body.dataset.preview = String(this.isOn);
  }

  #show() {
    const { viewer, sheet } = this.parts;
    viewer.publish(Math.max(this.sequence, sheet.seen));
  }
}
