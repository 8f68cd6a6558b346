/** What is drawn over the filled shapes of the district map: borders told from shared edges, the grid chosen, and names that do not cover one another. */

import { token } from "./scale.js";

const SCALE = 100000;
const WORLD = 256;

/** Web Mercator at zoom 0, once for every point: moving the map is then one multiplication. */
const across = (x) => ((x / SCALE + 180) / 360) * WORLD;
const down = (y) => {
  const sine = Math.sin((y / SCALE) * (Math.PI / 180));
  return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * WORLD;
};

/** A packed ring [x, y, dx, dy, …] as whole numbers [[x, y], …]. */
function unpacked(ring) {
  const places = [[ring[0], ring[1]]];
  for (let index = 2; index < ring.length; index += 2) {
    const [x, y] = places[places.length - 1];
    places.push([x + ring[index], y + ring[index + 1]]);
  }
  return places;
}

/** {pk, station, street, latlngs, middle, box, edges} of a row [pk, station, street, polygons]; the edges are filled by bordersOf. */
export function opened([pk, station, street, polygons]) {
  const rings = polygons.map((polygon) => polygon.map(unpacked));
  const largest = rings.map((polygon) => polygon[0]).reduce((best, ring) => (Math.abs(area(ring)) > Math.abs(area(best)) ? ring : best), rings[0]?.[0] || []);
  return {
    pk, station, street, rings,
    latlngs: rings.map((polygon) => polygon.map((ring) => ring.map(([x, y]) => [y / SCALE, x / SCALE]))),
    size: Math.abs(area(largest)),
    middle: middle(largest),
    box: boxOf(largest),
    edges: [],
  };
}

function area(ring) {
  let sum = 0;
  for (let index = 0; index < ring.length - 1; index += 1) sum += ring[index][0] * ring[index + 1][1] - ring[index + 1][0] * ring[index][1];
  return sum / 2;
}

/** The centre of gravity, [world x, world y]; null without an outline. */
function middle(ring) {
  if (!ring.length) return null;
  const [x0, y0] = ring[0];
  const moved = ring.map(([x, y]) => [x - x0, y - y0]);
  const whole = area(moved) || 1;
  let x = 0;
  let y = 0;
  for (let index = 0; index < moved.length - 1; index += 1) {
    const [ax, ay] = moved[index];
    const [bx, by] = moved[index + 1];
    x += (ax + bx) * (ax * by - bx * ay);
    y += (ay + by) * (ax * by - bx * ay);
  }
  return [across(x0 + x / (6 * whole)), down(y0 + y / (6 * whole))];
}

function boxOf(ring) {
  const xs = ring.map(([x]) => across(x));
  const ys = ring.map(([, y]) => down(y));
  return [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)];
}

/** Neighbours share the very same edges: whose they are tells whether an edge bounds a grid, a street, a station or the whole. */
export function bordersOf(grids) {
  const edges = new Map();
  grids.forEach((grid) =>
    grid.rings.flat().forEach((ring) => {
      for (let index = 0; index < ring.length - 1; index += 1) {
        const [[ax, ay], [bx, by]] = [ring[index], ring[index + 1]];
        const key = ax < bx || (ax === bx && ay < by) ? `${ax},${ay},${bx},${by}` : `${bx},${by},${ax},${ay}`;
        const edge = edges.get(key);
        if (edge) edge.owners.push(grid);
        else edges.set(key, { line: [across(ax), down(ay), across(bx), down(by)], owners: [grid] });
      }
    }),
  );
  const found = { grid: [], street: [], station: [], outer: [] };
  edges.forEach(({ line, owners }) => {
    const [one, other] = owners;
    if (one === other) return;
    owners.forEach((grid) => grid.edges.push(line));
    if (!other) found.outer.push(line);
    else {
      found.grid.push(line);
      if (one.street !== other.street) found.street.push(line);
      if (one.station !== other.station) found.station.push(line);
    }
  });
  return { found, pairs: [...edges.values()].filter(({ owners }) => owners.length > 1 && owners[0].station !== owners[1].station).map(({ owners }) => owners) };
}

/** A tint number for each station so that neighbours differ. */
export function tintsOf(grids, pairs, count) {
  const beside = new Map(grids.map((grid) => [grid.station, new Set()]));
  pairs.forEach(([one, other]) => {
    beside.get(one.station).add(other.station);
    beside.get(other.station).add(one.station);
  });
  const tints = new Map();
  [...beside.entries()]
    .sort((a, b) => b[1].size - a[1].size)
    .forEach(([station, others], index) => {
      const taken = new Set([...others].map((other) => tints.get(other)));
      const free = Array.from({ length: count }, (_none, tint) => (tint + index) % count).find((tint) => !taken.has(tint));
      tints.set(station, free ?? index % count);
    });
  return tints;
}

/** The canvas above the shapes. state(): {lines, names, chosen, hovered} as they are when it is drawn. */
export function inkOver(map, grids, borders, names, state) {
  const canvas = window.L.DomUtil.create("canvas", "ink", map.getPanes().overlayPane);
  const pen = canvas.getContext("2d");
  const font = token("--font");
  const stations = [...new Set(grids.map((grid) => grid.station))].map((pk) => centre(grids.filter((grid) => grid.station === pk), names.stations.get(pk)));
  const redraw = () => {
    const sharp = window.devicePixelRatio || 1;
    const size = map.getSize();
    window.L.DomUtil.setPosition(canvas, map.containerPointToLayerPoint([0, 0]));
    canvas.width = size.x * sharp;
    canvas.height = size.y * sharp;
    canvas.style.width = `${size.x}px`;
    canvas.style.height = `${size.y}px`;
    const scale = 2 ** map.getZoom();
    const corner = map.getPixelBounds().min;
    const view = { scale, at: (x, y) => [x * scale - corner.x, y * scale - corner.y], width: size.x, height: size.y };
    pen.setTransform(sharp, 0, 0, sharp, 0, 0);
    strokes(pen, view, borders, state());
    rings(pen, view, state());
    if (state().names) labels(pen, view, font, stations, grids, names);
  };
  map.on("moveend zoomend resize viewreset", redraw);
  document.fonts.load(`600 13px ${font}`, [...names.stations.values(), ...names.grids.values()].join("")).then(redraw); // a canvas asks for no font by itself
  return redraw;
}

function centre(grids, name) {
  const whole = grids.reduce((sum, grid) => sum + grid.size, 0) || 1;
  const with_place = grids.filter((grid) => grid.middle);
  const at = [0, 1].map((axis) => with_place.reduce((sum, grid) => sum + grid.middle[axis] * grid.size, 0) / whole);
  return { at, name };
}

function strokes(pen, view, { grid, street, station, outer }, { lines }) {
  pen.lineJoin = pen.lineCap = "round";
  stroke(pen, view, grid, token("--map-grid"), 0.7);
  if (lines.street) stroke(pen, view, street, token("--map-street"), 1.6, [5, 4]);
  if (lines.station) stroke(pen, view, station, token("--map-station"), 1.5);
  stroke(pen, view, outer, token("--map-station"), 2.25);
}

function stroke(pen, view, edges, colour, width, dash = []) {
  pen.beginPath();
  pen.setLineDash(dash);
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  edges.forEach(([ax, ay, bx, by]) => {
    pen.moveTo(...view.at(ax, ay));
    pen.lineTo(...view.at(bx, by));
  });
  pen.stroke();
  pen.setLineDash([]);
}

function rings(pen, view, { chosen, hovered }) {
  const marked = [[hovered, 1.5, token("--ink")], [chosen, 5, token("--surface")], [chosen, 3, token("--map-chosen")]];
  marked.filter(([grid]) => grid).forEach(([grid, width, colour]) => stroke(pen, view, grid.edges, colour, width));
}

/** Names of the stations while grids are small, names of the grids where they fit. */
function labels(pen, view, font, stations, grids, names) {
  const taken = [];
  const mean = grids.reduce((sum, grid) => sum + grid.box[0], 0) / (grids.length || 1);
  const above = mean * view.scale < 76 && stations.length > 1; // the names of the stations stand above: those of grids keep their distance
  if (above) stations.forEach(({ at, name }) => write(pen, view, at, name, `600 12.5px ${font}`, taken));
  grids.forEach((grid) => {
    const name = names.grids.get(grid.pk);
    pen.font = `500 11.5px ${font}`;
    if (!grid.middle || grid.box[0] * view.scale < pen.measureText(name).width + (above ? 20 : 6) || grid.box[1] * view.scale < 18) return;
    write(pen, view, grid.middle, name, pen.font, taken, token(above ? "--ink-2" : "--ink"));
  });
}

/** A name at its place, or a little above or below where another one stands there; inside the picture as a whole. */
function write(pen, view, at, name, font, taken, colour = token("--ink")) {
  const [middle, row] = view.at(...at);
  if (middle < 0 || row < 0 || middle > view.width || row > view.height) return;
  pen.font = font;
  const half = pen.measureText(name).width / 2 + 2;
  const x = Math.min(Math.max(middle, half), view.width - half);
  const free = (y) => !taken.some((other) => x - half < other[2] && x + half > other[0] && y - 8 < other[3] && y + 8 > other[1]);
  const y = [0, -10, 10, -16, 16].map((step) => row + step).find(free);
  if (y === undefined) return;
  taken.push([x - half, y - 8, x + half, y + 8]);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  pen.lineWidth = 3;
  pen.strokeStyle = token("--map-halo");
  pen.strokeText(name, x, y);
  pen.fillStyle = colour;
  pen.fillText(name, x, y);
}
