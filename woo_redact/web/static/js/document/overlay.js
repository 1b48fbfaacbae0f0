/**
 * The boxes on the page: each a button, in the colour and pattern of its ground, and clearly open, gelakt or leesbaar.
 */

import { find, setAttribute, svg } from "../shared/dom.js";
import { LEVELS, verdictText } from "../shared/dutch.js";
import { rect } from "./geometry.js";

/** Return what a box is called. @param {import("./sheet.js").Item} item */
export function nameOf(item, grounds) {
  const page = (item.places[0]?.page ?? 0) + 1;
  const ground = item.grounds.map((id) => grounds.name(id)).join(" en ");
  const level = item.own ? "zelf aangewezen" : `niveau ${item.level} (${LEVELS[item.level]})`;
  return `${item.kind_text}, pagina ${page}, ${verdictText(item.verdict, item.by)}, ${level}, ${ground}`;
}

export class Overlay {
  /** @type {Map<string, SVGElement>} */
  #nodes = new Map();
  #marked = "";
  #hadFocus = false;
  /** @type {Element|null} */
  #stop = null;

  /**
   * @param {import("./sheet.js").Sheet} sheet
   * @param {import("./viewer.js").Viewer} viewer
   * @param {import("../shared/grounds.js").Grounds} grounds
   * @param {(id: string) => void} choose
   */
  constructor(sheet, viewer, grounds, choose) {
    Object.assign(this, { sheet, viewer, grounds });
    this.root = find("#overlay");
    this.boxes = svg("g", { class: "boxes", role: "group", "aria-label": "Voorstellen op deze pagina" });
    this.ring = svg("g", { class: "ring", "aria-hidden": "true" });
    this.tools = svg("g", { class: "tools" });
    this.labels = svg("g", { class: "labels", "aria-hidden": "true" });
    this.turned = svg("g", {}, this.boxes, this.ring, this.tools);
    this.root.append(this.labels, this.turned);
    this.boxes.addEventListener("click", (event) => choose(idOf(event)));
    this.boxes.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose(idOf(event));
    });
  }

  /** Draw the boxes of the page that is shown. */
  draw() {
    const { view, page } = this.viewer;
    setAttribute(this.root, "viewBox", `0 0 ${view.width} ${view.height}`);
    setAttribute(this.turned, "transform", view.transform);
    this.#nodes.clear();
    this.#hadFocus = this.boxes.contains(document.activeElement);
    const here = [...this.sheet.on(page)].sort((one, other) => areaOf(other, page) - areaOf(one, page));
    this.boxes.replaceChildren(...here.map((item) => this.#make(item, page)));
    this.mark(this.sheet.items.get(this.#marked));
  }

  /** Paint what holds now. @param {Iterable<import("./sheet.js").Item>} items */
  refresh(items) {
    for (const item of items) {
      const node = this.#nodes.get(item.id);
      if (node) this.#paint(node, item);
    }
  }

  /** Show which item people are at. @param {import("./sheet.js").Item|null|undefined} item */
  mark(item) {
    const before = this.#nodes.get(this.#marked);
    const hadFocus = this.#hadFocus || (before && before === document.activeElement);
    if (before) this.#current(before, false);
    this.#marked = item?.id || "";
    const node = this.#nodes.get(this.#marked);
    if (node) this.#current(node, true);
    this.#stopAt(node || this.boxes.firstElementChild);
    this.ring.replaceChildren(...this.#ringOf(item));
    if (!hadFocus || !node) return;
    node.focus({ preventScroll: true });
    this.#hadFocus = false;
  }

  /** @returns {import("./geometry.js").Box[]} where an item stands on the page that is shown */
  boxesOf(item) {
    return item?.places.find((place) => place.page === this.viewer.page)?.boxes || [];
  }

  #make(item, page) {
    const boxes = item.places.find((place) => place.page === page).boxes;
    const node = svg(
      "g",
      { class: "box", role: "button", tabindex: -1, "data-id": item.id },
      ...boxes.map((box) => svg("rect", { ...rect(box), rx: 1 })),
    );
    this.#nodes.set(item.id, node);
    this.#paint(node, item);
    return node;
  }

  #paint(node, item) {
    setAttribute(node, "data-verdict", item.verdict);
    setAttribute(node, "data-by", item.by);
    setAttribute(node, "data-level", item.level);
    setAttribute(node, "aria-label", nameOf(item, this.grounds));
    const [first, second] = item.grounds;
    const fill = item.verdict === "rejected" ? "transparent" : this.grounds.fill(first, lookOf(item));
    const peek = item.verdict === "rejected" ? "transparent" : this.grounds.fill(first, "open");
    for (const part of node.children) {
      setAttribute(part, "fill", node.hasAttribute("aria-current") ? peek : fill);
      // A second ground shows at the edge.
      setAttribute(part, "stroke", item.verdict === "rejected" ? null : this.grounds.colour(second || first));
    }
  }

  #current(node, is) {
    setAttribute(node, "aria-current", is && "true");
    const item = this.sheet.items.get(node.dataset.id);
    if (item) this.#paint(node, item);
  }

  /** Let the Tab key come to one box; arrow keys go to the others. */
  #stopAt(node) {
    if (this.#stop) setAttribute(this.#stop, "tabindex", -1);
    this.#stop = node;
    if (node) setAttribute(node, "tabindex", 0);
  }

  #ringOf(item) {
    return this.boxesOf(item).flatMap((box) => {
      const [x0, top, x1, bottom] = box;
      const wide = rect([x0 - 2, top - 2, x1 + 2, bottom + 2]);
      return [svg("rect", { class: "ring-halo", ...wide, rx: 2 }), svg("rect", { class: "ring-line", ...wide, rx: 2 })];
    });
  }
}

function lookOf(item) {
  if (item.verdict === "approved") return item.by === "policy" ? "policy" : "approved";
  return item.level === "C" ? "flag" : "open";
}

function areaOf(item, page) {
  const boxes = item.places.find((place) => place.page === page)?.boxes || [];
  return boxes.reduce((sum, [x0, top, x1, bottom]) => sum + (x1 - x0) * (bottom - top), 0);
}

function idOf(event) {
  return event.target.closest("[data-id]")?.dataset.id || "";
}
