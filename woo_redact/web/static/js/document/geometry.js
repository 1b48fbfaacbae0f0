/**
 * From page space (points, before rotation) to the page as it is shown, and back.
 */

/** @typedef {[number, number, number, number]} Box x0, top, x1, bottom */

/** A page as it is shown: turned by its own rotation and by what people asked for. */
export class Turned {
  /**
   * @param {{width: number, height: number, rotation: number}} page
   * @param {number} turn degrees clockwise, beside those of the page
   */
  constructor(page, turn = 0) {
    const { width, height } = page;
    this.turn = turn;
    this.rotation = (page.rotation + turn) % 360;
    const across = this.rotation % 180 !== 0;
    this.width = across ? height : width;
    this.height = across ? width : height;
    this.matrix = {
      0: [1, 0, 0, 1, 0, 0],
      90: [0, 1, -1, 0, height, 0],
      180: [-1, 0, 0, -1, width, height],
      270: [0, -1, 1, 0, 0, width],
    }[this.rotation];
  }

  /** Return the value of an SVG transform that does this. */
  get transform() {
    return `matrix(${this.matrix.join(" ")})`;
  }

  /** @returns {[number, number]} a point of the page as it is shown */
  shown(x, y) {
    const [a, b, c, d, e, f] = this.matrix;
    return [a * x + c * y + e, b * x + d * y + f];
  }

  /** @returns {[number, number]} the point in page space of one that is shown */
  back(x, y) {
    const [a, b, c, d, e, f] = this.matrix;
    // A turn is undone by its transpose.
    return [a * (x - e) + b * (y - f), c * (x - e) + d * (y - f)];
  }

  /** @param {Box} box @returns {Box} */
  shownBox([x0, top, x1, bottom]) {
    return upright(this.shown(x0, top), this.shown(x1, bottom));
  }

  /** @param {Box} box @returns {Box} */
  backBox([x0, top, x1, bottom]) {
    return upright(this.back(x0, top), this.back(x1, bottom));
  }
}

/** Return the box around boxes. @param {Box[]} boxes @returns {Box} */
export function around(boxes) {
  return [
    Math.min(...boxes.map((box) => box[0])),
    Math.min(...boxes.map((box) => box[1])),
    Math.max(...boxes.map((box) => box[2])),
    Math.max(...boxes.map((box) => box[3])),
  ];
}

/** Return attributes of an SVG rectangle. @param {Box} box */
export function rect([x0, top, x1, bottom]) {
  return { x: x0, y: top, width: Math.max(0.1, x1 - x0), height: Math.max(0.1, bottom - top) };
}

function upright([x0, y0], [x1, y1]) {
  return /** @type {Box} */ ([Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)]);
}
