import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal } from "../../src/Web/wwwroot/js/models/refusal.js";
import { Intake } from "../../src/Web/wwwroot/js/models/intake.js";
import { deferred, event, FakeStorage, FakeTimers, numbering, settled } from "./fakes.mjs";

const now = "2026-11-23T09:00:00.000Z";
const person = (patientId, name = "Берёзкина Анна Ивановна") => ({ patientId, name, ageYears: 34, doctor: "therapist", birthDate: "1992-01-01", policy: null });
const stranger = { signedIn: false, maskedPhone: null, people: [], chosen: null, identified: null, codeSentTo: null, now };
const sent = { maskedPhone: "+7 ··· 45-67", expiresAt: "2026-11-23T09:05:00.000Z", resendAt: "2026-11-23T09:01:00.000Z", attemptId: "a1", now };

// The platform as the panel meets it: each method answers what it is told to, or throws it.
class FakeLink {
  calls = [];
  constructor(answers) { this.answers = { Intake: stranger, FindPatients: { patients: [person("p1")], more: false, now }, ...answers }; }
  invoke = (method, ...args) => this.command(method, ...args);
  async command(method, ...args) {
    this.calls.push({ method, args });
    const answer = this.answers[method];
    if (answer instanceof Error) throw answer;
    return typeof answer === "function" ? answer(...args) : answer;
  }
  count(method) { return this.calls.filter((call) => call.method === method).length; }
}

const refused = (code) => new Refusal({ code, message: `нет: ${code}` });
async function intake(answers = {}, storage = new FakeStorage(), state = "sent") {
  const link = new FakeLink(answers);
  const timers = new FakeTimers();
  const one = new Intake("s1", { link, storage, newId: numbering(), askCode: async () => ({ state }), timers });
  await one.read();
  return { one, link, storage, timers };
}

test("A visitor is asked for the phone, then for the code, then it is known who calls", async () => {
  const { one, link } = await intake({ SendSignInCode: sent, ConfirmSignIn: { patients: [], continuedIn: null, now } });
  assert.equal(one.step, "phone");
  one.type("phone", " 912 345-45-67 ");
  await one.send();
  assert.equal(one.step, "code");
  assert.deepEqual(link.calls.find((call) => call.method === "SendSignInCode").args, ["command-1", "s1", "912 345-45-67"]);
  link.answers.Intake = { ...stranger, signedIn: true, maskedPhone: sent.maskedPhone, people: [person("p1")], chosen: "p1" };
  one.type("code", "123 456");
  await one.confirm();
  assert.equal(one.step, "people");
  assert.equal(one.settled, true);
});

test("Every refusal stands beside the field that can be mended", async () => {
  const places = { invalidPhone: "phone", tooMany: "phone" };
  for (const [code, place] of Object.entries(places)) {
    const { one } = await intake({ SendSignInCode: refused(code) });
    await one.send();
    assert.deepEqual([one.step, one.error.place, one.error.text], ["phone", place, `нет: ${code}`]);
  }
  for (const code of ["invalidCode", "wrongCode", "codeExpired", "tooMany"]) {
    const { one } = await intake({ SendSignInCode: sent, ConfirmSignIn: refused(code) });
    await one.send();
    await one.confirm();
    assert.deepEqual([one.step, one.error.place, one.busy], ["code", "code", null]);
  }
});

test("A code whose message was not sent can be sent again at once", async () => {
  const { one, timers } = await intake({ SendSignInCode: sent }, new FakeStorage(), "failed");
  one.type("phone", "+7 912 345-45-67");
  await one.send();
  assert.equal(one.error, null);
  await timers.advance(2_000);
  assert.deepEqual([one.step, one.error.place, one.code.resendAt], ["code", "code", null]);
  assert.match(one.error.text, /не отправлено/);
});

test("A number that no policy knows is said before the code is told", async () => {
  const { one } = await intake({ SendSignInCode: sent, FindPatients: { patients: [], more: false, now } });
  await one.send();
  assert.deepEqual([one.step, one.nobodyKnown], ["code", true]);
  const { one: known } = await intake({ SendSignInCode: sent });
  await known.send();
  assert.equal(known.nobodyKnown, false);
});

test("A reload loses neither what was typed nor where the code went", async () => {
  const { one, storage } = await intake({ SendSignInCode: sent });
  one.type("phone", "+7 912 345-45-67");
  await one.send();
  one.type("code", "123");
  one.type("policyNumber", "ДМС-1");
  const { one: again } = await intake({ Intake: { ...stranger, codeSentTo: sent.maskedPhone } }, storage);
  assert.deepEqual([again.step, again.code.expiresAt, again.typed.code, again.typed.policyNumber], ["code", sent.expiresAt, "123", "ДМС-1"]);
});

test("A code sent from another tab is waited for here, until another number is asked for", async () => {
  const { one, link } = await intake();
  link.answers.Intake = { ...stranger, codeSentTo: "+7 ··· 00-01" };
  one.hear([event(3, "message"), event(4, "signInCodeSent")]);
  await settled();
  assert.deepEqual([one.step, one.code.maskedPhone], ["code", "+7 ··· 00-01"]);
  one.askPhone();
  one.hear([event(5, "identified")]);
  await settled();
  assert.equal(one.step, "phone");
});

test("Only events that tell who calls are asked about", async () => {
  const { one, link } = await intake();
  const before = link.count("Intake");
  one.hear([event(3, "message"), event(4, "read")]);
  await settled();
  assert.equal(link.count("Intake"), before);
});

test("A person who waits in another session goes on there", async () => {
  const { one } = await intake({ SendSignInCode: sent, ConfirmSignIn: { patients: [person("p1")], continuedIn: "s0", now } });
  await one.send();
  await one.confirm();
  assert.equal(one.step, "continued");
});

test("A signed-in number without a policy is identified, and its own number registered at once", async () => {
  const unknown = { ...stranger, signedIn: true, maskedPhone: sent.maskedPhone };
  const { one, link } = await intake({ Intake: unknown, Identify: { person: person("p7"), hasPhone: false, maskedPhone: null, now }, RegisterPatient: { person: person("p7"), code: null, now } });
  assert.deepEqual([one.step, one.nobodyKnown], ["unknown", true]);
  await one.identify();
  assert.equal(one.error.place, "person");
  assert.equal(link.count("Identify"), 0);
  for (const [field, value] of [["policyNumber", "ДМС-7 "], ["name", " Берёзкина Анна"], ["birthDate", "1992-01-01"], ["phone", "+7 912 345-45-67"]]) one.type(field, value);
  await one.identify();
  assert.deepEqual([one.mayRegister, one.typed.newPhone], [true, "+7 912 345-45-67"]);
  link.answers.Intake = { ...unknown, people: [person("p7")], chosen: "p7" };
  await one.register();
  assert.equal(one.step, "people");
  assert.deepEqual(link.calls.find((call) => call.method === "RegisterPatient").args[2], { policyNumber: "ДМС-7", name: "Берёзкина Анна", birthDate: "1992-01-01", phone: "+7 912 345-45-67" });
});

test("A newly registered number is bound only after its own code", async () => {
  const { one } = await intake({ Identify: { person: person("p7"), hasPhone: false, maskedPhone: null, now }, RegisterPatient: { person: person("p7"), code: sent, now } });
  for (const [field, value] of [["policyNumber", "ДМС-7"], ["name", "Берёзкина Анна"], ["birthDate", "1992-01-01"], ["newPhone", "9123454567"]]) one.type(field, value);
  await one.identify();
  await one.register();
  assert.deepEqual([one.step, one.code.maskedPhone, one.typed.code], ["code", sent.maskedPhone, ""]);
});

test("A phone of the records is not replaced", async () => {
  const { one } = await intake({ Identify: { person: person("p7"), hasPhone: true, maskedPhone: "+7 ··· 00-01", now } });
  for (const [field, value] of [["policyNumber", "ДМС-7"], ["name", "Берёзкина Анна"], ["birthDate", "1992-01-01"]]) one.type(field, value);
  await one.identify();
  assert.equal(one.mayRegister, false);
});

test("One tap is one command, and several people stay to choose from", async () => {
  const answer = deferred();
  const { one, link } = await intake({ Intake: { ...stranger, signedIn: true, people: [person("p1"), person("p2")], chosen: "p1" }, ChoosePatient: () => answer.promise });
  assert.deepEqual([one.settled, one.choosing], [false, false]);
  one.reconsider();
  assert.equal(one.choosing, true);
  const first = one.choose("p2");
  one.choose("p2");
  answer.resolve({});
  await first;
  assert.equal(link.count("ChoosePatient"), 1);
  assert.equal(one.choosing, false);
});

test("A policy number of two insurers asks which is meant, and the choice goes along", async () => {
  const { one, link } = await intake({ Identify: refused("insurerRequired") });
  for (const [field, value] of Object.entries({ policyNumber: "777", name: "Берёзкина Анна", birthDate: "1992-01-01" })) one.type(field, value);
  await one.identify();
  assert.deepEqual([one.error.place, one.error.text], ["person", "нет: insurerRequired"]);
  one.type("insurerId", "romashka");
  link.answers.Identify = { person: person("p1"), hasPhone: true, maskedPhone: null, now };
  await one.identify();
  const [first, second] = link.calls.filter((call) => call.method === "Identify").map((call) => call.args[2]);
  assert.deepEqual([first.insurerId, second.insurerId], [undefined, "romashka"]);
});

test("Who phones from a strange number is identified first, and registered where there is no login", async () => {
  const { one, link } = await intake({ Identify: { person: person("p1"), hasPhone: false, maskedPhone: null, now }, RegisterPatient: { person: person("p1"), code: sent, now } });
  one.byPhone = true;
  assert.deepEqual([one.step, one.settled], ["strange", false]);
  Object.assign(one.typed, { policyNumber: "P-1", name: "Берёзкина Анна Ивановна", birthDate: "1992-01-01", newPhone: "9123454567" });
  link.answers.Intake = { ...stranger, people: [person("p1")], chosen: "p1", identified: person("p1") };
  await one.identify();
  assert.deepEqual([one.step, one.settled, one.mayRegister], ["people", false, true]);
  await one.register();
  assert.equal(one.step, "code");
  link.answers.Intake = { ...link.answers.Intake, signedIn: true };
  await one.read();
  assert.deepEqual([one.step, one.settled], ["people", true]);
});

test("Who phones from the login is chosen among its people", async () => {
  const { one } = await intake({ Intake: { ...stranger, signedIn: true, maskedPhone: "+7 ··· 45-67", people: [person("p1"), person("p2", "Берёзкин Олег")] } });
  one.byPhone = true;
  assert.deepEqual([one.step, one.choosing], ["people", true]);
});
