// Keyboard: an element with data-key="a" is pressed by that key, and its label is listed under "?".
// The key stands on the button as <kbd>; without script the buttons work all the same.
(() => {
  "use strict";

  const isTyping = (target) => target.closest("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]");

  const isShown = (element) => element.getClientRects().length > 0;

  // A mention that has the focus (or holds it) goes first, then the first one on the page.
  const withKey = (key) => {
    const selector = `[data-key="${CSS.escape(key)}"]`;
    const near = document.activeElement?.closest("[data-keys-here]")?.querySelectorAll(selector) ?? [];
    const chosen = document.querySelectorAll(`[data-keys-here].is-current ${selector}`);
    return [...near, ...chosen, ...document.querySelectorAll(selector)].find((element) => isShown(element) && !element.disabled);
  };

  const nameOf = (element) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll("kbd, .spinner").forEach((child) => child.remove());
    return element.dataset.keyLabel || copy.textContent.trim() || element.getAttribute("aria-label");
  };

  const showKeys = () => {
    const dialog = document.getElementById("keys");
    const list = document.getElementById("keys-list");
    const seen = new Set();
    list.replaceChildren();
    const add = (key, name) => {
      const term = document.createElement("dt");
      const label = document.createElement("kbd");
      label.textContent = key.toUpperCase();
      term.append(label);
      const meaning = document.createElement("dd");
      meaning.textContent = name;
      list.append(term, meaning);
    };
    document.querySelectorAll("[data-key]").forEach((element) => {
      if (seen.has(element.dataset.key) || !isShown(element)) return;
      seen.add(element.dataset.key);
      add(element.dataset.key, nameOf(element));
    });
    const shown = [...document.querySelectorAll("button kbd")].filter(isShown).map((key) => key.textContent);
    for (const key of ["Enter", "Ctrl+Enter"]) if (shown.includes(key)) add(key, "Save what you are writing");
    add("?", "This list");
    dialog.showModal();
  };

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && event.target.matches("textarea")) {
      const buttons = event.target.form?.querySelectorAll("button:not([type=button])") ?? [];
      if (buttons.length === 1) event.target.form.requestSubmit(buttons[0]);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    if (event.key === "?") {
      event.preventDefault();
      showKeys();
      return;
    }
    const element = withKey(event.key.toLowerCase());
    if (!element) return;
    event.preventDefault();
    if (event.repeat && !element.matches("[data-step]")) return; // a key held down decides once
    if (element.matches("input:not([type=checkbox], [type=radio]), select, textarea")) element.focus();
    else element.click();
  });
})();
