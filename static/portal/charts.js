/** Charts: bars and lines in the portal's own colours, with patterns for those who do not see colours; the table stands beside. */

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const palette = () => [token("--brand"), token("--brass"), token("--tone-active"), token("--tone-pause"), token("--tone-warn"), token("--tone-neutral")];
/** Series differ by more than their colour: plain, slanting lines, dots, the other slant. */
const DECALS = [
  { symbol: "none" },
  { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [1.5, 5], rotation: Math.PI / 4, color: "rgba(255, 255, 255, .45)" },
  { symbol: "circle", dashArrayX: [[4, 4], [0, 4, 4, 0]], dashArrayY: [4, 4], symbolSize: 0.5, color: "rgba(255, 255, 255, .5)" },
  { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [1.5, 5], rotation: -Math.PI / 4, color: "rgba(255, 255, 255, .45)" },
];
const axis = () => ({
  axisLabel: { color: token("--ink-2"), fontFamily: token("--font"), fontSize: 12, hideOverlap: true },
  axisLine: { lineStyle: { color: token("--line-strong") } },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: token("--line") } },
});

function series(data, entry) {
  const line = data.kind === "line";
  return {
    name: entry.name,
    type: line ? "line" : "bar",
    data: entry.values,
    stack: data.stack ? "all" : undefined,
    barMaxWidth: 22,
    symbolSize: 6,
    lineStyle: { width: 2 },
    itemStyle: entry.unseen ? { color: "transparent", decal: { symbol: "none" } } : undefined,
    tooltip: entry.unseen ? { show: false } : undefined,
    markLine: data.target === undefined || data.target === null ? undefined : { silent: true, symbol: "none", lineStyle: { color: token("--tone-warn") }, label: { position: "insideEndTop", color: token("--tone-warn") }, data: [{ [data.across ? "xAxis" : "yAxis"]: data.target }] },
  };
}

function option(data) {
  const seen = data.series.filter((entry) => !entry.unseen);
  const labels = { type: "category", data: data.labels, ...axis(), inverse: Boolean(data.across) };
  if (data.across) labels.axisLabel = { ...labels.axisLabel, interval: 0, width: 150, overflow: "truncate" };
  if (!data.across && data.labels.length > 10) labels.axisLabel = { ...labels.axisLabel, rotate: 40, interval: 0, width: 84, overflow: "truncate" };
  const figures = { type: "value", name: data.unit || "", nameTextStyle: { color: token("--ink-3") }, ...axis() };
  return {
    animation: false,
    color: palette(),
    textStyle: { fontFamily: token("--font") },
    aria: { enabled: true, decal: { show: seen.length > 1, decals: DECALS } },
    tooltip: { trigger: "axis", confine: true, backgroundColor: token("--surface"), borderColor: token("--line-strong"), textStyle: { color: token("--ink"), fontSize: 13 } },
    legend: seen.length > 1 ? { top: 0, right: 0, textStyle: { color: token("--ink-2") }, itemHeight: 10 } : undefined,
    grid: { left: 4, right: 16, top: seen.length > 1 ? 36 : 28, bottom: 4, containLabel: true },
    xAxis: data.across ? figures : labels,
    yAxis: data.across ? labels : figures,
    series: data.series.map((entry) => series(data, entry)),
  };
}

function draw(element) {
  const data = JSON.parse(document.getElementById(element.dataset.chart).textContent);
  const chart = window.echarts.init(element, null, { renderer: "canvas" });
  const label = element.getAttribute("aria-label");
  chart.setOption(option(data));
  element.setAttribute("aria-label", label);
  new ResizeObserver(() => chart.resize()).observe(element);
  document.addEventListener("theme", () => chart.setOption(option(data), true));
  document.fonts.load(`12px ${token("--font")}`, JSON.stringify(data)).then(() => chart.setOption(option(data), true)); // a canvas asks for no font by itself
}

document.querySelectorAll("[data-chart]").forEach(draw);
