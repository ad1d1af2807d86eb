import assert from "node:assert/strict";
import { test } from "node:test";
import { hindranceOf } from "../../src/Web/wwwroot/js/models/hindrances.js";
import { awayText, coverText, noticeText, troubleOf } from "../../src/Web/wwwroot/js/models/call-words.js";
import { StaffLines } from "../../src/Web/wwwroot/js/models/staff-lines.js";

const theirs = { hindrance: null, paused: { audio: false, video: false }, muted: false, cameraOff: false, pictureGivenUp: false };
const media = { stream: {}, paused: { audio: false, video: false } };
const quality = { level: "good", sentence: "" };
const call = (more = {}) => ({ place: "here", state: "connected", mode: "video", media, trouble: null, offersOthers: false, peer: { connected: true, mode: "video", theirs, quality, pictureGivenUp: false }, ...more });
const peer = (more) => call({ peer: { ...call().peer, ...more } });

test("the screen says what is to be seen when there is no picture", () => {
  assert.equal(coverText(call(), "Анна", true), "");
  assert.equal(coverText(call(), "Анна", false), "Собеседника временно не видно");
  assert.equal(coverText(call({ state: "connecting" }), "Анна", false), "Соединяем…");
  assert.equal(coverText(call({ state: "waiting", peer: null }), null, false), "Камера не включена");
  assert.equal(coverText(call({ state: "waiting", peer: null, media: { ...media, videoTrack: {} } }), null, false), "Так вас увидит специалист");
  assert.equal(coverText(call({ state: "waiting", peer: null, mode: "audio", media: { ...media, audioTrack: {} } }), null, false), "Микрофон готов");
  assert.match(coverText(call({ state: "waiting", peer: null }), "Анна", false), /подключается/);
  assert.match(coverText(call({ state: "interrupted" }), "Анна", true), /не слышно/);
  assert.equal(coverText(peer({ departed: true }), "Анна", true), "");
  assert.match(coverText({ ...peer({ departed: true }), state: "interrupted" }, "Анна", true), /^Анна: страница закрыта/);
  assert.equal(coverText(peer({ theirs: { ...theirs, paused: { audio: false, video: true } } }), "Анна", true), "Анна: приостановлено");
  assert.equal(coverText(peer({ theirs: { ...theirs, cameraOff: true } }), "Анна", true), "Анна: камера выключена");
  assert.equal(coverText(peer({ mode: "audio" }), "Анна", false), "Анна");
});

test("a sentence tells what the others cannot hear or see, and a bad line", () => {
  assert.equal(noticeText(call()), "");
  assert.match(noticeText(call({ media: { ...media, paused: { audio: true, video: false } } })), /вас не слышно/);
  assert.match(noticeText(peer({ pictureGivenUp: true })), /сохранить звук/);
  assert.equal(noticeText(peer({ quality: { level: "bad", sentence: "Плохая связь." } })), "Плохая связь.");
});

test("after 20 seconds without the other side there are other ways on", () => {
  assert.equal(troubleOf(call()), null);
  assert.deepEqual(troubleOf(call({ offersOthers: true })).offers, ["audio", "chat", "phone"]);
  assert.deepEqual(troubleOf(call({ offersOthers: true, mode: "audio" })).offers, ["chat", "phone"]);
  assert.deepEqual(troubleOf(call({ media: { ...media, paused: { audio: false, video: true } } })).offers, ["retry"]);
});

test("who is not in the call reads where it is", () => {
  assert.equal(awayText({ place: "elsewhere" }, "video", {}).take, "Говорить здесь");
  assert.equal(awayText({ place: "off" }, "audio", {}).take, "Позвонить голосом");
});

test("staff read of the check what did not pass, and of a call what went wrong", () => {
  const lines = new StaffLines("doctor");
  const line = (kind, data, by = "patient") => lines.line({ sequence: 1, at: "2026-11-23T09:00:00.000Z", kind, by, data })?.text ?? null;
  const results = [{ check: "browser", outcome: "pass", detail: "Chrome 128" }, { check: "camera", outcome: "warn", detail: "640×480" }];

  assert.equal(line("connectionChecked", { browser: "Chrome 128", results }), "Проверка связи перед вызовом (Chrome 128): камера: 640×480");
  assert.match(line("connectionChecked", { browser: "Chrome 128", results: results.slice(0, 1) }), /всё в порядке$/);
  assert.equal(line("callRecord", { stage: "ended", seconds: 720, drops: 0, recoveries: 0, lossPercent: 0.4 }), null);
  assert.equal(line("callRecord", { stage: "ended", seconds: 720, drops: 2, recoveries: 2, lossPercent: 4.5 }), "Звонок 12 минут, у пациента: 2 обрыва, восстановлено 2, потери 4,5\u00a0%");
  assert.equal(line("callRecord", { stage: "connected", seconds: 0, drops: 0, recoveries: 0, lossPercent: 0 }), null);
});

test("a microphone that gives no sound and a camera that gives black are told to their owner, and to the other side", () => {
  assert.match(noticeText(peer({ unheard: true })), /Вас не слышно/);
  assert.match(noticeText(call({ dark: true })), /чёрная: вас не видно/);
  assert.match(coverText(call({ state: "waiting", peer: null, dark: true, media: { ...media, videoTrack: {} } }), null, false), /Картинка чёрная/);
  assert.match(noticeText(peer({ theirs: { ...theirs, hindrance: "dark" } })), /У собеседника камера показывает чёрное/);
  assert.equal(coverText(peer({ theirs: { ...theirs, hindrance: "unanswered" } }), "Анна", false), "Анна: браузер ждёт разрешения на камеру и микрофон");
  assert.match(noticeText(peer({ theirs: { ...theirs, hindrance: "of a later version" } })), /не включились/);
});

test("a question of the browser that nobody answers is told with the ways beside it", () => {
  const unanswered = { title: "Браузер ждёт", next: "", offers: ["audio", "chat", "phone"] };
  assert.equal(troubleOf(call({ media: { ...media, unanswered } })), unanswered);
});

test("a specialist reads why a patient's page cannot call, until it can or the mode changes", () => {
  const failed = { kind: "callRecord", by: "patient", data: { with: "doctor", stage: "failed", hindrance: "unsupported" } };
  const connected = { kind: "callRecord", by: "doctor", data: { with: "patient", stage: "connected" } };
  assert.equal(hindranceOf([failed], "patient"), "unsupported");
  assert.equal(hindranceOf([{ ...failed, data: {} }], "patient"), null);
  assert.equal(hindranceOf([failed, { kind: "modeChanged", by: "patient", data: { mode: "chat" } }], "patient"), null);
  assert.equal(hindranceOf([failed, connected], "patient"), null);
  assert.match(coverText(call({ state: "waiting", peer: null }), "Анна", false, "unsupported"), /Анна: браузер не умеет звонить/);
  const { title, offers } = troubleOf(call({ state: "waiting", peer: null }), "unsupported");
  assert.deepEqual([title, offers], ["У собеседника браузер не умеет звонить.", ["chat"]]);
});

test("The hotline is the patients' way on: a specialist rings the patient", () => {
  const trouble = troubleOf(call({ offersOthers: true }), null, true);
  assert.deepEqual(trouble.offers, ["audio", "chat"]);
  assert.match(trouble.next, /Пациенту можно позвонить: спросите номер в чате\.$/);
});
