import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { freshCheck, keepCheck } from "../../src/Web/wwwroot/js/helpers/fresh-check.js";
import { ConnectionCheck, needed } from "../../src/Web/wwwroot/js/models/connection-check.js";
import { MediaTrouble } from "../../src/Web/wwwroot/js/models/media-trouble.js";
import { BlockedNetwork } from "../../src/Web/wwwroot/js/models/network-block.js";
import { deferred, FakeStorage, settled } from "./fakes.mjs";

const chrome = { family: "chrome", name: "Chrome", version: 128, phone: false };
const good = {
  browser: { calls: true }, microphone: { heard: true }, camera: { width: 1280, height: 720 }, sound: { heard: true },
  speed: { down: 24.4, up: 8.25 }, server: { ms: 41.6 }, relay: { ms: 120 },
};
const ids = Object.keys(good);

// Facts are answered, errors thrown, and promises waited for.
function check(facts = {}, browser = chrome) {
  const asked = [];
  const probes = Object.fromEntries(ids.map((id) => [id, async (signal) => {
    asked.push({ id, signal });
    const fact = await (id in facts ? facts[id] : good[id]);
    if (fact instanceof Error) throw fact;
    return fact;
  }]));
  const one = new ConnectionCheck(probes, browser, "8 (800) 000-10-20");
  return { one, asked, line: (id) => one.lines.find((each) => each.id === id) };
}

async function checked(facts, browser) {
  const made = check(facts, browser);
  await made.one.start();
  return made;
}

test("A good line passes everything and advises video", async () => {
  const { one, asked } = await checked();
  assert.deepEqual(asked.map(({ id }) => id), ["browser", "microphone", "camera", "sound", "speed", "server", "relay"]);
  assert.deepEqual(one.lines.map(({ id, state, text, advice }) => [id, state, text, advice]), [
    ["browser", "pass", "Chrome 128 подходит", ""],
    ["microphone", "pass", "Микрофон вас слышит", ""],
    ["camera", "pass", "Картинка 1280×720", ""],
    ["sound", "pass", "Вы слышите звук", ""],
    ["speed", "pass", "24 к вам и 8,2 от вас, Мбит/с", ""],
    ["server", "pass", "Отвечает за 42 мс", ""],
    ["relay", "pass", "Соединил за 120 мс", ""],
  ]);
  assert.equal(one.finished, true);
  assert.equal(one.advice.mode, "video");
});

test("Nothing is asked before the start, and each line says what it does while it runs", async () => {
  const camera = deferred();
  const { one, asked, line } = check({ camera: camera.promise });
  assert.deepEqual(asked, []);
  assert.ok(one.lines.every(({ state, text }) => state === "idle" && text === ""));
  one.start();
  await settled();
  assert.deepEqual(line("camera"), { id: "camera", state: "running", text: "Разрешите доступ к камере…", advice: "" });
  assert.equal(line("sound").state, "idle");
  assert.deepEqual([one.running, one.finished], [true, false]);
});

test("One line that breaks does not stop the rest", async () => {
  const broken = Object.fromEntries(ids.map((id) => [id, new Error("broken")]));
  const { one } = await checked(broken);
  assert.deepEqual(one.lines.map(({ state }) => state), ["fail", "fail", "fail", "warn", "warn", "fail", "warn"]);
  assert.ok(one.lines.every(({ text, advice }) => /^[А-ЯЁ]/.test(text) && /\.$/.test(advice)));
});

const judged = [
  ["a browser that cannot call", "browser", { calls: false }, "fail", "chat"],
  ["a camera of too few pixels", "camera", { width: 640, height: 480 }, "warn", "video"],
  ["a phone's upright camera", "camera", { width: 720, height: 1280 }, "pass", "video"],
  ["a camera of exactly the rule's size", "camera", { width: 1024, height: 720 }, "pass", "video"],
  ["a wide but low picture", "camera", { width: 1280, height: 719 }, "warn", "video"],
  ["a camera that gives black", "camera", { width: 1280, height: 720, dark: true }, "warn", "audio"],
  ["a camera without a picture", "camera", { width: 0, height: 0 }, "fail", "audio"],
  ["a silent microphone", "microphone", { heard: false }, "warn", "video"],
  ["a person who hears nothing", "sound", { heard: false }, "fail", "chat"],
  ["a person who does not answer", "sound", { heard: null }, "warn", "video"],
  ["exactly 1 Mbit/s", "speed", { down: 1, up: 1 }, "pass", "video"],
  ["less than 1 Mbit/s one way", "speed", { down: 20, up: 0.99 }, "warn", "audio"],
  ["hardly any speed", "speed", { down: 0.09, up: 3 }, "fail", "chat"],
  ["a slow server", "server", { ms: 1400 }, "warn", "video"],
  ["no server", "server", new Error("lost"), "fail", "phone"],
  ["a network that refuses the connection", "server", new BlockedNetwork(), "fail", "phone"],
  ["no relay", "relay", null, "idle", "video"],
  ["a relay that does not connect", "relay", new Error("8 s"), "warn", "video"],
];

for (const [what, id, fact, state, mode] of judged)
  test(`${what}: ${state}, and ${mode} is advised`, async () => {
    const { one, line } = await checked({ [id]: fact });
    assert.equal(line(id).state, state);
    assert.equal(one.advice.mode, mode);
    assert.equal(line(id).advice === "", state === "pass" || state === "idle");
    assert.ok(one.lines.every((each) => each.id === id || each.state === "pass"));
  });

test("Browsers are judged by family and version", async () => {
  const of = async (browser) => (await checked({}, { ...chrome, ...browser })).line("browser");
  assert.equal((await of({ family: "yandex", name: "Яндекс Браузер", version: 24 })).state, "pass");
  assert.equal((await of({ family: "safari", name: "Safari", version: 17, phone: true })).state, "pass");
  assert.deepEqual(await of({ version: 79 }), { id: "browser", state: "warn", text: "Chrome 79: старая версия", advice: "Обновите браузер: в старом звонок может не получиться." });
  assert.equal((await of({ family: "other", name: "Встроенный браузер", version: null })).text, "Встроенный браузер: мы его не проверяли");
});

test("A closed camera says what to do and leaves the voice, a closed microphone the chat", async () => {
  const denied = (asked) => MediaTrouble.of({ name: "NotAllowedError" }, "video", { asked, browser: chrome });
  const camera = await checked({ camera: denied("camera") });
  assert.deepEqual([camera.line("camera").state, camera.line("camera").text], ["fail", "Доступ к камере запрещён"]);
  assert.match(camera.line("camera").advice, /значок слева от адреса/);
  assert.equal(camera.one.advice.mode, "audio");
  assert.equal((await checked({ microphone: denied("microphone"), camera: denied("camera") })).one.advice.mode, "chat");
});

test("Whoever speaks up later is heard after all", async () => {
  const { one, line } = await checked({ microphone: { heard: false } });
  one.heard();
  assert.equal(line("microphone").state, "pass");
});

test("A microphone that failed is not heard", async () => {
  const { one, line } = await checked({ microphone: new Error("busy") });
  one.heard();
  assert.equal(line("microphone").state, "fail");
});

test("A stopped check is silent, whatever still answers", async () => {
  const camera = deferred();
  const { one, asked, line } = check({ camera: camera.promise });
  one.start();
  await settled();
  one.stop();
  let told = 0;
  one.addEventListener("change", () => told++);
  camera.resolve(good.camera);
  await settled();
  assert.equal(asked.at(-1).signal.aborted, true);
  assert.deepEqual([told, asked.length, line("camera").state], [0, 3, "running"]);
});

test("Another check begins from nothing", async () => {
  const facts = { server: new Error("lost") };
  const { one } = check(facts);
  await one.start();
  assert.equal(one.advice.mode, "phone");
  delete facts.server;
  await one.start();
  assert.equal(one.advice.mode, "video");
  assert.equal(one.report.results.length, 7);
});

test("The report holds what the platform takes, and nothing of the person", async () => {
  const { one } = await checked({ camera: { width: 640, height: 480 } }, { ...chrome, phone: true });
  const { report } = one;
  assert.deepEqual(Object.keys(report), ["mode", "browser", "results"]);
  assert.deepEqual([report.mode, report.browser], ["video", "Chrome 128, телефон"]);
  assert.deepEqual(report.results.map(({ check: id }) => id), ids);
  assert.deepEqual(report.results[2], { check: "camera", outcome: "warn", detail: "Картинка 640×480, а нужно от 1024×720" });
  assert.ok(report.results.every(({ detail }) => detail.length <= 120));
  // A relay that is not there was not tried.
  assert.equal((await checked({ relay: null })).one.report.results.some(({ check: id }) => id === "relay"), false);
});

test("A report of a check that was not finished has only the lines that were judged", async () => {
  const { one } = check({ camera: deferred().promise });
  one.start();
  await settled();
  assert.deepEqual(one.report.results.map(({ check: id }) => id), ["browser", "microphone"]);
});

test("The page and the check ask for the same camera and line", () => {
  const page = readFileSync(new URL("../../src/Web/Pages/Check.cshtml", import.meta.url), "utf8");
  assert.ok(page.includes(`от ${needed.longSide}×${needed.shortSide}`) && page.includes(`от ${needed.mbits} Мбит/с`));
});

test("A call takes a check with it for as long as its page said, and no older one", () => {
  const storage = new FakeStorage();
  const at = Date.parse("2026-11-23T09:00:00.000Z");
  assert.equal(freshCheck(storage, at), undefined);
  keepCheck({ mode: "video" }, 30 * 60_000, storage, at);
  assert.deepEqual(freshCheck(storage, at + 30 * 60_000), { mode: "video" });
  assert.equal(freshCheck(storage, at + 30 * 60_000 + 1), undefined);
});

test("A network that refuses the connection gets the advice of the call's page", async () => {
  const { one, line } = await checked({ server: new BlockedNetwork() });
  assert.equal(line("server").text, "Эта сеть не пропускает соединение");
  for (const advice of [line("server").advice, one.advice.text]) assert.match(advice, /Переключитесь на мобильный Интернет .* 8 \(800\) 000-10-20\.$/);
});
