/**
 * The page as a picture, at a size and turned as people want it.
 */

import { element, find, setAttribute, setText, settled } from "../shared/dom.js";
import { number } from "../shared/dutch.js";
import { recall, remember } from "../shared/memory.js";
import { Turned } from "./geometry.js";
import { Pictures } from "./pictures.js";

/** CSS pixels in a point when the page is as large as on paper. */
const REAL = 96 / 72;
const STEPS = [0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3];
const DOTS = [72, 110, 150, 220];
const KEPT = 16;
const MARGIN = 24;

/** Emits "turned" when the page or how it is shown is another one; `view` is how it is shown. */
export class Viewer extends EventTarget {
  page = 0;
  turn = 0;
  /** How large; 0 is as wide as there is room. */
  zoom = Number(recall("zoom")) || 0;
  /** The sequence as of which pages are shown as published; `null` shows the original. @type {number|null} */
  published = null;
  /** Pages to have at hand beside those next to this one. @type {() => number[]} */
  alsoSoon = () => [];

  /** @param {import("./sheet.js").Sheet} sheet */
  constructor(sheet) {
    super();
    this.sheet = sheet;
    this.scroller = find("#page-scroller");
    this.stage = find("#stage");
    this.holder = find("#picture");
    this.note = find("#picture-note");
    this.pictures = new Pictures(KEPT, (path, image, fault) => this.#arrived(path, image, fault));
    this.view = new Turned(sheet.pages[0]);
    new ResizeObserver(settled(() => this.#resize(), 60)).observe(this.scroller);
  }

  /** CSS pixels in a point. */
  get scale() {
    if (this.zoom) return this.zoom * REAL;
    const room = this.scroller.clientWidth - 2 * MARGIN;
    return Math.max(0.3, Math.min(room / this.view.width, 2.4));
  }

  /** Show a page. */
  show(page) {
    this.page = page;
    this.scroller.scrollTop = 0;
    this.#draw();
  }

  /** Show pages as they will be published, as of a sequence, or (null) as they are. */
  publish(sequence) {
    this.published = sequence;
    setAttribute(this.stage, "data-published", sequence !== null);
    this.#draw();
  }

  /** Make it larger (1) or smaller (-1), as large as on paper (0), or as wide as there is room ("fit"). */
  size(how) {
    const now = this.scale / REAL;
    if (how === "fit") this.zoom = 0;
    else if (how === 0) this.zoom = 1;
    else if (how > 0) this.zoom = STEPS.find((step) => step > now * 1.01) || STEPS.at(-1);
    else this.zoom = STEPS.findLast((step) => step < now * 0.99) || STEPS[0];
    remember("zoom", this.zoom ? String(this.zoom) : "");
    this.#draw();
  }

  /** Turn the page a quarter. */
  rotate() {
    this.turn = (this.turn + 90) % 360;
    this.#draw();
  }

  /** @returns {[number, number]} where on the shown page, in points, something is on the screen */
  pointAt(clientX, clientY) {
    const place = this.stage.getBoundingClientRect();
    return [(clientX - place.left) / this.scale, (clientY - place.top) / this.scale];
  }

  /** Scroll so that a box of the shown page is in sight. @param {import("./geometry.js").Box} box */
  reveal([x0, top, x1, bottom]) {
    const { scroller, stage, scale } = this;
    const left = stage.offsetLeft + x0 * scale;
    const right = stage.offsetLeft + x1 * scale;
    const above = stage.offsetTop + top * scale;
    const below = stage.offsetTop + bottom * scale;
    const room = Math.min(120, scroller.clientHeight / 5);
    if (above - room < scroller.scrollTop || below + room > scroller.scrollTop + scroller.clientHeight) {
      scroller.scrollTop = (above + below - scroller.clientHeight) / 2;
    }
    if (left < scroller.scrollLeft || right > scroller.scrollLeft + scroller.clientWidth) {
      scroller.scrollLeft = (left + right - scroller.clientWidth) / 2;
    }
  }

  /** Fetch what is shown and what comes next. */
  prepare() {
    const { page } = this;
    const soon = [page, ...this.alsoSoon(), page + 1, page - 1, page + 2];
    this.pictures.want(soon.filter((one) => one >= 0 && one < this.sheet.pages.length).map((one) => this.#path(one)));
  }

  #draw() {
    this.view = new Turned(this.sheet.pages[this.page], this.turn);
    this.#measure();
    this.#place();
    this.prepare();
    this.dispatchEvent(new Event("turned"));
  }

  #measure() {
    const { view, scale, stage } = this;
    stage.style.width = `${Math.round(view.width * scale)}px`;
    stage.style.height = `${Math.round(view.height * scale)}px`;
    const across = this.turn % 180 !== 0;
    this.holder.style.width = `${Math.round((across ? view.height : view.width) * scale)}px`;
    this.holder.style.height = `${Math.round((across ? view.width : view.height) * scale)}px`;
    this.holder.style.transform = this.turn ? `translate(-50%, -50%) rotate(${this.turn}deg)` : "translate(-50%, -50%)";
    const percent = `${Math.round((scale / REAL) * 100)}%`;
    setText(find("#zoom-shown"), percent);
    setAttribute(find("#zoom-shown"), "aria-label", `${percent}, naar ware grootte`);
  }

  #resize() {
    if (!this.zoom) this.#draw();
  }

  #path(page) {
    const wanted = 72 * this.scale * window.devicePixelRatio * 0.9;
    const dpi = DOTS.find((dots) => dots >= wanted) || DOTS.at(-1);
    const what = this.published === null ? `picture?dpi=${dpi}` : `preview?dpi=${dpi}&sequence=${this.published}`;
    return `/api/documents/${this.sheet.id}/pages/${page}/${what}`;
  }

  #place() {
    const path = this.#path(this.page);
    const image = this.pictures.get(path);
    if (image) this.#put(image);
    else if (this.holder.dataset.page !== this.#shownAs()) {
      this.holder.replaceChildren();
      delete this.holder.dataset.page;
      this.#say(this.published === null ? [] : ["Het voorbeeld wordt gemaakt…"]);
    }
  }

  #put(image) {
    const what = this.published === null ? "" : ", zoals die wordt gepubliceerd";
    image.alt = `Pagina ${number(this.page + 1)}${what}. De voorstellen staan in de lijst.`;
    image.draggable = false;
    if (this.holder.firstElementChild !== image) this.holder.replaceChildren(image);
    this.holder.dataset.page = this.#shownAs();
    this.stage.dataset.ready = String(this.page);
    this.#say([]);
  }

  #shownAs() {
    return `${this.page} ${this.published ?? ""}`;
  }

  #arrived(path, image, fault) {
    if (path !== this.#path(this.page)) return;
    if (image) this.#put(image);
    else if (!this.holder.firstElementChild) this.#say([fault?.text || "Deze pagina kan niet worden getoond.", "De pagina wordt opnieuw opgevraagd."]);
  }

  #say(lines) {
    this.note.replaceChildren(...lines.map((text) => element("p", { text })));
  }
}
