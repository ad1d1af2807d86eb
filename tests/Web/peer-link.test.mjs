import assert from "node:assert/strict";
import { test } from "node:test";
import { PeerLink } from "../../src/Web/wwwroot/js/models/peer-link.js";
import { FakeConnection } from "./fake-connection.mjs";
import { FakeTimers, settled } from "./fakes.mjs";

// Two pages whose signals arrive when the test says so.
function pair() {
  const timers = new FakeTimers();
  const wire = [];
  const side = (name, polite) => {
    const connection = new FakeConnection(name);
    return { connection, link: new PeerLink({ connection, polite, timers, now: () => timers.now, send: (signal) => wire.push({ from: name, signal }) }) };
  };
  const patient = side("patient", true);
  const doctor = side("doctor", false);
  const deliver = async () => {
    await settled();
    while (wire.length > 0) {
      const { from, signal } = JSON.parse(JSON.stringify(wire.shift()));
      await (from === "patient" ? doctor : patient).link.receive(signal);
      await settled();
    }
  };
  return { timers, wire, patient, doctor, deliver };
}

const stable = ({ patient, doctor }) => assert.deepEqual([patient.connection.signalingState, doctor.connection.signalingState], ["stable", "stable"]);

test("the impolite side begins and the polite one answers", async () => {
  const both = pair();
  both.doctor.connection.need();
  both.patient.connection.need();
  await both.deliver();

  stable(both);
  assert.equal(both.patient.connection.localDescription.type, "answer");
});

test("the polite side begins when the other one does not in two seconds", async () => {
  const both = pair();
  both.patient.connection.need();
  await both.timers.advance(1999);
  assert.equal(both.wire.length, 0);
  await both.timers.advance(1);
  await both.deliver();

  stable(both);
  assert.equal(both.doctor.connection.localDescription.type, "answer");
});

test("both may call at once: the polite one gives way", async () => {
  const both = pair();
  both.doctor.connection.need();
  both.patient.connection.need();
  await settled();
  const early = both.wire.splice(0);
  await both.timers.advance(2000);
  both.wire.unshift(...early);
  await both.deliver();

  stable(both);
  assert.deepEqual([both.patient.connection.rollbacks, both.doctor.connection.rollbacks], [1, 0]);
  assert.equal(both.patient.connection.localDescription.type, "answer");
  assert.equal(both.doctor.connection.localDescription.type, "offer");
});

// A call that goes on, as it is after its first description and answer.
async function talking() {
  const both = pair();
  both.doctor.connection.need();
  await both.deliver();
  for (const { connection } of [both.patient, both.doctor]) connection.turn("connected");
  await both.timers.advance(10_000);
  return both;
}

test("when both want new paths at one moment the other side restarts, and the polite one never takes back an offer", async () => {
  const both = await talking();
  both.patient.link.restart();
  both.doctor.link.restart();
  await both.deliver();
  await both.timers.advance(10_000);
  await both.deliver();

  stable(both);
  assert.deepEqual([both.patient.connection.offers, both.patient.connection.rollbacks, both.doctor.connection.restarts], [0, 0, 1]);
});

test("the polite side asks for new paths, and the other side makes them at once", async () => {
  const both = await talking();
  both.patient.link.restart();
  await both.deliver();

  stable(both);
  assert.deepEqual([both.patient.connection.offers, both.doctor.connection.restarts], [0, 1]);
});

test("twenty events of the network in five seconds make at most two offers a side", async () => {
  const both = await talking();
  const before = both.doctor.connection.offers;
  for (let event = 0; event < 20; event++) {
    both.patient.link.restart();
    both.doctor.link.restart();
    await both.deliver();
    await both.timers.advance(250);
  }
  for (let second = 0; second < 10; second++) {
    await both.timers.advance(1000);
    await both.deliver();
  }

  stable(both);
  assert.equal(both.patient.connection.offers, 0);
  assert.equal(both.doctor.connection.offers - before, 2);
});

test("what the polite side has to negotiate is asked for, and offered by itself when the other page does not know the question", async () => {
  const both = await talking();
  both.patient.connection.need();
  await both.timers.advance(2000);
  assert.deepEqual(both.wire.splice(0), [{ from: "patient", signal: { candidate: null, restart: true } }]);
  await both.timers.advance(5000);
  await both.deliver();

  stable(both);
  assert.equal(both.doctor.connection.localDescription.type, "answer");
});

test("a page from before the question takes it for the last candidate", async () => {
  const both = await talking();
  both.patient.link.restart();
  await settled();
  const [{ signal: { restart, ...known } }] = both.wire.splice(0);
  assert.deepEqual([restart, known], [true, { candidate: null }]);
});

test("candidates that overtake their description wait for it", async () => {
  const both = pair();
  await both.patient.link.receive({ candidate: { candidate: "early" } });
  assert.deepEqual(both.patient.connection.candidates, []);
  both.doctor.connection.need();
  await both.deliver();

  assert.deepEqual(both.patient.connection.candidates, [{ candidate: "early" }]);
});

test("candidates of an offer that was ignored are ignored", async () => {
  const both = pair();
  both.doctor.connection.need();
  await settled();
  await both.doctor.link.receive({ description: { type: "offer", sdp: "colliding" } });
  await both.doctor.link.receive({ candidate: { candidate: "of the colliding one" } });

  assert.deepEqual(both.doctor.connection.candidates, []);
  await both.deliver();
  stable(both);
});

test("an offer that got lost is said again when the other side is back", async () => {
  const both = pair();
  both.doctor.connection.need();
  await settled();
  both.wire.length = 0;
  both.doctor.link.again();
  await both.deliver();

  stable(both);
});

test("both begin again after the line was gone for both, and meet", async () => {
  const both = pair();
  both.doctor.connection.need();
  await both.deliver();
  both.doctor.link.restart();
  both.patient.link.restart();
  await settled();
  both.wire.length = 0;
  both.patient.link.again();
  both.doctor.link.again();
  await both.deliver();

  stable(both);
});

test("an answer that nobody waits for changes nothing, and what is no description is told and survived", async () => {
  const both = pair();
  both.doctor.connection.need();
  await both.deliver();
  const faults = [];
  both.doctor.link.onfault = (error) => faults.push(error);
  both.doctor.connection.addIceCandidate = async () => { throw new Error("not a candidate"); };
  await both.doctor.link.receive({ description: { type: "answer", sdp: "late" } });
  await both.doctor.link.receive({ candidate: { candidate: "nonsense" } });

  stable(both);
  assert.equal(faults.length, 1);
});

test("a closed link says nothing, and waits for nothing", async () => {
  const both = pair();
  both.patient.connection.need();
  both.patient.link.close();
  await both.timers.advance(5000);

  assert.deepEqual([both.wire.length, both.timers.waiting.length], [0, 0]);
  assert.equal(both.patient.connection.onicecandidate, null);
});
