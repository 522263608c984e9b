// What every page needs: say what went wrong with a request, put the focus where the swapped piece asks for it.
(() => {
  "use strict";

  document.querySelectorAll("[data-needs-script]").forEach((element) => element.removeAttribute("hidden"));

  const say = (text) => {
    const notice = document.createElement("p");
    notice.className = "notice notice--failure";
    notice.dataset.passing = "";
    notice.textContent = text;
    document.getElementById("messages").replaceChildren(notice);
  };

  // Other scripts have something to say with a `say` event whose detail is the text.
  document.addEventListener("say", (event) => say(event.detail));

  const reasons = {
    401: "You are signed out. Nothing was saved, and nothing that you wrote is lost: sign in in another tab, then do this again.",
    403: "Your role does not allow this, or you have been signed out. Reload the page and sign in again.",
    404: "This no longer exists. Reload the page.",
    429: "Too many requests. Wait a minute, then try again.",
  };

  document.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    say(reasons[status] ?? `The server could not do this (${status}). Nothing was saved. Try again.`);
  });

  document.addEventListener("htmx:sendError", () => {
    say("The server could not be reached. Nothing was saved. Check the connection and try again.");
  });

  // What went wrong is said until something goes right.
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    if (event.detail.xhr.status < 400) document.querySelectorAll("#messages [data-passing]").forEach((notice) => notice.remove());
  });

  // Signing in, in another tab too, brings a new token: a page that was open before sends the new one.
  const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];

  document.addEventListener("htmx:configRequest", (event) => {
    if (!token()) return;
    event.detail.headers["X-CSRFToken"] = token();
    delete event.detail.parameters.csrfmiddlewaretoken;
  });

  document.addEventListener(
    "submit",
    (event) => {
      const field = event.target.querySelector("input[name=csrfmiddlewaretoken]");
      if (field && token()) field.value = token();
    },
    true,
  );

  // The second click of a double click is meant for what was there at the first.
  document.addEventListener(
    "click",
    (event) => {
      if (event.detail < 2 || !event.target.closest("form button, [hx-get], [hx-post]")) return;
      event.preventDefault();
      event.stopPropagation();
    },
    true,
  );

  // A live region that is itself swapped says nothing, so what a swapped piece has to say goes through one that stays.
  document.addEventListener("htmx:afterSettle", (event) => {
    const said = [...(event.detail.elt.querySelectorAll?.("[data-announce]") ?? [])].map((element) => element.textContent.trim());
    if (said.length) document.getElementById("announcer").textContent = said.join(". ").replace(/\s+/g, " ");
  });

  // A swapped piece names the element that should have the focus next with data-focus.
  document.addEventListener("htmx:afterSettle", (event) => {
    const root = event.detail.elt;
    const refused = root.querySelector?.("[data-focus][aria-invalid]"); // what is missing goes before the heading
    const next = refused ?? (root.matches?.("[data-focus]") ? root : root.querySelector?.("[data-focus]"));
    if (next) next.focus({ preventScroll: next.hasAttribute("data-focus-still") });
  });

  // So does a whole page that answers a form with both versions of what was saved.
  document.querySelector("#both-versions [data-focus]")?.focus();
})();

// <details> whose summary has data-focus-on-open: opening it puts the focus into its first field.
document.addEventListener(
  "toggle",
  (event) => {
    const details = event.target;
    if (!details.open || !details.querySelector?.("summary[data-focus-on-open]")) return;
    details.querySelector("textarea, input:not([type=hidden]), button:not(summary button)")?.focus();
  },
  true,
);
