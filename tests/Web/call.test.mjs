import assert from "node:assert/strict";
import { test } from "node:test";
import { Call } from "../../src/Web/wwwroot/js/models/call.js";
import { awayText } from "../../src/Web/wwwroot/js/models/call-words.js";
import { MediaTrouble } from "../../src/Web/wwwroot/js/models/media-trouble.js";
import { calling, offer, page, ready } from "./call-page.mjs";
import { FakeStorage, numbering, settled } from "./fakes.mjs";

test("the call is taken and the camera asked for at the same time", async () => {
  const { call, link, media } = page();
  const started = call.start("video");
  assert.deepEqual([link.of("TakeCall").length, media.opened], [1, ["video"]]);
  await started;
  assert.equal(call.state, "waiting");
});

test("when both are there the page connects through the relay it was given, and answers the other side's offer", async () => {
  const { link, connections, media } = await calling();
  link.push("Signal", "doctor", { callId: "c1", description: offer });
  await settled();

  assert.deepEqual(connections[0].configuration.iceServers, [{ urls: "turn:relay" }]);
  const [, , to, signal] = link.of("Signal").at(-1);
  assert.deepEqual([to, signal.callId, signal.description.type], ["doctor", "c1", "answer"]);
  assert.ok(media.audioTrack);
});

test("signals that come before the relay's name wait in their order, those of other calls are ignored", async () => {
  const { call, link, connections } = page();
  await call.start("video");
  link.push("CallReady", ready("c1"));
  link.push("Signal", "doctor", { callId: "c1", description: offer });
  link.push("Signal", "doctor", { callId: "c1", candidate: { candidate: "a" } });
  link.push("Signal", "doctor", { callId: "another", candidate: { candidate: "b" } });
  await settled();

  assert.deepEqual(connections[0].candidates, [{ candidate: "a" }]);
});

test("the next specialist gets a fresh connection and the camera stays", async () => {
  const { call, link, media, connections } = await calling();
  call.present([]);
  assert.deepEqual([connections[0].closed, call.state, media.closed], [true, "waiting", 0]);
  link.push("CallReady", ready("c2", "consultant"));
  await settled();

  assert.deepEqual([connections.length, connections[1].closed, call.peer.participant], [2, false, "consultant"]);
  assert.deepEqual(media.opened, ["video"]);
});

test("a chat lets everything go, and nobody who hung up is on camera again by a reload", async () => {
  const storage = new FakeStorage();
  const { call, link, media } = await calling(storage);
  await call.rest();
  assert.deepEqual([call.mode, call.place, media.closed, link.of("HangUp").length], [null, "off", 1, 1]);
  await call.start("video");
  await call.hangUp();
  assert.equal(page(storage).call.hungUp, true);
  await call.rest();
  assert.equal(page(storage).call.hungUp, false);
});

test("a call begun anew replaces the former connection", async () => {
  const { link, connections } = await calling();
  link.push("CallReady", ready("c2"));
  await settled();
  assert.deepEqual(connections.map((one) => one.closed), [true, false]);
});

test("another page that takes the call leaves nothing running here, also after a reload", async () => {
  const { call, link, media, connections, timers, storage } = await calling();
  link.push("CallTaken");

  assert.deepEqual([call.place, connections[0].closed, media.closed, timers.waiting.length], ["elsewhere", true, 1, 0]);
  assert.equal(page(storage).call.place, "elsewhere");
});

test("a page that had the call knows so after a reload, one that hung up does not", async () => {
  const storage = new FakeStorage();
  const { call, link } = await calling(storage);
  assert.equal(page(storage).call.wasHere, true);
  await call.hangUp();
  assert.equal(page(storage).call.wasHere, false);
  assert.equal(link.of("HangUp").length, 1);
});

test("a failed camera is a trouble, and the call goes on without it", async () => {
  const { call, media, link } = page();
  media.trouble = new MediaTrouble("noCamera", "video");
  await call.start("video");
  assert.equal(call.trouble.kind, "noCamera");
  assert.equal(link.of("TakeCall").length, 1);
  media.trouble = null;
  await call.changeMode("audio");
  assert.equal(call.trouble, null);
});

test("a browser that cannot call says so, and takes nothing", async () => {
  const { media, link, storage } = page();
  const call = new Call("s1", { link, media, storage, newConnection: null, newStream: () => null, newId: numbering(), servers: async () => [] });
  await call.start("video");
  await call.joined();
  assert.deepEqual([call.trouble.kind, call.trouble.offers, link.calls, media.opened], ["unsupported", ["chat", "phone"], [], []]);
});

test("the connected call and its end go on record", async () => {
  const { call, link, connections, timers } = await calling();
  connections[0].turn("connected");
  await timers.advance(3000);
  call.present([]);
  const reports = link.of("ReportCall").map(([, , , report]) => report);

  assert.deepEqual(reports.map((one) => [one.stage, one.callId, one.with, one.seconds]), [["connected", "c1", "doctor", 0], ["ended", "c1", "doctor", 3]]);
});

test("what the other side says of itself is believed, what is no such word is not", async () => {
  const { call, connections } = await calling();
  const { channel } = connections[0];
  channel.onmessage({ data: JSON.stringify({ paused: { video: true }, muted: true, cameraOff: "maybe", hindrance: 7 }) });
  assert.deepEqual(call.peer.theirs, { paused: { audio: false, video: true }, muted: true, cameraOff: false, pictureGivenUp: false, hindrance: null });
  for (const data of ["{", "null", "7"]) channel.onmessage({ data });
  assert.equal(call.peer.theirs.muted, false);
});

test("the one who is not polite offers lines for sound and picture before the devices are there", async () => {
  const { call, link, connections } = page();
  await call.start("video");
  link.push("CallReady", ready("c1", "patient", false));
  await settled();
  assert.deepEqual(connections[0].transceivers.map((line) => [line.receiver.track.kind, line.sender.track?.kind ?? null]), [["audio", "audio"], ["video", "video"]]);
  assert.equal(link.of("Signal")[0][3].description.type, "offer");
});

test("muted and dark stay so after a reload and in the tab that takes the call, in that session alone", async () => {
  const choices = new FakeStorage();
  const first = page(new FakeStorage(), { choices });
  await first.call.start("video");
  first.media.tap({ muted: true, cameraOff: true });
  first.link.push("CallTaken");

  for (const storage of [new FakeStorage(), first.storage]) {
    const next = page(storage, { choices });
    await next.call.start("video");
    assert.deepEqual([next.media.muted, next.media.cameraOff], [true, true]);
  }
  const other = page(new FakeStorage(), { choices, session: "s2" });
  await other.call.start("video");
  assert.deepEqual([other.media.muted, other.media.cameraOff], [false, false]);
});

test("a page that carries no call leaves the choices of the one that does", async () => {
  const choices = new FakeStorage();
  const idle = page(new FakeStorage(), { choices });
  idle.media.tap({ muted: true, cameraOff: false });
  const next = page(new FakeStorage(), { choices });
  await next.call.start("video");
  assert.equal(next.media.muted, false);
});

test("what keeps this page from being seen or heard is told to the others", async () => {
  const { call, media, connections } = await calling();
  const { channel } = connections[0];
  channel.readyState = "open";
  channel.onopen();
  call.see(true);
  media.unanswered = new MediaTrouble("unanswered", "video");
  media.dispatchEvent(new Event("question"));
  assert.deepEqual(channel.sent.map(({ hindrance }) => hindrance), [null, "dark", "unanswered"]);
});

test("a page that cannot call tells each who waits for it why, once", async () => {
  const { link, media, storage } = page();
  const call = new Call("s1", { link, media, storage, newConnection: null, newStream: () => null, newId: numbering(), servers: async () => [] });
  await call.start("video");
  call.present(["doctor"]);
  call.present(["doctor", "consultant"]);
  const told = link.of("ReportCall").map(([, , , report]) => [report.with, report.stage, report.hindrance]);
  assert.deepEqual(told, [["doctor", "failed", "unsupported"], ["consultant", "failed", "unsupported"]]);
});

test("a page whose call went elsewhere hears when it is free again, also when it comes back, and takes it by a tap only", async () => {
  const { call, link, storage, media, timers } = await calling();
  link.push("CallFree");
  assert.equal(call.place, "here");
  link.push("CallTaken");
  link.push("CallFree");
  await timers.advance(2500);
  assert.deepEqual([call.place, media.opened.length, awayText(call, "video", null).take], ["free", 1, "Говорить здесь"]);
  assert.doesNotMatch(awayText(call, "video", null).text, /идёт/);

  const again = page(storage);
  again.link.invoke = async (method) => method === "CallPlace" ? { carried: false } : undefined;
  assert.equal(again.call.place, "elsewhere");
  await again.call.joined();
  await again.timers.advance(2500);
  assert.equal(again.call.place, "free");
  again.link.push("CallTaken");
  assert.equal(again.call.place, "elsewhere");
  await again.call.rest();
  assert.deepEqual([again.call.place, page(storage).call.place], ["off", "off"]);
});

test("a call whose tab is only loaded anew is not offered in the other one", async () => {
  const { call, link, timers } = await calling();
  link.push("CallTaken");
  link.push("CallFree");
  await timers.advance(1500);
  assert.equal(call.place, "elsewhere");
  link.push("CallTaken");
  await timers.advance(5000);
  assert.equal(call.place, "elsewhere");

  link.push("CallFree");
  await call.rest();
  await timers.advance(5000);
  assert.deepEqual([call.place, timers.waiting.length], ["off", 0]);
});

test("a page that missed that its call was taken again hears of it when it is back", async () => {
  const { call, link, timers } = await calling();
  link.push("CallTaken");
  link.push("CallFree");
  await timers.advance(2500);
  assert.equal(call.place, "free");
  const { invoke } = link;
  link.invoke = async (method, ...args) => (method === "CallPlace" ? { carried: true } : invoke.call(link, method, ...args));
  await call.joined();
  assert.equal(call.place, "elsewhere");
});
