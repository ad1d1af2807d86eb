// Brings the few files that pages use from node_modules into wwwroot/lib. Run by Web.csproj after `npm ci`.
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";

const web = join(dirname(fileURLToPath(import.meta.url)), "..");
const modules = join(web, "node_modules");
const lib = join(web, "wwwroot", "lib");

const icons = (await readFile(join(web, "npm", "icons.txt"), "utf8")).split(/\s+/).filter(Boolean);
const fonts = ["cyrillic", "cyrillic-ext", "latin", "latin-ext"];
// The characters that nearly every page has, in the weights that are used: two fifths of what the whole files weigh. css/base/type.css names the same ranges.
const subsets = [
  { name: "russian", of: "cyrillic", text: `${range(0x410, 0x44f)}Ёё№` },
  { name: "signs", of: "latin", text: `${range(0x20, 0x40)}[]_{|}\u00a0«°±·»×–—‘’“”„…₽−` },
  { name: "letters", of: "latin", text: range(0x41, 0x5a) + range(0x61, 0x7a) },
];
const weights = { wght: { min: 400, max: 700 } };

await rm(lib, { recursive: true, force: true });
await mkdir(lib, { recursive: true });
await writeFile(join(lib, "icons.svg"), await sprite());
await copy("@microsoft/signalr/dist/browser/signalr.min.js", "signalr.min.js");
for (const subset of fonts)
  await copy(`@fontsource-variable/golos-text/files/golos-text-${subset}-wght-normal.woff2`, `golos-text-${subset}.woff2`);
for (const { name, of, text } of subsets)
  await writeFile(join(lib, `golos-text-${name}.woff2`), await subsetFont(await readFile(join(lib, `golos-text-${of}.woff2`)), text, { targetFormat: "woff2", variationAxes: weights }));

// The browser asks for one small sheet instead of a file an icon; the whole of Lucide would be 1,700 icons.
async function sprite() {
  const symbols = await Promise.all(icons.map(symbol));
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`;
}

async function symbol(name) {
  const svg = await readFile(join(modules, "lucide-static", "icons", `${name}.svg`), "utf8");
  const shapes = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>")).replace(/\s+/g, " ").trim();
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${shapes}</symbol>`;
}

function range(from, to) {
  return String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, i) => from + i));
}

async function copy(from, to) {
  await copyFile(join(modules, from), join(lib, to));
}
