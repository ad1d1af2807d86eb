import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Countdown } from "../../src/Web/wwwroot/js/models/countdown.js";
import { leavingFrom } from "../../src/Web/wwwroot/js/models/leaving.js";
import { PhoneNumber } from "../../src/Web/wwwroot/js/models/phone-number.js";
import { forMinutes, minutes, peopleForm, years } from "../../src/Web/wwwroot/js/models/plurals.js";
import { QueuePlace } from "../../src/Web/wwwroot/js/models/queue-place.js";
import { ServerClock } from "../../src/Web/wwwroot/js/models/server-clock.js";
import { TitleBlink } from "../../src/Web/wwwroot/js/models/title-blink.js";
import { TransferAdvice } from "../../src/Web/wwwroot/js/models/transfer-advice.js";
import { isTooLong, lengthNote } from "../../src/Web/wwwroot/js/models/text-length.js";
import { closedLine, closedText, dutyNote, dutyReasonText, modeText, modeTitle, queues, shortName, talkText, visitTitle, whereText } from "../../src/Web/wwwroot/js/models/words.js";
import { FakeTimers } from "./fakes.mjs";

const place = (position, estimatedWaitSeconds = null, covered = true) => new QueuePlace("consultant", { position, estimatedWaitSeconds, covered });

test("Russian counts in three forms", () => {
  assert.deepEqual([1, 2, 5, 11, 21, 22, 112].map(minutes), ["1 минута", "2 минуты", "5 минут", "11 минут", "21 минута", "22 минуты", "112 минут"]);
  assert.deepEqual([1, 3, 12, 24].map(peopleForm), ["человек", "человека", "человек", "человека"]);
  assert.deepEqual([1, 34, 45].map(years), ["1 год", "34 года", "45 лет"]);
  assert.deepEqual([1, 3, 7].map(forMinutes), ["1 минуту", "3 минуты", "7 минут"]);
});

test("A patient reads how many people are ahead", () => {
  const read = (place) => Object.values(place.sentence).filter(Boolean).join(" ");
  assert.equal(read(place(1)), "Вы следующий");
  assert.equal(read(place(2)), "Перед вами 1 человек");
  assert.equal(read(place(3)), "Перед вами 2 человека");
  assert.equal(read(new QueuePlace("consultant")), "Узнаём место в очереди");
  assert.equal(read(new QueuePlace("consultant", place(3).update, { ringing: true })), "Сейчас ответят");
  assert.equal(read(place(1, null, false)), "Ждём специалиста");
});

test("A waiting patient sees which step comes next", () => {
  assert.equal(place(1).stepAfter("waitingForConsultant"), "consultant");
  assert.equal(place(1).stepAfter("waitingForDoctor"), "doctor");
  assert.equal(new QueuePlace("consultant", null, { returned: true }).stepAfter("waitingForConsultant"), "after");
});

test("The expected wait is told only when it is known", () => {
  assert.equal(place(2, 180).estimate, "Ответят примерно через 3 минуты.");
  assert.equal(place(1, 20).estimate, "Ответят меньше чем через минуту.");
  assert.equal(place(2).estimate, "");
});

test("Nobody on duty is said at once", () => {
  assert.equal(place(1, null, false).uncovered, true);
  assert.equal(place(1, null, false).nobody, "Сейчас нет медконсультанта на линии.");
  assert.equal(place(1).nobody, "");
  const rung = new QueuePlace("therapist", { covered: false }, { ringing: true });
  assert.deepEqual([rung.sentence.before, rung.title], ["Ждём", "Соединяем с дежурным терапевтом"]);
});

test("The countdown runs by the platform's clock", () => {
  let ticks = 1000;
  const clock = new ServerClock(() => ticks, () => 0);
  clock.sync("2026-11-23T09:00:00.000Z");
  const countdown = new Countdown("2026-11-23T09:30:00.000Z", clock, [300, 60]);
  assert.deepEqual([countdown.text, countdown.level], ["30:00", "calm"]);
  ticks += 25 * 60_000;
  assert.deepEqual([countdown.text, countdown.level], ["5:00", "soon"]);
  ticks += 4 * 60_000 + 500;
  assert.deepEqual([countdown.text, countdown.level], ["1:00", "last"]);
  ticks += 10 * 60_000;
  assert.equal(countdown.text, "0:00");
});

test("The countdown calls at the marks at which the platform warns, whatever they are", () => {
  const clock = { now: () => Date.parse("2026-11-23T09:00:00.000Z") };
  const level = (left, warnings) => new Countdown(new Date(clock.now() + left * 1000).toISOString(), clock, warnings).level;
  assert.deepEqual([601, 600, 121, 120].map((left) => level(left, [600, 120])), ["calm", "soon", "soon", "last"]);
  assert.deepEqual([31, 30].map((left) => level(left, [30])), ["calm", "last"]);
  assert.equal(level(1, []), "calm");
});

test("Figures in words are the service's own, and the number is that of the host's insurer", () => {
  const terms = { absent: "7 минут", offersMissed: 3, hotline: "8 (800) 000-10-20" };
  for (const reason of ["noConnection", "noService", "staffClosed"]) assert.match(closedText(reason, terms).next, /8 \(800\) 000-10-20\.$/);
  assert.match(closedText("noConnection", terms).title, /за 7 минут$/);
  assert.match(closedLine("noConnection", false, terms), /за 7 минут$/);
  assert.match(dutyReasonText("offersMissed", terms), /3 вызова/);
});

test("A break that nobody asked for says why, as long as it lasts", () => {
  const terms = { offersMissed: 2 };
  assert.match(dutyNote({ duty: "away", why: "offersMissed" }, terms), /^Вы переведены на перерыв: вы не ответили на 2 вызова подряд\./);
  assert.equal(dutyNote({ duty: "away", why: "switched" }, terms), "");
  assert.equal(dutyNote({ duty: "available", why: "switched" }, terms), "");
});

test("A field says what is left near its end, and beyond it how much too long the text is", () => {
  const note = (length) => lengthNote("я".repeat(length), 8000).replaceAll("\u00a0", " ");
  assert.equal(note(7199), "");
  assert.equal(note(7979), "Ещё 21 знак");
  assert.equal(note(8000), "Ещё 0 знаков");
  assert.match(note(8001), /^Слишком длинный текст: на 1 знак больше, чем помещается \(8 000\)\. Ничего не потеряно/);
  assert.deepEqual([8000, 8001].map((length) => isTooLong("я".repeat(length), 8000)), [false, true]);
});

// Pages are written before scripts run, and scripts go on from there: both must call a thing the same.
test("Pages and scripts have the same words", () => {
  const labels = readFileSync(new URL("../../src/Web/Wording/Labels.cs", import.meta.url), "utf8");
  const camel = (name) => name[0].toLowerCase() + name.slice(1);
  const words = (type) => [...labels.matchAll(new RegExp(`${type}\\.(\\w+) => \\$?"([^"]+)"`, "g"))].map(([, name, text]) => [camel(name), text.replace(/\{[^}]+\}/, "15 минут")]);
  const phases = words("SessionPhase").filter(([phase]) => phase.startsWith("waiting"));
  const reasons = words("CloseReason");
  assert.ok(phases.length === 2 && reasons.length === 5 && words("SessionMode").length > 0);
  for (const [mode, title] of words("SessionMode").slice(0, 3)) assert.deepEqual([modeTitle(mode), modeText(mode)], [title, title.toLowerCase()]);
  for (const [phase, title] of phases) assert.equal(whereText(phase), title);
  for (const [reason, title] of reasons) assert.equal(closedText(reason, { absent: "15 минут" }).title, title);
  const posts = readFileSync(new URL("../../src/Contracts/Staff/Posts.cs", import.meta.url), "utf8");
  const served = [...posts.matchAll(/QueueKind\.(\w+), ParticipantRole\.\w+, "([^"]+)"/g)].map(([, queue, title]) => [camel(queue), title]);
  assert.deepEqual(served.map(([queue]) => queue), queues);
  for (const [queue, title] of served) assert.equal(visitTitle(queue), title);
});

test("A phone number is understood however it is typed", () => {
  for (const typed of ["+7 912 345-67-89", "8 (912) 345 67 89", "9123456789", "79123456789"]) {
    assert.equal(new PhoneNumber(typed).e164, "+79123456789");
    assert.equal(new PhoneNumber(typed).masked, "+7 912 345-67-89");
  }
  assert.equal(new PhoneNumber("+7 912 34").masked, "+7 912 34");
});

test("A landline or a short number is not complete", () => {
  assert.equal(new PhoneNumber("+7 495 123-45-67").complete, false);
  assert.equal(new PhoneNumber("+7 912 345").complete, false);
});

test("Leaving is named after what it does", () => {
  assert.equal(leavingFrom("waitingForConsultant").button, "Отменить вызов");
  assert.equal(leavingFrom("consultation").title, "Завершить консультацию?");
  assert.equal(leavingFrom("intake").title, "Завершить обращение?");
});

test("Whoever has signed in is not called «Без входа», though nobody is chosen yet", () => {
  assert.deepEqual([shortName(null, true), shortName(null), shortName("Вежливая Анна Ивановна", true)], ["Пациент не выбран", "Без входа", "Вежливая Анна"]);
});

test("Every phase has every word of leaving, also where only the call may be meant", () => {
  for (const phase of ["waitingForConsultant", "intake", "waitingForDoctor", "consultation", "followUp"])
    for (const isReturned of [false, true])
      for (const word of ["button", "title", "text", "yes", "no", "all"]) assert.ok(leavingFrom(phase, isReturned)[word], `${phase}, ${isReturned}: ${word}`);
});

const card = (doctor, ageYears = 34, validToday = true) => ({ doctor, ageYears, policy: { validToday } });

test("With the age rule a transfer needs no further reason", () => {
  assert.equal(new TransferAdvice("therapist", card("therapist"), { onDuty: 3 }, { confirmed: "1" }).needsOverride, false);
});

test("Against the age rule, or under one year, a transfer needs a reason", () => {
  const against = new TransferAdvice("paediatrician", card("therapist"), { onDuty: 1 }, { confirmed: "1" });
  assert.equal(against.needsOverride, true);
  assert.match(against.overrideText, /34 года: по возрасту положен терапевт/);
  const baby = new TransferAdvice("paediatrician", card(null, 0), { onDuty: 1 }, { confirmed: "1" });
  assert.match(baby.overrideText, /меньше года/);
});

test("The consultant is told before a transfer that would be refused", () => {
  assert.match(new TransferAdvice("therapist", null, null, null).obstacle, /кому нужна помощь/);
  assert.match(new TransferAdvice("therapist", card("therapist", 34, false), null, { confirmed: "1" }).obstacle, /полиса/);
  assert.match(new TransferAdvice("therapist", card("therapist"), null, null).obstacle, /Сначала нужно согласие/);
  assert.match(new TransferAdvice("therapist", card("therapist"), null, { requested: "1", confirmed: null, declined: "1" }).obstacle, /не согласен/);
  assert.equal(new TransferAdvice("therapist", card("therapist"), null, { confirmed: "1" }).obstacle, null);

  const awaits = (to) => new TransferAdvice(to, card("therapist"), { onDuty: 1 }, { confirmed: "1" }, false, 0, "Снимок горла");
  assert.match(awaits("therapist").awaitedText, /«Снимок горла»/);
  assert.equal(awaits("therapist").dutyText, "ждём документы");
  assert.equal(awaits("consultant").awaits, false);
});

test("Nobody on duty is said on the button", () => {
  assert.equal(new TransferAdvice("therapist", card("therapist"), { onDuty: 0 }, { confirmed: "1" }).dutyText, "никого на линии");
  assert.equal(new TransferAdvice("therapist", card("therapist"), { onDuty: 3 }, { confirmed: "1" }).dutyText, "на линии: 3");
});

test("The title calls in turns and comes to rest", async () => {
  const timers = new FakeTimers();
  let title = "Рабочее место";
  const blink = new TitleBlink(title, (text) => { title = text; }, timers);
  blink.call("offers", "Вызов");
  assert.equal(title, "Вызов");
  await timers.advance(1000);
  assert.equal(title, "Рабочее место");
  await timers.advance(1000);
  blink.rest("offers");
  assert.equal(title, "Рабочее место");
});

test("Where the conclusion is there already, nobody is told to wait for it", () => {
  const terms = { hotline: "8 (800) 000-10-20" };
  assert.match(closedText("completed", terms).next, /заключение появится/);
  assert.match(closedText("completed", terms, true).next, /Заключение врача готово/);
  assert.equal(closedText("noService", terms, true).next, closedText("noService", terms).next);
});

test("On the phone nothing is left to confirm after the consent, and the end names the whole contact", () => {
  assert.match(talkText("phone", false), /подтвердить согласие/);
  assert.doesNotMatch(talkText("phone", false, true), /подтвердить/);
  assert.equal(leavingFrom("intake", false, true).button, "Закончить обращение");
  assert.equal(leavingFrom("waitingForDoctor", false, true).button, "Отменить вызов");
});
