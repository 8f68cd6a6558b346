/** Photos are made smaller on the device before they are sent, and shown with a way to take one back. */

import { blurred } from "./blur.js";
import { toast, words } from "./words.js";

const LONGEST = 1600;
const QUALITY = 0.82;

/** A JPEG of at most 1600 pixels; drawing it anew also leaves the place and device data of the camera behind. */
async function shrink(file) {
  const address = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const scale = Math.min(1, LONGEST / Math.max(image.naturalWidth, image.naturalHeight));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.naturalWidth * scale);
    canvas.height = Math.round(image.naturalHeight * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg", lastModified: file.lastModified });
  } finally {
    URL.revokeObjectURL(address);
  }
}

function put(input, files) {
  const transfer = new DataTransfer();
  files.forEach((file) => transfer.items.add(file));
  input.files = transfer.files;
}

function preview(box, input, file) {
  const figure = document.createElement("figure");
  figure.className = "photo-preview";
  const image = document.createElement("img");
  const isPhoto = file.type.startsWith("image/");
  if (isPhoto) image.src = URL.createObjectURL(file);
  image.alt = file.name;
  const remove = document.createElement("button");
  remove.type = "button";
  remove.setAttribute("aria-label", `${words.remove}: ${file.name}`);
  remove.textContent = "×";
  remove.addEventListener("click", () => {
    box.chosen = box.chosen.filter((other) => other !== file);
    put(input, box.chosen);
    URL.revokeObjectURL(image.src);
    figure.remove();
    input.focus();
  });
  const caption = document.createElement("figcaption");
  caption.textContent = `${isPhoto ? "" : file.name + " "}${Math.round(file.size / 1024)} KB`;
  figure.append(...(isPhoto ? [image] : []), remove, caption, ...(isPhoto ? [covering()] : []));

  function covering() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "photo-blur";
    button.setAttribute("aria-label", `${words.blur}: ${file.name}`);
    button.textContent = words.blur;
    button.addEventListener("click", async () => {
      const covered = await blurred(file);
      if (!covered) return button.focus();
      box.chosen = box.chosen.map((other) => (other === file ? covered : other));
      put(input, box.chosen);
      URL.revokeObjectURL(image.src);
      image.src = URL.createObjectURL(covered);
      file = covered;
      button.focus();
    });
    return button;
  }
  box.querySelector(".photo-drop").append(figure);
}

async function choose(box, input) {
  const limit = input.multiple ? Number(box.dataset.limit) : 1;
  if (!input.multiple) box.querySelectorAll(".photo-preview").forEach((old) => old.remove());
  const kept = input.multiple ? box.chosen || [] : [];
  box.chosen = kept;
  for (const file of [...input.files]) {
    if (box.chosen.length >= limit) {
      toast(words.tooMany, "warn");
      break;
    }
    try {
      const small = box.hasAttribute("data-files") && !file.type.startsWith("image/") ? file : await shrink(file);
      box.chosen = [...box.chosen, small];
      preview(box, input, small);
    } catch {
      toast(`${file.name}: ${words.noPicture}`, "bad");
    }
  }
  put(input, box.chosen);
}

document.addEventListener("change", (event) => {
  const box = event.target.closest("[data-photos]");
  if (box && event.target.type === "file") choose(box, event.target);
});
