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
    return { connection, link: new PeerLink({ connection, polite, timers, send: (signal) => wire.push({ from: name, signal }) }) };
  };
  const patient = side("patient", true);
  const doctor = side("doctor", false);
  const deliver = async () => {
    await settled();
    while (wire.length > 0) {
      const { from, signal } = wire.shift();
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
  await both.deliver();
  both.patient.connection.restartIce();
  both.doctor.connection.restartIce();
  await both.deliver();

  stable(both);
  assert.equal(both.patient.connection.localDescription.type, "answer");
  assert.equal(both.doctor.connection.localDescription.type, "offer");
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
  both.doctor.connection.restartIce();
  both.patient.connection.restartIce();
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
