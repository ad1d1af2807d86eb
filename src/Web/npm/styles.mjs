// Joins the style sheets, in the order of styles.txt, into the one that pages load. Run by Web.csproj when one of them changed.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { transform } from "esbuild";

const web = join(dirname(fileURLToPath(import.meta.url)), "..");
const names = (await readFile(join(web, "npm", "styles.txt"), "utf8")).split(/\s+/).filter(Boolean);
const sheets = await Promise.all(names.map((name) => readFile(join(web, "wwwroot", "css", `${name}.css`), "utf8")));
const { code } = await transform(sheets.join("\n"), { loader: "css", minify: true, charset: "utf8", target: "es2022" });

await mkdir(join(web, "wwwroot", "lib"), { recursive: true });
await writeFile(join(web, "wwwroot", "lib", "site.css"), code);
