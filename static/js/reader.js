// The reader: J and K step through the mentions; a mark and its note light up together.
(() => {
  "use strict";

  const notes = () => [...document.querySelectorAll(".note")];

  const choose = (note) => {
    document.querySelectorAll(".is-current").forEach((element) => element.classList.remove("is-current"));
    note.classList.add("is-current");
    const id = note.id.replace("note-", "");
    document.querySelectorAll(`[data-mention="${CSS.escape(id)}"]`).forEach((mark) => mark.classList.add("is-current"));
    note.focus({ preventScroll: true });
    const top = note.getBoundingClientRect();
    if (top.top < 60 || top.bottom > window.innerHeight) note.scrollIntoView({ block: "center" });
    note.querySelector(".note__number").click();
  };

  document.addEventListener("click", (event) => {
    const step = event.target.closest("[data-step]");
    if (step) {
      const all = notes();
      const at = all.findIndex((note) => note.classList.contains("is-current"));
      const next = all[Math.min(Math.max(at + Number(step.dataset.step), 0), all.length - 1)];
      if (next) choose(next);
      return;
    }
    const mark = event.target.closest("a.mark");
    if (mark) {
      const note = document.getElementById(`note-${mark.dataset.mention}`);
      if (note) {
        event.preventDefault();
        choose(note);
      }
    }
  });
})();
