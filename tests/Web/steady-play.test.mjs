import assert from "node:assert/strict";
import { test } from "node:test";
import { SteadyPlay } from "../../src/Web/wwwroot/js/models/steady-play.js";
import { FakeTimers, settled } from "./fakes.mjs";

class Video extends EventTarget {
  srcObject = null;
  plays = 0;
  refusal = null;
  async play() {
    this.plays++;
    if (this.refusal) throw Object.assign(new Error("no"), { name: this.refusal });
  }
  pause() { this.dispatchEvent(new Event("pause")); }
}

function steady() {
  const timers = new FakeTimers();
  const video = new Video();
  return { timers, video, play: new SteadyPlay(video, timers) };
}

test("a picture that the system pauses plays again within a second", async () => {
  const { timers, video, play } = steady();
  play.show({});
  await settled();
  video.pause();
  await timers.advance(1000);
  assert.equal(video.plays, 2);
});

test("while the system holds it, it is tried again and again", async () => {
  const { timers, video, play } = steady();
  play.show({});
  await settled();
  video.refusal = "AbortError";
  video.pause();
  await timers.advance(3000);
  assert.ok(video.plays >= 4);
  assert.equal(play.refused, false);
  video.refusal = null;
  await timers.advance(1000);
  assert.equal(timers.waiting.length, 0);
});

test("a browser that refuses to play without a touch is told, and the touch ends it", async () => {
  const { timers, video, play } = steady();
  let told = 0;
  play.addEventListener("change", () => told++);
  video.refusal = "NotAllowedError";
  play.show({});
  await timers.advance(5000);
  assert.deepEqual([play.refused, told], [true, 1]);
  video.refusal = null;
  await play.play();
  assert.deepEqual([play.refused, told], [false, 2]);
});

test("what is shown no more is not played again", async () => {
  const { timers, video, play } = steady();
  play.show({});
  await settled();
  video.pause();
  play.show(null);
  video.pause();
  await timers.advance(5000);
  assert.deepEqual([video.plays, timers.waiting.length], [1, 0]);
});
