import assert from "node:assert/strict";
import { test } from "node:test";
import { ChatLines } from "../../src/Web/wwwroot/js/models/chat-lines.js";
import { linkedText } from "../../src/Web/wwwroot/js/models/linked-text.js";
import { StaffLines } from "../../src/Web/wwwroot/js/models/staff-lines.js";
import { event } from "./fakes.mjs";

const leg = (sequence, id, queue, name, kind) => event(sequence, "legStarted", "system", { kind, staff: { participantId: id, role: kind === "consultation" ? "doctor" : "consultant", name, queue } });
const journal = [
  event(1, "opened", "patient", { mode: "chat" }),
  event(2, "patientChosen", "patient", { patient: { name: "Иванова Анна Петровна" } }),
  leg(3, "c1", "consultant", "Вежливая Анна Ивановна", "intake"),
  event(4, "message", "patient", { text: "Болит горло" }),
  event(5, "message", "c1", { text: "Соединяю с врачом" }),
];
const consultation = leg(6, "d1", "therapist", "Морозова Светлана Олеговна", "consultation");
const authors = (lines, events) => events.map((one) => lines.line(one)).filter((line) => line?.type !== "note").map((line) => line?.who);

test("A doctor reads of each earlier line whose it is", () => {
  const lines = new StaffLines("d1", {});
  assert.deepEqual(authors(lines, journal), ["Иванова Анна, пациент", "Анна Ивановна, медконсультант"]);
  lines.line(consultation);
  assert.equal(lines.several, true);
});

test("A patient reads name and post, and sees them only when more than two have come", () => {
  const lines = new ChatLines("patient", {});
  assert.deepEqual(authors(lines, journal.slice(4)), [null]);
  assert.deepEqual(authors(lines, [...journal.slice(2, 3), journal[4]]), ["Анна Ивановна, медконсультант"]);
  assert.equal(lines.several, false);
  lines.line(consultation);
  assert.equal(lines.several, true);
  assert.deepEqual(authors(lines, [event(7, "message", "d1", { text: "Добрый день" })]), ["Светлана Олеговна, терапевт"]);
});

test("Addresses, mail and phone numbers in a message are links, and nothing else is", () => {
  const links = (text) => linkedText(text).filter((one) => one.href).map((one) => one.href);
  assert.deepEqual(links("Смотрите https://medzdrav.ru/check, потом звоните 8 (800) 500-61-11."), ["https://medzdrav.ru/check", "tel:+78005006111"]);
  assert.deepEqual(links("Пишите на help@medzdrav.ru или +7 912 345-67-89"), ["mailto:help@medzdrav.ru", "tel:+79123456789"]);
  assert.deepEqual(links("Температура 38,4 и давление 120/80; javascript:alert(1); полис 7714002918"), []);
  const text = "До https://a.example/x?y=1) и после";
  assert.equal(linkedText(text).map((one) => one.text).join(""), text);
});

test("A document that was sent in a message has one line, and one that was added in the Medcard keeps its own", () => {
  const lines = new ChatLines("patient", {});
  const added = (sequence, documentId, name) => event(sequence, "documentAdded", "patient", { documentId, name, kind: "jpeg" });
  const [sent, kept] = [added(7, "d1", "горло.jpg"), added(8, "d2", "анализ.pdf")];
  const message = event(9, "message", "patient", { text: "", documentIds: ["d1"] });
  assert.deepEqual(lines.of([sent, kept, message]).map(({ sequence, text, documents }) => [sequence, text, documents?.map(({ name }) => name)]), [
    [8, "Добавлен документ: анализ.pdf", undefined], [9, "", ["горло.jpg"]]]);

  // They come one by one: the later line takes the earlier one's place, and the document's next message takes nobody's.
  const live = new ChatLines("c1", {});
  assert.deepEqual(live.of([sent]).map(({ text }) => text), ["Добавлен документ: горло.jpg"]);
  assert.deepEqual(live.of([message])[0].instead, [7]);
  assert.deepEqual(live.of([event(10, "message", "patient", { text: "ещё раз", documentIds: ["d1"] })])[0].instead, []);
});

test("The desk reads to which number a caller's link went", () => {
  const texts = (lines) => lines.of([
    event(1, "consentRequested", "c1", { textVersion: "2026-11", maskedPhone: "+7 ··· 45-67" }),
    event(2, "documentsAsked", "c1", { what: "Снимок горла", maskedPhone: "+7 ··· 45-67" }),
    event(3, "consentRequested", "c1", { textVersion: "2026-11" })]).map(({ text }) => text);
  assert.deepEqual(texts(new StaffLines("c1", {})), [
    "Ссылка на согласие отправлена по СМС на +7 ··· 45-67", "Нужны документы: Снимок горла. Ссылка отправлена по СМС на +7 ··· 45-67", "Согласие отправлено пациенту"]);
  assert.equal(texts(new ChatLines("patient", {}))[1], "Нужны документы: Снимок горла");
});

test("A place in the queue that a supervisor took back is told to each in their own words", () => {
  const texts = [new ChatLines("patient", {}), new StaffLines("c1", {})].map((lines) => lines.line(event(9, "lowered", "s1", {})).text);
  assert.match(texts[0], /Вы снова на своём месте/);
  assert.match(texts[1], /Старший смены вернул обращение/);
});
