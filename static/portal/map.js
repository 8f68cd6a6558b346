/** Small maps: polygons on a canvas, no tiles unless a tile address is set; list or field and map in step; a class has a number, a colour and a pattern. */

import { filling, patch, scaleOf, token } from "./scale.js";
import { words } from "./words.js";

function style(shape, scale, chosen) {
  if (shape.beside) return { color: token("--line-strong"), weight: 1, fillColor: token("--surface-3"), fillOpacity: 0.6, interactive: false };
  const plain = scale.classes.length === 0; // a map for choosing: every shape is alike
  const level = scale.classOf(shape.value);
  return {
    color: chosen ? token("--map-chosen") : token(plain ? "--brand" : "--ink-3"),
    weight: chosen ? 4 : 1,
    fillColor: plain ? token(chosen ? "--tone-warn-soft" : "--brand-soft") : level < 0 ? token("--surface-3") : filling(scale.ramp, scale.classes[level].level),
    fillOpacity: level < 0 && !plain ? 0.5 : 1,
    dashArray: level < 0 && !plain ? "4 3" : null,
  };
}

function legend(box, scale, unit) {
  if (!box) return;
  box.replaceChildren(
    ...scale.classes.map((entry) => {
      const item = document.createElement("li");
      item.append(patch(scale.ramp, entry.level), `${entry.label} ${unit || ""}`);
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
  const scale = scaleOf({ kind: "amount", values: data.shapes.map((shape) => shape.value) });
  const layers = new Map();
  const beside = [];
  data.shapes.forEach((shape) => {
    const layer = layerOf(shape, { renderer: map.options.renderer, ...style(shape, scale, false) }).addTo(map);
    layer.setStyle(style(shape, scale, false));
    const figure = shape.value === null || shape.value === undefined ? "" : ` · ${shape.value} ${data.unit || ""}`;
    if (shape.beside) {
      layer.bindTooltip(shape.label, { permanent: true, direction: "center", className: "map-name" });
      beside.push(layer);
      return;
    }
    layer.bindTooltip(`${shape.label}${figure}`, { sticky: true });
    layer.on("click", () => choose(element, layers, scale, String(shape.id), true));
    layers.set(String(shape.id), { shape, layer });
  });
  const all = window.L.featureGroup([...layers.values()].map((entry) => entry.layer));
  if (layers.size) map.fitBounds(beside.length ? all.getBounds().pad(0.35) : all.getBounds(), { padding: [12, 12], animate: false });
  const key = document.querySelector(`[data-legend="${element.id}"]`);
  legend(key, scale, data.unit);
  element.portal = { map, layers, scale };
  follow(element, layers, scale);
  document.addEventListener("theme", () => {
    beside.forEach((layer) => layer.setStyle(style({ beside: true }, scale, false)));
    layers.forEach((entry, id) => entry.layer.setStyle(style(entry.shape, scale, id === element.dataset.chosen)));
    legend(key, scale, data.unit);
  });
  const deep = location.hash.match(/^#shape-(.+)$/)?.[1] || data.chosen;
  if (deep !== undefined && deep !== null) choose(element, layers, scale, String(deep), true);
}

/** Rows and select options name a shape by data-shape or by value; both ways stay in step. */
function follow(element, layers, scale) {
  const rows = document.querySelector(`[data-rows-of="${element.id}"]`);
  rows?.addEventListener("focusin", (event) => choose(element, layers, scale, event.target.closest("[data-shape]")?.dataset.shape));
  rows?.addEventListener("mouseover", (event) => choose(element, layers, scale, event.target.closest("[data-shape]")?.dataset.shape));
  const field = element.dataset.choose && document.getElementById(element.dataset.choose);
  field?.addEventListener("change", () => choose(element, layers, scale, field.value));
  if (field?.value) choose(element, layers, scale, field.value);
}

function choose(element, layers, scale, id, fromMap = false) {
  const next = layers.get(id);
  if (!next || element.dataset.chosen === id) return;
  const last = layers.get(element.dataset.chosen);
  last?.layer.setStyle(style(last.shape, scale, false));
  next.layer.setStyle(style(next.shape, scale, true));
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
    field.dispatchEvent(new CustomEvent("picked", { bubbles: true, detail: next.shape.label }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

document.querySelectorAll("[data-map]").forEach((element) => {
  if (window.L) draw(element);
  else element.textContent = words.failed;
});
