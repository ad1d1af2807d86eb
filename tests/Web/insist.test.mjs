import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal } from "../../src/Web/wwwroot/js/models/refusal.js";
import { insist } from "../../src/Web/wwwroot/js/models/insist.js";
import { FakeTimers, settled } from "./fakes.mjs";

const crowded = () => { throw new Refusal({ code: "crowded", message: "Сейчас очень много обращений." }); };

function begin(answers) {
  const timers = new FakeTimers();
  const asked = [];
  let tellings = 0;
  const result = insist(async () => {
    asked.push(timers.now);
    return (answers.shift() ?? crowded)();
  }, { told: () => { tellings++; }, timers, random: () => 0.5 });
  return { result, timers, asked, tellings: () => tellings };
}

test("Who is let in at once is told nothing", async () => {
  const { result, asked, tellings } = begin([() => "view"]);
  assert.equal(await result, "view");
  assert.deepEqual(asked, [0]);
  assert.equal(tellings(), 0);
});

test("In a crowd the call is repeated, ever more slowly, and the person is told once", async () => {
  const { result, timers, asked, tellings } = begin([crowded, crowded, crowded, () => "view"]);
  await timers.advance(10_000);
  assert.equal(await result, "view");
  assert.deepEqual(asked, [0, 500, 1500, 3500]);
  assert.equal(tellings(), 1);
});

test("A crowd that does not go is told in the end", async () => {
  const { result, timers, asked } = begin([]);
  const refused = assert.rejects(result, (error) => error.code === "crowded");
  await timers.advance(600_000);
  await refused;
  assert.equal(asked.length, 20);
});

test("Another refusal is not repeated", async () => {
  const { result, timers, asked } = begin([() => { throw new Refusal({ code: "alreadyOpen", message: "У этого человека уже есть открытое обращение." }); }]);
  await assert.rejects(result, (error) => error.code === "alreadyOpen");
  await settled();
  assert.deepEqual(timers.waiting, []);
  assert.equal(asked.length, 1);
});
