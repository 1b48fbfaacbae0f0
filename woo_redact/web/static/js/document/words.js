/**
 * The words of pages and their places, to point text out by.
 */

import { Kept } from "../shared/kept.js";
import { around } from "./geometry.js";

/**
 * @typedef {object} Word
 * @property {number} start offset in the text of the page
 * @property {number} end
 * @property {import("./geometry.js").Box} box
 * @property {number} line
 * @property {string} text empty when the server does not tell it
 */

const KEPT = 12;
/** What a sentence puts behind a word. */
const BEHIND = /[,.;:!?)\]”’"']+$/u;

/** By the index of a page, in text order. @extends {Kept<number, Word[]>} */
export class Words extends Kept {
  /** @param {string} document */
  constructor(document) {
    super(KEPT, (page) => `/api/documents/${document}/pages/${page}/words`, wordsOf);
  }
}

/** Return one box per line for words `from` to `to`, both included. @param {Word[]} words */
export function boxesOf(words, from, to) {
  const chosen = words.slice(from, to + 1);
  return [...Map.groupBy(chosen, (word) => word.line).values()].map((own) => around(own.map((word) => word.box)));
}

/** Return the place in text of words `from` to `to`, without the mark of a sentence behind the last. @param {Word[]} words */
export function spanOf(words, from, to) {
  const last = words[to];
  const behind = BEHIND.exec(last.text)?.[0] || "";
  const end = behind.length < last.text.length ? last.end - behind.length : last.end;
  return [words[from].start, end];
}

/** Return the words as text, for those who do not see them. @param {Word[]} words */
export function textOf(words, from, to) {
  return words.slice(from, to + 1).map((word) => word.text).join(" ");
}

/** Return the word nearest to a point in page space; -1 when there are no words. @param {Word[]} words */
export function nearest(words, x, y) {
  let best = -1;
  let least = Infinity;
  words.forEach(({ box: [x0, top, x1, bottom] }, index) => {
    const across = Math.max(x0 - x, 0, x - x1);
    // Another line is further than another word of the line.
    const along = Math.max(top - y, 0, y - bottom) * 4;
    const distance = across + along;
    if (distance < least) [best, least] = [index, distance];
  });
  return best;
}

/** Return the word above (-1) or below (1) a word. @param {Word[]} words */
export function otherLine(words, at, direction) {
  const { box, line } = words[at];
  const middle = (box[0] + box[2]) / 2;
  const other = words.find((word) => word.line === line + direction);
  if (!other) return at;
  const own = words.map((word, index) => ({ word, index })).filter(({ word }) => word.line === line + direction);
  own.sort((one, two) => Math.abs(middleOf(one.word) - middle) - Math.abs(middleOf(two.word) - middle));
  return own[0].index;
}

function middleOf(word) {
  return (word.box[0] + word.box[2]) / 2;
}

function wordsOf(answer) {
  // Offsets count characters, of which some are two of JavaScript's.
  const text = [...(answer.text ?? "")];
  return answer.lines.flatMap((line, number) =>
    line.words.map(([start, end, ...box]) => ({ start, end, box, line: number, text: text.slice(start, end).join("") })),
  );
}
