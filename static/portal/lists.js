/** Lists: unfolding the query form, ticking rows and the page, the bulk bar, and coming back to the row one left. */

const key = () => `row:${location.pathname}${location.search}`;

function recount() {
  const boxes = [...document.querySelectorAll("input[data-select]")];
  const ticked = boxes.filter((box) => box.checked);
  boxes.forEach((box) => box.closest("tr").setAttribute("aria-selected", String(box.checked)));
  const page = document.querySelector("[data-select-page]");
  if (page) {
    page.checked = ticked.length > 0 && ticked.length === boxes.length;
    page.indeterminate = ticked.length > 0 && ticked.length < boxes.length;
  }
  document.querySelectorAll("[data-ticked]").forEach((place) => {
    place.textContent = String(ticked.length);
  });
  document.querySelectorAll("[data-needs-ticked]").forEach((button) => {
    button.disabled = ticked.length === 0;
  });
  const bar = document.querySelector("[data-bulk]");
  if (!bar) return;
  bar.hidden = ticked.length === 0;
  const all = bar.querySelector("[data-bulk-all]");
  if (all) {
    all.closest("label").hidden = !page?.checked;
    if (!page?.checked) all.checked = false;
    bar.closest("form").dataset.confirm = all.checked ? bar.dataset.asks : "";
  }
  bar.querySelector("[data-bulk-count]").textContent = all?.checked ? bar.querySelector("[name=matching]").value : String(ticked.length);
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-select-page]")) {
    event.target.closest("table").querySelectorAll("input[data-select]").forEach((box) => {
      box.checked = event.target.checked;
    });
  }
  if (event.target.matches("[data-select], [data-select-page], [data-bulk-all]")) recount();
});

/** Shift ticks a run of rows. */
let last = null;
document.addEventListener("click", (event) => {
  if (!event.target.matches("input[data-select]")) return;
  const boxes = [...document.querySelectorAll("input[data-select]")];
  if (event.shiftKey && last && boxes.includes(last)) {
    const [from, to] = [boxes.indexOf(last), boxes.indexOf(event.target)].sort((a, b) => a - b);
    boxes.slice(from, to + 1).forEach((box) => {
      box.checked = event.target.checked;
    });
  }
  last = event.target;
});

/** A verb that needs a reason asks for it before anything is sent. */
document.addEventListener(
  "click",
  (event) => {
    const note = event.target.closest("[data-bulk]")?.querySelector("[name=note]");
    if (!note) return;
    const button = event.target.closest("button");
    note.setCustomValidity(button?.dataset.needsNote && !note.value.trim() ? button.dataset.needsNote : "");
  },
  true,
);

/** Columns one place forward or back. */
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-columns] [data-move]");
  if (!button) return;
  const item = button.closest("li");
  if (button.dataset.move === "-1") item.previousElementSibling?.before(item);
  else item.nextElementSibling?.after(item);
  button.focus();
});

/** An export takes the ticked rows along. */
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-export]")) return;
  event.target.querySelectorAll("[name=pk]").forEach((field) => field.remove());
  if (event.submitter?.value !== "ticked") return;
  document.querySelectorAll("input[data-select]:checked").forEach((box) => event.target.append(Object.assign(document.createElement("input"), { type: "hidden", name: "pk", value: box.value })));
});

/** htmx sends a query form before this page can leave its empty conditions out. */
document.addEventListener("htmx:configRequest", (event) => {
  if (!event.target.matches("[data-filters]")) return;
  for (const name of [...event.detail.formData.keys()]) if (!event.detail.formData.get(name)) event.detail.formData.delete(name);
});
document.addEventListener("htmx:afterSwap", recount);
document.addEventListener("pageshow", recount);

document.addEventListener("click", (event) => {
  const row = event.target.closest("table.data tbody tr[id]");
  if (row && event.target.closest("a")) sessionStorage.setItem(key(), row.id);
});

const back = sessionStorage.getItem(key());
if (back) {
  sessionStorage.removeItem(key());
  const row = document.getElementById(back);
  row?.classList.add("here");
  row?.scrollIntoView({ block: "center" });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-unfold]");
  if (!button) return;
  const form = button.closest(".filters");
  const unfolded = form.classList.toggle("unfolded");
  button.setAttribute("aria-expanded", String(unfolded));
  if (unfolded) form.querySelector(":is(.more, .more-conditions) :is(input, select)")?.focus();
});

/** A row of stages or tabs wider than the screen shows the present one. */
document.querySelectorAll(".track, .tabs").forEach((track) => {
  const now = track.querySelector("[aria-current]");
  if (now) track.scrollLeft = now.offsetLeft - track.offsetLeft - track.clientWidth / 2;
});
