/** Lists: unfolding the query form, ticking rows and the page, the bulk bar, and coming back to the row one left. */

const key = () => `row:${location.pathname}${location.search}`;

function recount() {
  const bar = document.querySelector("[data-bulk]");
  if (!bar) return;
  const ticked = document.querySelectorAll("input[data-select]:checked");
  bar.hidden = ticked.length === 0;
  bar.querySelector("[data-bulk-count]").textContent = String(ticked.length);
  document.querySelectorAll("input[data-select]").forEach((box) => box.closest("tr").setAttribute("aria-selected", String(box.checked)));
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-select-page]")) {
    event.target.closest("table").querySelectorAll("input[data-select]").forEach((box) => {
      box.checked = event.target.checked;
    });
  }
  if (event.target.matches("[data-select], [data-select-page]")) recount();
});

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
  if (unfolded) form.querySelector(".more :is(input, select)")?.focus();
});

/** A row of stages or tabs wider than the screen shows the present one. */
document.querySelectorAll(".track, .tabs").forEach((track) => {
  const now = track.querySelector("[aria-current]");
  if (now) track.scrollLeft = now.offsetLeft - track.offsetLeft - track.clientWidth / 2;
});
