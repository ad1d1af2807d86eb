// Joins the scripts into one file a page, and what pages share into a few more; readable sources stay beside them, and source maps lead there. Run by Web.csproj when one of them changed.
import { readdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const web = join(dirname(fileURLToPath(import.meta.url)), "..");
const scripts = join(web, "wwwroot", "js");
const out = join(web, "wwwroot", "lib", "js");

// Joined apart, each group has few shared files: what a first visit to the home page loads, which is to be quick on any line;
// the pages of a talk, which share nearly everything; documents, which are large; and the other pages, which share little.
const front = ["site.js", "elements/call-options.js"];
const talks = ["elements/session-page.js", "elements/consultant-desk.js", "elements/doctor-desk.js"];
const documents = ["elements/medcard-documents.js"];

await rm(out, { recursive: true, force: true });
const named = await namedByPages();
const groups = [front, talks, documents];
for (const group of groups) await joined(named.filter((name) => group.includes(name)));
await joined(named.filter((name) => !groups.flat().includes(name)));

function joined(names) {
  return build({
    entryPoints: names.map((name) => join(scripts, name)),
    outdir: out, outbase: scripts, chunkNames: "shared/[name]-[hash]",
    bundle: true, splitting: true, format: "esm", target: "es2022", minify: true, charset: "utf8", sourcemap: true, sourcesContent: false,
    // Loaded as it is: it is a script of its own, no module.
    external: ["/lib/signalr.min.js"],
    logLevel: "warning",
  });
}

// The scripts that pages name, without their folder.
async function namedByPages() {
  const pages = (await readdir(join(web, "Pages"), { recursive: true })).filter((name) => name.endsWith(".cshtml"));
  const texts = await Promise.all(pages.map((name) => readFile(join(web, "Pages", name), "utf8")));
  return [...new Set(texts.flatMap((text) => [...text.matchAll(/<script type="module" src="\/js\/([^"]+)"/g)].map(([, name]) => name)))];
}
