// The task in hand: leaving the queue gives it back at once, so that a colleague need not wait for the lease to end;
// coming back to a page that was left, or to this tab from another one, takes the same task again.
(() => {
  "use strict";

  window.addEventListener("pagehide", () => {
    const task = document.querySelector("#task[data-leave]");
    const token = document.querySelector("#task input[name=csrfmiddlewaretoken]");
    if (!task || !token) return;
    const form = new FormData();
    form.set("csrfmiddlewaretoken", token.value);
    form.set("task", task.dataset.task);
    form.set("lease", task.dataset.lease); // by now the page that comes next may have a lease of its own
    navigator.sendBeacon(task.dataset.leave, form);
  });

  const takeAgain = async () => {
    const task = document.querySelector("#task[data-again]");
    if (!task) return;
    const answer = await fetch(task.dataset.again, { headers: { "HX-Request": "true", "HX-Target": "task" } }).catch(() => null);
    if (!answer?.ok || !task.isConnected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.querySelector("#task")?.dataset;
    if (now?.task === task.dataset.task) {
      task.dataset.lease = now.lease;
      return;
    }
    const detail = "This task is no longer in your hands: somebody else has it, or it is decided. Reload the page for the next one.";
    document.dispatchEvent(new CustomEvent("say", { detail }));
  };

  window.addEventListener("pageshow", (event) => {
    const [arrival] = performance.getEntriesByType("navigation");
    if (event.persisted || arrival?.type === "back_forward") takeAgain();
  });

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) takeAgain();
  });
})();
