/**
 * Light or dark: as the system says, until people choose.
 */

import { remember } from "./memory.js";
import { setAttribute } from "./dom.js";

const system = window.matchMedia("(prefers-color-scheme: dark)");

/** Let a button switch between light and dark. @param {HTMLButtonElement} button */
export function setUpTheme(button) {
  const show = () => {
    const next = isDark() ? "Lichte weergave" : "Donkere weergave";
    setAttribute(button, "aria-label", next);
    setAttribute(button, "title", next);
  };
  button.addEventListener("click", () => {
    const chosen = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = chosen;
    remember("theme", chosen);
    show();
  });
  system.addEventListener("change", show);
  show();
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : system.matches;
}
