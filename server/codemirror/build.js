// Makes server/static/vendor/codemirror-VERSION: the bundle and the licences of all that is in it.
// A maintainer runs it (npm ci && npm run build) and puts what it prints into server/vendored.toml;
// neither users nor tests do. The same package-lock.json gives the same bytes.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const read = (path) => JSON.parse(readFileSync(path, "utf8"));
const version = read("package.json").devDependencies["@codemirror/view"];
const folder = `../static/vendor/codemirror-${version}`;
mkdirSync(folder, { recursive: true });

const { metafile } = await build({
  entryPoints: ["codemirror.js"],
  outfile: `${folder}/codemirror.min.js`,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  metafile: true,
});

const inside = (path) => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1];
const packages = [...new Set(Object.keys(metafile.inputs).map(inside).filter(Boolean))].sort();
const licences = packages.map((name) => {
  const { version, license } = read(`node_modules/${name}/package.json`);
  const text = readFileSync(`node_modules/${name}/LICENSE`, "utf8").trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
});
writeFileSync(`${folder}/LICENSE.txt`, licences.join(`\n${"-".repeat(60)}\n\n`));

for (const file of ["LICENSE.txt", "codemirror.min.js"]) {
  const digest = createHash("sha256").update(readFileSync(`${folder}/${file}`)).digest("hex");
  console.log(`"${folder.replace("..", "server")}/${file}" = "${digest}"`);
}
