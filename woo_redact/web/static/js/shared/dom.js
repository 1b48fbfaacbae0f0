/**
 * Building and finding elements. Text of documents only ever becomes text: nothing here parses markup.
 */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Make an HTML element.
 * @param {string} name
 * @param {Record<string, any>} [properties] `on...` adds a listener, `text` sets the text, the rest are attributes;
 *   `false`, `null` and `undefined` leave an attribute out, `true` makes it empty.
 * @param {...(Node|string|null|false|undefined)} children
 * @returns {HTMLElement}
 */
export function element(name, properties = {}, ...children) {
  return finish(document.createElement(name), properties, children);
}

/**
 * Make an SVG element; as `element`.
 * @returns {SVGElement}
 */
export function svg(name, properties = {}, ...children) {
  return finish(document.createElementNS(SVG, name), properties, children);
}

/** Make a button that does something. */
export function button(text, onclick, properties = {}) {
  return element("button", { type: "button", onclick, text, ...properties });
}

/** Make a button with the key that does the same, shown and told to assistive technology. */
export function keyButton(text, key, onclick, properties = {}) {
  const shown = key ? element("kbd", { class: "key", "aria-hidden": "true", text: key }) : null;
  return element(
    "button",
    { type: "button", class: "button", onclick, "aria-keyshortcuts": key || null, ...properties },
    element("span", { class: "button-text", text }),
    shown,
  );
}

/** Return text for assistive technology alone. */
export function unseen(text) {
  return element("span", { class: "unseen", text });
}

/**
 * Return the first element for a selector, which must be there.
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {any}
 */
export function find(selector, within = document) {
  const found = within.querySelector(selector);
  if (!found) throw new Error(`no element ${selector}`);
  return found;
}

/** Set or take away an attribute, without touching the document when it is so already. */
export function setAttribute(node, name, value) {
  const wanted = value === false || value === null || value === undefined ? null : value === true ? "" : String(value);
  if (node.getAttribute(name) === wanted) return;
  if (wanted === null) node.removeAttribute(name);
  else node.setAttribute(name, wanted);
}

/** Set a text, without touching the document when it is so already. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Return a function that waits until it was not called for `milliseconds` and then runs once. */
export function settled(run, milliseconds) {
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...given), milliseconds);
  };
}

function finish(node, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (name === "text") node.textContent = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else setAttribute(node, name, value);
  }
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) node.append(child);
  }
  return node;
}
