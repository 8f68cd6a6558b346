/** Boxes that suggest: the search on top and the pickers of forms; and boxes that narrow a long list to tick. Arrows, Enter and Esc; quiet while an
 *  input method composes. */

import { composing } from "./words.js";

const PAUSE = 180;
const waiting = new WeakMap();
const listOf = (box) => document.getElementById(box.getAttribute("aria-controls"));
const keyOf = (box) => document.getElementById(box.dataset.key);
const optionsOf = (box) => [...listOf(box).querySelectorAll("[role=option]")];
const isOpen = (box) => !listOf(box).hidden;

function show(box, shown) {
  listOf(box).hidden = !shown;
  box.setAttribute("aria-expanded", String(shown));
  mark(box, shown && box.dataset.key ? optionsOf(box)[0] : null);
}

function mark(box, chosen) {
  optionsOf(box).forEach((option, index) => {
    option.id = `${listOf(box).id}-${index}`;
    option.setAttribute("aria-selected", String(option === chosen));
  });
  if (chosen) box.setAttribute("aria-activedescendant", chosen.id);
  else box.removeAttribute("aria-activedescendant");
  chosen?.scrollIntoView({ block: "nearest" });
}

const marked = (box) => document.getElementById(box.getAttribute("aria-activedescendant"));

async function suggest(box) {
  const url = new URL(box.dataset.suggests, location.href);
  url.searchParams.set("q", box.value);
  await window.htmx.ajax("GET", url.pathname + url.search, { source: box, target: listOf(box), swap: "innerHTML" });
  if (document.activeElement === box) show(box, listOf(box).childElementCount > 0);
}

/** After a pause; a search needs two signs, a picker offers its first things at once. */
function soon(box, pause = PAUSE) {
  clearTimeout(waiting.get(box));
  if (!box.dataset.key && box.value.trim().length < 2) return show(box, false);
  waiting.set(box, setTimeout(() => suggest(box), pause));
}

function choose(box, option) {
  if (option.href) return location.assign(option.href);
  box.value = option.dataset.text;
  keyOf(box).value = box.dataset.by === "number" ? option.dataset.number : option.dataset.pick;
  keyOf(box).dispatchEvent(new Event("change", { bubbles: true }));
  show(box, false);
}

function move(box, step) {
  const options = optionsOf(box);
  const at = options.indexOf(marked(box)) + step;
  mark(box, options[(at + options.length) % options.length] || options[0]);
}

const boxOf = (event) => event.target.closest?.("[data-suggests]");

function typed(event) {
  const box = boxOf(event);
  if (!box || event.isComposing) return;
  if (box.dataset.key) keyOf(box).value = ""; // what was chosen is no longer what stands there
  soon(box);
}

document.addEventListener("input", typed);
document.addEventListener("compositionend", typed);

document.addEventListener("click", (event) => {
  const option = event.target.closest("[data-pick]");
  if (option) choose(document.querySelector(`[aria-controls="${option.closest("[role=listbox]").id}"]`), option);
  else if (boxOf(event)?.dataset.key && !isOpen(boxOf(event))) soon(boxOf(event), 0);
});

/** The box keeps the focus while an option is pressed. */
document.addEventListener("mousedown", (event) => {
  if (event.target.closest("[data-pick]")) event.preventDefault();
});

document.addEventListener("focusout", (event) => {
  const box = boxOf(event);
  if (!box || listOf(box).contains(event.relatedTarget)) return;
  clearTimeout(waiting.get(box));
  show(box, false);
});

document.addEventListener("keydown", (event) => {
  const box = boxOf(event);
  if (!box || composing(event)) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (isOpen(box)) move(box, event.key === "ArrowDown" ? 1 : -1);
    else soon(box, 0);
  } else if (event.key === "Enter" && isOpen(box) && marked(box)) {
    event.preventDefault();
    choose(box, marked(box));
  } else if (event.key === "Escape" && isOpen(box)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    show(box, false);
  }
});

/** A map or a script that sets the key brings the words along. */
document.addEventListener("picked", (event) => {
  const box = document.querySelector(`[data-key="${event.target.id}"]`);
  if (box) box.value = event.detail;
});

const sifts = document.querySelectorAll("[data-sifts]");
sifts.forEach((box) => (box.hidden = false));

/** By name, pinyin initials or number; what is ticked stays in view. */
function sift(event) {
  const box = event.target.closest?.("[data-sifts]");
  if (!box || event.isComposing) return;
  const wanted = box.value.trim().toLowerCase();
  document.getElementById(box.dataset.sifts).querySelectorAll(".form-check").forEach((line) => {
    const fits = line.textContent.toLowerCase().includes(wanted) || line.dataset.initials.includes(wanted);
    line.hidden = !fits && !line.querySelector("input").checked;
  });
}

document.addEventListener("input", sift);
document.addEventListener("compositionend", sift);
sifts.forEach((box) => box.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault()));
