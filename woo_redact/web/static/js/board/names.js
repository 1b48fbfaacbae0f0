/**
 * Names from outside, safe to show.
 */

/** Characters that act instead of being seen, and marks that turn the direction of writing. */
const ACTING = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Return a name with every character that acts shown as a replacement character, as the terminal does. */
export function visible(name) {
  return name.replace(ACTING, "\ufffd");
}
