// An RTCPeerConnection as far as signalling goes: states, rollbacks and errors as the standard has them, and no network.
export class FakeConnection {
  signalingState = "stable";
  connectionState = "new";
  localDescription = null;
  remoteDescription = null;
  transceivers = [];
  candidates = [];
  closed = false;
  restarts = 0;
  offers = 0;
  rollbacks = 0;
  #needs = false;

  constructor(name = "peer") {
    this.name = name;
  }

  // As a browser does when a track or a line is added: told once, and only while nothing is being negotiated.
  need() {
    this.#needs = true;
    return this.signalingState === "stable" ? this.onnegotiationneeded?.() : undefined;
  }

  #become(state) {
    this.signalingState = state;
    if (state === "have-local-offer") this.#needs = false;
    else if (state === "stable" && this.#needs) queueMicrotask(() => this.onnegotiationneeded?.());
  }

  async setLocalDescription() {
    await undefined;
    if (this.signalingState === "have-remote-offer") {
      this.localDescription = { type: "answer", sdp: `answer of ${this.name} to ${this.remoteDescription.sdp}` };
      this.#become("stable");
    } else {
      this.localDescription = { type: "offer", sdp: `offer ${++this.offers} of ${this.name}` };
      this.#become("have-local-offer");
    }
  }

  async setRemoteDescription(description) {
    await undefined;
    if (description.type === "answer" && this.signalingState !== "have-local-offer") throw new Error("InvalidStateError");
    if (description.type === "answer" && !description.sdp.endsWith(this.localDescription.sdp)) throw new Error("an answer to another offer");
    if (description.type === "offer" && this.signalingState === "have-local-offer") this.rollbacks++;
    this.remoteDescription = description;
    this.#become(description.type === "offer" ? "have-remote-offer" : "stable");
  }

  async addIceCandidate(candidate) {
    if (!this.remoteDescription) throw new Error("InvalidStateError");
    this.candidates.push(candidate);
  }

  addTransceiver(kind, { direction }) {
    const line = { receiver: { track: { kind } }, direction, sender: { track: null, replaceTrack: async (track) => { line.sender.track = track; } } };
    this.transceivers.push(line);
    this.need();
    return line;
  }

  getTransceivers() { return this.transceivers; }
  createDataChannel() { return (this.channel = { readyState: "connecting", sent: [], send(data) { this.sent.push(JSON.parse(data)); } }); }
  restartIce() { this.restarts++; this.need(); }
  async getStats() { return new Map((this.stats ?? []).map((one, i) => [i, one])); }
  getConfiguration() { return this.configuration; }
  setConfiguration(configuration) { this.configuration = configuration; }
  close() { this.closed = true; }

  turn(state) {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }
}

export class FakeStream {
  tracks = [];
  addTrack(track) { this.tracks.push(track); }
  removeTrack(track) { this.tracks = this.tracks.filter((one) => one !== track); }
  getTracks() { return this.tracks; }
  getVideoTracks() { return this.tracks.filter((one) => one.kind === "video"); }
}
