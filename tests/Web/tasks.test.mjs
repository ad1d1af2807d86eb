import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal } from "../../src/Web/wwwroot/js/models/refusal.js";
import { StaffLines } from "../../src/Web/wwwroot/js/models/staff-lines.js";
import { unsignedText, waitText } from "../../src/Web/wwwroot/js/models/words.js";
import { TaskBook } from "../../src/Web/wwwroot/js/models/task-book.js";
import { closingOf, endedText, isChanged, smsText } from "../../src/Web/wwwroot/js/models/task-words.js";
import { TransferAdvice } from "../../src/Web/wwwroot/js/models/transfer-advice.js";
import { event, numbering } from "./fakes.mjs";

const task = (taskId, askedAt, claimedBy = null) => ({ taskId, kind: "callback", phone: "+79000000001", patientName: null, sessionId: null, askedAt, claimedBy, claimedByName: claimedBy, claimedAt: null });
const at = (minute) => `2026-11-23T09:${String(minute).padStart(2, "0")}:00.000Z`;

function book(tasks) {
  const calls = [];
  const link = {
    invoke: async () => ({ tasks, now: at(0) }),
    command: async (method, ...args) => {
      calls.push([method, ...args]);
      if (args[1] === "taken") throw new Refusal({ code: "alreadyTaken", message: "Занято." });
      return { ...tasks.find((one) => one.taskId === args[1]), claimedBy: "me" };
    },
  };
  return { one: new TaskBook("me", { link, newId: numbering() }), calls };
}

test("A task keeps its place whoever takes it, the oldest first", async () => {
  const { one } = book([task("a", at(1), "other"), task("b", at(5)), task("c", at(2)), task("d", at(9), "me")]);
  assert.equal(one.known, false);
  await one.read();
  assert.deepEqual(one.shown.map((each) => each.taskId), ["a", "c", "b", "d"]);
  assert.equal(one.due, 2);
});

test("Who asked again comes before those who asked once", async () => {
  const { one } = book([task("a", at(1)), { ...task("b", at(5)), askedAgainAt: at(9) }, { ...task("c", at(4)), askedAgainAt: at(8) }, task("d", at(6), "me")]);
  await one.read();
  assert.deepEqual(one.shown.map((each) => each.taskId), ["c", "b", "a", "d"]);
});

test("Overdue tasks come before those who asked again, and then what is due first", async () => {
  const tasks = [task("a", at(1)), { ...task("b", at(9)), dueAt: at(30) }, { ...task("c", at(5)), dueAt: at(20) }, { ...task("d", at(4)), askedAgainAt: at(6) }, task("e", at(7), "me")];
  const one = new TaskBook("me", { link: { invoke: async (method) => (method === "Tasks" ? { tasks } : {}) }, newId: numbering(), now: () => Date.parse(at(25)) });
  await one.read();
  assert.deepEqual(one.shown.map((each) => each.taskId), ["c", "d", "a", "e", "b"]);
  assert.deepEqual(one.shown.filter((each) => one.overdue(each)).map((each) => each.taskId), ["c"]);
});

test("Tasks that are put off or wait for an SMS wait for nobody, until the SMS is late or failed", async () => {
  const sms = (state) => ({ at: at(1), state, why: null });
  const tasks = [task("a", at(1)), { ...task("b", at(1)), putOffUntil: at(20) }, { ...task("c", at(1)), putOffUntil: at(10) }, { ...task("d", at(1)), sms: sms("sending") }, { ...task("e", at(1)), sms: sms("late") }, { ...task("f", at(1)), sms: sms("failed") }, task("g", at(1), "other")];
  const one = new TaskBook("me", { link: { invoke: async (method) => (method === "Tasks" ? { tasks } : {}) }, newId: numbering(), now: () => Date.parse(at(15)) });
  await one.read();
  assert.equal(one.due, 4);
});

test("The book says that there are more tasks than it shows, and what the platform ended", async () => {
  const ended = [{ taskId: "z", how: "unanswered" }];
  const one = new TaskBook("me", { link: { invoke: async (method) => (method === "Tasks" ? { tasks: [], more: true, ended } : {}) }, newId: numbering() });
  await one.read();
  assert.deepEqual([one.more, one.ended], [true, ended]);
});

test("The words of a task say what becomes of its SMS, how it ended, and what closing it means", () => {
  const plain = (text) => text.replaceAll("\u00a0", " ");
  const sms = (state, why = null) => smsText({ at: at(5), state, why }, () => "12:05");
  assert.deepEqual(sms("sending"), { warns: false, text: "Отправляем СМС, ждём ответа оператора связи" });
  assert.match(plain(sms("late").text), /^СМС не уходит с 12:05/);
  assert.equal(plain(sms("failed", "refused").text), "Не удалось сообщить: СМС в 12:05, номер не принимает СМС");
  assert.equal(smsText(null, () => ""), null);
  const ended = endedText({ how: "toldBySms", patientName: "Иванова Анна Петровна", appointment: { news: "cancelled", startsAt: "2026-12-01T11:00:00Z" } });
  assert.match(plain(ended), /^Сообщить об отмене, Иванова Анна, 1 декабря в \d\d:\d\d\. Сообщили по СМС: никто не успел позвонить$/);
  assert.equal(closingOf({ kind: "appointment", appointment: { tellBy: "phone" } }, "done").text, "Задача закроется, в записи останется: вы сообщили по телефону.");
  assert.equal(closingOf({ kind: "callback" }, "done").title, "Поговорили с пациентом?");
});

test("A wish that was changed since it was taken is taken again", () => {
  const wish = { ...task("a", at(1), "me"), kind: "wish", claimedAt: at(5) };
  assert.deepEqual([wish, { ...wish, askedAgainAt: at(4) }, { ...wish, askedAgainAt: at(6) }, { ...wish, kind: "callback", askedAgainAt: at(6) }].map(isChanged), [false, false, true, false]);
});

test("A task is put off, and a wish declined in words", async () => {
  let tasks = [task("a", at(1), "me"), task("b", at(2), "me")];
  const calls = [];
  const link = {
    invoke: async (method) => (method === "Tasks" ? { tasks } : {}),
    command: async (method, ...args) => {
      calls.push([method, ...args]);
      if (method === "DeclineWish") tasks = tasks.slice(0, 1);
    },
  };
  const one = new TaskBook("me", { link, newId: numbering() });
  await one.read();
  await one.postpone("a", at(30));
  await one.decline("b", "Раньше времени нет");
  assert.deepEqual(one.tasks.map((each) => each.taskId), ["a"]);
  assert.deepEqual(calls, [["PostponeTask", "command-1", "a", at(30)], ["DeclineWish", "command-2", "b", "Раньше времени нет"]]);
});

test("A wish that comes, or comes again, is told once; those of before the page was opened are not", async () => {
  let tasks = [{ ...task("old", at(1)), kind: "wish" }];
  const one = new TaskBook("me", { link: { invoke: async (method) => (method === "Tasks" ? { tasks } : {}) }, newId: numbering() });
  const told = [];
  one.addEventListener("wish", (heard) => told.push(heard.task.taskId));
  await one.read();
  tasks = [...tasks, { ...task("new", at(2)), kind: "wish" }, task("callback", at(3))];
  await one.read();
  await one.read();
  tasks = tasks.map((each) => (each.taskId === "old" ? { ...each, askedAgainAt: at(4) } : each));
  await one.read();
  assert.deepEqual(told, ["new", "old"]);
});

test("A finished task is gone at once, and one that waits for its SMS is shown so", async () => {
  const { one, calls } = book([task("a", at(1), "me"), task("b", at(2))]);
  await one.read();
  const shown = [];
  one.addEventListener("change", () => shown.push(one.tasks.map((each) => each.taskId).join()));
  await one.finish("a", "notReached");
  assert.deepEqual(shown, ["b", "a,b"]);
  assert.deepEqual(calls, [["FinishTask", "command-1", "a", "notReached"]]);
});

test("Who was slower is told, and shown how it stands", async () => {
  const { one } = book([task("taken", at(1), "other")]);
  await assert.rejects(one.claim("taken"), Refusal);
  assert.equal(one.tasks[0].claimedBy, "other");
});

test("Waiting is told in the unit that says enough", () => {
  assert.deepEqual([0, 12, 60, 150, 47 * 60, 48 * 60, 5 * 24 * 60].map((one) => waitText(one).replace("\u00a0", " ")), ["меньше минуты", "12 мин", "1 ч", "2 ч", "47 ч", "2 дня", "5 дней"]);
});

test("A conclusion is overdue from the age that the service says", () => {
  const terms = { unsignedSeconds: 24 * 3600 };
  const entry = { openedAt: "2026-11-22T08:00:00.000Z", consultations: [{ conclusionId: "c", endedAt: "2026-11-22T09:00:00.000Z" }] };
  assert.equal(unsignedText(entry, Date.parse("2026-11-23T08:59:00.000Z"), terms).overdue, false);
  assert.deepEqual(unsignedText(entry, Date.parse("2026-11-23T09:00:00.000Z"), terms), { overdue: true, text: "просрочено: 24\u00a0ч без подписи" });
  assert.equal(unsignedText(entry, Date.parse("2026-11-22T11:00:00.000Z"), { unsignedSeconds: 2 * 3600 }).overdue, true);
});

test("The next consultant reads who handed over and why", () => {
  const lines = new StaffLines("c2");
  lines.line(event(2, "legStarted", "system", { kind: "intake", staff: { participantId: "c1", name: "Вежливая Анна", queue: "consultant" } }));
  assert.equal(lines.line(event(3, "transferred", "c1", { to: "consultant", reason: "Конец смены", overrideReason: null })).text, "Вежливая Анна передаёт обращение другому медконсультанту — Конец смены");
  assert.match(lines.line(event(4, "transferred", "c1", { to: "therapist", reason: "Жар", overrideReason: null })).text, /дежурному терапевту — Жар/);
  assert.match(lines.line(event(5, "signInCodeSent", "c1", { maskedPhone: "+7 ··· 00-01" })).text, /00-01/);
});

test("A colleague takes over without patient or consent, and one's own duty does not count", () => {
  const advice = (onDuty, meOnDuty) => new TransferAdvice("consultant", null, { onDuty, waiting: 2 }, null, meOnDuty);
  assert.equal(advice(2, true).obstacle, null);
  assert.equal(advice(2, true).nobody, false);
  assert.equal(advice(1, true).nobody, true);
  assert.equal(advice(1, false).nobody, false);
  assert.equal(advice(2, true).needsOverride, false);
  assert.equal(advice(2, true).waitingText, "В этой очереди уже 2 человека.");
});

test("A doctor who finishes a conclusion is on the line, and said to have no time for so long", () => {
  const now = Date.parse("2026-11-29T12:00:00Z");
  const advice = (coverage) => new TransferAdvice("therapist", null, { waiting: 0, ...coverage }, { confirmed: "1" }, false, now);
  const writes = advice({ onDuty: 1, wrappingUp: 1, wrapUpEndsAt: "2026-11-29T12:03:30Z" });
  assert.deepEqual([writes.dutyText, writes.busyText], ["оформляет заключение", "Врач на линии оформляет заключение и освободится не позже чем через 4 минуты."]);
  assert.match(advice({ onDuty: 2, wrappingUp: 2, wrapUpEndsAt: "2026-11-29T12:00:00Z" }).busyText, /^Все врачи .* первый освободится с минуты на минуту\.$/);
  const mixed = advice({ onDuty: 2, wrappingUp: 1, wrapUpEndsAt: "2026-11-29T12:03:30Z", estimatedWaitSeconds: 20 });
  assert.deepEqual([mixed.dutyText, mixed.busyText], ["на линии: 2", ""]);
  assert.equal(advice({ onDuty: 1, wrappingUp: 0, estimatedWaitSeconds: 420 }).busyText, "Сейчас все заняты: ответят примерно через 7 минут.");
  assert.equal(advice({ onDuty: 0 }).busyText, "");
});

test("Consultants read the names of the doctors on duty", () => {
  const advice = (coverage) => new TransferAdvice("therapist", null, { waiting: 0, ...coverage }, { confirmed: "1" });
  const one = advice({ onDuty: 1, names: ["Сердечный Олег Петрович"] });
  assert.deepEqual([one.dutyText, one.namesText], ["на линии: Сердечный Олег", "На линии: Сердечный Олег."]);
  assert.equal(advice({ onDuty: 3, names: ["Белова Анна", "Сердечный Олег"] }).namesText, "На линии: Белова Анна, Сердечный Олег и ещё 1.");
  assert.deepEqual([advice({ onDuty: 0, names: [] }).namesText, advice({ onDuty: 2 }).namesText], ["", ""]);
});

test("A doctor who waits for a booked patient takes no urgent one, and the consultant reads why", () => {
  const advice = (coverage) => new TransferAdvice("therapist", null, { waiting: 0, ...coverage }, { confirmed: "1" });
  const one = advice({ onDuty: 1, keptFree: 1, keptFreeFor: "2026-11-29T12:30:00Z", estimatedWaitSeconds: null });
  assert.equal(one.dutyText, "ждёт по записи");
  assert.match(one.busyText, /^Врач на линии ждёт пациента по записи, ближайшая 29\u00a0ноября в\u00a0\d\d:30: /);
  assert.match(advice({ onDuty: 2, keptFree: 2, keptFreeFor: "2026-11-29T12:30:00Z" }).busyText, /^Все врачи на линии ждут пациентов по записи/);
  assert.deepEqual([advice({ onDuty: 2, keptFree: 1, estimatedWaitSeconds: 20 }).dutyText, advice({ onDuty: 2, keptFree: 1, estimatedWaitSeconds: 20 }).busyText], ["на линии: 2", ""]);
});
