/** The district map: layers change without a new page, list and map stay in step, a grid chosen has an address of its own. */

import { bordersOf, inkOver, opened, tintsOf } from "./ink.js";
import { filling, HUES, patch, scaleOf, token } from "./scale.js";
import { words as common } from "./words.js";

const box = document.querySelector("[data-district]");
const data = box && JSON.parse(document.getElementById(box.dataset.district).textContent);
const list = document.querySelector("[data-list]");
const card = document.querySelector("[data-card]");
const rows = new Map([...document.querySelectorAll("tr[data-shape]")].map((row) => [Number(row.dataset.shape), row]));
const order = [...rows.values()];

function start() {
  const map = window.L.map("district", { preferCanvas: true, attributionControl: false, zoomSnap: 0, zoomDelta: 0.75, zoomAnimation: false, fadeAnimation: false, minZoom: 8, maxZoom: 18 });
  const grids = data.grids.map(opened);
  const index = new Map(grids.map((grid, place) => [grid.pk, place]));
  const { found, pairs } = bordersOf(grids);
  const state = { lines: { station: true, street: false }, names: true, chosen: null, hovered: null, only: null, byValue: true };
  const names = { grids: new Map(grids.map((grid) => [grid.pk, shortOf(nameOf(grid))])), stations: new Map(grids.map((grid) => [grid.station, rows.get(grid.pk).dataset.station])) };
  const renderer = window.L.canvas({ padding: 0.15 });
  const layers = grids.map((grid) => window.L.polygon(grid.latlngs, { renderer, stroke: false, fillOpacity: 1, smoothFactor: 0.8 }).addTo(map));
  const scene = { map, grids, index, layers, state, tints: tintsOf(grids, pairs, HUES) };
  window.L.control.scale({ imperial: false, maxWidth: 110, position: "bottomright" }).addTo(map);
  map.setView([40, 116.3], 11);
  scene.ink = inkOver(map, grids, found, names, () => state);
  scene.layer = data.layers.find((layer) => layer.code === data.by);
  grids.forEach((grid, place) => follow(scene, grid, layers[place]));
  listen(scene);
  show(scene, scene.layer);
  whole(scene);
  if (data.chosen && index.has(Number(data.chosen))) choose(scene, Number(data.chosen), true);
  box.portal = scene;
}

const nameOf = (grid) => rows.get(grid.pk).querySelector("a").textContent;
const shortOf = (name) => (name.endsWith(data.words.ending) ? name.slice(0, -data.words.ending.length) : name);
const shape = (scene, pk) => scene.grids[scene.index.get(pk)];

/** The whole as large as it goes; moved aside only where the legend would cover a grid. */
function whole({ map, layers, grids }) {
  const drawn = layers.filter((layer) => layer.getBounds().isValid());
  if (!drawn.length) return;
  const bounds = window.L.featureGroup(drawn).getBounds();
  const fit = (left) => map.fitBounds(bounds, { paddingTopLeft: [16 + left, 14], paddingBottomRight: [16, 14], animate: false });
  const legend = document.querySelector(".map-legend");
  fit(0);
  if (getComputedStyle(legend).position !== "absolute" || !covers(map, legend, grids)) return;
  fit(legend.offsetWidth * 0.8);
}

function covers(map, legend, grids) {
  const [right, top] = [legend.offsetLeft + legend.offsetWidth, legend.offsetTop];
  const places = grids.flatMap((grid) => grid.latlngs.flat(2));
  return places.some((place) => {
    const { x, y } = map.latLngToContainerPoint(place);
    return x < right && y > top;
  });
}

/** Colour every grid by the layer, write its numbers into the list and its classes into the legend. */
function show(scene, layer) {
  scene.layer = layer;
  scene.scale = scaleOf(layer, data.words);
  scene.state.only = null;
  paint(scene);
  writeList(scene);
  writeLegend(scene);
  if (scene.state.chosen) writeCard(scene, scene.state.chosen);
  document.querySelectorAll("[data-layer]").forEach((link) => link.toggleAttribute("aria-current", link.dataset.layer === layer.code));
  document.querySelectorAll("[data-layer][aria-current]").forEach((link) => link.setAttribute("aria-current", "page"));
  document.querySelectorAll("[data-layer-field]").forEach((field) => (field.value = layer.code));
}

function paint(scene) {
  const { layer, layers, grids, scale, state } = scene;
  layers.forEach((drawn, place) => {
    const level = scale.classOf(layer.values[place]);
    const faded = state.only !== null && level !== state.only;
    drawn.setStyle({ fillColor: fillOf(scene, grids[place], level), fillOpacity: faded ? 0.12 : 1 });
  });
  scene.ink();
}

function fillOf({ layer, scale, tints }, grid, level) {
  if (layer.kind === "unit") return token(`--area-${tints.get(grid.station)}`);
  return level < 0 ? token("--surface-3") : filling(scale.ramp, scale.classes[level].level);
}

const figure = (value) => (value === null || value === undefined ? "-" : value.toLocaleString("en"));

/** The number of a grid in words. */
function told(layer, place, row) {
  if (layer.kind === "unit") return row.dataset.station;
  if (layer.kind === "lack") return layer.values[place] ? data.words.missing : data.words.held;
  return figure(layer.values[place]);
}

function writeList(scene) {
  const { layer, grids, scale, tints } = scene;
  const top = Math.max(1, ...layer.values.filter((value) => value !== null));
  grids.forEach((grid, place) => {
    const row = rows.get(grid.pk);
    const cell = row.querySelector("td");
    const level = scale.classOf(layer.values[place]);
    const bar = document.createElement("progress");
    bar.className = `bar ${scale.ramp}`;
    bar.max = top;
    bar.value = layer.values[place] || 0;
    bar.setAttribute("aria-hidden", "true");
    cell.replaceChildren(told(layer, place, row), ...(["amount", "count", "rating"].includes(layer.kind) ? [bar] : []));
    const swatch = row.querySelector(".swatch");
    swatch.style.background = layer.kind === "unit" ? token(`--area-${tints.get(grid.station)}`) : level < 0 ? "" : token(`--${scale.ramp}-${scale.classes[level].level}`);
    row.dataset.level = level;
  });
  list.querySelector("[data-layer-label]").textContent = layer.label;
  sort(scene);
}

/** By the number, the highest first, or in the official order. */
function sort({ layer, index, state }) {
  const value = (row) => layer.values[index.get(Number(row.dataset.shape))] ?? -1;
  const sorted = state.byValue && layer.kind !== "unit" ? [...order].sort((a, b) => value(b) - value(a)) : order;
  list.querySelector("tbody").append(...sorted);
  list.querySelector("[data-sort]").setAttribute("aria-pressed", String(state.byValue));
}

function writeLegend(scene) {
  const { layer, scale, state } = scene;
  const legend = document.querySelector("[data-legend]");
  const most = Math.max(1, ...scale.classes.map((entry) => entry.count));
  document.querySelector("[data-legend-title]").textContent = layer.unit ? `${layer.label} · ${layer.unit}` : layer.label;
  const items = scale.classes.map((entry, level) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    const share = document.createElement("progress");
    button.type = "button";
    button.title = data.words.only;
    button.setAttribute("aria-pressed", String(state.only === level));
    share.className = "bar";
    share.max = most;
    share.value = entry.count;
    share.setAttribute("aria-hidden", "true");
    const label = document.createElement("span");
    label.textContent = entry.label;
    const count = document.createElement("b");
    count.textContent = entry.count;
    button.append(patch(scale.ramp, entry.level), label, share, count);
    button.addEventListener("click", () => only(scene, level));
    item.append(button);
    return item;
  });
  if (layer.kind === "unit") {
    const item = document.createElement("li");
    item.textContent = data.words.areas;
    items.push(item);
  }
  legend.replaceChildren(...items);
  document.querySelector("[data-legend-sum]").textContent = summed(layer);
}

/** All together where things are counted, the middle one where grids are measured. */
function summed({ kind, values }) {
  const all = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (!all.length || !["amount", "count"].includes(kind)) return "";
  return kind === "count" ? `${data.words.total} ${figure(all.reduce((sum, value) => sum + value, 0))}` : `${data.words.median} ${figure(all[Math.floor(all.length / 2)])}`;
}

/** One class alone, on the map and in the list; the same again shows all. */
function only(scene, level) {
  scene.state.only = scene.state.only === level ? null : level;
  document.querySelectorAll("[data-legend] button").forEach((button, place) => button.setAttribute("aria-pressed", String(scene.state.only === place)));
  paint(scene);
  sift(scene);
}

function sift({ state }) {
  const wanted = list.querySelector("[data-find]").value.trim().toLowerCase();
  let shown = 0;
  order.forEach((row) => {
    row.hidden = (wanted && !row.dataset.words.includes(wanted)) || (state.only !== null && Number(row.dataset.level) !== state.only);
    shown += row.hidden ? 0 : 1;
  });
  list.querySelector("[data-shown]").textContent = shown;
  list.querySelector("[data-none]").hidden = shown > 0;
}

function follow(scene, grid, layer) {
  layer.bindTooltip(() => hoverCard(scene, grid), { sticky: true, direction: "top", opacity: 1 });
  layer.on("mouseover", () => hover(scene, grid));
  layer.on("mouseout", () => hover(scene, null));
  layer.on("click", () => choose(scene, grid.pk));
}

function hover(scene, grid) {
  if (scene.state.hovered === grid) return;
  scene.state.hovered = grid;
  scene.ink();
}

function line(tag, text, name = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  if (name) element.className = name;
  return element;
}

function hoverCard({ layer, index }, grid) {
  const row = rows.get(grid.pk);
  const unit = layer.unit ? ` ${layer.unit}` : "";
  const element = document.createElement("div");
  element.append(line("b", nameOf(grid)), line("span", `${layer.label}${data.words.colon}${told(layer, index.get(grid.pk), row)}${unit}`), line("small", `${row.dataset.station} · ${row.dataset.lead || data.words.nobody}`));
  return element;
}

/** Mark a grid everywhere; near: bring it into view as well, as one who comes from a link or the list expects. */
function choose(scene, pk, near = false) {
  const grid = shape(scene, pk);
  scene.state.chosen = grid;
  document.querySelectorAll("tr.here").forEach((row) => row.classList.remove("here"));
  const row = rows.get(pk);
  row.classList.add("here");
  writeCard(scene, grid);
  if (near && matchMedia("(max-width: 900px)").matches) document.getElementById("district").scrollIntoView({ block: "center" });
  if (!near) row.scrollIntoView({ block: "nearest" });
  if (scene.layers[scene.index.get(pk)].getBounds().isValid()) inView(scene, pk, near);
  scene.ink();
  remember({ grid: pk });
}

/** The grid beside its card: nearer where that is asked for, otherwise moved just so far that the card does not cover it. */
function inView({ map, layers, index }, pk, near) {
  const bounds = layers[index.get(pk)].getBounds();
  const free = map.getSize().x - (getComputedStyle(card).position === "absolute" ? card.offsetWidth + 24 : 0);
  const hidden = map.latLngToContainerPoint(bounds.getNorthEast()).x - free;
  if (near && (hidden > 0 || !map.getBounds().contains(bounds) || map.getZoom() < 12.5)) map.fitBounds(bounds.pad(2.5), { animate: false, maxZoom: 14.5, paddingBottomRight: [map.getSize().x - free, 0] });
  else if (hidden > 0) map.panBy([hidden + 16, 0], { animate: false });
}

function remember(changes) {
  const address = new URL(location.href);
  Object.entries(changes).forEach(([key, value]) => (value ? address.searchParams.set(key, value) : address.searchParams.delete(key)));
  history.replaceState(null, "", address);
}

function writeCard(scene, grid) {
  const row = rows.get(grid.pk);
  const place = scene.index.get(grid.pk);
  const head = document.createElement("div");
  head.className = "map-card-head";
  const close = line("button", "×", "icon-btn");
  close.type = "button";
  close.setAttribute("aria-label", data.words.close);
  close.addEventListener("click", () => leave(scene));
  head.append(line("h2", nameOf(grid)), line("span", row.dataset.code, "mono muted"), close);
  const facts = document.createElement("dl");
  const entries = [[data.words.station, row.dataset.station], [data.words.street, row.dataset.street], [data.words.lead, row.dataset.lead || data.words.nobody]];
  data.layers.filter((layer) => ["amount", "count"].includes(layer.kind)).forEach((layer) => entries.push([layer.label, `${figure(layer.values[place])} ${layer.unit}`.trim()]));
  entries.forEach(([name, value]) => facts.append(line("dt", name), line("dd", value)));
  const link = line("a", data.words.open, "btn btn-primary btn-sm");
  link.href = `${data.page}${grid.pk}/`;
  card.replaceChildren(head, facts, link);
  card.hidden = false;
}

function leave(scene) {
  scene.state.chosen = null;
  card.hidden = true;
  document.querySelectorAll("tr.here").forEach((row) => row.classList.remove("here"));
  scene.ink();
  remember({ grid: "" });
}

function listen(scene) {
  const body = list.querySelector("tbody");
  const grid = (event) => shape(scene, Number(event.target.closest("tr[data-shape]")?.dataset.shape));
  body.addEventListener("mouseover", (event) => hover(scene, grid(event)));
  body.addEventListener("mouseleave", () => hover(scene, null));
  body.addEventListener("focusin", (event) => hover(scene, grid(event)));
  body.addEventListener("click", (event) => {
    if (!event.target.closest("a") && grid(event)) choose(scene, grid(event).pk, true);
  });
  body.addEventListener("keydown", (event) => walk(scene, event));
  list.querySelector("[data-find]").addEventListener("input", () => sift(scene));
  list.querySelector("[data-find]").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) firstFound(scene);
  });
  list.querySelector("[data-sort]").addEventListener("click", () => {
    scene.state.byValue = !scene.state.byValue;
    sort(scene);
  });
  document.querySelectorAll("[data-layer]").forEach((link) => link.addEventListener("click", (event) => switchTo(scene, event, link.dataset.layer)));
  document.querySelector("[data-whole]").addEventListener("click", () => whole(scene));
  document.querySelectorAll("[data-lines]").forEach((tick) => tick.addEventListener("change", () => drawLines(scene, tick)));
  document.addEventListener("theme", () => show(scene, scene.layer));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing && scene.state.chosen) leave(scene);
  });
}

/** Up and down walk the list, Space shows the grid on the map; Enter opens it, being a link. */
function walk(scene, event) {
  const row = event.target.closest("tr[data-shape]");
  const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
  if (event.key === " ") choose(scene, Number(row.dataset.shape), true);
  else if (!step) return;
  let next = step && row[step];
  while (next?.hidden) next = next[step];
  next?.querySelector("a").focus();
  event.preventDefault();
}

function firstFound(scene) {
  const row = [...list.querySelectorAll("tr[data-shape]")].find((one) => !one.hidden);
  if (row) choose(scene, Number(row.dataset.shape), true);
}

function switchTo(scene, event, code) {
  if (event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  remember({ by: code });
  show(scene, data.layers.find((layer) => layer.code === code));
  sift(scene);
}

function drawLines(scene, tick) {
  if (tick.dataset.lines === "names") scene.state.names = tick.checked;
  else scene.state.lines[tick.dataset.lines] = tick.checked;
  scene.ink();
}

if (box && window.L) start();
else if (box) document.getElementById("district").textContent = common.failed;
