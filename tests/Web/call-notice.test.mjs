import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { settled } from "./fakes.mjs";

const heard = new Map();
globalThis.addEventListener = (name, handler) => heard.set(name, handler);
const { noticeCall } = await import("../../src/Web/wwwroot/js/helpers/call-notice.js");

// Chrome on Android: a page may not show a notice, its worker may.
function android() {
  const notices = [];
  const worker = {
    showNotification: async (title, options) => {
      notices.push({ title, ...options, close() { notices.splice(notices.indexOf(this), 1); } });
    },
    getNotifications: async ({ tag }) => notices.filter((one) => one.tag === tag),
  };
  const Notification = class {
    static permission = "granted";
    constructor() { throw new TypeError("Illegal constructor"); }
  };
  for (const [name, value] of Object.entries({ Notification, navigator: { serviceWorker: { ready: Promise.resolve(worker) } }, document: { visibilityState: "hidden" }, location: { pathname: "/session/s1" } }))
    Object.defineProperty(globalThis, name, { value, configurable: true });
  return notices;
}

// The worker's script with its surroundings made up; `tap` answers when all is done that it waits for.
function workerWith(pages, notices = []) {
  const handlers = new Map();
  const opened = [];
  const registration = {
    showNotification: async (title, options) => {
      const former = notices.findIndex((one) => options.tag && one.tag === options.tag);
      notices.splice(former < 0 ? notices.length : former, former < 0 ? 0 : 1, { title, ...options, close() { notices.splice(notices.indexOf(this), 1); } });
    },
    getNotifications: async ({ tag }) => notices.filter((one) => one.tag === tag),
  };
  const clients = {
    matchAll: async ({ type, includeUncontrolled }) => (type === "window" && includeUncontrolled ? pages : []),
    openWindow: async (path) => void opened.push(path),
  };
  const context = createContext({ addEventListener: (name, handler) => handlers.set(name, handler), clients, registration, location: { search: "", origin: "https://clinic.example" }, URL });
  runInContext(readFileSync(new URL("../../src/Web/wwwroot/sw.js", import.meta.url), "utf8"), context);
  const tap = async (notification) => {
    let done;
    handlers.get("notificationclick")({ notification, waitUntil: (work) => { done = work; } });
    await done;
  };
  const push = async (message) => {
    let done;
    handlers.get("push")({ data: { json: () => message }, waitUntil: (work) => { done = work; } });
    await done;
  };
  return { tap, push, opened };
}

const pageAt = (path) => ({ url: `https://clinic.example${path}`, focused: 0, async focus() { this.focused++; } });

test("A notice shown by the worker is taken back by its page, and no other", async () => {
  const notices = android();
  const unnotice = noticeCall("chat:s1", "Новое сообщение", "Откройте разговор, чтобы прочитать");
  noticeCall("chat:s2", "Новое сообщение", "Откройте разговор, чтобы прочитать");
  await settled();
  assert.deepEqual(notices.map(({ tag }) => tag), ["chat:s1", "chat:s2"]);
  unnotice();
  await settled();
  assert.deepEqual(notices.map(({ tag }) => tag), ["chat:s2"]);
});

test("A notice taken back before the worker has shown it does not stay", async () => {
  const notices = android();
  noticeCall("chat:s1", "Новое сообщение", "Откройте разговор, чтобы прочитать")();
  await settled();
  assert.deepEqual(notices, []);
});

test("A page that is looked at shows no notice, and takes back what it showed before", async () => {
  const notices = android();
  noticeCall("chat:s1", "Новое сообщение", "Откройте разговор, чтобы прочитать");
  await settled();
  document.visibilityState = "visible";
  document.hasFocus = () => true;
  const unnotice = noticeCall("chat:s1", "Новое сообщение", "Откройте разговор, чтобы прочитать");
  await settled();
  assert.equal(notices.length, 1);
  unnotice();
  await settled();
  assert.deepEqual(notices, []);
});

test("A page that goes away takes its notices with it", async () => {
  const notices = android();
  noticeCall("offer1", "Первый разговор: чат", "Пациент ждёт ответа");
  noticeCall("offer2", "Первый разговор: чат", "Пациент ждёт ответа");
  await settled();
  assert.equal(notices.length, 2);
  heard.get("pagehide")();
  await settled();
  assert.deepEqual(notices, []);
});

test("A tap on a notice of the worker closes it and brings the page that called to the front", async () => {
  const notices = android();
  noticeCall("chat:s1", "Новое сообщение", "Откройте разговор, чтобы прочитать");
  await settled();
  const pages = [pageAt("/medcards"), pageAt("/session/s1#talk")];
  const { tap, opened } = workerWith(pages);
  await tap(notices[0]);
  assert.deepEqual(notices, []);
  assert.deepEqual(pages.map(({ focused }) => focused), [0, 1]);
  assert.deepEqual(opened, []);
});

test("A tap on a notice whose page was closed opens it anew", async () => {
  const notices = android();
  noticeCall("chat:s1", "Новое сообщение", "Откройте разговор, чтобы прочитать");
  await settled();
  const { tap, opened } = workerWith([pageAt("/medcards")]);
  await tap(notices[0]);
  assert.deepEqual(opened, ["/session/s1"]);
});

const rings = { title: "Медздрав", body: "Вам звонит медконсультант.", path: "/", tag: "t1" };
const answered = { ...rings, body: "Вы ответили медконсультанту.", quiet: true };

test("A call that was answered on another device gives way to a quiet word on this one", async () => {
  const notices = [];
  const { push } = workerWith([{ ...pageAt("/"), visibilityState: "hidden" }], notices);
  await push(rings);
  await push(answered);
  assert.deepEqual(notices.map(({ body, silent, requireInteraction, renotify }) => ({ body, silent, requireInteraction, renotify })), [{ body: answered.body, silent: true, requireInteraction: false, renotify: false }]);
});

test("Where a page is in front, nothing of a call that is over stays", async () => {
  const notices = [];
  const { push } = workerWith([{ ...pageAt("/calendar"), visibilityState: "visible" }], notices);
  await push(rings);
  assert.equal(notices.length, 1);
  await push(answered);
  assert.deepEqual(notices, []);
});
