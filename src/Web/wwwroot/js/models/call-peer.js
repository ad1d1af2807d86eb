import { CallQuality } from "./call-quality.js";
import { LineReturn } from "./line-return.js";
import { PeerLines } from "./peer-lines.js";
import { PeerLink } from "./peer-link.js";
import { PictureWatch } from "./picture-watch.js";
import { SilentMicrophone } from "./silent-microphone.js";
import { withStartBitrate } from "./start-bitrate.js";

const lookEveryMs = 1000;
const remindEveryMs = 3000;
const rebuildAfterMs = 9000;
const startKbits = 1000;
const leftForGoodMs = 2500;

// The call with one participant: a peer connection, and what keeps it alive. The media outlive it.
// Events: "change", "connected" (for the first time), "stalled" (it does not come back: begin anew), "frozen" (the picture comes and is not painted: likewise).
export class CallPeer extends EventTarget {
  #connection;
  #link;
  #channel;
  #media;
  #hindrance;
  #timers;
  #now;
  #timer;
  #return;
  #madeAt;
  #lostAt = null;
  #remindedAt = 0;
  #connectedMs = 0;
  #connectedAt = null;
  #departedAt = null;
  #isDrop = false;
  #lines;
  #pictureWatch = new PictureWatch();
  #voice = new SilentMicrophone();
  #looking = false;

  // send({description} or {candidate}); media as LocalMedia; hindrance() answers a word for what keeps this page from being seen or heard, or null; newStream(tracks).
  constructor({ callId, participant, polite, mode, connection, send, media, hindrance = () => null, newStream, timers = globalThis, now = () => performance.now() }) {
    super();
    this.callId = callId;
    this.participant = participant;
    this.mode = mode;
    this.state = "connecting";
    this.quality = new CallQuality();
    this.remote = newStream([]);
    this.theirs = { paused: { audio: false, video: false }, muted: false, cameraOff: false, pictureGivenUp: false, hindrance: null };
    this.drops = 0;
    this.recoveries = 0;
    this.connectMs = null;
    // The other page was closed or is loaded anew: its channel said so, long before packets are missed.
    this.departed = false;
    // The page's own count of the frames that it has painted, {painted, visible}; null where nobody shows the picture.
    this.picture = null;
    this.#connection = connection;
    this.#media = media;
    this.#hindrance = hindrance;
    this.#timers = timers;
    this.#now = now;
    this.#madeAt = now();
    this.#lines = new PeerLines(connection, media);
    this.#link = new PeerLink({ connection, send, polite, prepare: () => this.#follow(), timers, now });
    connection.ontrack = ({ track }) => this.#receive(track);
    connection.onconnectionstatechange = () => this.#turned();
    this.#return = new LineReturn({ quality: this.quality, stats: () => this.#stats(), timers, back: () => this.mode === "video" && this.#lines.beginPicture() });
    this.#openChannel();
    if (!polite) this.#lines.offer(mode);
    this.#follow();
    this.#timer = timers.setInterval(() => this.#look(), lookEveryMs);
  }

  get connected() {
    return this.state === "connected";
  }

  // The microphone of this page gives no sound at all.
  get unheard() {
    return this.#voice.silent;
  }

  get pictureGivenUp() {
    return this.#lines.pictureGivenUp;
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

  // Another network, where the old paths are dead, whatever the browser still believes.
  restart() {
    if (this.state !== "closed") this.#link.restart();
  }

  // The relay's word runs out: the way through it goes on, the next restart needs the new one.
  renew(servers) {
    if (this.state !== "closed") this.#connection.setConfiguration({ ...this.#connection.getConfiguration(), iceServers: servers });
  }

  changeMode(mode) {
    this.mode = mode;
    if (!this.#link.polite) this.#lines.offer(mode);
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
    this.#return.close();
    this.#link.close();
    this.#channel.onopen = this.#channel.onmessage = this.#channel.onclose = null;
    this.#connection.ontrack = this.#connection.onconnectionstatechange = null;
    for (const track of this.remote.getTracks()) {
      track.onmute = track.onunmute = null;
      this.remote.removeTrack(track);
    }
    this.#connection.close();
  }

  #follow() {
    this.#lines.follow(this.mode);
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
    this.#channel.send(JSON.stringify({ paused, muted, cameraOff, pictureGivenUp: this.pictureGivenUp, hindrance: this.#hindrance() }));
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
      hindrance: typeof told?.hindrance === "string" ? told.hindrance : null,
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
    else if (this.#isDrop) this.recoveries++;
    this.departed = false;
    this.#lostAt = null;
    this.#connectedAt = this.#now();
    this.state = "connected";
    if (first) this.dispatchEvent(new Event("connected"));
    this.#change();
  }

  #lose() {
    if (this.state !== "connected") return;
    // A page that is closed or reloaded is no fault of the line.
    this.#isDrop = !this.departed;
    if (this.#isDrop) this.drops++;
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
      const stats = await this.#stats();
      if (!stats) return;
      this.quality.take(stats.values(), this.#now());
      this.#judge();
      this.#return.lookOut(this.#now());
    } finally {
      this.#looking = false;
    }
  }

  async #stats() {
    const stats = await this.#connection.getStats().catch(() => null);
    return this.state === "closed" ? null : stats;
  }

  #judge() {
    if (this.quality.silent) this.#lose();
    else if (this.state === "interrupted" && this.#connection.connectionState === "connected" && !this.#isAway()) this.#meet();
    if (this.state === "connected") {
      if (this.mode === "video" && this.#lines.judge(this.quality)) this.#tellState();
      this.#lines.limit();
      this.#watchPicture();
      this.#voice.take({ source: this.#media.voiceSource ?? null, energy: this.quality.voice }, this.#now());
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
    if (this.#connection.signalingState === "stable" && this.state === "interrupted") this.#link.restart();
    else this.#link.again();
  }

  #watchPicture() {
    if (!this.picture || this.mode !== "video") return;
    const { painted, visible } = this.picture;
    if (this.#pictureWatch.take({ decoded: this.quality.frames, painted, visible }, this.#now())) this.dispatchEvent(new Event("frozen"));
  }

  #change() {
    this.dispatchEvent(new Event("change"));
  }
}
