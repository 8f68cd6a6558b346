/** Drop-down menus, the side menu on a phone, the search box, and text that can be copied. */

import { toast, words } from "./words.js";

const closeMenus = (except) =>
  document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
    if (menu !== except) menu.open = false;
  });

function showSideMenu(shown) {
  document.body.classList.toggle("menu-shown", shown);
  document.querySelectorAll("[data-menu-toggle]").forEach((button) => button.setAttribute("aria-expanded", String(shown)));
  if (shown) document.querySelector("#menu a")?.focus({ preventScroll: true });
}

async function copy(button) {
  const text = button.dataset.copy;
  if (navigator.clipboard) await navigator.clipboard.writeText(text);
  else copyOldWay(text);
  toast(`${words.copied}: ${text}`);
}

/** Plain http on an intranet has no clipboard interface. */
function copyOldWay(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "visually-hidden";
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

document.addEventListener("click", (event) => {
  closeMenus(event.target.closest("details[data-menu]"));
  const toggle = event.target.closest("[data-menu-toggle]");
  if (toggle) showSideMenu(!document.body.classList.contains("menu-shown"));
  else if (!event.target.closest("#menu")) showSideMenu(false);
  const search = event.target.closest("[data-search-toggle]");
  if (search) openSearch();
  const button = event.target.closest("[data-copy]");
  if (button) copy(button);
});

export function openSearch() {
  const box = document.querySelector(".topbar-search");
  if (!box) {
    document.querySelector("[data-filters] :is(input:not([type=hidden]), select)")?.focus();
    return;
  }
  box.classList.add("open");
  box.querySelector("input").select();
}

document.addEventListener("focusout", (event) => {
  const box = event.target.closest(".topbar-search.open");
  if (box && !box.contains(event.relatedTarget)) box.classList.remove("open");
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing) return;
  const open = document.querySelector("details[data-menu][open]");
  closeMenus();
  open?.querySelector("summary").focus();
  if (document.body.classList.contains("menu-shown")) showSideMenu(false);
  document.activeElement?.closest?.(".topbar-search")?.querySelector("input").blur();
});
