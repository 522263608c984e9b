// A form with a draft sends what was typed last when its page is left before htmx has: closed, or gone to another one.
(() => {
  "use strict";

  document.querySelectorAll("[data-draft]").forEach((keeper) => {
    const form = keeper.closest("form");
    let isTyped = false;

    form.addEventListener("input", () => { isTyped = true; });
    form.addEventListener("submit", () => { isTyped = false; });
    keeper.addEventListener("htmx:afterOnLoad", () => { isTyped = false; });

    window.addEventListener("pagehide", () => {
      if (isTyped) navigator.sendBeacon(keeper.getAttribute("hx-post"), new FormData(form));
    });
  });
})();
