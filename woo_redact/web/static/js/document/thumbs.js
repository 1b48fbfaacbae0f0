/**
 * Small pictures of the pages, with what is still open on each.
 */

import { element, find, setAttribute, setText } from "../shared/dom.js";
import { number, plural } from "../shared/dutch.js";
import { VirtualList } from "../shared/virtual-list.js";
import { Pictures } from "./pictures.js";

const HEIGHT = 9.75;
const KEPT = 80;
const DPI = 36;

export class Thumbs {
  /**
   * @param {import("./sheet.js").Sheet} sheet
   * @param {(page: number) => void} open
   */
  constructor(sheet, open) {
    this.sheet = sheet;
    this.page = 0;
    this.nodes = new Map();
    this.pictures = new Pictures(KEPT, (path) => this.#arrived(path));
    const scroller = find("#thumbs-scroller");
    this.list = new VirtualList(scroller, find("#thumbs"), {
      key: (index) => String(index),
      height: () => HEIGHT,
      make: (index) => this.#make(index, open),
      update: (node, index) => this.#update(node, index),
    });
    this.list.onshown = (indexes) => this.pictures.want(indexes.map((index) => this.#path(index)));
  }

  /** Show all pages. */
  reset() {
    this.list.reset(this.sheet.pages.length);
  }

  /** Show at which page people are. */
  turn(page) {
    const before = this.page;
    this.page = page;
    this.list.refresh([before, page]);
    const node = this.list.reveal(page);
    if (document.activeElement?.closest("#thumbs")) find("button", node).focus({ preventScroll: true });
  }

  /** Show what is open now. @param {Iterable<import("./sheet.js").Item>} items */
  refresh(items) {
    this.list.refresh(new Set([...items].map((item) => item.places[0]?.page ?? 0)));
  }

  /** Show progress again. */
  refreshAll() {
    this.list.refreshAll();
  }

  #path(page) {
    return `/api/documents/${this.sheet.id}/pages/${page}/picture?dpi=${DPI}`;
  }

  #make(index, open) {
    const node = element(
      "li",
      { class: "thumb", "data-page": index },
      element(
        "button",
        { type: "button", class: "thumb-button", onclick: () => open(index) },
        element("span", { class: "thumb-picture" }),
        element(
          "span",
          { class: "thumb-line" },
          element("span", { class: "thumb-number" }, element("span", { class: "unseen", text: "Pagina " }), number(index + 1)),
          element("span", { class: "thumb-open", "aria-hidden": "true" }),
          element("span", { class: "thumb-state unseen" }),
        ),
      ),
    );
    this.#put(node, index);
    this.#update(node, index);
    return node;
  }

  #update(node, index) {
    const open = this.sheet.openOn(index);
    const all = this.sheet.on(index).length;
    const { done } = this.sheet.pages[index];
    const shown = find("button", node);
    const state = done ? "klaar" : open ? `${number(open)} open` : all ? "alles beoordeeld" : "geen voorstellen";
    setText(find(".thumb-state", node), `, ${state}`);
    setAttribute(shown, "aria-current", index === this.page && "page");
    setAttribute(shown, "tabindex", index === this.page ? 0 : -1);
    setAttribute(node, "data-open", open);
    setAttribute(node, "data-done", done);
    setText(find(".thumb-open", node), done ? "✓" : open ? number(open) : all ? "–" : "");
    setAttribute(find(".thumb-open", node), "title", done ? "Pagina klaar" : plural(open, "open voorstel", "open voorstellen"));
    this.#put(node, index);
  }

  #put(node, index) {
    const place = find(".thumb-picture", node);
    const image = this.pictures.get(this.#path(index));
    if (!image || place.firstElementChild === image) return;
    image.alt = "";
    place.replaceChildren(image);
  }

  #arrived(path) {
    const page = Number(/pages\/(\d+)\//.exec(path)?.[1]);
    this.list.refresh([page]);
  }
}
