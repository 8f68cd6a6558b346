/** A standard text goes into its field where the cursor stands. */

document.addEventListener("click", (event) => {
  const choice = event.target.closest("[data-insert]");
  const field = choice && document.getElementById(choice.dataset.insert);
  if (!field) return;
  const before = field.value.slice(0, field.selectionStart);
  field.setRangeText((before && !/\s$/.test(before) ? "\n" : "") + choice.textContent, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  choice.closest("details").open = false;
  field.focus();
});
