// Joins the scripts into one file a page, and what pages share into a few more; readable sources stay beside them, and source maps lead there. Run by Web.csproj when one of them changed.
import { readdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const web = join(dirname(fileURLToPath(import.meta.url)), "..");
const scripts = join(web, "wwwroot", "js");
const out = join(web, "wwwroot", "lib", "js");

// The pages of a talk share nearly everything, the small ones little, and documents are large beside them: joined apart, each group has few shared files.
const talks = ["elements/session-page.js", "elements/consultant-desk.js", "elements/doctor-desk.js"];
const documents = ["elements/medcard-documents.js"];

await rm(out, { recursive: true, force: true });
const named = await namedByPages();
for (const group of [talks, documents]) await joined(named.filter((name) => group.includes(name)));
await joined(named.filter((name) => !talks.includes(name) && !documents.includes(name)));

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
