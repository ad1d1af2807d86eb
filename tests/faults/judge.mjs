// An experiment's verdict, from the load tester's figures and what was seen beside: judge.mjs NAME FOLDER FIGURES
// FOLDER has "marks" (WORD and epoch, ms: the fault begins, ends; "still": nothing can go on meanwhile), "probe" (epoch, answer, ms), "memory" (epoch, node, KiB), "must" (what, value, bound, unit; by tabs).
// A value is a number, or names one: load:PATH of the figures, after:STEP (the longest of it that ended within 20 s of the fault), probe:back, probe:odd, probe:slowest, memory:NODES.
import { existsSync, readFileSync } from "node:fs";

const [name, folder, file] = process.argv.slice(2);
const lines = (of) => (existsSync(`${folder}/${of}`) ? readFileSync(`${folder}/${of}`, "utf8").split("\n").filter(Boolean) : []);
const load = JSON.parse(readFileSync(file, "utf8"));
const marks = Object.fromEntries(lines("marks").map((line) => line.split(" ")).map(([word, at]) => [word, Number(at)]));
const knocks = lines("probe").map((line) => line.split(" ")).map(([at, answer, ms]) => ({ at: Number(at), answer, ms: Number(ms) }));
const memory = lines("memory").map((line) => line.split(" ")).map(([at, node, kib]) => ({ at: Number(at), node, kib: Number(kib) }));

const soonMs = 20_000;
const seen = {
  after: (step) => Math.max(0, ...load.series
    .map(({ at, length, times }) => ({ from: Date.parse(load.beganAt) + (at - length) * 1000, until: Date.parse(load.beganAt) + at * 1000, ms: times[step].max }))
    .filter(({ from, until }) => until > marks.begin && from < marks.end + soonMs)
    .map(({ ms }) => ms)),
  load: (path) => path.split(".").reduce((value, part) => value?.[part], load) ?? 0,
  probe: {
    // From the fault's end to the end of the last call that was not answered as always.
    back: () => Math.max(0, ...knocks.filter((knock) => knock.answer !== "200").map((knock) => knock.at + knock.ms - marks.end)),
    odd: () => knocks.filter((knock) => !["200", "429", "503"].includes(knock.answer)).length,
    slowest: () => Math.max(0, ...knocks.filter((knock) => knock.at + knock.ms > marks.begin && knock.at < marks.end).map((knock) => knock.ms)),
  },
  // The most that a node has grown by, in MiB, from its peak before to its peak after.
  memory: (nodes) => Math.max(...nodes.split(",").map((node) => {
    const peak = (isBefore) => Math.max(0, ...memory.filter((sample) => sample.node === node && sample.at < marks.begin === isBefore).map((sample) => sample.kib));
    return (peak(false) - peak(true)) / 1024;
  })),
};

function valueOf(text) {
  const [kind, ...rest] = text.split(":");
  if (kind === "load") return seen.load(rest.join(":"));
  if (kind === "after") return seen.after(rest[0]);
  if (kind === "probe") return seen.probe[rest[0]]();
  return kind === "memory" ? seen.memory(rest[0]) : Number(text);
}

const { totals, percentiles, failures, violations } = load;
const took = (step) => `${Math.round(percentiles[step].summary.p99)}, ${Math.round(percentiles[step].summary.max)}`;
// A platform that stands still has no hands for limits that are due: they come as soon as it is back, and are told of.
const isExcused = (broken) => lines("marks").some((line) => line.startsWith("still ")) && broken.check.endsWith("late");
const broken = violations.filter((one) => !isExcused(one));
let failed = broken.length;
if (!marks.begin || !marks.end) {
  console.log("  FAIL  the fault was not played to its end: see break.log");
  failed += 1;
}
console.log(`${name}: ${broken.length === 0 ? "no violation" : broken.map((one) => `${one.check} ${one.times}×: ${one.examples[0]}`).join("; ")}`);
for (const late of violations.filter(isExcused)) console.log(`  while it stood still ${late.times} limits came late, as ${late.examples[0]}`);
console.log(`  ${totals.Arrived} came, ${totals.Closed} closed, ${totals.AskedToWait} times asked to wait; ${totals.MessageSent} sent (p99, longest ms: ${took("Acknowledge")}), delivered (${took("Deliver")}), ${totals.Admitted} matched (${took("Match")})${totals.DocumentAdded + totals.Booked > 0 ? `, ${totals.DocumentAdded} documents added (${took("Upload")}), ${totals.Booked} booked (${took("Book")})` : ""}`);
if (totals.CallConnected > 0) console.log(`  ${totals.CallConnected} calls connected (${took("Connect")}), ${totals.SignalDelivered} of ${totals.SignalSent} signals heard (${took("Signal")})`);
console.log(`  ${totals.Error} errors${Object.entries(failures).map(([what, times]) => ` ${times}× ${what}`).join(",")}`);
if (knocks.length > 0) {
  const answers = new Map();
  for (const { answer } of knocks) answers.set(answer, (answers.get(answer) ?? 0) + 1);
  console.log(`  at the door: ${[...answers].map(([answer, times]) => `${times}× ${answer}`).join(", ")}`);
}
for (const [what, text, bound, unit = ""] of lines("must").map((line) => line.split("\t"))) {
  const value = valueOf(text);
  const isKept = Number.isFinite(value) && value <= Number(bound);
  failed += isKept ? 0 : 1;
  console.log(`  ${isKept ? "pass" : "FAIL"}  ${what}: ${Math.round(value * 10) / 10}${unit} (at most ${bound}${unit})`);
}
process.exit(failed === 0 ? 0 : 1);
