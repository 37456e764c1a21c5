// The network drawn of the table below it: the same ties, the same links.
const role = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const place = document.getElementById("network");

function ties(table) {
  const nodes = new Map();
  const edges = [...table.tBodies[0].rows].map((row) => {
    const [source, target] = [...row.querySelectorAll("[data-node]")].map((link) => {
      nodes.set(link.dataset.node, { id: link.dataset.node, label: link.textContent.trim(), href: link.href });
      return link.dataset.node;
    });
    return { data: { source, target, weight: Number(row.dataset.weight) } };
  });
  return [...[...nodes.values()].map((data) => ({ data })), ...edges];
}

function look(most) {
  const font = getComputedStyle(document.body).fontFamily;
  return [
    { selector: "node", style: { label: "data(label)", "background-color": role("--accent"), color: role("--ink"), "font-family": font, "font-size": 13, "text-valign": "bottom", "text-margin-y": 4, width: 18, height: 18, "text-background-color": role("--sheet"), "text-background-opacity": 0.8, "min-zoomed-font-size": 7 } },
    { selector: "edge", style: { width: `mapData(weight, 0, ${most}, 1, 9)`, "line-color": role("--faint"), opacity: 0.55, "curve-style": "haystack" } },
    { selector: "node:active", style: { "overlay-opacity": 0.1 } },
  ];
}

// A layout that begins on a circle and moves nothing by chance: the same ties always give the same drawing.
const rest = { name: "cose", animate: false, randomize: false, nodeDimensionsIncludeLabels: true, padding: 24, nodeRepulsion: () => 400000, idealEdgeLength: () => 90 };

function draw() {
  place.classList.add("drawn");
  const elements = ties(document.getElementById("ties"));
  const most = Math.max(1, ...elements.map((one) => one.data.weight || 0));
  const drawing = cytoscape({ container: place, elements, style: look(most), layout: { name: "circle" }, minZoom: 0.2, maxZoom: 3, userZoomingEnabled: false });
  drawing.layout(rest).run();
  drawing.on("tap", "node", (event) => location.assign(event.target.data("href")));
  drawing.on("mouseover mouseout", "node", (event) => { place.style.cursor = event.type === "mouseover" ? "pointer" : ""; });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawing.style(look(most)));
  new ResizeObserver(() => { drawing.resize(); drawing.fit(undefined, 24); }).observe(place);
}

if (place) draw();
