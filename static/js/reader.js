// The reader: notes at the height of their mention, J and K step through them, a mark and its note light up together.
(() => {
  "use strict";

  const GAP = 8; // px between two notes
  const wide = window.matchMedia("(min-width: 48rem)");

  const notes = () => [...document.querySelectorAll(".note")];
  const marksOf = (id) => document.querySelectorAll(`[data-mention="${CSS.escape(id)}"]`);
  const idOf = (note) => note.id.replace("note-", "");

  // Put every note beside its mention, below the note before it. Without script they stand beside their paragraph.
  const layOut = () => {
    const text = document.querySelector(".reader__text");
    if (!text) return;
    text.classList.toggle("is-laid-out", wide.matches);
    text.style.minHeight = "";
    notes().forEach((note) => (note.style.top = ""));
    if (!wide.matches) return;
    const origin = text.getBoundingClientRect().top;
    let free = GAP;
    const tops = notes().map((note) => {
      const mark = document.getElementById(`m-${idOf(note)}`);
      const wanted = mark ? mark.getBoundingClientRect().top - origin - 4 : free;
      const top = Math.max(wanted, free);
      free = top + note.offsetHeight + GAP;
      return top;
    });
    notes().forEach((note, index) => (note.style.top = `${tops[index]}px`));
    text.style.minHeight = `${free}px`;
  };

  const choose = (note) => {
    document.querySelectorAll(".is-current").forEach((element) => element.classList.remove("is-current"));
    note.classList.add("is-current");
    marksOf(idOf(note)).forEach((mark) => mark.classList.add("is-current"));
    layOut();
    note.focus({ preventScroll: true });
    const box = note.getBoundingClientRect();
    if (box.top < 60 || box.bottom > window.innerHeight) note.scrollIntoView({ block: "center" });
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
    const note = mark && document.getElementById(`note-${mark.dataset.mention}`);
    if (note) {
      event.preventDefault();
      choose(note);
    }
  });

  // The first mention that waits, from where somebody decided on, is at hand: its buttons are open and its keys work.
  let decidedAt = 0; // index of the note that was decided; a rejected one is gone, and the next has its place
  const open = () => {
    if (document.querySelector(".note.is-current")) return;
    const wanted = document.querySelector(".note:target") ?? document.querySelector(".note[data-focus]");
    const all = notes();
    const from = wanted ? all.indexOf(wanted) : decidedAt;
    const waits = (note) => note.classList.contains("note--suggested");
    const next = all.slice(from).find(waits) ?? all.find(waits) ?? wanted;
    next?.classList.add("is-current");
  };

  open();
  layOut();
  wide.addEventListener("change", layOut);
  window.addEventListener("resize", layOut);
  document.addEventListener("toggle", layOut, true);
  document.addEventListener("htmx:beforeRequest", (event) => {
    const note = event.detail.elt.closest(".note");
    if (note) decidedAt = notes().indexOf(note);
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    open();
    layOut();
    const current = event.detail.elt.id === "reading" && document.querySelector(".note.is-current");
    if (!current) return;
    current.focus({ preventScroll: true }); // the keys act on what has the focus: never on what was just decided
    current.scrollIntoView({ block: "nearest" });
  });
  document.fonts?.ready.then(layOut);
})();
