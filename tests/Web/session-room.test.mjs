import assert from "node:assert/strict";
import { test } from "node:test";
import { HubLink } from "../../src/Web/wwwroot/js/models/hub-link.js";
import { SessionRoom } from "../../src/Web/wwwroot/js/models/session-room.js";
import { event, FakeStorage, FakeTimers, FakeTransport, numbering, settled } from "./fakes.mjs";

const view = (sequence) => ({ sessionId: "s1", phase: "intake", participants: [], consent: {}, sequence, now: "2026-11-23T09:00:00.000Z" });
const said = (sequence, by, text) => event(sequence, "message", by, { text });

// A platform with one journal, which any connection may join.
async function room() {
  const timers = new FakeTimers();
  const journal = [said(1, "c1", "Здравствуйте")];
  const commands = new Map();
  const transports = [];
  const platform = { refusal: null };
  const link = new HubLink(() => {
    const transport = new FakeTransport();
    transport.answers = {
      JoinLatest: (id) => transport.answers.JoinSession(id, 0),
      JoinSession: (id, after) => platform.refusal ? { refusal: platform.refusal } : ({ value: { view: view(journal.length), events: journal.slice(after), more: false } }),
      SendMessage: (commandId, id, text) => {
        if (!commands.has(commandId)) {
          journal.push(said(journal.length + 1, "patient", text));
          commands.set(commandId, { sequence: journal.length });
        }
        return { value: commands.get(commandId) };
      },
      MarkRead: () => ({ value: {} }),
    };
    transport.started.resolve();
    transports.push(transport);
    return transport;
  }, { timers, random: () => 0.5 });
  const lines = [];
  const one = new SessionRoom("s1", "patient", { link, storage: new FakeStorage(), newId: numbering(), timers });
  one.addEventListener("lines", ({ detail }) => lines.push(...detail.lines.map((line) => line.text)));
  one.start();
  link.start();
  await timers.advance(0);
  return { one, link, timers, journal, transports, platform, lines, calls: (method) => transports.flatMap((transport) => transport.calls).filter((call) => call.method === method) };
}

test("A message typed without a connection goes out once it is back, once", async () => {
  const { one, timers, transports, journal, lines } = await room();
  transports[0].drop();
  one.say("больно");
  await settled();
  assert.deepEqual(one.outbox.shown.map((entry) => entry.text), ["больно"]);
  await timers.advance(1000);
  transports[1].push("SessionEvent", "s1", journal[1]);
  await settled();
  assert.deepEqual(journal.map((one_) => one_.data.text), ["Здравствуйте", "больно"]);
  assert.deepEqual(lines, ["Здравствуйте", "больно"]);
  assert.equal(one.outbox.shown.length, 0);
});

test("What was missed while away is there after reconnecting", async () => {
  const { timers, transports, journal, lines, calls } = await room();
  transports[0].drop();
  journal.push(said(2, "c1", "Вы здесь?"));
  await timers.advance(1000);
  assert.deepEqual(lines, ["Здравствуйте", "Вы здесь?"]);
  assert.equal(calls("JoinLatest").length, 1);
  assert.deepEqual(calls("JoinSession").map((call) => call.args[1]), [1]);
});

test("Events of another session are none of this room's", async () => {
  const { transports, lines } = await room();
  transports[0].push("SessionEvent", "s2", said(2, "c1", "чужое"));
  await settled();
  assert.deepEqual(lines, ["Здравствуйте"]);
});

test("A message of somebody else is news once the room is there, its history is none", async () => {
  const { one, transports, timers, journal } = await room();
  let news = 0;
  one.addEventListener("message", () => news++);
  transports[0].push("SessionEvent", "s1", said(2, "patient", "моё"));
  assert.equal(news, 0);
  transports[0].push("SessionEvent", "s1", said(3, "c1", "Вы здесь?"));
  assert.equal(news, 1);
  journal.push(said(2, "patient", "моё"), said(3, "c1", "Вы здесь?"), said(4, "c1", "Алло"));
  transports[0].drop();
  await timers.advance(1000);
  assert.equal(news, 2);
});

test("Read marks go out at most once a second", async () => {
  const { one, timers, transports, calls } = await room();
  one.read();
  transports[0].push("SessionEvent", "s1", said(2, "c1", "ещё"));
  one.read();
  await timers.advance(999);
  one.read();
  assert.equal(calls("MarkRead").length, 1);
  await timers.advance(1);
  one.read();
  assert.deepEqual(calls("MarkRead").map((call) => call.args), [["s1", 1], ["s1", 2]]);
});

test("A room that is let in late joins and sends once it is", async () => {
  const { one, timers, transports, platform, journal } = await room();
  const told = [];
  for (const name of ["late", "joined", "gone"]) one.addEventListener(name, () => told.push(name));
  platform.refusal = { code: "tooMany", message: "Подождите." };
  transports[0].drop();
  await timers.advance(1000);
  assert.deepEqual(told, ["late", "late"]);
  one.say("больно");
  platform.refusal = null;
  await timers.advance(5000);
  assert.deepEqual(told, ["late", "late", "joined"]);
  assert.equal(journal.length, 2);
});

test("A room that is there is not called late while it fills a hole", async () => {
  const { one, timers, transports, platform, journal, lines, calls } = await room();
  const told = [];
  for (const name of ["late", "joined"]) one.addEventListener(name, () => told.push(name));
  const before = calls("JoinSession").length;
  platform.refusal = { code: "tooMany", message: "Подождите." };
  journal.push(said(2, "c1", "Вы здесь?"), said(3, "c1", "Алло"));
  transports[0].push("SessionEvent", "s1", journal[2]);
  await timers.advance(1000);
  assert.ok(calls("JoinSession").length > before);
  platform.refusal = null;
  await timers.advance(5000);
  assert.deepEqual(lines, ["Здравствуйте", "Вы здесь?", "Алло"]);
  assert.deepEqual(told, []);
});

test("What was before the newest is told with all lines anew: who spoke, what is unread, what was sent", async () => {
  const timers = new FakeTimers();
  const journal = [
    event(1, "legStarted", "system", { kind: "intake", staff: { participantId: "c1", role: "consultant", name: "Анна", queue: "consultant" } }),
    said(2, "c1", "Здравствуйте"), said(3, "patient", "болит"), said(4, "c1", "Где?"),
  ];
  const transport = new FakeTransport();
  transport.answers = {
    JoinLatest: () => ({ value: { view: view(4), events: journal.slice(3), more: true } }),
    ReadEarlier: (id, before) => ({ value: { events: journal.slice(Math.max(0, before - 3), before - 1), more: before > 3 } }),
    SendMessage: () => ({ value: { sequence: 3 } }),
  };
  transport.started.resolve();
  const link = new HubLink(() => transport, { timers });
  const storage = new FakeStorage();
  storage.setItem("outbox:s1", JSON.stringify([{ commandId: "c", text: "болит" }]));
  const one = new SessionRoom("s1", "patient", { link, storage, newId: numbering(), timers });
  const told = [];
  one.addEventListener("lines", ({ detail }) => told.push(detail.lines));
  one.addEventListener("earlier", ({ detail }) => told.push(detail.lines));
  one.start();
  link.start();
  await timers.advance(0);
  await timers.advance(5000);
  assert.deepEqual(told[0].map((line) => [line.text, line.who]), [["Где?", null]]);
  assert.deepEqual(told.at(-1).filter((line) => line.type !== "note").map((line) => [line.text, line.who]), [["Здравствуйте", "Анна, медконсультант"], ["болит", "Пациент"], ["Где?", "Анна, медконсультант"]]);
  assert.equal(one.unread.count, 1);
  assert.equal(one.outbox.shown.length, 0);
});

test("A page whose person signs in by another number asks whether it is still in the session, and is told why not", async () => {
  const { one, timers, transports, journal, platform } = await room();
  const gone = [];
  one.addEventListener("gone", ({ detail }) => gone.push(detail.refusal));
  platform.refusal = { code: "notFound", message: "Страховая компания изменила номер для входа." };
  journal.push(event(2, "loginChanged", "system", {}));

  transports[0].push("SessionEvent", "s1", journal[1]);
  await timers.advance(0);
  await settled();

  assert.deepEqual(gone.map(({ code, message }) => [code, message]), [["notFound", platform.refusal.message]]);
});

test("A page that is still in the session goes on, and one that comes later reads of the change without asking again", async () => {
  const { one, timers, transports, journal, lines, calls } = await room();
  let gone = 0;
  one.addEventListener("gone", () => gone++);
  journal.push(event(2, "loginChanged", "system", {}));

  transports[0].push("SessionEvent", "s1", journal[1]);
  await timers.advance(0);
  await settled();

  assert.equal(gone, 0);
  assert.equal(lines.at(-1), "Страховая компания изменила номер для входа");
  assert.equal(calls("JoinSession").length, 1);
});
