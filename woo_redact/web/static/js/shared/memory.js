/**
 * What a browser remembers between visits: choices, ids and numbers. Never text of a document.
 */

const PREFIX = "woo-redact.";

/** @param {string} name @param {string} value empty forgets */
export function remember(name, value) {
  try {
    if (value) localStorage.setItem(PREFIX + name, value);
    else localStorage.removeItem(PREFIX + name);
  } catch {
    // A browser that may not store anything works as well.
  }
}

/** @returns {string} what was remembered, or nothing */
export function recall(name) {
  try {
    return localStorage.getItem(PREFIX + name) || "";
  } catch {
    return "";
  }
}
