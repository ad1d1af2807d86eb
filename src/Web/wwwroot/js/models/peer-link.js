// How long the polite side lets the other one begin before it begins itself.
const politenessMs = 2000;

// Perfect negotiation between two pages (W3C WebRTC 1.0, 10.7): either may begin at any time, and when both do the polite one gives way.
// `connection` is an RTCPeerConnection, `send` takes {description} or {candidate}; `prepare` is called before an offer is answered.
export class PeerLink {
  #connection;
  #send;
  #prepare;
  #timers;
  #makingOffer = false;
  #ignoringOffer = false;
  #begun = false;
  #early = [];
  #turn = Promise.resolve();
  #timer = null;
  #closed = false;

  constructor({ connection, send, polite, prepare = () => undefined, timers = globalThis }) {
    this.#connection = connection;
    this.#send = send;
    this.#prepare = prepare;
    this.#timers = timers;
    this.polite = polite;
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
    const { signalingState, connectionState, localDescription } = this.#connection;
    if (signalingState === "have-local-offer") this.#tell({ description: localDescription });
    else if (connectionState !== "connected") this.#connection.restartIce();
  }

  close() {
    this.#closed = true;
    this.#timers.clearTimeout(this.#timer);
    this.#connection.onnegotiationneeded = null;
    this.#connection.onicecandidate = null;
    this.#early.length = 0;
  }

  #needed() {
    if (this.#begun || !this.polite) return this.#offer();
    this.#timer ??= this.#timers.setTimeout(() => {
      if (!this.#begun) this.#offer();
    }, politenessMs);
    return undefined;
  }

  async #offer() {
    if (this.#closed) return;
    this.#begun = true;
    try {
      this.#makingOffer = true;
      await this.#connection.setLocalDescription();
      if (!this.#closed) this.#tell({ description: this.#connection.localDescription });
    } catch (error) {
      // A connection that is not of this state any more: the other side's word, or the next reminder, goes on from there.
      if (!this.#closed) this.onfault?.(error);
    } finally {
      this.#makingOffer = false;
    }
  }

  async #take({ description, candidate }) {
    if (this.#closed) return;
    try {
      if (description) await this.#describe(description);
      else if (!this.#ignoringOffer) await this.#reach(candidate);
    } catch (error) {
      // An invention of a stranger's page breaks nothing here: the call is begun anew when it does not come about.
      if (!this.#closed) this.onfault?.(error);
    }
  }

  async #describe(description) {
    const connection = this.#connection;
    const collides = description.type === "offer" && (this.#makingOffer || connection.signalingState !== "stable");
    this.#ignoringOffer = !this.polite && collides;
    if (this.#ignoringOffer) return;
    if (description.type === "answer" && connection.signalingState !== "have-local-offer") return;
    this.#begun = true;
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
