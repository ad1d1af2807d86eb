import assert from "node:assert/strict";
import { test } from "node:test";
import { Fault, Refusal } from "../../src/Web/wwwroot/js/models/refusal.js";
import { PhoneNumber } from "../../src/Web/wwwroot/js/models/phone-number.js";
import { ServerClock } from "../../src/Web/wwwroot/js/models/server-clock.js";
import { SignInAttempt } from "../../src/Web/wwwroot/js/models/sign-in-attempt.js";
import { phoneTrouble, signInTrouble } from "../../src/Web/wwwroot/js/models/sign-in-trouble.js";
import { FakeStorage } from "./fakes.mjs";

const sent = { attemptId: "a1", now: "2026-11-23T09:00:00.000Z", resendAt: "2026-11-23T09:01:00.000Z", expiresAt: "2026-11-23T09:05:00.000Z" };
const noon = Date.parse("2026-11-23T12:00:00Z");

test("a phone number is read in any common form", () => {
  for (const typed of ["+7 912 345-67-89", "8 (912) 345-67-89", "89123456789", "9123456789", "+7(912)3456789", "тел.: 8-912-345-67-89", "＋７９１２３４５６７８９", "+٧ ٩١٢ ٣٤٥ ٦٧ ٨٩", "+8 912 345-67-89"])
    assert.equal(new PhoneNumber(typed).e164, "+79123456789", typed);
  assert.equal(new PhoneNumber("\u202a+44 7911 123456\u202c").e164, "+447911123456");
  assert.equal(new PhoneNumber("8912345").masked, "+7 912 345");
});

test("a number of another country stays what it is", () => {
  const belarus = new PhoneNumber("+375 29 123-45-67");
  assert.equal(belarus.complete, true);
  assert.equal(belarus.masked, "+375291234567");
  assert.equal(new PhoneNumber("+7 701 234 56 78").complete, true);
});

test("what gets no message is said before one is asked for", () => {
  assert.equal(phoneTrouble(new PhoneNumber("+7 912 345-67-89")), null);
  assert.match(phoneTrouble(new PhoneNumber("8 (495) 123-45-67")), /городской номер/);
  assert.match(phoneTrouble(new PhoneNumber("912 345")), /Введите номер мобильного телефона, например/);
  assert.match(phoneTrouble(new PhoneNumber("")), /например/);
});

test("every refusal says what to do next", () => {
  const said = (code) => signInTrouble(new Refusal({ code, message: "от сервера" }), { codesAgain: "10 минут", hotline: "8 (800) 500-61-11" });
  assert.match(said("tooMany").text, /10 минут .*8 \(800\) 500-61-11/);
  assert.match(said("invalidCode").text, /шесть цифр/);
  assert.equal(said("wrongCode").text, "от сервера");
  assert.equal(said("invalidPhone").text, "от сервера");
  assert.deepEqual(said("codeExpired"), { text: "Код больше не действует. Запросите новый.", newCode: true });
  assert.match(said("unavailable").text, /8 \(800\)/);
  assert.equal(said("somethingNew").text, "от сервера");
  assert.equal(signInTrouble(new Fault("Нет связи с сервером.", true)).text, "Нет связи с сервером.");
});

// A page: its attempt and its clock, on a device whose own clock is wrong by `off`.
function page(storage, wallNow, off = 0) {
  const clock = new ServerClock(() => 0, () => wallNow + off);
  return { clock, attempt: new SignInAttempt(storage, clock, () => wallNow + off) };
}

test("a page that was thrown away goes on with the code that was sent", () => {
  const storage = new FakeStorage();
  page(storage, Date.parse(sent.now)).attempt.begin(sent, "+7 912 345-67-89");
  const { attempt } = page(storage, Date.parse("2026-11-23T09:04:00Z"));

  assert.equal(attempt.restore(), true);
  assert.deepEqual([attempt.going, attempt.id, attempt.phone, attempt.resendAt, attempt.expired], [true, "a1", "+7 912 345-67-89", sent.resendAt, false]);
});

test("a device whose clock is hours ahead does not lose its code", () => {
  const storage = new FakeStorage();
  page(storage, Date.parse(sent.now), noon).attempt.begin(sent, "+7 912 345-67-89");
  const { attempt, clock } = page(storage, Date.parse("2026-11-23T09:02:00Z"), noon);

  attempt.restore();
  assert.equal(attempt.expired, false);
  assert.equal(new Date(clock.now()).toISOString(), "2026-11-23T09:02:00.000Z");
});

test("a code that ran out while the device slept is expired, though the page's clock stood still", () => {
  const storage = new FakeStorage();
  let wall = Date.parse(sent.now);
  const clock = new ServerClock(() => 0, () => wall);
  const attempt = new SignInAttempt(storage, clock, () => wall);
  attempt.begin(sent, "+7 912 345-67-89");
  assert.equal(attempt.expired, false);

  wall += 10 * 60_000;

  assert.equal(attempt.expired, true);
  assert.equal(attempt.now() >= Date.parse(sent.resendAt), true);
});

test("each code is tried once, and one that came meanwhile is tried next", () => {
  const { attempt } = page(new FakeStorage(), Date.parse(sent.now));
  attempt.begin(sent, "+7 912 345-67-89");
  attempt.trying("111111");

  assert.deepEqual(["111111", "222222", null].map((code) => attempt.untried(code)), [false, true, false]);
  attempt.begin(sent, "+7 912 345-67-89");
  assert.equal(attempt.untried("111111"), true);
});

test("after the last try nothing is tried and another code can be asked for at once, also after a reload", () => {
  const storage = new FakeStorage();
  const { attempt } = page(storage, Date.parse(sent.now));
  attempt.begin(sent, "+7 912 345-67-89");

  attempt.close();

  assert.deepEqual([attempt.expired, attempt.untried("222222"), attempt.resendAt], [true, false, sent.now]);
  const again = page(storage, Date.parse(sent.now)).attempt;
  assert.deepEqual([again.restore(), again.expired], [true, true]);
});

test("an expired code is told from a living one, and its number is not asked for again", () => {
  const storage = new FakeStorage();
  page(storage, Date.parse(sent.now)).attempt.begin(sent, "+7 912 345-67-89");
  const { attempt } = page(storage, Date.parse("2026-11-23T09:05:00Z"));

  assert.equal(attempt.restore(), true);
  assert.deepEqual([attempt.expired, attempt.phone], [true, "+7 912 345-67-89"]);
});

test("nothing stays of an attempt that ended, and nothing is restored from nothing", () => {
  const storage = new FakeStorage();
  const { attempt } = page(storage, noon);
  attempt.begin(sent, "+7 912 345-67-89");
  attempt.end();

  assert.equal(storage.items.size, 0);
  assert.equal(page(storage, noon).attempt.restore(), false);
  storage.setItem("sign-in", JSON.stringify({ attemptId: "a1", phone: "+7" }));
  assert.equal(page(storage, noon).attempt.restore(), false);
});
