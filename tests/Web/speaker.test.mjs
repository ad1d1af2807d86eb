import assert from "node:assert/strict";
import { test } from "node:test";
import { Speaker } from "../../src/Web/wwwroot/js/models/speaker.js";
import { FakeStorage, settled } from "./fakes.mjs";

// A media element on a computer with these speakers.
function element(plugged = ["default", "headset"]) {
  return {
    sinkId: "",
    async setSinkId(id) {
      if (id !== "" && !plugged.includes(id)) throw new DOMException("Requested device not found", "NotFoundError");
      this.sinkId = id;
    },
  };
}

test("Everybody in a call is heard through the chosen speaker, whoever comes later, too", async () => {
  const speaker = new Speaker(new FakeStorage());
  const [first, second, third] = [element(), element(), element()];
  speaker.carry(first);
  const release = speaker.carry(second);
  await speaker.choose("headset");
  speaker.carry(third);
  await settled();
  assert.deepEqual([first, second, third].map(({ sinkId }) => sinkId), ["headset", "headset", "headset"]);
  release();
  await speaker.choose("default");
  assert.deepEqual([first, second, third].map(({ sinkId }) => sinkId), ["default", "headset", "default"]);
});

test("The chosen speaker is remembered, one that could not be had is not", async () => {
  const storage = new FakeStorage();
  const speaker = new Speaker(storage);
  speaker.carry(element());
  await speaker.choose("headset");
  await assert.rejects(speaker.choose("gone"), /not found/);
  const later = element();
  new Speaker(storage).carry(later);
  await settled();
  assert.equal(later.sinkId, "headset");
});

test("Where the chosen speaker is pulled out the usual one sounds, until it is back", async () => {
  const plugged = ["default", "headset"];
  const speaker = new Speaker(new FakeStorage());
  const heard = element(plugged);
  speaker.carry(heard);
  await speaker.choose("headset");
  plugged.pop();
  await speaker.plugged(plugged);
  assert.equal(heard.sinkId, "");
  plugged.push("headset");
  await speaker.plugged(plugged);
  assert.equal(heard.sinkId, "headset");
});

test("A browser that lets no page choose is left alone", async () => {
  const speaker = new Speaker(new FakeStorage());
  speaker.carry({});
  await speaker.plugged(["default"]);
});
