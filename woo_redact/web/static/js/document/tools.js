/**
 * Taking tools up, and the dialogs that go to other places.
 */

import { tell } from "../shared/announce.js";
import { find, setAttribute, svg } from "../shared/dom.js";
import { Bulk } from "./bulk.js";
import { Ends } from "./ends.js";
import { rect } from "./geometry.js";
import { GroundBar } from "./ground-bar.js";
import { handles } from "./handles.js";
import { OwnWords } from "./own-words.js";
import { setUpPointer } from "./pointer.js";
import { Rectangle } from "./rectangle.js";
import { openSearch } from "./search.js";
import { Words, boxesOf } from "./words.js";

export class Tools {
  /** @param {any} all the parts of the page */
  constructor(all) {
    this.all = all;
    const { sheet, steps, grounds, keys, modes, viewer, overlay } = all;
    this.words = new Words(sheet.id);
    this.bar = new GroundBar(grounds, keys);
    this.parts = { sheet, steps, viewer, overlay, words: this.words, bar: this.bar, stop: () => modes.stop() };
    this.bulk = new Bulk({ ...all, goTo: (item) => this.goTo(item), decided: () => this.#decided() });
    setUpPointer({
      viewer,
      modes,
      words: () => this.takeWords(true),
      ends: (end) => this.takeEnds(end),
    });
    modes.addEventListener("changed", () => this.#changed());
    all.cursor.addEventListener("moved", () => this.showHandles());
    viewer.addEventListener("turned", () => (modes.stop(), this.showHandles()));
  }

  /** Point out words. @param {boolean} [dragging] the pointer says where */
  async takeWords(dragging = false) {
    const { overlay, cursor } = this.all;
    const tool = new OwnWords(this.parts);
    if (dragging) tool.hint = "";
    const [near] = overlay.boxesOf(cursor.item);
    return this.#take(tool, () => tool.prepare(near), () => dragging || tool.begin());
  }

  /** Draw a rectangle. */
  takeRectangle() {
    return this.#take(new Rectangle(this.parts), async () => true, () => {});
  }

  /** Move the ends of the item. @param {string} [end] the one that the pointer has hold of */
  async takeEnds(end = "") {
    const { item } = this.all.cursor;
    if (!item) return void tell("Er is geen voorstel gekozen.");
    const tool = new Ends(item, this.parts);
    if (end) tool.hint = "";
    const begin = () => {
      tool.begin();
      if (end) tool.grip(end);
    };
    return this.#take(tool, () => tool.prepare(), begin);
  }

  /** Search words. */
  search() {
    const { sheet, steps, grounds } = this.all;
    openSearch({
      document: sheet.id,
      grounds,
      mayDecide: this.all.me.role !== "reader",
      open: (hit) => this.goTo(hit),
      withhold: (body) => steps.withhold(body),
      said: (text) => tell(text),
    });
  }

  /** Go to a passage or a hit, also in another document. */
  async goTo(place) {
    const { sheet, cursor, outbox } = this.all;
    if (place.document !== sheet.id) {
      await outbox.idle();
      window.location.assign(`/document/${place.document}#${place.id ? `s=${place.id}` : `p=${place.page + 1}`}`);
      return;
    }
    const item = sheet.items.get(place.id || "");
    if (item) cursor.select(item);
    else {
      cursor.turnTo(place.page);
      await this.#point(place);
    }
  }

  /** Show by what the ends of the item can be dragged. */
  showHandles() {
    const { modes, overlay, cursor, me } = this.all;
    if (modes.tool) return;
    const { item } = cursor;
    const can = item && me.role !== "reader" && !this.all.preview.isOn && item.spans.length === 1 && item.spans[0][1] < item.spans[0][2];
    overlay.tools.replaceChildren(...(can ? handles(overlay.boxesOf(item)) : []));
  }

  /** Show where the words of a hit stand. */
  async #point({ page, spans }) {
    const { overlay, viewer } = this.all;
    const words = await this.words.of(page).catch(() => []);
    const boxes = spans
      .filter(([on]) => on === page)
      .flatMap(([, start, end]) => {
        const from = words.findIndex((word) => word.end > start);
        const to = words.findLastIndex((word) => word.start < end);
        return from < 0 || to < from ? [] : boxesOf(words, from, to);
      });
    if (!boxes.length || viewer.page !== page) return;
    overlay.tools.replaceChildren(...boxes.map((box) => svg("rect", { class: "found", ...rect(box) })));
    viewer.reveal(viewer.view.shownBox(boxes[0]));
  }

  async #take(tool, prepare, begin) {
    const { steps, modes, preview, viewer } = this.all;
    if (!steps.mayDecide()) return null;
    if (modes.tool?.name === tool.name) {
      modes.stop();
      return null;
    }
    if (preview.isOn) preview.toggle();
    const { page } = viewer;
    try {
      if (!(await modes.prepare(prepare)) || viewer.page !== page) return null;
    } catch (fault) {
      tell(fault.text || "De woorden van de pagina zijn er nu niet.");
      return null;
    }
    modes.start(tool);
    begin();
    return tool;
  }

  #changed() {
    const name = this.all.modes.tool?.name || "";
    for (const [step, tool] of [["words", "words"], ["rectangle", "rectangle"]]) setAttribute(find(`[data-step="${step}"]`), "aria-pressed", String(name === tool));
    this.showHandles();
  }

  #decided() {
    this.all.deciding.goOn();
  }
}
