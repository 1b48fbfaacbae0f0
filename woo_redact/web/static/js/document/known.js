/**
 * What the server tells of single items, fetched when people come to them and kept until it changes.
 */

import { Kept } from "../shared/kept.js";

const KEPT = 200;

/** By the id of an item. @extends {Kept<string, any>} */
export class Known extends Kept {
  /** @param {import("./sheet.js").Sheet} sheet */
  constructor(sheet) {
    super(KEPT, (id) => `/api/documents/${sheet.id}/items/${id}`);
  }
}
