import assert from "node:assert/strict";
import { test } from "node:test";
import { CallQuality } from "../../src/Web/wwwroot/js/models/call-quality.js";
import { LinkLimits } from "../../src/Web/wwwroot/js/models/link-limits.js";

const stats = ({ received, lost = 0, bytes = received * 1000, rtt = 0.04, freezes = 0, transported = bytes, sentLoss = 0, type = "host" }) => [
  { type: "inbound-rtp", kind: "video", packetsReceived: received, packetsLost: lost, bytesReceived: bytes, freezeCount: freezes, framesDecoded: received, frameWidth: 1280 },
  { type: "remote-inbound-rtp", fractionLost: sentLoss },
  { type: "transport", bytesReceived: transported, selectedCandidatePairId: "pair" },
  { type: "candidate-pair", id: "pair", nominated: true, state: "succeeded", currentRoundTripTime: rtt, availableOutgoingBitrate: 2_000_000, localCandidateId: "own" },
  { type: "local-candidate", id: "own", candidateType: type },
];

test("a good line is good, and its figures are those of the last second", () => {
  const quality = new CallQuality();
  quality.take(stats({ received: 100 }), 0);
  quality.take(stats({ received: 200 }), 1000);

  assert.deepEqual([quality.level, quality.loss, quality.roundTripMs, quality.kbits, quality.width], ["good", 0, 40, 800, 1280]);
});

for (const [name, sample, level] of [
  ["some loss is weak", { received: 195, lost: 6 }, "weak"],
  ["much loss is bad", { received: 180, lost: 20 }, "bad"],
  ["a long way is weak", { received: 200, rtt: 0.5 }, "weak"],
  ["a very long way is bad", { received: 200, rtt: 0.9 }, "bad"],
  ["loss of what we send counts, too", { received: 200, sentLoss: 0.2 }, "bad"],
  ["a frozen picture is weak", { received: 200, freezes: 1 }, "weak"],
]) {
  test(name, () => {
    const quality = new CallQuality();
    quality.take(stats({ received: 100 }), 0);
    assert.equal(quality.take(stats(sample), 1000).level, level);
  });
}

test("three seconds without anything are silence, and the first packet ends it", () => {
  const quality = new CallQuality();
  for (const [at, received] of [[0, 0], [1000, 100], [2000, 200], [3000, 200], [4000, 200]]) quality.take(stats({ received }), at);
  assert.equal(quality.silent, false);
  quality.take(stats({ received: 200 }), 5000);
  assert.equal(quality.silent, true);
  assert.match(quality.sentence, /не слышно/);
  quality.take(stats({ received: 201 }), 6000);
  assert.equal(quality.silent, false);
});

test("who has not begun to speak is not silent", () => {
  const quality = new CallQuality();
  for (let at = 0; at < 20_000; at += 1000) quality.take(stats({ received: 0 }), at);
  assert.equal(quality.silent, false);
});

test("the summary is of the whole call", () => {
  const quality = new CallQuality();
  quality.take(stats({ received: 0 }), 0);
  quality.take(stats({ received: 100, rtt: 0.02 }), 1000);
  quality.take(stats({ received: 190, lost: 10, rtt: 0.06, type: "relay" }), 2000);

  assert.deepEqual(quality.summary, { lossPercent: 5, roundTripMs: 40, kbitPerSecond: 760, freezes: 0, relayed: true });
});

test("on a poor line the picture gives way step by step, the sound never, and it comes back slowly", () => {
  const limits = new LinkLimits();
  const poor = { sentLoss: 20, sendableKbits: 2000, roundTripMs: 100 };
  const fine = { sentLoss: 0, sendableKbits: 2000, roundTripMs: 100 };
  const looks = (sample, count) => Array.from({ length: count }, () => limits.take(sample)).filter(Boolean).length;

  assert.equal(looks(poor, 2), 0);
  assert.equal(looks(poor, 1), 1);
  assert.equal(looks(poor, 20), 2);
  assert.equal(limits.pictureGivenUp, true);
  assert.equal(looks(fine, 11), 0);
  assert.equal(looks(fine, 1), 1);
  assert.equal(limits.pictureGivenUp, false);
});

test("one bad second changes nothing", () => {
  const limits = new LinkLimits();
  for (let i = 0; i < 10; i++) {
    assert.equal(limits.take({ sentLoss: 20, sendableKbits: null, roundTripMs: null }), false);
    assert.equal(limits.take({ sentLoss: 0, sendableKbits: null, roundTripMs: null }), false);
  }
});
