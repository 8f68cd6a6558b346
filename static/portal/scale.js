/** The scale of a map: classes of a number with a colour, a hatching and words; both maps draw from it. */

export const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
export const dark = () => document.documentElement.dataset.bsTheme === "dark";
export const STEPS = 5;
export const HUES = 6;

/** What a level looks like beside its colour: nothing, dots, lines, close lines, a net – the colour alone never tells. */
const HATCH = [() => {}, dots, lines(8), lines(4), net];
const TILE = 8;
const patterns = new Map();

function dots(pen) {
  pen.fillRect(1, 1, 1.25, 1.25);
  pen.fillRect(5, 5, 1.25, 1.25);
}

function lines(step) {
  return (pen) => {
    pen.beginPath();
    for (let from = -TILE; from <= TILE; from += step) {
      pen.moveTo(from, TILE);
      pen.lineTo(from + TILE, 0);
    }
    pen.stroke();
  };
}

function net(pen) {
  lines(8)(pen);
  pen.beginPath();
  for (let from = -TILE; from <= TILE; from += TILE) {
    pen.moveTo(from, 0);
    pen.lineTo(from + TILE, TILE);
  }
  pen.stroke();
}

/** The filling of a level (0 to 4) in a ramp ("ramp" or "warm"), as the canvas takes it. */
export function filling(ramp, level) {
  const key = `${dark()}${ramp}${level}`;
  if (!patterns.has(key)) patterns.set(key, hatched(ramp, level));
  return patterns.get(key);
}

function hatched(ramp, level) {
  const sharp = Math.ceil(window.devicePixelRatio || 1);
  const tile = document.createElement("canvas");
  tile.width = tile.height = TILE * sharp;
  const pen = tile.getContext("2d");
  pen.scale(sharp, sharp);
  pen.fillStyle = token(`--${ramp}-${level}`);
  pen.fillRect(0, 0, TILE, TILE);
  pen.fillStyle = pen.strokeStyle = level < 3 === !dark() ? "rgba(13, 35, 68, .2)" : "rgba(255, 255, 255, .22)";
  pen.lineWidth = 0.75;
  HATCH[level](pen);
  const pattern = pen.createPattern(tile, "repeat");
  pattern.setTransform(new DOMMatrix().scale(1 / sharp));
  return pattern;
}

const known = (values) => values.filter((value) => value !== null && value !== undefined);

/** A limit rounded to two figures, so that the legend can be read. */
function rounded(value) {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 1);
  return Math.round(value / step) * step;
}

/** Lower limits of at most `most` classes with about as many shapes in each. */
function limits(values, most) {
  const sorted = known(values).sort((a, b) => a - b);
  if (!sorted.length) return [];
  const cuts = Array.from({ length: most - 1 }, (_none, index) => rounded(sorted[Math.floor(((index + 1) / most) * (sorted.length - 1))]));
  return [...new Set(cuts)].filter((cut) => cut > sorted[0] && cut <= sorted[sorted.length - 1]);
}

const figure = (value) => value.toLocaleString("en");
const spread = (index, count) => (count < 2 ? 1 : Math.round((index * (STEPS - 1)) / (count - 1)));

/** [{from, label, level, count}] from the lowest class up. */
function ranges(values, cuts) {
  const all = known(values);
  const floor = Math.min(...all);
  const starts = [floor, ...cuts];
  return starts.map((from, index) => {
    const next = starts[index + 1];
    const last = next === undefined ? Math.max(...all) : next - 1;
    const label = last > from ? `${figure(from)} – ${figure(last)}` : figure(from);
    return { from, label, level: spread(index, starts.length), count: all.filter((value) => value >= from && (next === undefined || value < next)).length };
  });
}

/** Few, some, many: where counts are small, one more ticket matters. */
const LADDERS = [[4, [1, 2, 3, 4]], [9, [1, 2, 3, 5]], [19, [1, 2, 5, 10]], [59, [1, 5, 10, 20]], [Infinity, [1, 10, 25, 50]]];

function counted(values) {
  const all = known(values);
  const most = Math.max(0, ...all);
  const cuts = LADDERS.find(([top]) => most <= top)[1].filter((cut) => cut <= most);
  return ranges([0, ...all], cuts).map((range) => (range.from ? range : { ...range, count: all.filter((value) => value === 0).length }));
}

/** The classes of a layer {kind, tone, values}; `words` names those of a lack. */
export function scaleOf(layer, words = {}) {
  const ramp = layer.tone === "warm" ? "warm" : "ramp";
  const classes = {
    amount: () => (known(layer.values).length ? ranges(layer.values, limits(layer.values, STEPS)) : []),
    count: () => counted(layer.values),
    rating: () => [1, 2, 3, 4, 5].map((from) => ({ from, label: String(from), level: from - 1, count: layer.values.filter((value) => value === from).length })),
    lack: () => [0, 1].map((from) => ({ from, label: from ? words.missing : words.held, level: from ? 4 : 0, count: layer.values.filter((value) => value === from).length })),
    unit: () => [],
  }[layer.kind]();
  const classOf = (value) => (value === null || value === undefined ? -1 : classes.filter((entry) => value >= entry.from).length - 1);
  return { ramp, classes, classOf };
}

/** The patch of a class in a legend. */
export function patch(ramp, level) {
  const sharp = Math.ceil(window.devicePixelRatio || 1);
  const canvas = document.createElement("canvas");
  canvas.width = 28 * sharp;
  canvas.height = 16 * sharp;
  const pen = canvas.getContext("2d");
  pen.scale(sharp, sharp);
  pen.fillStyle = filling(ramp, level);
  pen.fillRect(0, 0, 28, 16);
  return canvas;
}
