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
  #offers = 0;

  constructor(name = "peer") {
    this.name = name;
  }

  // As a browser does when a track or a line is added.
  need() {
    return this.onnegotiationneeded?.();
  }

  async setLocalDescription() {
    await undefined;
    if (this.signalingState === "have-remote-offer") {
      this.localDescription = { type: "answer", sdp: `answer of ${this.name} to ${this.remoteDescription.sdp}` };
      this.signalingState = "stable";
    } else {
      this.localDescription = { type: "offer", sdp: `offer ${++this.#offers} of ${this.name}` };
      this.signalingState = "have-local-offer";
    }
  }

  async setRemoteDescription(description) {
    await undefined;
    if (description.type === "answer" && this.signalingState !== "have-local-offer") throw new Error("InvalidStateError");
    if (description.type === "answer" && !description.sdp.endsWith(this.localDescription.sdp)) throw new Error("an answer to another offer");
    this.remoteDescription = description;
    this.signalingState = description.type === "offer" ? "have-remote-offer" : "stable";
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
