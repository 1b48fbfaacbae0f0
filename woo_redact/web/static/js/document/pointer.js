/**
 * The pointer on the page: for the tool in hand, else for dragging over words or the ends of the item.
 */

/** Pixels after which a press is no click. */
const SLIP = 5;

/**
 * @param {{viewer: any, modes: import("./modes.js").Modes, ends: (end: string) => Promise<any>,
 *   words: () => Promise<any>}} parts `ends` and `words` take the tool up and return it, when that can be done
 */
export function setUpPointer({ viewer, modes, ends, words }) {
  const { stage } = viewer;
  let pressed = null;
  /** Points that came while the tool was being taken up. */
  let taking = false;

  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary || event.target.closest(".ground-bar")) return;
    const point = viewer.pointAt(event.clientX, event.clientY);
    const end = event.target.closest("[data-end]")?.dataset.end || "";
    pressed = { x: event.clientX, y: event.clientY, point, end };
    if (modes.tool?.down && !end) {
      capture(event);
      modes.tool.down(point, event);
    } else if (end) {
      capture(event);
      take(() => ends(end));
    }
  });

  stage.addEventListener("pointermove", (event) => {
    if (!pressed) return;
    const point = viewer.pointAt(event.clientX, event.clientY);
    pressed.last = point;
    if (modes.tool?.move) modes.tool.move(point, event);
    else if (!taking && !modes.tool && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > SLIP) {
      capture(event);
      take(words);
    }
  });

  const lifted = (event) => {
    if (!pressed) return;
    const point = viewer.pointAt(event.clientX, event.clientY);
    if (taking) pressed.lifted = true;
    else {
      modes.tool?.up?.(point, event);
      pressed = null;
    }
  };
  stage.addEventListener("pointerup", lifted);
  stage.addEventListener("pointercancel", () => (pressed = null));

  function capture(event) {
    stage.setPointerCapture(event.pointerId);
    event.preventDefault();
  }

  /** Take a tool up while the pointer is down, and let it have what happened meanwhile. */
  async function take(begin) {
    const press = pressed;
    taking = true;
    try {
      const tool = await begin();
      if (!tool) return;
      if (!press.end) tool.down(press.point);
      if (press.last) tool.move(press.last);
      if (press.lifted) tool.up(press.last || press.point);
    } finally {
      taking = false;
      if (press.lifted) pressed = null;
    }
  }
}
