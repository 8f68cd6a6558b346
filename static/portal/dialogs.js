/** Native dialogs: open, close, confirm before a POST, look at a photo. */

const confirmBox = document.getElementById("confirm");
const photoBox = document.getElementById("photo");
let waiting = null;

const open = (dialog) => {
  if (!dialog || dialog.open) return;
  dialog.showModal();
  (dialog.querySelector("[data-focus]") || dialog.querySelector("form :is(input:not([type=hidden]), select, textarea)"))?.focus();
};

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  if (opener) open(document.getElementById(opener.dataset.dialog));
  if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
  if (event.target instanceof HTMLDialogElement && outside(event)) event.target.close();
  const photo = event.target.closest("a[data-photo]");
  if (photo && photoBox && !event.ctrlKey && !event.metaKey) showPhoto(event, photo);
});

/** A click on the backdrop closes, unless a form inside has been started. */
function outside(event) {
  const box = event.target.getBoundingClientRect();
  const within = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  return !within && !event.target.querySelector("form");
}

function showPhoto(event, link) {
  event.preventDefault();
  const image = photoBox.querySelector("img");
  image.src = link.href;
  image.alt = link.querySelector("img").alt;
  image.hidden = false;
  open(photoBox);
}

document.addEventListener(
  "submit",
  (event) => {
    const asked = event.submitter?.dataset.confirm || event.target.dataset.confirm;
    if (!asked || event.target.dataset.confirmed || !confirmBox) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = { form: event.target, submitter: event.submitter };
    confirmBox.querySelector("[data-confirm-text]").textContent = asked;
    confirmBox.querySelector("[data-confirm-yes]").textContent = event.target.dataset.confirmLabel || event.submitter?.textContent || "OK";
    open(confirmBox);
  },
  true,
);

confirmBox?.querySelector("[data-confirm-yes]").addEventListener("click", () => {
  const { form, submitter } = waiting;
  confirmBox.close();
  form.dataset.confirmed = "1";
  form.requestSubmit(submitter || undefined);
});

document.querySelectorAll("dialog[data-open]").forEach(open);
document.addEventListener("htmx:load", (event) => event.target.matches?.("dialog[data-open]") && open(event.target));
