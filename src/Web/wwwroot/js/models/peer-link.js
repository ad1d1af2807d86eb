import { RestartPace } from "./restart-pace.js";

// How long the polite side lets the other one begin before it asks for that, or at the very first begins itself.
const politenessMs = 2000;
// How long a page that was asked may take before the polite side begins after all: older pages do not know the question.
const patienceMs = 5000;
const quietMs = { polite: 2000, impolite: 1000 };

// The question for a restart is the last candidate, which is none, with a word: gateways and pages from before it was there take it for that candidate.
const question = { candidate: null, restart: true };

// Perfect negotiation between two pages (W3C WebRTC 1.0, 10.7): either may begin at any time, and when both do the polite one gives way.
// Giving way in a talk that goes on freezes the picture in some browsers for good. So after the beginning the polite side asks the other one to offer, and only that one restarts.
// `connection` is an RTCPeerConnection, `send` takes {description}, or {candidate} with or without {restart}; `prepare` is called before an offer is answered.
export class PeerLink {
  #connection;
  #send;
  #prepare;
  #timers;
  #pace;
  #makingOffer = false;
  #ignoringOffer = false;
  #begun = false;
  #early = [];
  #turn = Promise.resolve();
  #timer = null;
  #closed = false;

  constructor({ connection, send, polite, prepare = () => undefined, timers = globalThis, now = () => performance.now() }) {
    this.#connection = connection;
    this.#send = send;
    this.#prepare = prepare;
    this.#timers = timers;
    this.polite = polite;
    this.#pace = new RestartPace(() => this.#restart(), { quietMs: polite ? quietMs.polite : quietMs.impolite, timers, now });
    connection.onnegotiationneeded = () => this.#needed();
    connection.onicecandidate = ({ candidate }) => this.#tell({ candidate });
  }

  // Signals are taken one after the other: a candidate is of use only behind its description.
  receive(signal) {
    this.#turn = this.#turn.then(() => this.#take(signal));
    return this.#turn;
  }

  // The other side is (back) there: what it has not heard is said again.
  again() {
    if (this.#closed) return;
    if (this.#offering) this.#sayOffer();
    else if (this.#connection.connectionState !== "connected") this.restart();
  }

  // New paths for sound and picture, soon: wishes that come together are one.
  restart() {
    if (!this.#closed) this.#pace.wish();
  }

  close() {
    this.#closed = true;
    this.#pace.met();
    this.#stopWaiting();
    this.#connection.onnegotiationneeded = null;
    this.#connection.onicecandidate = null;
    this.#early.length = 0;
  }

  get #offering() {
    return this.#connection.signalingState === "have-local-offer";
  }

  #needed() {
    if (!this.polite) return this.#offer();
    // The polite side's own offer is being made, or the other side is being waited for.
    if (this.#makingOffer || this.#timer !== null) return undefined;
    return this.#wait(politenessMs, () => (this.#begun ? this.#ask() : this.#offer()));
  }

  #restart() {
    if (this.polite) this.#tell(question);
    // An offer that is on its way already brings new paths, and may have been lost.
    else if (this.#offering) this.#sayOffer();
    else this.#connection.restartIce();
  }

  #ask() {
    this.#tell(question);
    this.#wait(patienceMs, () => this.#offer());
  }

  #wait(ms, then) {
    this.#timer = this.#timers.setTimeout(() => {
      this.#timer = null;
      then();
    }, ms);
  }

  #stopWaiting() {
    this.#timers.clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #offer() {
    if (this.#closed) return;
    this.#begun = true;
    try {
      this.#makingOffer = true;
      await this.#connection.setLocalDescription();
      this.#sayOffer();
    } catch (error) {
      // A connection that is not of this state any more: the other side's word, or the next reminder, goes on from there.
      if (!this.#closed) this.onfault?.(error);
    } finally {
      this.#makingOffer = false;
    }
  }

  #sayOffer() {
    this.#tell({ description: this.#connection.localDescription });
  }

  async #take({ description, candidate, restart }) {
    if (this.#closed) return;
    try {
      if (restart === true) this.#asked();
      else if (description) await this.#describe(description);
      else if (!this.#ignoringOffer) await this.#reach(candidate);
    } catch (error) {
      // An invention of a stranger's page breaks nothing here: the call is begun anew when it does not come about.
      if (!this.#closed) this.onfault?.(error);
    }
  }

  // The question and one's own offer may pass each other on the way: the offer is the answer.
  #asked() {
    if (!this.polite && this.#begun && !this.#pace.isUnderWay) this.restart();
  }

  async #describe(description) {
    const connection = this.#connection;
    const collides = description.type === "offer" && (this.#makingOffer || connection.signalingState !== "stable");
    this.#ignoringOffer = !this.polite && collides;
    if (this.#ignoringOffer) return;
    if (description.type === "answer" && connection.signalingState !== "have-local-offer") return;
    this.#begun = true;
    this.#stopWaiting();
    // The other side has just begun anew: whatever was wished for before is met.
    if (this.polite && description.type === "offer") this.#pace.met();
    await connection.setRemoteDescription(description);
    for (const early of this.#early.splice(0)) await this.#reach(early);
    if (description.type !== "offer" || this.#closed) return;
    this.#prepare();
    await connection.setLocalDescription();
    if (!this.#closed) this.#tell({ description: connection.localDescription });
  }

  async #reach(candidate) {
    if (this.#connection.remoteDescription) await this.#connection.addIceCandidate(candidate ?? undefined);
    else this.#early.push(candidate);
  }

  #tell(signal) {
    if (!this.#closed) this.#send(signal);
  }
}
