import assert from "node:assert/strict";
import { test } from "node:test";
import { ChatLines } from "../../src/Web/wwwroot/js/models/chat-lines.js";
import { StaffLines } from "../../src/Web/wwwroot/js/models/staff-lines.js";
import { dueText, keptFreeText, patientTime, taskTitle, tellText, visitDoctor, visitTime, wishNews, wishText } from "../../src/Web/wwwroot/js/models/visit-words.js";
import { event } from "./fakes.mjs";

const plain = (text) => text.replaceAll("\u00a0", " ");
const startsAt = "2026-12-01T11:00:00.000Z";

test("A time is the reader's own, and says so where the doctor's clock shows another", () => {
  assert.equal(plain(visitTime(startsAt, "Europe/Moscow", "Europe/Moscow")), "1 декабря в 14:00");
  assert.equal(plain(visitTime(startsAt, "Europe/Moscow", "Asia/Vladivostok")), "1 декабря в 21:00 по вашему времени");
  assert.equal(plain(visitTime("2026-12-01T20:45:00.000Z", "Europe/Moscow", "Asia/Kamchatka")), "2 декабря в 08:45 по вашему времени");
  assert.equal(plain(visitTime("2026-12-31T21:05:00.000Z", undefined, "Europe/Moscow")), "1 января в 00:05");
});

test("The chat says to both sides what was booked, moved and cancelled", () => {
  const visit = { appointmentId: "a", version: 1, startsAt, doctorName: "Сердечный Олег Ильич", specialty: "кардиология", zone: "Europe/Moscow" };
  const mine = new ChatLines("patient", {});
  const booked = mine.line(event(2, "appointmentBooked", "system", visit));
  assert.match(booked.text, /^Вы записаны на консультацию: .*кардиология, Сердечный Олег$/);
  assert.deepEqual(booked.link, { href: "/calendar", text: "Календарь" });
  assert.match(mine.line(event(3, "appointmentMoved", "system", { ...visit, formerStartsAt: "2026-11-30T11:00:00.000Z" })).text, /^Запись перенесена на .* \(была 30\u00a0ноября в\u00a0.*\): кардиология/);
  assert.match(mine.line(event(4, "appointmentCancelled", "system", visit)).text, /^Запись отменена: 1\u00a0декабря/);
  const staffs = new StaffLines("c1", {}).line(event(2, "appointmentBooked", "system", visit));
  assert.match(staffs.text, /^Пациент записан на консультацию/);
  assert.equal(staffs.link, null);
});

test("The chat names the one of several persons and says which documents are needed", () => {
  const visit = { appointmentId: "a", version: 1, startsAt, doctorName: "Сердечный Олег Ильич", specialty: "кардиология", zone: "Europe/Moscow", documents: "Снимок", givenName: "Миша" };
  const mine = new ChatLines("patient", {});
  assert.match(mine.line(event(2, "appointmentBooked", "system", visit)).text, /^Вы записаны на консультацию \(Миша\): .*Сердечный Олег\. Добавьте в Медкарту: Снимок$/);
  assert.match(mine.line(event(3, "appointmentMoved", "system", visit)).text, /^Запись \(Миша\) перенесена на .*\. Добавьте в Медкарту: Снимок$/);
  assert.match(mine.line(event(4, "appointmentCancelled", "system", { ...visit, documents: null })).text, /^Запись \(Миша\) отменена: .*Сердечный Олег$/);
  assert.match(new StaffLines("c1", {}).line(event(2, "appointmentBooked", "system", visit)).text, /^Пациент записан на консультацию \(Миша\)/);
});

test("A consultant reads what time it is at the patient's place, where it is another", () => {
  assert.equal(plain(patientTime({ startsAt, patientZone: "Asia/Vladivostok" }, { "Asia/Vladivostok": "Владивосток" }, "Europe/Moscow")), "У пациента 1 декабря в 21:00 (Владивосток)");
  assert.equal(plain(patientTime({ startsAt, patientZone: "Asia/Vladivostok" }, {}, "Europe/Moscow")), "У пациента 1 декабря в 21:00 (UTC+10)");
  assert.equal(plain(patientTime({ startsAt, patientZone: "Europe/Moscow" }, {}, "Asia/Omsk")), "У пациента 1 декабря в 14:00 (Москва)");
  assert.equal(patientTime({ startsAt, patientZone: "Europe/Moscow" }, {}, "Europe/Moscow"), null);
  assert.equal(patientTime({ startsAt, patientZone: null }, {}, "Europe/Moscow"), null);
});

test("The page that books says what the patient wishes, in the patient's words", () => {
  assert.equal(wishText({ news: "moveWished", words: "После обеда" }), "Пациент просит перенести запись: «После обеда»");
  assert.equal(wishText({ news: "cancelWished", words: null }), "Пациент просит отменить запись, без пояснений");
});

test("A task says what is to be done, how, and until when", () => {
  const visit = { news: "moved", tellBy: "phone", tellWhom: "representative", specialty: "therapist", doctorName: "Белов Пётр Ильич" };
  assert.deepEqual([taskTitle(visit), tellText(visit), visitDoctor(visit)], ["Сообщить о переносе", "по телефону, представителю", "терапевт, Белов Пётр"]);
  assert.equal(tellText({ ...visit, news: "cancelWished" }), null);
  const now = Date.parse("2026-11-29T12:00:00Z");
  assert.equal(dueText(null, now), null);
  assert.match(dueText("2026-11-29T12:20:00Z", now).text, /^до \d\d:20$/);
  assert.deepEqual([dueText("2026-11-29T12:00:00Z", now), dueText("2026-11-29T11:38:00Z", now)].map(({ overdue, text }) => [overdue, plain(text)]), [[true, "пора сейчас"], [true, "просрочено на 22 минуты"]]);
  assert.match(plain(wishNews({ patientName: "Иванова Анна Петровна", appointment: { news: "cancelWished", startsAt } })), /^Иванова Анна просит отменить запись: 1 декабря/);
});

test("A doctor reads for which booking no urgent patients come, from then on", () => {
  const booked = [{ startsAt, keptFreeFrom: "2026-12-01T10:29:40.000Z" }, { startsAt: "2026-12-01T12:00:00.000Z", keptFreeFrom: "2026-12-01T11:29:40.000Z" }];
  assert.equal(keptFreeText(booked, Date.parse("2026-12-01T10:29:39Z")), "");
  assert.match(plain(keptFreeText(booked, Date.parse("2026-12-01T10:29:40Z"))), /^Срочные пациенты пока не предлагаются: консультация по записи 1 декабря в \d\d:00\.$/);
  assert.equal(keptFreeText([], 0), "");
});
