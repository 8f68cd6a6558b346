/** Keyboard shortcuts; none fires while somebody types or an input method is composing. */

import { openSearch } from "./menus.js";
import { composing, typing } from "./words.js";

let before = "";

document.querySelector('[data-dialog="shortcuts"]')?.addEventListener("click", showKeys);

const keys = {
  "/": openSearch,
  "?": showKeys,
  f: () => document.querySelector("[data-filters] :is(input:not([type=hidden]), select)")?.focus(),
  "[": () => document.querySelector(".pager a[rel=prev]")?.click(),
  "]": () => document.querySelector(".pager a[rel=next]")?.click(),
  "g h": () => document.querySelector(".brand")?.click(),
};

/** All keys, those of this page below. */
function showKeys() {
  const dialog = document.getElementById("shortcuts");
  const list = dialog?.querySelector("dl");
  list?.querySelectorAll("[data-own]").forEach((entry) => entry.remove());
  document.querySelectorAll("[data-key]").forEach((element) => {
    const name = document.createElement("dt");
    const key = document.createElement("kbd");
    const what = document.createElement("dd");
    name.dataset.own = what.dataset.own = "";
    key.textContent = element.dataset.key;
    what.textContent = element.textContent.trim() || element.getAttribute("aria-label");
    name.append(key);
    list?.append(name, what);
  });
  if (dialog && !dialog.open) dialog.showModal();
}

/** A page adds its own with data-key="n" on a link or button. */
const own = (key) => [...document.querySelectorAll("[data-key]")].find((element) => element.dataset.key === key);

document.addEventListener("keydown", (event) => {
  if (composing(event)) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.target.closest?.("form")?.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  const pressed = before === "g" ? `g ${event.key}` : event.key;
  before = event.key === "g" ? "g" : "";
  const act = keys[pressed] || (own(pressed) && (() => own(pressed).click()));
  if (!act) return;
  event.preventDefault();
  act();
});
