/** Forms: a double click sends once, leaving with changes warns, errors take the focus, Enter in a query form searches. */

import { words } from "./words.js";

const changed = new Set();

document.querySelector(".error-summary[data-focus]")?.focus();

document.addEventListener("click", (event) => {
  const link = event.target.closest(".error-summary a[href^='#']");
  if (!link) return;
  const field = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!field) return;
  event.preventDefault();
  (field.matches("fieldset") ? field.querySelector("input") : field).focus();
  field.scrollIntoView({ block: "center" });
});

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-unsaved]");
  if (form) changed.add(form);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-check-all]");
  if (!button) return;
  const boxes = [...button.closest("fieldset").querySelectorAll(".form-check:not([hidden]) input")];
  const all = boxes.some((box) => !box.checked);
  boxes.forEach((box) => { box.checked = all; });
  boxes[0]?.dispatchEvent(new Event("input", { bubbles: true }));
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  changed.delete(form);
  if (!form.matches("[data-once]") || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  // after this turn, so that the button's own name and value still travel
  setTimeout(() => form.querySelectorAll("[type=submit]").forEach((button) => busy(button)), 0);
});

function busy(button) {
  button.disabled = true;
  button.setAttribute("aria-busy", "true");
  if (button.matches(".btn-primary, .btn-danger")) {
    button.dataset.words = button.textContent;
    button.textContent = words.sending;
  }
}

/** The page came back from the browser's memory: its forms may be sent again. */
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.querySelectorAll("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-busy]").forEach((button) => {
      button.disabled = false;
      button.removeAttribute("aria-busy");
      if (button.dataset.words) button.textContent = button.dataset.words;
    });
  });
});

window.addEventListener("beforeunload", (event) => {
  const left = [...changed].filter((form) => document.contains(form) && !form.dataset.sent);
  if (!left.length) return;
  event.preventDefault();
  event.returnValue = words.unsaved;
});

document.addEventListener("close", (event) => event.target.querySelectorAll?.("form").forEach((form) => changed.delete(form)), true);

/** Empty conditions stay out of the address. */
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-filters]")) return;
  event.target.querySelectorAll("input, select").forEach((field) => {
    if (!field.value) field.disabled = true;
  });
});

/** A select marked data-submits sends its form at once (for example: choose a month). */
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submits]")) event.target.form.requestSubmit();
});
