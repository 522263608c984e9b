// Leaving the queue gives the task in hand back at once, so that a colleague need not wait for the lease to end.
(() => {
  "use strict";

  window.addEventListener("pagehide", () => {
    const task = document.querySelector("#task[data-leave]");
    const token = document.querySelector("#task input[name=csrfmiddlewaretoken]");
    if (!task || !token) return;
    const form = new FormData();
    form.set("csrfmiddlewaretoken", token.value);
    navigator.sendBeacon(task.dataset.leave, form);
  });
})();
