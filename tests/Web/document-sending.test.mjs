import assert from "node:assert/strict";
import { test } from "node:test";
import { DocumentSending } from "../../src/Web/wwwroot/js/models/document-sending.js";
import { documentPath, progressText, sendingText, sizeText } from "../../src/Web/wwwroot/js/models/document-words.js";
import { Refusal } from "../../src/Web/wwwroot/js/models/refusal.js";
import { FakeTimers, numbering, settled } from "./fakes.mjs";

const file = (name, size = 1000) => ({ name, size });

function sending(views = {}) {
  const begun = [];
  const timers = new FakeTimers();
  const here = new DocumentSending({
    begin: (what, patientId, calls) => {
      const one = { name: what.name, patientId, stopped: false, ...calls };
      begun.push(one);
      return { stop: () => { one.stopped = true; } };
    },
    view: async (uploadId) => {
      const view = views[uploadId];
      if (view instanceof Error) throw view;
      return view ?? { documentId: null, refusal: null };
    },
    newId: numbering(),
    timers,
  });
  const done = [];
  here.addEventListener("done", ({ detail }) => done.push(detail.documentId));
  return { here, begun, done, timers, states: () => here.entries.map(({ state }) => state) };
}

test("Files go two at a time, each for the person it was chosen for", async () => {
  const { here, begun, done, states } = sending({ u1: { documentId: "d1" } });
  here.add([file("а.jpg"), file("б.jpg"), file("в.pdf")], "anna");
  assert.deepEqual(states(), ["sending", "sending", "waiting"]);
  assert.deepEqual(begun.map(({ patientId }) => patientId), ["anna", "anna"]);

  begun[0].progress(400);
  assert.equal(here.entries[0].sent, 400);
  begun[0].done("u1");
  await settled();
  assert.deepEqual([done, states()], [["d1"], ["sending", "sending"]]);
});

test("What is too large or empty is told at once and not sent", () => {
  const { here, begun } = sending();
  here.add([file("большой.pdf", 26_000_000), file("пустой.jpg", 0)], "anna", 25_000_000);
  assert.equal(begun.length, 0);
  assert.deepEqual(here.entries.map(({ reason }) => reason), ["Файл слишком большой: не больше 25 МБ.", "Файл пуст."]);
  assert.equal(here.busy, false);
});

test("A refused file says why, may be sent again or put away, and holds up nobody", () => {
  const { here, begun, states } = sending();
  here.add([file("а.jpg"), file("б.jpg"), file("в.jpg")], "anna");
  begun[0].failed("Файл повреждён.");
  assert.deepEqual(states(), ["failed", "sending", "sending"]);
  here.remove(here.entries[1].id);
  assert.equal(begun[1].stopped, true);
  here.again(here.entries[0].id);
  assert.deepEqual(states(), ["sending", "sending"]);
  begun[1].progress(999);
  assert.deepEqual(here.entries.map(({ name, sent }) => [name, sent]), [["а.jpg", 0], ["в.jpg", 0]]);
});

test("What became of the bytes is asked until it is known, also when the answer was lost", async () => {
  const views = {};
  const { here, begun, done, timers, states } = sending(views);
  here.add([file("а.jpg"), file("б.jpg")], "anna");
  begun[0].done("u1");
  begun[1].done("u2");
  await settled();
  assert.deepEqual(states(), ["reading", "reading"]);
  views.u1 = { documentId: "d1" };
  views.u2 = { documentId: null, refusal: { message: "Файл не открывается." } };
  await timers.advance(1000);
  await settled();
  assert.deepEqual([done, here.entries.map(({ reason }) => reason)], [["d1"], ["Файл не открывается."]]);
});

test("An upload that is gone is told as it is", async () => {
  const { here, begun } = sending({ u1: new Refusal({ code: "notFound", message: "Не найдено." }) });
  here.add([file("а.jpg")], "anna");
  begun[0].done("u1");
  await settled();
  assert.deepEqual([here.entries[0].state, here.entries[0].reason], ["failed", "Не найдено."]);
});

test("Sizes, progress and addresses read as people and servers expect", () => {
  assert.deepEqual([sizeText(400), sizeText(640_000), sizeText(2_340_000)], ["1 КБ", "640 КБ", "2,3 МБ"]);
  assert.equal(progressText({ state: "sending", sent: 500_000, size: 1_000_000 }), "50%, 500 КБ из 1 МБ");
  assert.equal(documentPath("d/1"), "/api/documents/d%2F1");
  assert.equal(documentPath("d1", { view: "thumbnail", sessionId: "s" }), "/api/documents/d1?view=thumbnail&sessionId=s");
});

test("A file that is refused for what it is, is not offered to go again; all that did not go is put away at once", async () => {
  const { here, begun } = sending({ u1: { refusal: { code: "unsuitableFile", message: "Этот файл не подходит." } } });
  here.add([file("рисунок.jpg"), file("снимок.jpg"), file("пустой.pdf", 0)], "anna");
  begun[0].done("u1");
  begun[1].failed("Нет связи.");
  await settled();
  assert.deepEqual(here.entries.map(({ name, final }) => [name, final]), [["рисунок.jpg", true], ["снимок.jpg", false], ["пустой.pdf", true]]);
  here.again(here.entries[0].id);
  assert.equal(begun.length, 2);

  here.again(here.entries[1].id);
  assert.deepEqual([begun.length, here.failed], [3, 2]);
  here.removeFailed();
  assert.deepEqual(here.entries.map(({ name }) => name), ["снимок.jpg"]);
});

test("Where the list is out of sight, one line says how far the files are and what did not go", () => {
  const going = (sent) => ({ state: "sending", sent, size: 1000 });
  assert.equal(sendingText([]), "");
  assert.equal(sendingText([going(250), going(750)]), "Отправляем 2 файла: 50%.");
  assert.equal(sendingText([going(1000), { state: "failed", sent: 0, size: 5 }]), "Отправляем 1 файл: 99%. Не отправлен 1 файл.");
});
