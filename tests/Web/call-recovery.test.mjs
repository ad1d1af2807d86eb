import assert from "node:assert/strict";
import { test } from "node:test";
import { calling, page, ready } from "./call-page.mjs";
import { settled } from "./fakes.mjs";

test("a call that is told of before the event that brings the specialist stays", async () => {
  const { call, link, connections } = page();
  await call.start("video");
  link.push("CallReady", ready("c1"));
  await settled();
  call.present([]);
  assert.equal(connections[0].closed, false);
  call.present(["doctor"]);
  assert.equal(call.peer.participant, "doctor");
});

test("whoever leaves while the relay is asked for leaves no connection", async () => {
  const { call, link, connections } = page();
  await call.start("video");
  call.present(["doctor"]);
  link.push("CallReady", ready("c1"));
  call.present([]);
  await settled();
  assert.deepEqual([connections.length, call.state], [0, "waiting"]);
});

test("of three in a call the one that is away is begun anew, the other goes on", async () => {
  const { call, link, connections, timers } = await calling();
  link.push("CallReady", ready("c2", "consultant"));
  await settled();
  call.present(["doctor", "consultant"]);
  for (const connection of connections) connection.turn("connected");
  connections[1].turn("failed");
  await timers.advance(60_000);
  assert.equal(link.of("TakeCall").length, 1);
  assert.deepEqual(link.of("ResumeCall")[0], ["ResumeCall", "s1", [{ with: "doctor", callId: "c1" }]]);
  assert.deepEqual(connections.map((one) => one.closed), [false, false]);
});

test("a permission that comes after the call was left closes nothing of the next one", async () => {
  const { call, media } = page();
  let allow;
  media.open = () => new Promise((done) => { allow = done; });
  const starting = call.start("video");
  await call.hangUp();
  const closed = media.closed;
  allow();
  await starting;
  assert.equal(media.closed, closed);
});

test("a page that has not joined yet takes the call when it has, once", async () => {
  const { call, link } = page();
  link.lose();
  link.state = "connected";
  await call.start("video");
  assert.equal(link.of("TakeCall").length, 0);
  await call.joined();
  assert.equal(link.of("TakeCall").length, 1);
});

test("after a reconnection the page says which calls it is in, and takes the call when it is in none", async () => {
  const { call, link } = await calling();
  await call.joined();
  assert.deepEqual(link.of("ResumeCall").at(-1), ["ResumeCall", "s1", [{ with: "doctor", callId: "c1" }]]);
  call.present([]);
  await call.joined();
  assert.equal(link.of("TakeCall").length, 2);
});

test("being told of a call that it is in already, the page says again what got lost", async () => {
  const { link, connections } = await calling();
  link.push("CallReady", ready("c1"));
  await settled();
  assert.equal(connections.length, 1);
  assert.deepEqual(link.of("Signal").at(-1), ["Signal", "s1", "doctor", { callId: "c1", candidate: null, restart: true }]);
});

test("a line that stays away is begun anew, and after 20 seconds other ways are offered", async () => {
  const { call, link, connections, timers } = await calling();
  connections[0].turn("connected");
  connections[0].turn("disconnected");
  assert.equal(call.state, "interrupted");
  await timers.advance(8000);
  assert.equal(link.of("TakeCall").length, 1);
  await timers.advance(2000);
  assert.equal(link.of("TakeCall").length, 2);
  assert.equal(call.offersOthers, false);
  await timers.advance(11_000);
  assert.equal(call.offersOthers, true);
  assert.ok(link.hurried >= 20);
  connections[0].turn("connected");
  assert.deepEqual([call.state, call.offersOthers, call.peer.drops, call.peer.recoveries], ["connected", false, 1, 1]);
});

test("in a long call the relay's word is renewed before it runs out, and the way through it is left alone", async () => {
  const { connections, timers, link } = await calling();
  connections[0].turn("connected");
  await timers.advance(7 * 60_000);
  connections[0].configuration = { bundlePolicy: "max-bundle" };
  await timers.advance(2 * 60_000);
  assert.deepEqual([connections[0].restarts, connections[0].configuration], [0, { bundlePolicy: "max-bundle", iceServers: [{ urls: "turn:relay" }] }]);
  assert.equal(link.of("TakeCall").length, 1);
});

const decoding = (connection, frames) => { connection.stats = [{ type: "inbound-rtp", kind: "video", framesDecoded: frames, packetsReceived: frames, bytesReceived: frames }, { type: "transport", bytesReceived: frames }]; };

// Frames come and are painted, or not, each second.
async function watched(it, seconds, paints) {
  for (let second = 0; second < seconds; second++) {
    it.frames = (it.frames ?? 0) + 25;
    decoding(it.connections.at(-1), it.frames);
    if (paints) it.call.peer.picture.painted += 25;
    await it.timers.advance(1000);
  }
}

test("a picture that comes and is not painted is begun anew within three seconds, and not for ever", async () => {
  const it = await calling();
  it.connections[0].turn("connected");
  it.call.peer.picture = { painted: 0, visible: true };
  await watched(it, 4, true);
  assert.equal(it.link.of("TakeCall").length, 1);
  await watched(it, 3, false);
  assert.equal(it.link.of("TakeCall").length, 2);
  await watched(it, 60, false);
  assert.ok(it.link.of("TakeCall").length <= 6);
});

test("a page that nobody looks at paints nothing, and stays in its call", async () => {
  const it = await calling();
  it.connections[0].turn("connected");
  it.call.peer.picture = { painted: 0, visible: false };
  await watched(it, 30, false);
  it.call.peer.picture.visible = true;
  await watched(it, 10, true);
  assert.equal(it.link.of("TakeCall").length, 1);
});

test("while the platform is away nothing is begun anew", async () => {
  const { link, connections, timers } = await calling();
  connections[0].turn("connected");
  connections[0].turn("failed");
  link.lose();
  await timers.advance(30_000);
  assert.equal(link.of("TakeCall").length, 1);
});

test("a hundred calls in a row leave no timer and no connection", async () => {
  const { call, link, connections, timers } = page();
  await call.start("video");
  for (let i = 0; i < 100; i++) {
    call.present([`doctor${i}`]);
    link.push("CallReady", ready(`c${i}`, `doctor${i}`));
    await settled();
    call.present([]);
  }
  assert.deepEqual([connections.length, connections.filter((one) => !one.closed).length, timers.waiting.length], [100, 0, 0]);
});

test("a page that is closed is known at once by its channel, and comes back with a call of its own", async () => {
  const { call, link, connections, timers } = await calling();
  connections[0].turn("connected");
  assert.equal(call.state, "connected");
  connections[0].channel.onclose();
  assert.deepEqual([call.state, call.peer.departed], ["interrupted", true]);
  // The line did not break, so the call's record tells of no drop.
  assert.equal(call.peer.drops, 0);
  await timers.advance(5000);
  assert.equal(call.state, "interrupted");
  link.push("CallReady", ready("c2"));
  await settled();
  connections[1].turn("connected");
  assert.deepEqual([call.state, call.peer.departed], ["connected", false]);
});

test("a channel that breaks while sound goes on is nobody's leaving", async () => {
  const { call, connections, timers } = await calling();
  connections[0].turn("connected");
  let bytes = 0;
  Object.defineProperty(connections[0], "stats", { get: () => [{ type: "inbound-rtp", kind: "audio", packetsReceived: (bytes += 4000) / 100, packetsLost: 0, bytesReceived: bytes }] });
  connections[0].channel.onclose();
  await timers.advance(5000);
  assert.equal(call.state, "connected");
});
