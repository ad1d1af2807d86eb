// A fault experiment's line from the load tester's figures.
import { readFileSync } from "node:fs";

const [name, file] = process.argv.slice(2);
const { totals, percentiles, failures, violations } = JSON.parse(readFileSync(file, "utf8"));
const took = (step) => `${Math.round(percentiles[step].summary.p99)}, ${Math.round(percentiles[step].summary.max)}`;
console.log([
  `${name}: ${violations.length === 0 ? "no violation" : violations.map((broken) => `${broken.check} ${broken.times}×: ${broken.examples[0]}`).join("; ")}`,
  `${totals.MessageSent} sent (p99, longest ms: ${took("Acknowledge")})`, `delivered (${took("Deliver")})`, `${totals.Admitted} matched (${took("Match")})`,
  `${totals.Error} errors${Object.entries(failures).map(([what, times]) => ` ${times}× ${what}`).join(",")}`,
].join("; "));
