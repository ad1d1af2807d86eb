import assert from "node:assert/strict";
import { test } from "node:test";
import { DeviceTrial } from "../../src/Web/wwwroot/js/models/device-trial.js";
import { deferred, settled } from "./fakes.mjs";

function trial() {
  const asked = [];
  const getUserMedia = (wanted) => {
    const answer = deferred();
    const track = { wanted, stopped: false, stop() { this.stopped = true; } };
    asked.push({ wanted, track, give: () => answer.resolve({ getTracks: () => [track] }), refuse: () => answer.reject(new Error("NotReadableError")) });
    return answer.promise;
  };
  return { one: new DeviceTrial({ getUserMedia }), asked };
}

test("A device on trial is the one that was chosen, and is let go of afterwards", async () => {
  const { one, asked } = trial();
  one.try("video", "front");
  asked[0].give();
  await settled();
  assert.deepEqual(asked[0].wanted, { video: { deviceId: { exact: "front" } } });
  assert.equal(one.track("video"), asked[0].track);
  assert.deepEqual(one.end(), { video: "front" });
  assert.equal(asked[0].track.stopped, true);
  assert.deepEqual([one.track("video"), one.end()], [null, {}]);
});

test("Of two that are chosen one after the other the first is stopped, however late it comes", async () => {
  const { one, asked } = trial();
  one.try("audio", "headset");
  one.try("audio", "built-in");
  asked[1].give();
  asked[0].give();
  await settled();
  assert.equal(one.track("audio"), asked[1].track);
  assert.deepEqual([asked[0].track.stopped, asked[1].track.stopped], [true, false]);
});

test("A camera that can't be had beside the one in use may be chosen all the same", async () => {
  const { one, asked } = trial();
  one.try("video", "back");
  asked[0].refuse();
  await settled();
  assert.deepEqual([one.refused, one.track("video")], [["video"], null]);
  assert.deepEqual(one.end(), { video: "back" });
});

test("A device that comes after the dialog is closed is stopped", async () => {
  const { one, asked } = trial();
  one.try("audio", "headset");
  one.end();
  asked[0].give();
  await settled();
  assert.equal(asked[0].track.stopped, true);
});
