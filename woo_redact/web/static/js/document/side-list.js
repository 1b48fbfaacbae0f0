/**
 * The list beside the page: every item, in the order and with the filter that people chose.
 */

import { element, find, setAttribute, setText, svg, unseen } from "../shared/dom.js";
import { number, plural, short, verdictText } from "../shared/dutch.js";
import { swatch } from "../shared/grounds.js";
import { recall, remember } from "../shared/memory.js";
import { VirtualList } from "../shared/virtual-list.js";
import { FILTERS, ORDERS, countText, rowsOf } from "./order.js";
import { isOpen } from "./sheet.js";

const SECOND = { sample: "steekproef", difference: "verschil" };
const HEAD = 2.25;
const ITEM = 3;

/** Emits "rows" when other rows are shown; `rows` holds them. */
export class SideList extends EventTarget {
  /** @type {import("./order.js").Row[]} */
  rows = [];
  #current = "";
  #hadFocus = false;

  /**
   * @param {import("./sheet.js").Sheet} sheet
   * @param {import("../shared/grounds.js").Grounds} grounds
   * @param {{choose: (item: any) => void, group: (items: any[], text: string) => void, isDiscussed: (id: string) => boolean}} on
   */
  constructor(sheet, grounds, on) {
    super();
    Object.assign(this, { sheet, grounds, on });
    this.order = chooser("#order", ORDERS, recall("order") || "text", (order) => this.#arrange("order", order));
    this.filter = chooser("#filter", FILTERS, "all", (filter) => this.#arrange("", filter));
    this.list = new VirtualList(find("#items-scroller"), find("#items"), {
      key: (index) => this.rows[index].key,
      height: (index) => (this.rows[index].head ? HEAD : ITEM),
      make: (index) => (this.rows[index].head ? this.#makeHead(this.rows[index]) : this.#makeItem(this.rows[index].item)),
      update: (node, index) => this.#update(node, index),
    });
  }

  /** Show rows anew: there are other items, or another order or filter. */
  arrange() {
    this.rows = rowsOf(this.sheet.list, this.order.value, this.filter.value, this.grounds);
    this.places = new Map(this.rows.map((row, index) => [row.key, index]));
    this.heads = new Map();
    this.rows.forEach((row, index) => row.head && row.items.forEach((item) => this.heads.set(item.id, index)));
    const count = this.rows.filter((row) => !row.head).length;
    find("#items-count").textContent = plural(count, "voorstel", "voorstellen");
    const empty = this.sheet.list.length ? "Niets past bij deze keuze." : "In dit document is niets voorgesteld. Wijs zelf woorden aan (l) of teken een rechthoek (t).";
    find("#items-empty").textContent = count ? "" : empty;
    this.dispatchEvent(new Event("rows"));
    this.#hadFocus = this.#hasFocus;
    this.list.reset(this.rows.length);
  }

  /** Show what holds now. @param {import("./sheet.js").Item[]} items */
  refresh(items) {
    const rows = new Set();
    for (const item of items) {
      if (!this.places.has(item.id)) continue;
      rows.add(this.places.get(item.id));
      rows.add(this.heads.get(item.id));
    }
    this.list.refresh(rows);
  }

  /** Show which item people are at. @param {import("./sheet.js").Item|null} item */
  mark(item) {
    const before = this.places.get(this.#current);
    this.#current = item?.id || "";
    const now = this.places.get(this.#current);
    this.list.refresh([before, now].filter((index) => index !== undefined));
    if (now === undefined) return;
    const hadFocus = this.#hasFocus || this.#hadFocus;
    this.#hadFocus = false;
    const node = this.list.reveal(now);
    if (hadFocus) find("button", node).focus({ preventScroll: true });
  }

  /** Show a filter. @param {string} name of `FILTERS` */
  show(name) {
    this.filter.value = name;
    this.arrange();
  }

  get #hasFocus() {
    return Boolean(document.activeElement?.closest("#items"));
  }

  #arrange(name, value) {
    if (name) remember(name, value);
    this.arrange();
    this.list.scroller.scrollTop = 0;
    this.mark(this.sheet.items.get(this.#current) || null);
  }

  #makeHead(row) {
    const node = element(
      "li",
      { class: "group" },
      element("h3", { class: "group-name cut", title: row.text, text: row.text }),
      element("span", { class: "group-count number" }),
      element(
        "button",
        { type: "button", class: "button button-quiet group-all", tabindex: -1, onclick: () => this.on.group(row.items, row.text) },
        "Alle…",
        unseen(` onder ${short(row.text, 60)} in één keer`),
      ),
    );
    setText(find(".group-count", node), countText(row.items));
    return node;
  }

  #makeItem(item) {
    const text = short(item.text, 140) || "(vlak zonder tekst)";
    const node = element(
      "li",
      { class: "item", "data-id": item.id },
      element(
        "button",
        { type: "button", class: "item-button", tabindex: -1, onclick: () => this.on.choose(item) },
        element("span", { class: "item-swatch" }),
        element("span", { class: "item-main" }, element("span", { class: "item-text cut", title: text, text }), element("span", { class: "item-detail cut" })),
        element("span", { class: "item-flags" }, unseen("niveau "), element("span", { class: "item-flag" })),
        element("span", { class: "item-state" }, stateIcon(), element("span", { class: "item-state-text" }), element("span", { class: "item-by unseen" })),
      ),
    );
    this.#updateItem(node, item);
    return node;
  }

  #update(node, index) {
    const row = this.rows[index];
    if (row.head) setText(find(".group-count", node), countText(row.items));
    else this.#updateItem(node, row.item);
  }

  #updateItem(node, item) {
    const shown = node.firstElementChild;
    const isCurrent = item.id === this.#current;
    setAttribute(node, "data-verdict", item.verdict);
    setAttribute(node, "data-by", item.by);
    setAttribute(node, "data-level", item.level);
    setAttribute(shown, "aria-current", isCurrent && "true");
    setAttribute(shown, "tabindex", isCurrent ? 0 : -1);
    const forSecond = this.sheet.progress.done || this.filter.value === "second";
    const marks = [forSecond ? SECOND[item.second] : "", this.on.isDiscussed(item.id) ? "opmerking" : "", item.kind_text];
    const page = this.order.value === "text" ? "" : `p. ${number((item.places[0]?.page ?? 0) + 1)}`;
    setText(find(".item-detail", node), [...marks, page].filter(Boolean).join(" · "));
    setText(find(".item-state-text", node), verdictText(item.verdict));
    setText(find(".item-by", node), item.by === "policy" ? " volgens beleid" : "");
    const flag = item.own ? "eigen" : isOpen(item) ? item.level : "";
    setText(find(".item-flag", node), flag);
    setAttribute(find(".item-flags", node), "hidden", !flag);
    const ground = find(".item-swatch", node);
    if (ground.dataset.grounds !== item.grounds.join()) {
      ground.dataset.grounds = item.grounds.join();
      ground.replaceChildren(swatch(this.grounds, item.grounds[0]), element("span", { class: "item-ground", text: item.grounds.join(" ") }));
    }
  }
}

/** All signs at once; the style shows the one that fits what holds. */
function stateIcon() {
  return svg(
    "svg",
    { class: "state-icon", viewBox: "0 0 16 16", "aria-hidden": "true" },
    svg("rect", { class: "sign-approved", x: 1, y: 4, width: 14, height: 8, rx: 1 }),
    svg("path", { class: "sign-rejected", d: "M1 8C4 3.5 12 3.5 15 8C12 12.5 4 12.5 1 8ZM8 6A2 2 0 1 1 8 10A2 2 0 1 1 8 6Z" }),
    svg("circle", { class: "sign-open", cx: 8, cy: 8, r: 5.5 }),
  );
}

function chooser(selector, choices, chosen, changed) {
  const select = find(selector);
  select.append(...Object.entries(choices).map(([value, { text }]) => element("option", { value, text })));
  select.value = choices[chosen] ? chosen : Object.keys(choices)[0];
  select.addEventListener("change", () => changed(select.value));
  return select;
}
