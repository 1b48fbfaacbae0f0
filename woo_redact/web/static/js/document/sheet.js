/**
 * The document under review: its items, what holds for them, and what is painted before the server answered.
 */

/**
 * @typedef {object} Item a suggestion, as the server gives it; what holds is overwritten while a step is under way
 * @property {string} id
 * @property {{page: number, boxes: number[][]}[]} places
 * @property {[number, number, number][]} spans page, start, end
 * @property {string} text
 * @property {string} ground
 * @property {string[]} grounds
 * @property {string} kind
 * @property {string} kind_text
 * @property {"A"|"B"|"C"} level
 * @property {string[]} rules
 * @property {boolean} own
 * @property {number[]|null} area
 * @property {"open"|"approved"|"rejected"} verdict
 * @property {"person"|"policy"|""} by
 * @property {string} reviewer
 * @property {string} reason
 * @property {number|null} person
 * @property {string} person_name
 * @property {string} group
 * @property {"difference"|"sample"|""} second
 *
 * @typedef {Pick<Item, "verdict"|"by"|"reviewer"|"grounds"|"reason">} Held what holds for an item
 */

const HELD = ["verdict", "by", "reviewer", "grounds", "reason"];

/** Whether no person decided. @param {Item} item */
export function isOpen(item) {
  return item.by !== "person" || item.verdict === "open";
}

/** @param {Item|Held} item @returns {Held} */
export function heldOf(item) {
  return /** @type {Held} */ (Object.fromEntries(HELD.map((name) => [name, item[name]])));
}

/**
 * Emits "held" (detail: the items for which something else holds now), "items" (there are other items), and "marks"
 * (progress or comments changed).
 */
export class Sheet extends EventTarget {
  /** What holds by the server's word, and the sequence of that word. @type {Map<string, Held & {at: number}>} */
  #told = new Map();
  /** Open items by page. @type {number[]} */
  #open = [];
  openCount = 0;

  /**
   * @param {any} data a document as the server gives it
   * @param {(id: string) => boolean} isDeciding whether a step on an item is under way
   */
  constructor(data, isDeciding) {
    super();
    this.isDeciding = isDeciding;
    this.#take(data);
  }

  /** Take the document as the server gives it now, but nothing older than what is known or painted. */
  load(data) {
    const newer = [...this.#told].filter(([, held]) => held.at > data.sequence);
    const painted = this.list.filter((item) => this.isDeciding(item.id)).map((item) => [item.id, heldOf(item)]);
    this.#take(data);
    for (const [id, held] of newer) this.#keep(id, held, heldOf(held));
    for (const [id, held] of painted) this.#keep(id, this.#told.get(id), held);
    this.#count();
    this.dispatchEvent(new Event("items"));
    this.dispatchEvent(new Event("marks"));
  }

  /** @returns {Item[]} the items with a place on a page, in text order */
  on(page) {
    return this.byPage.get(page) || [];
  }

  /** @returns {number} how many items that begin on a page are open */
  openOn(page) {
    return this.#open[page] || 0;
  }

  /**
   * Paint what will hold when a step is stored.
   * @param {Iterable<string>} ids those that are not in this document are passed over
   * @param {(item: Item) => Partial<Held>} change
   */
  paint(ids, change) {
    this.#set([...ids].map((id) => this.items.get(id)).filter(Boolean), change);
  }

  /**
   * Take what the server tells, unless something newer is known; what a step under way painted stays painted.
   * @param {(Held & {document: string, id: string})[]} changed
   * @param {number} sequence of the answer
   */
  tell(changed, sequence) {
    const fresh = changed.filter(({ id }) => this.items.has(id) && this.#told.get(id).at <= sequence);
    for (const change of fresh) this.#told.set(change.id, { ...heldOf(change), at: sequence });
    this.settle(fresh.map((change) => change.id));
  }

  /** Show what the server last told of items, except those on which a step is under way. @param {Iterable<string>} ids */
  settle(ids) {
    const still = [...ids].filter((id) => this.items.has(id) && !this.isDeciding(id));
    this.#set(
      still.map((id) => this.items.get(id)),
      (item) => heldOf(this.#told.get(item.id)),
    );
  }

  /** Tell that progress or comments changed. */
  marked() {
    this.dispatchEvent(new Event("marks"));
  }

  /** @returns {Item[]} neighbours in text order: before and after */
  beside(item) {
    const at = this.list.indexOf(item);
    return [this.list[at - 1], this.list[at + 1]];
  }

  #take(data) {
    Object.assign(this, {
      id: data.id,
      name: data.name,
      pages: data.pages,
      comments: data.comments,
      progress: data.progress,
      findings: data.findings,
      previous: data.previous,
      next: data.next,
      /** The last event that is painted, with everything before it. */
      seen: data.sequence,
    });
    /** @type {Item[]} */
    this.list = data.items;
    /** @type {Map<string, Item>} */
    this.items = new Map(this.list.map((item) => [item.id, item]));
    /** @type {Map<number, Item[]>} */
    this.byPage = new Map();
    for (const item of this.list) {
      for (const { page } of item.places) {
        if (!this.byPage.has(page)) this.byPage.set(page, []);
        this.byPage.get(page).push(item);
      }
    }
    this.#told = new Map(this.list.map((item) => [item.id, { ...heldOf(item), at: data.sequence }]));
    this.#count();
  }

  #keep(id, told, held) {
    if (!this.items.has(id)) return;
    this.#told.set(id, told);
    Object.assign(this.items.get(id), held);
  }

  #count() {
    this.#open = new Array(this.pages.length).fill(0);
    this.openCount = 0;
    for (const item of this.list) this.#add(item, isOpen(item) ? 1 : 0);
  }

  #add(item, difference) {
    this.openCount += difference;
    const page = item.places[0]?.page;
    if (page !== undefined) this.#open[page] += difference;
  }

  #set(items, change) {
    const touched = [];
    for (const item of items) {
      const wanted = change(item);
      if (HELD.every((name) => !(name in wanted) || same(item[name], wanted[name]))) continue;
      const before = isOpen(item) ? 1 : 0;
      Object.assign(item, wanted);
      this.#add(item, (isOpen(item) ? 1 : 0) - before);
      touched.push(item);
    }
    if (touched.length) this.dispatchEvent(new CustomEvent("held", { detail: touched }));
  }
}

function same(one, other) {
  return Array.isArray(one) ? one.join() === other.join() : one === other;
}
