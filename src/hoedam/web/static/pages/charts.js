// Charts drawn of the tables beside them: what stands in the table is what is drawn, and nothing else.
const role = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
const narrow = () => innerWidth < 640;

// As it is seen: words begin with a capital where the style sheet gives them one.
const spoken = (cell) => cell.innerText.trim();

function read(table) {
  const heads = [...table.tHead.rows[0].cells];
  const drawn = heads.map((cell, at) => ("drawn" in cell.dataset ? at : -1)).filter((at) => at > 0);
  const rows = [...table.tBodies[0].rows];
  return {
    names: rows.map((row) => spoken(row.cells[0])),
    links: rows.map((row) => row.cells[0].querySelector("a")?.href),
    series: drawn.map((at) => ({
      name: spoken(heads[at]),
      data: rows.map((row) => Number(row.cells[at].dataset.value || 0)),
    })),
  };
}

const colours = () => ["--accent", "--warn", "--good", "--bad", "--faint", "--focus"].map(role);

function common(found) {
  const text = { color: role("--ink"), fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 12 };
  return {
    animation: !still, color: colours(), textStyle: text,
    aria: { enabled: true, label: { enabled: false }, decal: { show: found.series.length > 1 } },
    tooltip: { trigger: "axis", renderMode: "richText", confine: true, axisPointer: { type: "shadow" }, backgroundColor: role("--sheet"), borderColor: role("--line"), textStyle: text },
    legend: { show: found.series.length > 1, top: 0, textStyle: { color: role("--ink") } },
    grid: { left: 8, right: 24, top: found.series.length > 1 ? 56 : 12, bottom: 8, containLabel: true },
  };
}

const axis = () => ({
  axisLabel: { color: role("--faint") }, axisLine: { lineStyle: { color: role("--line") } },
  splitLine: { lineStyle: { color: role("--line") } },
});
const numbers = () => ({ type: "value", minInterval: 1, ...axis() });

function overTime(found) {
  return {
    ...common(found), xAxis: { type: "category", data: found.names, ...axis() }, yAxis: numbers(),
    series: found.series.map((one) => ({ ...one, type: found.names.length > 12 ? "line" : "bar", symbolSize: 6 })),
  };
}

function across(found, stack) {
  const names = { type: "category", inverse: true, data: found.names, ...axis() };
  names.axisLabel = { color: role("--ink"), width: narrow() ? 84 : 200, interval: 0, overflow: "truncate" };
  return {
    ...common(found), yAxis: names, xAxis: numbers(),
    series: found.series.map((one) => ({ ...one, type: "bar", stack: stack ? "all" : undefined, barMaxWidth: 18 })),
  };
}

// Darker is more; rows as in the table, columns are periods.
function heat(found) {
  const cells = found.series.flatMap((one, x) => one.data.map((value, y) => [x, y, value]));
  const most = Math.max(1, ...cells.map((cell) => cell[2]));
  const names = { type: "category", inverse: true, data: found.names, ...axis(), axisLabel: { color: role("--ink"), width: narrow() ? 84 : 220, interval: 0, overflow: "truncate" } };
  return {
    ...common({ series: [] }), xAxis: { type: "category", data: found.series.map((one) => one.name), ...axis() }, yAxis: names,
    tooltip: { ...common({ series: [] }).tooltip, trigger: "item", formatter: ({ value }) => `${found.names[value[1]]}, ${found.series[value[0]].name}: ${value[2]}` },
    visualMap: { show: false, min: 0, max: most, inRange: { color: [role("--accent-soft"), role("--accent")] } },
    series: [{ type: "heatmap", data: cells.filter((cell) => cell[2]), itemStyle: { borderColor: role("--sheet"), borderWidth: 2 } }],
  };
}

const options = { heat, time: overTime, bars: (found) => across(found, false), stack: (found) => across(found, true) };

function height(kind, found) {
  if (kind === "time") return 300;
  if (kind === "heat") return 60 + found.names.length * 26;
  const lines = kind === "stack" ? 1 : found.series.length;
  return 84 + found.names.length * (lines > 1 ? 12 * lines + 10 : 26);
}

function draw(element) {
  const kind = element.dataset.chart;
  const found = read(document.getElementById(element.dataset.table));
  element.classList.add("drawn");
  element.style.height = `${height(kind, found)}px`;
  const chart = echarts.init(element, null, { renderer: "svg" });
  const show = () => chart.setOption(options[kind](found), true);
  show();
  chart.on("click", ({ dataIndex, value }) => {
    const link = found.links[kind === "heat" ? value[1] : dataIndex];
    if (link) location.assign(link);
  });
  new ResizeObserver(() => chart.resize()).observe(element);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
}

document.querySelectorAll("[data-chart]").forEach(draw);
