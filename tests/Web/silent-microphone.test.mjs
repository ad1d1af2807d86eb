import assert from "node:assert/strict";
import { test } from "node:test";
import { DarkPicture, areAllBlack } from "../../src/Web/wwwroot/js/models/dark-picture.js";
import { SilentMicrophone } from "../../src/Web/wwwroot/js/models/silent-microphone.js";

// Looks a second apart.
const looks = (watch, values) => values.map((value, second) => watch.take(value, 1000 * second));
const same = (value, count) => Array.from({ length: count }, () => value);

test("a microphone without any sound is told within five seconds", () => {
  const silent = looks(new SilentMicrophone(), same({ source: "mic 0", energy: 0 }, 6));
  assert.deepEqual([silent[3], silent[5]], [false, true]);
});

test("whoever was heard may be silent, until another microphone is spoken into", () => {
  const watch = new SilentMicrophone();
  const heard = looks(watch, [{ source: "mic 0", energy: 0 }, { source: "mic 0", energy: 0.2 }, ...same({ source: "mic 0", energy: 0.2 }, 20)]);
  assert.equal(heard.some(Boolean), false);
  const plugged = Array.from({ length: 7 }, (_, second) => watch.take({ source: "mic 1", energy: 0.2 }, 100_000 + 1000 * second));
  assert.deepEqual([plugged.at(0), plugged.at(-1)], [false, true]);
  assert.equal(watch.take({ source: "mic 1", energy: 0.3 }, 110_000), false);
});

test("a muted microphone and a browser that does not say are not suspected", () => {
  assert.equal(looks(new SilentMicrophone(), same({ source: null, energy: 0 }, 20)).some(Boolean), false);
  assert.equal(looks(new SilentMicrophone(), same({ source: "mic 0", energy: null }, 20)).some(Boolean), false);
});

test("a picture that is black for four seconds is told, a dark moment is not", () => {
  assert.deepEqual(looks(new DarkPicture(), [0, 10, 0, 200, 0, 0, 0, 0, 0]), [false, false, false, false, false, false, false, false, true]);
  assert.equal(looks(new DarkPicture(), same(null, 20)).some(Boolean), false);
});

test("of some pictures one bright one is enough, and none says nothing", () => {
  assert.deepEqual([areAllBlack([0, 3, 20]), areAllBlack([0, 90]), areAllBlack([])], [true, false, false]);
});
