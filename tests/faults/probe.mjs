// Knocks at the platform's door four times a second, as a new visitor, and writes down when, what was answered and after how long (ms): probe.mjs URL FILE
import { appendFileSync } from "node:fs";
import * as http from "node:http";
import * as https from "node:https";

const [url, file] = process.argv.slice(2);
const [patienceMs, pauseMs] = [30_000, 250];

function knock() {
  const began = Date.now();
  let isOver = false;
  const tell = (code) => {
    if (!isOver) appendFileSync(file, `${began} ${code} ${Date.now() - began}\n`);
    isOver = true;
  };
  const asked = (url.startsWith("https") ? https : http).request(new URL("/api/visitors", url), { method: "POST", headers: { "content-type": "application/json" }, timeout: patienceMs }, (answer) => {
    answer.resume().on("end", () => tell(answer.statusCode)).on("error", () => tell("cut"));
  });
  asked.on("timeout", () => asked.destroy(new Error("silent"))).on("error", (fault) => tell(fault.code ?? fault.message));
  asked.end(JSON.stringify({ client: "app" }));
}

setInterval(knock, pauseMs);
