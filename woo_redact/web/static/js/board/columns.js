/**
 * The columns that can be sorted by. A table.
 */

import { LEVELS } from "../shared/dutch.js";

/**
 * @typedef {object} Column
 * @property {string} name of the column and of its cells, in `data-column`
 * @property {string} title above the column
 * @property {string} [over] small, above the title
 * @property {string} [full] in full, with the title in it, for assistive technology and lists
 * @property {boolean} [amount] numbers: the first click puts the most on top
 */

const level = (name) => ({ name, title: name, over: "open", full: `Open ${name} (${LEVELS[name]})`, amount: true });

/** @type {Column[]} */
export const COLUMNS = [
  { name: "name", title: "Document" },
  { name: "stage", title: "Stand" },
  { name: "pages", title: "Pag.", full: "Pag. (pagina's)", amount: true },
  level("A"),
  level("B"),
  level("C"),
  { name: "approved", title: "Gelakt", full: "Gelakt door een beoordelaar", amount: true },
  { name: "rejected", title: "Leesbaar", full: "Blijft leesbaar volgens een beoordelaar", amount: true },
  { name: "grounds", title: "Gronden" },
  { name: "findings", title: "Let op", full: "Let op: bevindingen bij het bestand", amount: true },
  { name: "assigned", title: "Beoordelaar" },
  { name: "done", title: "Klaar", full: "Klaar en bevestigd" },
];
