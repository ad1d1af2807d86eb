import { Fault, Refusal } from "./refusal.js";

// The words of a page to the platform about its calls in one session.
export class CallLine {
  #link;
  #newId;
  #toldOf = new Set();

  constructor(sessionId, link, newId) {
    this.sessionId = sessionId;
    this.#link = link;
    this.#newId = newId;
  }

  take() {
    return this.#say("TakeCall", this.sessionId);
  }

  resume(peers) {
    return this.#say("ResumeCall", this.sessionId, peers.map((peer) => ({ with: peer.participant, callId: peer.callId })));
  }

  hangUp() {
    return this.#say("HangUp", this.sessionId);
  }

  // Whether another page of this person carries the call; null where nobody can tell now.
  async carried() {
    return (await this.#link.invoke("CallPlace", this.sessionId).catch(() => null))?.carried ?? null;
  }

  // Relayed and forgotten: a lost one is said again by whoever misses the answer.
  signal(participant, callId, signal) {
    if (this.#link.state !== "connected") return;
    this.#link.invoke("Signal", this.sessionId, participant, { callId, ...signal }).catch(() => undefined);
  }

  report(peer, stage) {
    this.#link.command("ReportCall", this.#newId(), this.sessionId, peer.report(stage)).catch(() => undefined);
  }

  // Of a call that cannot come about: there is no connection over which the other side could be told why. Once for each.
  reportHindrance(participant, mode, hindrance) {
    if (this.#toldOf.has(participant)) return;
    this.#toldOf.add(participant);
    const nothing = { connectMs: null, seconds: 0, drops: 0, recoveries: 0, lossPercent: 0, roundTripMs: null, kbitPerSecond: 0, freezes: 0, relayed: false };
    this.#link.command("ReportCall", this.#newId(), this.sessionId, { callId: "none", with: participant, stage: "failed", mode, ...nothing, hindrance }).catch(() => undefined);
  }

  // A word that does not come through is said again by the next connection; a refused one, by the next event that allows it.
  async #say(method, ...args) {
    if (this.#link.state !== "connected") return;
    try {
      await this.#link.invoke(method, ...args);
    } catch (error) {
      if (!(error instanceof Fault || error instanceof Refusal)) throw error;
    }
  }
}
