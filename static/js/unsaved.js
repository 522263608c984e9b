// What somebody has filled in and not saved is never thrown away unasked: neither by leaving the page nor by an act
// that puts something else in its place, such as a decision that brings the next task.
(() => {
  "use strict";

  let sending = null; // the form that is being sent: it is saved, or comes back as it was filled in

  const isChanged = (field) => {
    if (field.matches("[type=hidden], button, fieldset, output") || field.disabled) return false;
    if (field.matches("[type=checkbox], [type=radio]")) return field.checked !== field.defaultChecked;
    if (field.matches("select")) {
      const first = [...field.options].findIndex((option) => option.defaultSelected);
      return field.selectedIndex !== Math.max(first, 0);
    }
    return field.value !== field.defaultValue;
  };

  // A form that came back with a complaint holds what is not saved, though the server wrote it. What is kept as a draft
  // (drafts.js) is found again.
  const isUnsaved = (form) =>
    form !== sending &&
    form.dataset.kept === undefined &&
    !form.querySelector("[type=password]") &&
    (form.querySelector(".field__error") !== null || [...form.elements].some(isChanged));

  const unsavedIn = (root) => [...root.querySelectorAll("form[method=post]")].filter(isUnsaved);

  const nameOf = (form) => {
    const field = [...form.elements].find(isChanged);
    return field?.labels?.[0]?.textContent.trim() ?? "the form";
  };

  document.addEventListener("submit", (event) => (sending = event.target), true);

  document.addEventListener("htmx:beforeRequest", (event) => {
    const { elt, target, requestConfig } = event.detail;
    if (!["click", "submit"].includes(requestConfig.triggeringEvent?.type)) return;
    const others = unsavedIn(target).filter((form) => form !== elt.closest("form"));
    if (!others.length) return;
    if (window.confirm(`What you wrote under “${nameOf(others[0])}” is not saved. Go on without it?`)) return;
    sending = null;
    event.preventDefault();
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.successful) sending = null;
  });

  window.addEventListener("beforeunload", (event) => {
    if (unsavedIn(document).length) event.preventDefault();
  });
})();
