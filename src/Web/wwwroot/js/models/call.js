import { CallPeer } from "./call-peer.js";
import { Fault, Refusal } from "./hub-link.js";
import { MediaTrouble } from "./media-trouble.js";

const offerOthersAfterMs = 20_000;
const rebuildEveryMs = 8000;
const tookKey = (sessionId) => `call:${sessionId}`;

// One participant's part in the calls of one session: who carries it, with whom it goes on, and how it comes back.
// `media` (LocalMedia) stays through all legs; `servers()` answers RTCIceServers, `newConnection(config)` an RTCPeerConnection; null where the browser has none.
// Events: "change", "first" {peer} (connected for the first time).
export class Call extends EventTarget {
  #link;
  #timers;
  #now;
  #make;
  #storage;
  #newId;
  #off = [];
  #peers = new Map();
  #servers;
  #serversAsked = null;
  #takenAt = 0;
  #joined = false;
  #present = [];

  constructor(sessionId, { link, media, servers, newConnection, newStream, newId, storage, timers = globalThis, now = () => performance.now() }) {
    super();
    this.sessionId = sessionId;
    this.media = media;
    this.mode = null;
    // "off": not in it, "here": this page carries it, "elsewhere": another one does.
    this.place = storage.getItem(tookKey(sessionId)) === "elsewhere" ? "elsewhere" : "off";
    this.trouble = null;
    this.#link = link;
    this.#servers = servers;
    this.#make = { newConnection, newStream };
    this.#newId = newId;
    this.#storage = storage;
    this.#timers = timers;
    this.#now = now;
    this.#listen("CallReady", (ready) => this.#ready(ready));
    this.#listen("CallTaken", () => this.#taken());
    this.#listen("CallLeft", (who) => this.#left(who));
    this.#listen("Signal", (from, signal) => this.#signal(from, signal));
    this.#hear(link, "state", () => { this.#joined = false; });
    for (const event of ["tracks", "paused", "change"]) this.#hear(media, event, () => this.#mediaChanged());
  }

  get peers() {
    return [...this.#peers.values()];
  }

  // The one whom the page shows large: the first of those present who is connected to.
  get peer() {
    return this.#peers.get(this.#present.find((one) => this.#peers.has(one))) ?? this.peers[0] ?? null;
  }

  get others() {
    return this.peers.filter((one) => one !== this.peer);
  }

  // A page that carried the call before it was loaded anew takes it up by itself.
  get wasHere() {
    return this.#storage.getItem(tookKey(this.sessionId)) === "here";
  }

  get state() {
    if (this.place !== "here") return this.place;
    if (!this.peer) return "waiting";
    return this.peer.state;
  }

  // It has been gone for so long that another way to talk is worth offering.
  get offersOthers() {
    return this.place === "here" && (this.peer?.lostMs ?? 0) >= offerOthersAfterMs;
  }

  // Takes the call to this page. The camera is asked for meanwhile: connecting does not wait for it.
  async start(mode) {
    this.mode = mode;
    this.place = "here";
    if (!this.#make.newConnection) {
      this.trouble = new MediaTrouble("unsupported", mode);
      this.#change();
      return;
    }
    this.#storage.setItem(tookKey(this.sessionId), "here");
    this.#change();
    // Before it has joined, joining takes the call.
    await Promise.all([this.#openMedia(), this.#joined ? this.#take() : null]);
  }

  // After each (re)connection and joining: this connection is unknown to the platform until it says what it carries.
  async joined() {
    this.#joined = true;
    if (this.place !== "here" || !this.#make.newConnection) return;
    const calls = this.peers.map((peer) => ({ with: peer.participant, callId: peer.callId }));
    if (calls.length === 0) await this.#take();
    else await this.#say("ResumeCall", this.sessionId, calls);
  }

  async changeMode(mode) {
    if (mode === this.mode) return;
    const before = this.mode;
    this.mode = mode;
    if (mode !== "audio" && mode !== "video") {
      this.stop();
      return;
    }
    if (this.place !== "here") return;
    for (const peer of this.peers) peer.changeMode(mode);
    await this.#openMedia();
    if (before !== "audio" && before !== "video" && this.#joined) await this.#take();
  }

  // Media again after a trouble: without the device that failed when `mode` says so.
  async retry() {
    await (this.media.stream && (this.media.paused.audio || this.media.paused.video) ? this.#mend(() => this.media.restore()) : this.#openMedia());
  }

  networkChanged() {
    if (this.place === "here") for (const peer of this.peers) peer.restart();
  }

  // Only these are in the session now, the most important first; the others' connections are let go, the camera is not.
  present(participants) {
    this.#present = participants;
    for (const peer of this.peers) if (!participants.includes(peer.participant)) this.#close(peer);
  }

  // Ends the media, not the session.
  async hangUp() {
    if (this.place !== "here") return;
    this.stop();
    await this.#say("HangUp", this.sessionId);
  }

  // Everything is let go: hung up, taken elsewhere, a chat now, or closed.
  stop(place = "off") {
    for (const peer of this.peers) this.#close(peer);
    if (this.place === "here") this.media.close();
    this.place = place;
    this.trouble = null;
    if (place === "elsewhere") this.#storage.setItem(tookKey(this.sessionId), "elsewhere");
    else this.#storage.removeItem(tookKey(this.sessionId));
    this.#change();
  }

  // The page goes away: what was seen is told, and where the call was is remembered.
  leave() {
    for (const peer of this.peers) this.#close(peer);
    for (const off of this.#off.splice(0)) off();
    if (this.place === "here") this.media.close();
  }

  async #take() {
    this.#takenAt = this.#now();
    this.#fresh();
    await this.#say("TakeCall", this.sessionId);
  }

  // What does not come through is said again by the next connection, which joins and comes here.
  async #say(method, ...args) {
    if (this.#link.state !== "connected") return;
    try {
      await this.#link.invoke(method, ...args);
    } catch (error) {
      if (!(error instanceof Fault || error instanceof Refusal)) throw error;
      if (error instanceof Refusal && method !== "HangUp") this.refusal = error;
    }
  }

  #openMedia() {
    return this.#mend(() => this.media.open(this.mode));
  }

  async #mend(work) {
    try {
      await work();
      this.trouble = null;
    } catch (error) {
      if (!(error instanceof MediaTrouble)) throw error;
      this.trouble = error;
    }
    if (this.place !== "here") this.media.close();
    this.#change();
  }

  // Asked for anew for each leg: credentials last as long as it does.
  #fresh() {
    this.#serversAsked = this.#servers(this.sessionId).catch(() => []);
    return this.#serversAsked;
  }

  async #ready({ callId, with: participant, polite, mode }) {
    if (this.place !== "here") return;
    const known = this.#peers.get(participant);
    if (known?.callId === callId) {
      known.again();
      return;
    }
    if (known) this.#close(known);
    // Signals may overtake the servers' answer: they wait in the order in which they came.
    const early = [];
    const coming = { participant, callId, early, close: () => undefined, report: () => null, state: "connecting" };
    this.#coming = new Map(this.#coming).set(participant, coming);
    const servers = await (this.#serversAsked ?? this.#fresh());
    this.#serversAsked = null;
    if (this.#coming.get(participant) !== coming || this.place !== "here") return;
    this.#coming.delete(participant);
    const peer = new CallPeer({
      callId, participant, polite, mode: this.mode ?? mode, media: this.media, timers: this.#timers, now: this.#now,
      connection: this.#make.newConnection({ iceServers: servers, bundlePolicy: "max-bundle" }),
      newStream: this.#make.newStream,
      send: (signal) => this.#send(participant, callId, signal),
    });
    this.#peers.set(participant, peer);
    peer.addEventListener("change", () => this.#heard(peer));
    peer.addEventListener("connected", () => this.#met(peer));
    peer.addEventListener("stalled", () => this.#stalled());
    for (const signal of early) peer.receive(signal);
    this.#change();
  }

  #coming = new Map();

  #signal(from, { callId, ...signal }) {
    const coming = this.#coming.get(from);
    const peer = this.#peers.get(from);
    if (coming?.callId === callId) coming.early.push(signal);
    else if (peer?.callId === callId) peer.receive(signal);
  }

  #send(participant, callId, signal) {
    if (this.#link.state !== "connected") return;
    // Relayed and forgotten: a lost one is said again by whoever misses the answer.
    this.#link.invoke("Signal", this.sessionId, participant, { callId, ...signal }).catch(() => undefined);
  }

  // Where the call is gone the platform is, too: both come back together.
  #heard(peer) {
    if (peer.state === "interrupted") this.#link.hurry();
    this.#change();
  }

  #met(peer) {
    this.#report(peer, "connected");
    this.dispatchEvent(new CustomEvent("first", { detail: { peer } }));
  }

  #stalled() {
    if (this.#joined && this.#now() - this.#takenAt >= rebuildEveryMs) this.#take();
  }

  #taken() {
    if (this.place === "here") this.stop("elsewhere");
    else {
      this.place = "elsewhere";
      this.#storage.setItem(tookKey(this.sessionId), "elsewhere");
      this.#change();
    }
  }

  #left(participant) {
    const peer = this.#peers.get(participant);
    this.#coming.delete(participant);
    if (peer) this.#close(peer);
    this.#change();
  }

  #close(peer) {
    this.#peers.delete(peer.participant);
    this.#report(peer, peer.connectMs === null ? "failed" : "ended");
    peer.close();
    this.#change();
  }

  #report(peer, stage) {
    this.#link.command("ReportCall", this.#newId(), this.sessionId, peer.report(stage)).catch(() => undefined);
  }

  #mediaChanged() {
    for (const peer of this.peers) peer.mediaChanged();
    this.#change();
  }

  #listen(name, handler) {
    this.#off.push(this.#link.on(name, (sessionId, ...values) => sessionId === this.sessionId && handler(...values)));
  }

  #hear(target, name, handler) {
    target.addEventListener(name, handler);
    this.#off.push(() => target.removeEventListener(name, handler));
  }

  #change() {
    this.dispatchEvent(new Event("change"));
  }
}
