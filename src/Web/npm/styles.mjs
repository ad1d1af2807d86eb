// Joins the style sheets, as styles.txt groups and orders them: what every page loads, and what some load besides: those of a talk, of records, of the check, of staff. Run by Web.csproj when one of them changed.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { transform } from "esbuild";

const web = join(dirname(fileURLToPath(import.meta.url)), "..");
const lib = join(web, "wwwroot", "lib");
const groups = (await readFile(join(web, "npm", "styles.txt"), "utf8")).trim().split(/\s*\n\s*\n\s*/);

await mkdir(lib, { recursive: true });
for (const group of groups) {
  const [title, ...names] = group.split(/\s+/);
  const sheets = await Promise.all(names.map((name) => readFile(join(web, "wwwroot", "css", `${name}.css`), "utf8")));
  const { code } = await transform(sheets.join("\n"), { loader: "css", minify: true, charset: "utf8", target: "es2022" });
  await writeFile(join(lib, title.replace(":", ".css")), code);
}
