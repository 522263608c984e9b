// A form with a draft sends what was typed last when its page is left before htmx has: closed, or gone to another one.
// data-kept on the form says that everything typed is kept: unsaved.js then lets the person go without asking.
(() => {
  "use strict";

  document.querySelectorAll("[data-draft]").forEach((keeper) => {
    const form = keeper.closest("form");
    let isSent = false;
    form.dataset.kept = "";

    form.addEventListener("input", () => { delete form.dataset.kept; });
    form.addEventListener("submit", () => { isSent = true; });
    keeper.addEventListener("htmx:afterRequest", (event) => {
      if (event.detail.successful) form.dataset.kept = "";
    });

    // What was typed before this script was there, or put back by the browser, is kept like what comes after.
    document.addEventListener("DOMContentLoaded", () => {
      const fields = [...form.querySelectorAll("input:not([type=hidden]), textarea")];
      if (fields.some((field) => field.value !== field.defaultValue)) form.dispatchEvent(new Event("input"));
    });

    window.addEventListener("pagehide", () => {
      if (!isSent && form.dataset.kept === undefined) navigator.sendBeacon(keeper.getAttribute("hx-post"), new FormData(form));
    });
  });
})();
