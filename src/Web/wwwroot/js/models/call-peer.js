import { CallQuality } from "./call-quality.js";
import { LinkLimits } from "./link-limits.js";
import { PeerLink } from "./peer-link.js";
import { withStartBitrate } from "./start-bitrate.js";

const lookEveryMs = 1000;
const remindEveryMs = 3000;
const rebuildAfterMs = 9000;
const startKbits = 1000;
const leftForGoodMs = 2500;

// The call with one participant: a peer connection, and what keeps it alive. The media outlive it.
// Events: "change", "connected" (for the first time), "stalled" (it does not come back: begin anew).
export class CallPeer extends EventTarget {
  #connection;
  #link;
  #channel;
  #media;
  #timers;
  #now;
  #timer;
  #madeAt;
  #lostAt = null;
  #remindedAt = 0;
  #connectedMs = 0;
  #connectedAt = null;
  #departedAt = null;
  #limits = new LinkLimits();
  #looking = false;

  // send({description} or {candidate}); media as LocalMedia; newStream(tracks).
  constructor({ callId, participant, polite, mode, connection, send, media, newStream, timers = globalThis, now = () => performance.now() }) {
    super();
    this.callId = callId;
    this.participant = participant;
    this.mode = mode;
    this.state = "connecting";
    this.quality = new CallQuality();
    this.remote = newStream([]);
    this.theirs = { paused: { audio: false, video: false }, muted: false, cameraOff: false, pictureGivenUp: false };
    this.drops = 0;
    this.recoveries = 0;
    this.connectMs = null;
    // The other page was closed or is loaded anew: its channel said so, long before packets are missed.
    this.departed = false;
    this.#connection = connection;
    this.#media = media;
    this.#timers = timers;
    this.#now = now;
    this.#madeAt = now();
    this.#link = new PeerLink({ connection, send, polite, prepare: () => this.#follow(), timers });
    connection.ontrack = ({ track }) => this.#receive(track);
    connection.onconnectionstatechange = () => this.#turned();
    this.#openChannel();
    if (!polite) this.#offerLines();
    this.#follow();
    this.#timer = timers.setInterval(() => this.#look(), lookEveryMs);
  }

  get connected() {
    return this.state === "connected";
  }

  get pictureGivenUp() {
    return this.#limits.pictureGivenUp;
  }

  // How long it has not been heard, in ms.
  get lostMs() {
    return this.state === "connected" || this.state === "closed" ? 0 : this.#now() - (this.#lostAt ?? this.#madeAt);
  }

  receive(signal) {
    return this.#link.receive(signal.description ? { description: withStartBitrate(signal.description, startKbits) } : signal);
  }

  // The other side's page is back, or ours is.
  again() {
    this.#link.again();
  }

  // Another network, where the old paths are dead, whatever the browser still believes; or the relay's word runs out.
  restart(servers = null) {
    if (this.state === "closed") return;
    if (servers) this.#connection.setConfiguration({ ...this.#connection.getConfiguration(), iceServers: servers });
    this.#connection.restartIce();
  }

  changeMode(mode) {
    this.mode = mode;
    if (!this.#link.polite) this.#offerLines();
    this.#follow();
    this.#change();
  }

  // The local tracks, or what is to be known of them, changed.
  mediaChanged() {
    this.#follow();
    this.#tellState();
  }

  report(stage) {
    const { roundTripMs, ...summary } = this.quality.summary;
    const seconds = Math.round((this.#connectedMs + (this.#connectedAt === null ? 0 : this.#now() - this.#connectedAt)) / 1000);
    return {
      callId: this.callId, with: this.participant, stage, mode: this.mode,
      connectMs: this.connectMs, seconds, drops: this.drops, recoveries: this.recoveries, roundTripMs, ...summary,
    };
  }

  close() {
    if (this.state === "closed") return;
    this.#rest();
    this.state = "closed";
    this.#timers.clearInterval(this.#timer);
    this.#link.close();
    this.#channel.onopen = this.#channel.onmessage = this.#channel.onclose = null;
    this.#connection.ontrack = this.#connection.onconnectionstatechange = null;
    for (const track of this.remote.getTracks()) {
      track.onmute = track.onunmute = null;
      this.remote.removeTrack(track);
    }
    this.#connection.close();
  }

  // Lines for sound and picture are offered before the devices are there: connecting need not wait for a permission.
  #offerLines() {
    for (const kind of this.mode === "video" ? ["audio", "video"] : ["audio"])
      if (!this.#line(kind)) this.#connection.addTransceiver(kind, { direction: "sendrecv" });
  }

  #line(kind) {
    return this.#connection.getTransceivers().find((one) => one.receiver.track.kind === kind && one.direction !== "stopped");
  }

  #follow() {
    for (const kind of ["audio", "video"]) {
      const line = this.#line(kind);
      if (!line) continue;
      const wanted = kind === "audio" || this.mode === "video";
      const track = wanted ? (kind === "audio" ? this.#media.audioTrack : this.#media.videoTrack) : null;
      // A connection that closes meanwhile takes no tracks any more.
      if (line.sender.track !== track) line.sender.replaceTrack(track).catch(() => undefined);
      const direction = wanted ? "sendrecv" : "inactive";
      if (line.direction !== direction) line.direction = direction;
    }
    this.#limit();
  }

  #receive(track) {
    this.remote.addTrack(track);
    track.onmute = track.onunmute = () => this.#change();
    this.#change();
  }

  // The same channel on both sides, without asking: it says what no packet tells.
  #openChannel() {
    this.#channel = this.#connection.createDataChannel("state", { negotiated: true, id: 0 });
    this.#channel.onopen = () => this.#tellState();
    this.#channel.onmessage = ({ data }) => this.#hear(data);
    this.#channel.onclose = () => this.#depart();
  }

  #tellState() {
    if (this.#channel.readyState !== "open") return;
    const { paused, muted, cameraOff } = this.#media;
    this.#channel.send(JSON.stringify({ paused, muted, cameraOff, pictureGivenUp: this.pictureGivenUp }));
  }

  #hear(data) {
    let told;
    try {
      told = JSON.parse(data);
    } catch {
      return; // Another client's own words.
    }
    const yes = (value) => value === true;
    this.theirs = {
      paused: { audio: yes(told?.paused?.audio), video: yes(told?.paused?.video) },
      muted: yes(told?.muted), cameraOff: yes(told?.cameraOff), pictureGivenUp: yes(told?.pictureGivenUp),
    };
    this.#change();
  }

  #depart() {
    if (this.state === "closed") return;
    this.departed = true;
    this.#departedAt = this.#now();
    this.#lose();
    this.#change();
  }

  #turned() {
    const { connectionState } = this.#connection;
    if (connectionState === "connected") this.#meet();
    else if (connectionState === "disconnected") this.#lose();
    else if (connectionState === "failed") {
      this.#lose();
      this.#remind();
    }
  }

  #meet() {
    if (this.state === "connected") return;
    const first = this.connectMs === null;
    if (first) this.connectMs = Math.round(this.#now() - this.#madeAt);
    else this.recoveries++;
    this.departed = false;
    this.#lostAt = null;
    this.#connectedAt = this.#now();
    this.state = "connected";
    if (first) this.dispatchEvent(new Event("connected"));
    this.#change();
  }

  #lose() {
    if (this.state !== "connected") return;
    this.drops++;
    this.#rest();
    this.#lostAt = this.#now();
    this.state = "interrupted";
    this.#change();
  }

  #rest() {
    if (this.#connectedAt === null) return;
    this.#connectedMs += this.#now() - this.#connectedAt;
    this.#connectedAt = null;
  }

  async #look() {
    if (this.#looking) return;
    this.#looking = true;
    try {
      const stats = await this.#connection.getStats().catch(() => null);
      if (this.state === "closed" || !stats) return;
      this.quality.take(stats.values(), this.#now());
      this.#judge();
    } finally {
      this.#looking = false;
    }
  }

  #judge() {
    if (this.quality.silent) this.#lose();
    else if (this.state === "interrupted" && this.#connection.connectionState === "connected" && !this.#isAway()) this.#meet();
    if (this.state === "connected") {
      if (this.mode === "video" && this.#limits.take(this.quality)) this.#tellState();
      this.#limit();
    } else if (this.#now() - this.#remindedAt >= remindEveryMs && this.lostMs >= remindEveryMs) {
      this.#remind();
    }
    if (this.lostMs >= rebuildAfterMs) this.dispatchEvent(new Event("stalled"));
    this.#change();
  }

  // A channel may also break while sound and picture go on: then nobody has left.
  #isAway() {
    return this.departed && (this.#now() - this.#departedAt < leftForGoodMs || this.quality.kbits === 0);
  }

  // Signals are relayed and forgotten: whatever got lost is said again until the other side answers.
  #remind() {
    this.#remindedAt = this.#now();
    if (this.#connection.signalingState === "stable" && this.state === "interrupted") this.#connection.restartIce();
    else this.#link.again();
  }

  #limit() {
    const sender = this.#line("video")?.sender;
    const parameters = sender?.getParameters?.();
    if (!parameters?.encodings?.length) return;
    const { video, kbits, scale } = this.#limits.current;
    const [encoding] = parameters.encodings;
    const wanted = { active: video, scaleResolutionDownBy: scale, maxBitrate: Math.max(kbits, 30) * 1000 };
    if (Object.entries(wanted).every(([name, value]) => encoding[name] === value)) return;
    Object.assign(encoding, wanted);
    // Negotiated anew meanwhile: the next look says it again.
    sender.setParameters(parameters).catch(() => undefined);
  }

  #change() {
    this.dispatchEvent(new Event("change"));
  }
}
