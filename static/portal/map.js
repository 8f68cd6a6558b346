/** Maps: polygons on a canvas, no tiles unless a tile address is set; list and map in step; a class has a number, a colour and a pattern. */

import { words } from "./words.js";

const RAMP = { light: ["#e8eff9", "#bcd3ee", "#86abd9", "#4d7fbd", "#1f548f", "#0d2f5c"], dark: ["#1f3047", "#2b4c75", "#3c6ba5", "#5e90cf", "#92b9e9", "#cfe1f8"] };
const theme = () => (document.documentElement.dataset.bsTheme === "dark" ? "dark" : "light");
const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** A class is told by its colour and by its hatching: none, dots, lines, close lines, a net, close dots. */
const HATCH = [[], [[4, 4]], [[0, 8]], [[0, 8], [0, 4]], [[0, 8], [8, 0]], [[2, 2], [6, 6]]];
const patterns = new Map();

function pattern(level) {
  const key = `${theme()}${level}`;
  if (!patterns.has(key)) patterns.set(key, hatch(level));
  return patterns.get(key);
}

function hatch(level) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 8;
  const pen = tile.getContext("2d");
  pen.fillStyle = RAMP[theme()][level];
  pen.fillRect(0, 0, 8, 8);
  const dark = (theme() === "light") === level < 3;
  pen.fillStyle = pen.strokeStyle = dark ? "rgba(13, 35, 68, .38)" : "rgba(255, 255, 255, .4)";
  HATCH[level].forEach(([from, to]) => {
    if (level === 1 || level === 5) pen.fillRect(from, to, 1.5, 1.5);
    else line(pen, from, to);
  });
  return { tile, fill: pen.createPattern(tile, "repeat") };
}

/** A slanting line that meets itself at the edge of the tile; (0, 8) rises, (8, 0) falls, (0, 4) rises half a tile on. */
function line(pen, from, to) {
  const shift = to === 4 ? 4 : 0;
  pen.beginPath();
  [-8, 0, 8].forEach((step) => {
    pen.moveTo(from + step + shift, 8);
    pen.lineTo((from === 0 ? 8 : 0) + step + shift, 0);
  });
  pen.stroke();
}

/** Limits of at most five classes with about as many shapes in each. */
function limits(values) {
  const sorted = values.filter((value) => value !== null && value !== undefined).sort((a, b) => a - b);
  if (!sorted.length) return [];
  const cuts = [0.2, 0.4, 0.6, 0.8].map((share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]);
  return [...new Set(cuts)];
}

const classOf = (value, cuts) => (value === null || value === undefined ? -1 : cuts.filter((cut) => value >= cut).length);

function style(shape, cuts, chosen) {
  const level = classOf(shape.value, cuts);
  const plain = cuts.length === 0; // a map for choosing: every shape is alike
  const spread = cuts.length ? Math.round((level * 5) / cuts.length) : 1;
  return {
    color: chosen ? token("--tone-warn") : token(plain ? "--brand" : "--ink-3"),
    weight: chosen ? 4 : 1,
    fillColor: plain ? token(chosen ? "--tone-warn-soft" : "--brand-soft") : level < 0 ? token("--surface-3") : pattern(Math.max(0, spread)).fill,
    fillOpacity: level < 0 && !plain ? 0.5 : 1,
    dashArray: level < 0 && !plain ? "4 3" : null,
  };
}

function legend(box, cuts, unit, values) {
  if (!box || !cuts.length) return;
  const marks = [Math.min(...values), ...cuts, Math.max(...values)];
  box.replaceChildren(
    ...marks.slice(0, -1).map((from, level) => {
      const item = document.createElement("li");
      const patch = document.createElement("canvas");
      patch.width = 28;
      patch.height = 16;
      const pen = patch.getContext("2d");
      pen.fillStyle = pattern(Math.round((level * 5) / cuts.length)).fill;
      pen.fillRect(0, 0, 28, 16);
      item.append(patch, `${from} – ${marks[level + 1]} ${unit || ""}`);
      return item;
    }),
  );
}

const layerOf = (shape, options) =>
  Array.isArray(shape.polygon) ? window.L.polygon(shape.polygon, options) : window.L.geoJSON(shape.polygon, options);

function draw(element) {
  const data = JSON.parse(document.getElementById(element.dataset.map).textContent);
  const map = window.L.map(element, { preferCanvas: true, attributionControl: false, zoomSnap: 0.25, keyboard: true });
  if (data.tiles) window.L.tileLayer(data.tiles, { maxZoom: 18 }).addTo(map);
  const values = data.shapes.map((shape) => shape.value).filter((value) => value !== null && value !== undefined);
  const cuts = limits(values);
  const layers = new Map();
  data.shapes.forEach((shape) => {
    const layer = layerOf(shape, { renderer: map.options.renderer, ...style(shape, cuts, false) }).addTo(map);
    layer.setStyle(style(shape, cuts, false));
    const figure = shape.value === null || shape.value === undefined ? "" : ` · ${shape.value} ${data.unit || ""}`;
    layer.bindTooltip(`${shape.label}${figure}`, { sticky: true });
    layer.on("click", () => choose(element, layers, cuts, String(shape.id), true));
    layers.set(String(shape.id), { shape, layer });
  });
  const all = window.L.featureGroup([...layers.values()].map((entry) => entry.layer));
  if (layers.size) map.fitBounds(all.getBounds(), { padding: [12, 12], animate: false });
  legend(document.querySelector(`[data-legend="${element.id}"]`), cuts, data.unit, values);
  element.portal = { map, layers, cuts };
  follow(element, layers, cuts);
  document.addEventListener("theme", () => {
    layers.forEach((entry, id) => entry.layer.setStyle(style(entry.shape, cuts, id === element.dataset.chosen)));
    legend(document.querySelector(`[data-legend="${element.id}"]`), cuts, data.unit, values);
  });
  const deep = location.hash.match(/^#shape-(.+)$/)?.[1] || data.chosen;
  if (deep !== undefined && deep !== null) choose(element, layers, cuts, String(deep), true);
}

/** Rows and select options name a shape by data-shape or by value; both ways stay in step. */
function follow(element, layers, cuts) {
  const rows = document.querySelector(`[data-rows-of="${element.id}"]`);
  rows?.addEventListener("focusin", (event) => choose(element, layers, cuts, event.target.closest("[data-shape]")?.dataset.shape));
  rows?.addEventListener("mouseover", (event) => choose(element, layers, cuts, event.target.closest("[data-shape]")?.dataset.shape));
  const field = element.dataset.choose && document.getElementById(element.dataset.choose);
  field?.addEventListener("change", () => choose(element, layers, cuts, field.value));
  if (field?.value) choose(element, layers, cuts, field.value);
}

function choose(element, layers, cuts, id, fromMap = false) {
  const next = layers.get(id);
  if (!next || element.dataset.chosen === id) return;
  const last = layers.get(element.dataset.chosen);
  last?.layer.setStyle(style(last.shape, cuts, false));
  next.layer.setStyle(style(next.shape, cuts, true));
  next.layer.bringToFront();
  element.dataset.chosen = id;
  document.querySelectorAll(`[data-rows-of="${element.id}"] tr.here`).forEach((row) => row.classList.remove("here"));
  const row = document.querySelector(`[data-rows-of="${element.id}"] [data-shape="${CSS.escape(id)}"]`);
  row?.classList.add("here");
  if (!fromMap) return;
  row?.scrollIntoView({ block: "nearest" });
  const field = element.dataset.choose && document.getElementById(element.dataset.choose);
  if (field && field.value !== id) {
    field.value = id;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

document.querySelectorAll("[data-map]").forEach((element) => {
  if (window.L) draw(element);
  else element.textContent = words.failed;
});
