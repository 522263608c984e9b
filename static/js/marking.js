// Words selected in a text are carried to the page where a person marks them as a claim,
// or, where a reading is being corrected, into the fields that say which words are meant.
(() => {
  "use strict";

  let chosen = null; // {words, at}; at: characters from the start of the text

  // Offsets are counted in characters as the server does, not in the halves that a string is made of.
  const lengthOf = (text) => [...text].length;

  const placeOf = (range) => {
    const paragraph = range.startContainer.parentElement?.closest("[data-start]");
    if (!paragraph) return null;
    const before = document.createRange();
    before.setStart(paragraph, 0);
    before.setEnd(range.startContainer, range.startOffset);
    return Number(paragraph.dataset.start) + lengthOf(before.toString());
  };

  const show = () => {
    document.querySelectorAll("[data-use-selection]").forEach((button) => {
      button.hidden = false;
      button.disabled = !chosen;
    });
    const link = document.querySelector("[data-marking] a");
    if (!link) return;
    const url = new URL(link.getAttribute("href"), window.location.href);
    if (chosen) {
      url.searchParams.set("words", chosen.words);
      url.searchParams.set("at", chosen.at);
    } else {
      url.searchParams.delete("words");
      url.searchParams.delete("at");
    }
    link.setAttribute("href", url.pathname + url.search);
    link.parentElement.classList.toggle("is-offered", Boolean(chosen));
  };

  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    const text = document.querySelector(".reader__text, .excerpt[data-start]");
    if (!selection.rangeCount || !text) return;
    const range = selection.getRangeAt(0);
    const inside = text.contains(range.commonAncestorContainer);
    const printed = selection.toString();
    const words = printed.trim();
    const place = words && inside ? placeOf(range) : null;
    if (place !== null) chosen = { words, at: place + lengthOf(printed) - lengthOf(printed.trimStart()) };
    else if (selection.isCollapsed && inside) chosen = null;
    else return;
    show();
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-use-selection]");
    if (!button || !chosen) return;
    const fields = button.closest("[data-reading]");
    const words = fields.querySelector("[name$=words]");
    words.value = chosen.words;
    fields.querySelector("[name$=at]").value = chosen.at;
    words.focus();
  });

  document.addEventListener("htmx:afterSettle", show);
  show();
})();
