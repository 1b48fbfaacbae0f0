// Not a module: it runs before the page is painted, so that the page does not flash.
(() => {
  try {
    const theme = localStorage.getItem("woo-redact.theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // Then the choice of the system holds.
  }
})();
