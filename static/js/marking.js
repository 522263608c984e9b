// The reader: words selected in the text are carried to the page where a person marks them as a claim.
(() => {
  "use strict";

  const link = document.querySelector("[data-marking] a");
  if (!link) return;
  const blank = link.getAttribute("href");

  const offer = (words, place) => {
    const url = new URL(blank, window.location.href);
    if (words) {
      url.searchParams.set("words", words);
      url.searchParams.set("at", place);
    }
    link.setAttribute("href", url.pathname + url.search);
    link.parentElement.classList.toggle("is-offered", Boolean(words));
  };

  // Offsets are counted in characters as the server does, not in the halves that a string is made of.
  const placeOf = (range) => {
    const paragraph = range.startContainer.parentElement?.closest("[data-start]");
    if (!paragraph) return null;
    const before = document.createRange();
    before.setStart(paragraph, 0);
    before.setEnd(range.startContainer, range.startOffset);
    return Number(paragraph.dataset.start) + [...before.toString()].length;
  };

  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    const text = document.querySelector(".reader__text");
    if (!selection.rangeCount || !text) return;
    const range = selection.getRangeAt(0);
    const words = selection.toString().trim();
    const place = words && text.contains(range.commonAncestorContainer) ? placeOf(range) : null;
    if (place !== null) offer(words, place);
    else if (selection.isCollapsed && text.contains(range.startContainer)) offer("", 0);
  });
})();
