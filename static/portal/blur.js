/** Covering parts of a photo before it is sent, or of a stored one: coarse blocks that cannot be undone, by pointer or keyboard. */

const tool = document.getElementById("blur");
const canvas = tool?.querySelector("canvas");
const pen = canvas?.getContext("2d", { willReadFrequently: true });
const LONGEST = 2400;
const BLOCKS = 5; // across the short side of a frame: nothing can be read back from so few
let photo = null;
let frames = [];
let frame = null;
let answer = null;

/** The photo with what the person covered, or null where he closed the tool. source: a File or an address. */
export async function blurred(source) {
  photo = new Image();
  photo.src = source instanceof Blob ? URL.createObjectURL(source) : source;
  await photo.decode();
  const scale = Math.min(1, LONGEST / Math.max(photo.naturalWidth, photo.naturalHeight));
  canvas.width = Math.round(photo.naturalWidth * scale);
  canvas.height = Math.round(photo.naturalHeight * scale);
  frames = [];
  const side = Math.round(Math.min(canvas.width, canvas.height) / 4);
  frame = { x: Math.round((canvas.width - side) / 2), y: Math.round((canvas.height - side) / 2), w: side, h: side };
  draw();
  tool.showModal();
  canvas.focus();
  const blob = await new Promise((done) => (answer = done));
  if (source instanceof Blob) URL.revokeObjectURL(photo.src);
  const name = (source.name || "photo").replace(/\.\w+$/, "") + ".jpg";
  return blob && new File([blob], name, { type: "image/jpeg" });
}

/** Each block becomes the mean of its own dots: a browser's own shrinking only samples, and would leave some as they were. */
function cover({ x, y, w, h }) {
  const size = Math.max(8, Math.ceil(Math.min(w, h) / BLOCKS));
  for (let top = y; top < y + h; top += size) {
    for (let left = x; left < x + w; left += size) {
      const wide = Math.min(size, x + w - left);
      const high = Math.min(size, y + h - top);
      pen.fillStyle = `rgb(${mean(pen.getImageData(left, top, wide, high).data)})`;
      pen.fillRect(left, top, wide, high);
    }
  }
}

function mean(dots) {
  const sums = [0, 0, 0];
  for (let place = 0; place < dots.length; place += 4) {
    for (let colour = 0; colour < 3; colour += 1) sums[colour] += dots[place + colour];
  }
  return sums.map((sum) => Math.round((sum * 4) / dots.length));
}

function draw(outlined = true) {
  pen.drawImage(photo, 0, 0, canvas.width, canvas.height);
  frames.forEach(cover);
  tool.querySelector("[data-blur-count]").textContent = String(frames.length);
  tool.querySelector("[data-blur-done]").disabled = frames.length === 0;
  if (!outlined) return;
  for (const [style, dash] of [["#fff", []], ["#0d2344", [10, 8]]]) {
    pen.setLineDash(dash);
    pen.lineWidth = Math.max(3, canvas.width / 300);
    pen.strokeStyle = style;
    pen.strokeRect(frame.x, frame.y, frame.w, frame.h);
  }
}

/** Inside the picture and never thinner than a few pixels. */
function put(x, y, w, h) {
  w = Math.min(Math.max(Math.round(w), 12), canvas.width);
  h = Math.min(Math.max(Math.round(h), 12), canvas.height);
  frame = { x: Math.min(Math.max(Math.round(x), 0), canvas.width - w), y: Math.min(Math.max(Math.round(y), 0), canvas.height - h), w, h };
  draw();
}

function at(event) {
  const box = canvas.getBoundingClientRect();
  return [((event.clientX - box.left) * canvas.width) / box.width, ((event.clientY - box.top) * canvas.height) / box.height];
}

canvas?.addEventListener("pointerdown", (event) => {
  const [x, y] = at(event);
  canvas.setPointerCapture(event.pointerId);
  const move = (moved) => {
    const [right, bottom] = at(moved);
    put(Math.min(x, right), Math.min(y, bottom), Math.abs(right - x), Math.abs(bottom - y));
  };
  canvas.addEventListener("pointermove", move);
  canvas.addEventListener(
    "pointerup",
    (ended) => {
      canvas.removeEventListener("pointermove", move);
      const [right, bottom] = at(ended);
      if (Math.abs(right - x) < 4 && Math.abs(bottom - y) < 4) return;
      frames.push(frame);
      draw();
    },
    { once: true },
  );
});

canvas?.addEventListener("keydown", (event) => {
  const [right, down] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] || [0, 0];
  const step = canvas.width / 50;
  if (right || down) {
    const { x, y, w, h } = frame;
    if (event.shiftKey) put(x, y, w + right * step, h + down * step);
    else put(x + right * step, y + down * step, w, h);
  } else if (event.key === "Enter") {
    frames.push({ ...frame });
    draw();
  } else if (event.key === "Backspace") {
    frames.pop();
    draw();
  } else return;
  event.preventDefault();
});

tool?.querySelector("[data-blur-undo]").addEventListener("click", () => {
  frames.pop();
  draw();
});

tool?.querySelector("[data-blur-done]").addEventListener("click", () => {
  draw(false);
  const done = answer;
  answer = null;
  // the tool stays in front until the covered photo is there: nobody sends the other one meanwhile
  canvas.toBlob(
    (blob) => {
      done?.(blob);
      tool.close();
    },
    "image/jpeg",
    0.88,
  );
});

tool?.addEventListener("close", () => answer?.(null));

/** A stored photo: its dialog offers the tool where the page says that the reader may. */
const stored = document.querySelector("[data-blur-form]");

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-photo]");
  if (link && stored) {
    stored.hidden = !link.dataset.blur;
    stored.action = link.dataset.blur || "";
  }
  if (!event.target.closest("[data-blur-stored]")) return;
  const file = await blurred(document.querySelector("#photo img").src);
  if (!file) return;
  const transfer = new DataTransfer();
  transfer.items.add(file);
  stored.querySelector("[type=file]").files = transfer.files;
  stored.requestSubmit();
});
