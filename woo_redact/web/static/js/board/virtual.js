/**
 * A long table of which only the rows near the window stand in the page; the window scrolls.
 */

const OVERSCAN = 12;

/**
 * Rows of one height, which the style sheet gives as `--row-height` in rem.
 *
 * `make` returns the element of an item, which is kept while `versionOf` the item and its place stay the same; `painted`
 * is told what stands in the page. The row of the key `pinned` is never taken away, so that focus in it is not lost.
 */
export class VirtualRows {
  items = [];
  pinned = "";
  height = 0;
  /** @type {Map<string, {stamp: string, item: any, index: number, element: HTMLElement}>} */
  #shown = new Map();
  #places = new Map();
  #frame = 0;

  constructor(body, { make, keyOf, versionOf, painted }) {
    Object.assign(this, { body, make, keyOf, versionOf, painted });
    const later = () => this.#later();
    window.addEventListener("scroll", later, { passive: true });
    window.addEventListener("resize", () => this.measure());
    new ResizeObserver(later).observe(document.body);
  }

  /** Show these items. */
  set(items) {
    this.items = items;
    this.#places = new Map(items.map((item, index) => [this.keyOf(item), index]));
    this.measure();
  }

  indexOf(key) {
    return this.#places.get(key) ?? -1;
  }

  /** Return the key of the row that an element stands in. */
  keyAt(node) {
    return [...this.#shown].find(([, { element }]) => element.contains(node))?.[0] ?? null;
  }

  /** How many rows fit in the window. */
  get span() {
    return Math.max(1, Math.floor(window.innerHeight / this.height) - 3);
  }

  measure() {
    const style = getComputedStyle(this.body);
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    this.height = Math.round(parseFloat(style.getPropertyValue("--row-height")) * rem) || 48;
    this.body.style.height = `${this.items.length * this.height}px`;
    this.paint();
  }

  #later() {
    this.#frame ||= requestAnimationFrame(() => this.paint());
  }

  /** Bring the row of a key into the page, so that it can be scrolled to and focused. */
  reveal(key) {
    this.pinned = key;
    this.paint();
    return this.#shown.get(key)?.element ?? null;
  }

  paint() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const above = -this.body.getBoundingClientRect().top;
    const first = Math.max(0, Math.floor(above / this.height) - OVERSCAN);
    const last = Math.min(this.items.length, Math.ceil((above + window.innerHeight) / this.height) + OVERSCAN);
    const wanted = [];
    for (let index = first; index < last; index++) wanted.push(index);
    const pinned = this.indexOf(this.pinned);
    if (pinned >= 0 && pinned < first) wanted.unshift(pinned);
    else if (pinned >= last) wanted.push(pinned);
    this.#put(wanted);
  }

  #put(indices) {
    const held = this.#focus();
    const now = new Map(indices.map((index) => this.#entry(index)));
    for (const [key, { element }] of this.#shown) if (now.get(key)?.element !== element) element.remove();
    this.#shown = now;
    // What already stands in the right order is not moved: moving takes the focus away.
    let next = this.body.firstElementChild;
    for (const { element } of now.values()) {
      if (element === next) next = next.nextElementSibling;
      else this.body.insertBefore(element, next);
    }
    this.painted([...now.values()]);
    if (held && !this.body.contains(document.activeElement)) this.#focusOn(held);
  }

  #entry(index) {
    const item = this.items[index];
    const key = this.keyOf(item);
    const stamp = `${index} ${this.height} ${this.versionOf(item)}`;
    const old = this.#shown.get(key);
    if (old?.stamp === stamp) return [key, { ...old, item }];
    const element = this.make(item);
    element.style.transform = `translateY(${index * this.height}px)`;
    return [key, { stamp, item, index, element }];
  }

  /** Return the row and the control in it that have the focus. */
  #focus() {
    const control = document.activeElement?.closest("[data-control]");
    const key = control && this.body.contains(control) ? this.keyAt(control) : null;
    return key === null ? null : { key, control: control.dataset.control };
  }

  #focusOn({ key, control }) {
    this.#shown.get(key)?.element.querySelector(`[data-control="${control}"]`)?.focus({ preventScroll: true });
  }
}
