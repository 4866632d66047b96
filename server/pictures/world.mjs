// Makes world.json, the shapes of the map: Natural Earth 4.1 (public domain), simplified, in the
// Equal Earth projection, in whole numbers. It is run by a maintainer, never by users or tests:
//   npm i world-atlas@2.0.2 topojson-client@3.1.0 topojson-simplify@3.0.3 d3-geo@3.1.2 i18n-iso-countries@7.14.0
//   node world.mjs > world.json
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoArea, geoContains, geoEqualEarth, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import { presimplify, simplify } from "topojson-simplify";
import countries from "i18n-iso-countries";

const WIDTH = 4000; // units; a picture shows at most all of them on some 900 pixels
const DETAIL = Number(process.argv[2] ?? 0.02); // square degrees: smaller turns are left out
// What Natural Earth draws by who holds it and our reference data by the United Nations' usage.
const NAMED = { Kosovo: "XKX", "N. Cyprus": "CYP", Somaliland: "SOM" };
const CRIMEA = [34.3, 45.2];
// Capitals of states of the past that no state of today covers.
const CAPITALS = {
  AUH: [16.37, 48.21], BRD: [7.1, 50.73], DDR: [13.4, 52.52], DRE: [13.4, 52.52], OTT: [28.98, 41.01],
  PRU: [13.4, 52.52], REM: [30.31, 59.94], VDR: [105.85, 21.03], VNS: [106.7, 10.78], YAR: [44.21, 15.35],
  YMD: [45.03, 12.79],
};

const load = (size) => usual(JSON.parse(readFileSync(createRequire(import.meta.url).resolve(`world-atlas/countries-${size}.json`))));
const code = (shape) => countries.numericToAlpha3(shape.id) ?? NAMED[shape.properties.name];

// Russia without Crimea, and Ukraine with it.
function usual(atlas) {
  const [russia, ukraine] = ["643", "804"].map((id) => atlas.objects.countries.geometries.find((each) => each.id === id));
  const holds = (arcs) => geoContains(feature(atlas, { type: "Polygon", arcs }), CRIMEA);
  const moved = russia.arcs.filter(holds);
  if (moved.length !== 1) throw new Error("Crimea is not one piece of Russia's shape");
  russia.arcs = russia.arcs.filter((arcs) => !moved.includes(arcs));
  ukraine.arcs = [...(ukraine.type === "Polygon" ? [ukraine.arcs] : ukraine.arcs), ...moved];
  ukraine.type = "MultiPolygon";
  return atlas;
}

// Morocco to its parallel of 27°40' north, and Western Sahara beyond it.
const PARALLEL = 27.667;
function cut(ring, inside) {
  const made = [];
  ring.forEach((point, n) => {
    const next = ring[(n + 1) % ring.length];
    if (inside(point)) made.push(point);
    if (inside(point) !== inside(next)) {
      const share = (PARALLEL - point[1]) / (next[1] - point[1]);
      made.push([point[0] + share * (next[0] - point[0]), PARALLEL]);
    }
  });
  return made.length ? [...made, made[0]] : made;
}
function parted(features) {
  const [morocco, sahara] = ["504", "732"].map((id) => features.find((each) => each.id === id)?.geometry);
  const parts = (shape) => (shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates);
  const [north, south] = [(point) => point[1] >= PARALLEL, (point) => point[1] < PARALLEL].map((inside) =>
    parts(morocco).map((rings) => rings.map((ring) => cut(ring.slice(0, -1), inside)).filter((ring) => ring.length > 3)).filter((rings) => rings.length));
  Object.assign(sahara, { type: "MultiPolygon", coordinates: [...parts(sahara), ...south] });
  Object.assign(morocco, { type: "MultiPolygon", coordinates: north });
  return features;
}
const statesOf = (atlas) => parted(feature(atlas, atlas.objects.countries).features);

const middle = load("50m");
const projection = geoEqualEarth().fitWidth(WIDTH, { type: "Sphere" });
const path = geoPath(projection).digits(0);
const shapes = statesOf(simplify(presimplify(middle), DETAIL));
const fine = load("10m");
const whole = new Map(); // of each code the largest shape: Australia's has islands beside it
for (const [kept, atlas] of [[[], middle], [statesOf(middle).map(code), fine]])
  for (const each of statesOf(atlas))
    if (!kept.includes(code(each)) && !(geoArea(whole.get(code(each)) ?? { type: "Point", coordinates: [0, 0] }) > geoArea(each)))
      whole.set(code(each), each);

// The absolute path of whole numbers as short relative steps, without steps that lead nowhere.
function short(d) {
  return (d ?? "").split("M").slice(1).map((ring) => {
    const points = ring.replace("Z", "").split("L").map((pair) => pair.split(",").map(Number));
    let [x, y] = points[0];
    const steps = [];
    for (const [toX, toY] of points.slice(1)) {
      if (toX !== x || toY !== y) steps.push(`${toX - x} ${toY - y}`);
      [x, y] = [toX, toY];
    }
    return steps.length > 1 ? `M${points[0].join(" ")}l${steps.join(" ")}z` : "";
  }).join("").replaceAll(" -", "-");
}

function largest({ geometry }) {
  if (geometry.type === "Polygon") return geometry;
  const parts = geometry.coordinates.map((coordinates) => ({ type: "Polygon", coordinates }));
  return parts.reduce((best, each) => (geoArea(each) > geoArea(best) ? each : best));
}

// Where the largest piece is as it is drawn: Russia's land has a second one, beyond the edge of the map.
function around(shape) {
  const rings = path(shape).split("M").slice(1).map((ring) => ring.replace("Z", "").split("L").map((pair) => pair.split(",").map(Number)));
  const area = (ring) => Math.abs(ring.reduce((sum, [x, y], n) => { const [a, b] = ring[(n + 1) % ring.length]; return sum + x * b - a * y; }, 0));
  const ring = rings.reduce((best, each) => (area(each) > area(best) ? each : best));
  const [x, y] = [ring.map((point) => point[0]), ring.map((point) => point[1])];
  return [Math.min(...x), Math.min(...y), Math.max(...x), Math.max(...y)].map(Math.round);
}

const box = (shape) => path.bounds(shape).flat().map(Math.round);
const states = {}, others = [];
for (const each of shapes.filter((shape) => shape.properties.name !== "Antarctica")) {
  const [name, d] = [code(each), short(path(each))];
  if (!name) { if (d) others.push({ d, box: box(each) }); continue; }
  const main = largest(whole.get(name));
  const [known, [left, top, right, bottom]] = [states[name] ?? { d: "", box: [Infinity, Infinity, 0, 0] }, box(each)];
  const wide = [Math.min(left, known.box[0]), Math.min(top, known.box[1]), Math.max(right, known.box[2]), Math.max(bottom, known.box[3])];
  states[name] = { d: known.d + d, box: wide, main: around(main), at: path.centroid(main).map(Math.round) };
}
for (const [name, each] of whole) {
  if (!name || states[name] || name === "ATA") continue;
  const main = largest(each);
  states[name] = { d: "", box: box(main), main: around(main), at: path.centroid(main).map(Math.round) };
}
for (const [name, place] of Object.entries(CAPITALS)) {
  const at = projection(place).map(Math.round);
  states[name] = { d: "", box: [...at, ...at], main: [...at, ...at], at };
}
const height = Math.round(path.bounds({ type: "Sphere" })[1][1]);
const lines = (entries) => entries.map((entry) => `  ${entry}`).join(",\n");
const named = Object.entries(states).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, each]) => `"${name}": ${JSON.stringify(each)}`);
console.log(`{\n"size": [${WIDTH}, ${height}],\n"states": {\n${lines(named)}\n},\n"others": [\n${lines(others.map((each) => JSON.stringify(each)))}\n]\n}`);
