/**
 * A bar beside what was just pointed out: under which ground it goes.
 */

import { button, element, find, keyButton, unseen } from "../shared/dom.js";
import { pickGrounds } from "../shared/ground-picker.js";
import { swatch } from "../shared/grounds.js";

export class GroundBar {
  #node = null;
  /** The ground that was used last, which the key for approving takes. */
  last = "";

  /**
   * @param {import("../shared/grounds.js").Grounds} grounds
   * @param {import("../shared/keys.js").Keys} keys
   */
  constructor(grounds, keys) {
    Object.assign(this, { grounds, keys });
    this.last = (grounds.withKey("1") || grounds.list[0])?.id || "";
  }

  /**
   * Ask for grounds at a place of the stage.
   * @param {number} left CSS pixels from the left of the stage
   * @param {number} top
   * @param {{chosen: (ids: string[]) => void, stop: () => void, what: string}} on
   */
  open(left, top, on) {
    this.close();
    this.on = on;
    const favourites = this.grounds.list.filter((ground) => ground.key).sort((one, other) => one.key.localeCompare(other.key));
    this.#node = element(
      "div",
      { class: "ground-bar", role: "group", "aria-label": `Grond voor ${on.what}` },
      element("p", { class: "ground-bar-title", text: "Lakken onder" }),
      element("div", { class: "ground-bar-grounds" }, ...favourites.map((ground) => this.#choice(ground))),
      element(
        "div",
        { class: "ground-bar-more" },
        keyButton(`Zelfde grond: ${this.last}`, this.keys.shown("approve"), () => this.#chosen([this.last]), { class: "button button-small button-primary" }),
        keyButton("Andere…", this.keys.shown("palette"), () => this.#pick(), { class: "button button-small" }),
        button("Niet lakken", () => on.stop(), { class: "button button-small" }),
      ),
    );
    find("#stage").append(this.#node);
    putBar(this.#node, left, top);
  }

  /** Use a key when the bar is open; tell whether it was one. */
  key(key) {
    if (!this.#node) return false;
    const favourite = this.grounds.withKey(key);
    if (favourite) this.#chosen([favourite.id]);
    else if (key === this.keys.shown("palette")) this.#pick();
    else if (key === this.keys.shown("approve") || key === "Enter") this.#chosen([this.last]);
    else return false;
    return true;
  }

  /** Take the bar away. */
  close() {
    this.#node?.remove();
    this.#node = null;
  }

  #choice(ground) {
    const shown = keyButton(ground.id, ground.key, () => this.#chosen([ground.id]), {
      class: "button button-small",
      title: this.grounds.name(ground.id),
    });
    shown.prepend(swatch(this.grounds, ground.id));
    find(".button-text", shown).append(unseen(` ${ground.short}`));
    return shown;
  }

  async #pick() {
    const ids = await pickGrounds(this.grounds, { title: `Grond voor ${this.on.what}`, chosen: [] });
    if (ids) this.#chosen(ids);
  }

  #chosen(ids) {
    const { on } = this;
    [this.last] = ids;
    this.close();
    on.chosen(ids);
  }
}

/** Put a bar at a place of the stage, as far as it is in sight there. @param {HTMLElement} bar */
export function putBar(bar, left, top) {
  const room = find("#page-scroller").clientWidth - find("#stage").offsetLeft - bar.offsetWidth - 8;
  bar.style.left = `${Math.max(4 - find("#stage").offsetLeft, Math.min(left, room))}px`;
  bar.style.top = `${top}px`;
  bar.scrollIntoView({ block: "nearest", inline: "nearest" });
}
