import { CallLine } from "./call-line.js";
import { CallMedia } from "./call-media.js";
import { CallPeer } from "./call-peer.js";
import { CallPlace } from "./call-place.js";
import { CallServers } from "./call-servers.js";
import { FreshStarts } from "./fresh-starts.js";

export const offerOthersAfterMs = 20_000;

// A participant's part in the calls of one session: who carries it, with whom it goes on, and how it comes back.
// `media` (LocalMedia) stays through all legs; `servers()` answers RTCIceServers, `newConnection(config)` an RTCPeerConnection; null where the browser has none.
// Events: "change", "left".
export class Call extends EventTarget {
  #link;
  #timers;
  #now;
  #make;
  #place;
  #line;
  #gone = new Set();
  #off = [];
  #peers = new Map();
  #servers;
  #starts;
  #joined = false;
  #present = [];
  #coming = new Map();
  #own;

  // storage: of this tab, choices: of this browser. now: of calls, which stand still while the machine sleeps; wall: of the relay's word, which does not.
  constructor(sessionId, { link, media, servers, newConnection, newStream, newId, storage, choices = storage, timers = globalThis, now = () => performance.now(), wall = () => Date.now() }) {
    super();
    this.sessionId = sessionId;
    this.media = media;
    this.mode = null;
    this.#place = new CallPlace(sessionId, storage, timers);
    this.#own = new CallMedia(sessionId, media, choices);
    this.#link = link;
    this.#servers = new CallServers(() => servers(sessionId), wall);
    this.#make = { newConnection, newStream };
    this.#line = new CallLine(sessionId, link, newId);
    this.#timers = timers;
    this.#now = now;
    this.#starts = new FreshStarts(now);
    this.#listen("CallReady", (ready) => this.#ready(ready));
    this.#listen("CallTaken", () => this.#taken());
    this.#listen("CallFree", () => this.#freed());
    this.#listen("CallLeft", (who) => this.#left(who));
    this.#listen("Signal", (from, signal) => this.#signal(from, signal));
    this.#hear(link, "state", () => { this.#joined = false; });
    this.#hear(media, "change", () => this.place === "here" && this.#own.keepChoices());
    for (const event of ["tracks", "paused", "change", "question"]) this.#hear(media, event, () => this.#mediaChanged());
    this.#hear(this.#own, "change", () => this.#mediaChanged());
  }

  get place() { return this.#place.now; }
  get trouble() { return this.#own.trouble; }
  // The camera of this page sends nothing but black.
  get dark() { return this.#own.dark; }

  get peers() { return [...this.#peers.values()]; }

  // The one whom the page shows large: the first of those present who is connected to.
  get peer() {
    return this.#peers.get(this.#present.find((one) => this.#peers.has(one))) ?? this.peers[0] ?? null;
  }

  get others() { return this.peers.filter((one) => one !== this.peer); }

  // A page that carried the call before it was loaded anew takes it up by itself.
  get wasHere() { return this.#place.remembered === "here"; }
  get hungUp() { return this.#place.remembered === "off"; }

  get state() {
    if (this.place !== "here") return this.place;
    if (!this.peer) return "waiting";
    return this.peer.state;
  }

  // It has been gone for so long that another way to talk is worth offering.
  get offersOthers() { return this.place === "here" && (this.peer?.lostMs ?? 0) >= offerOthersAfterMs; }

  // Takes the call to this page, or, before it has joined, by joining. The camera is asked for meanwhile: connecting does not wait for it.
  async start(mode) {
    this.mode = mode;
    if (!this.#make.newConnection) {
      this.#place.become("here");
      this.#own.cannotCall(mode);
      this.#tellHindrance();
      return;
    }
    this.#place.remember("here");
    this.#own.begin();
    this.#become("here");
    await Promise.all([this.#openMedia(), this.#joined ? this.#take() : null]);
  }

  // After each (re)connection and joining: this connection is unknown to the platform until it says what it carries.
  async joined() {
    this.#joined = true;
    if (this.#place.isAway) this.#place.heard(await this.#line.carried(), () => this.#change());
    if (this.place !== "here" || !this.#make.newConnection) return;
    if (this.#peers.size === 0) await this.#take();
    else await this.#line.resume(this.peers);
  }

  // From sound to picture or back; a chat is no call: `rest`.
  async changeMode(mode) {
    if (mode === this.mode) return;
    this.mode = mode;
    if (this.place !== "here") return;
    for (const peer of this.peers) peer.changeMode(mode);
    await this.#openMedia();
  }

  async retry() {
    if (this.place === "here") await this.#own.retry(this.mode);
  }

  // The page looks at its own picture, and tells whether it is black.
  see(dark) { this.#own.see(dark); }

  networkChanged() {
    if (this.place === "here") for (const peer of this.peers) peer.restart();
  }

  // These are in the session now, the most important first. Who left is let go, the camera is not; who is told of by a call before the event stays.
  present(participants) {
    for (const one of this.#present) this.#gone.add(one);
    for (const one of participants) this.#gone.delete(one);
    this.#present = participants;
    for (const peer of this.peers) if (this.#gone.has(peer.participant)) this.#close(peer);
    for (const one of this.#coming.keys()) if (this.#gone.has(one)) this.#coming.delete(one);
    this.#tellHindrance();
  }

  // Ends the media, not the session. Nobody is on camera again without a tap, also after a reload.
  async hangUp() {
    if (this.place !== "here") return;
    this.stop();
    this.#place.remember("off");
    await this.#line.hangUp();
  }

  // A chat now: the next call begins by itself.
  async rest() {
    const wasHere = this.place === "here";
    this.mode = null;
    this.#place.remember(null);
    if (this.place !== "off") this.stop();
    if (wasHere) await this.#line.hangUp();
  }

  // Everything is let go: hung up, taken elsewhere, a chat now, or closed.
  stop(place = "off") {
    for (const peer of this.peers) this.#close(peer);
    this.#coming.clear();
    if (this.place === "here") this.media.close();
    this.#own.trouble = null;
    this.#place.remember(place === "elsewhere" ? place : null);
    this.#become(place);
  }

  // The page goes away: what was seen is told, and where the call was is remembered.
  leave() {
    for (const peer of this.peers) this.#close(peer);
    this.#coming.clear();
    for (const off of this.#off.splice(0)) off();
    this.#place.stay();
    if (this.place === "here") this.media.close();
    this.dispatchEvent(new Event("left"));
  }

  async #take() {
    this.#starts.begun();
    this.#servers.fresh();
    await this.#line.take();
  }

  async #renew() {
    const servers = await this.#servers.fresh();
    if (servers.length > 0) for (const peer of this.peers) peer.renew(servers);
  }

  async #openMedia() {
    if (this.place === "here") await this.#own.open(this.mode);
  }

  // Whoever waits for a page that cannot call is told so.
  #tellHindrance() {
    if (this.place === "here" && !this.#make.newConnection) for (const one of this.#present) this.#line.reportHindrance(one, this.mode, this.#own.hindrance);
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
    const coming = { callId, early };
    this.#coming.set(participant, coming);
    const servers = await this.#servers.next();
    if (this.#coming.get(participant) !== coming || this.place !== "here") return;
    this.#coming.delete(participant);
    const peer = new CallPeer({
      callId, participant, polite, mode: this.mode ?? mode, media: this.media, hindrance: () => this.#own.hindrance, timers: this.#timers, now: this.#now,
      connection: this.#make.newConnection({ iceServers: servers, bundlePolicy: "max-bundle" }),
      newStream: this.#make.newStream,
      send: (signal) => this.#line.signal(participant, callId, signal),
    });
    this.#peers.set(participant, peer);
    peer.addEventListener("change", () => this.#heard(peer));
    peer.addEventListener("connected", () => this.#line.report(peer, "connected"));
    peer.addEventListener("stalled", () => this.#joined && this.#starts.mayAfterSilence() && this.#anew(peer));
    peer.addEventListener("frozen", () => this.#joined && this.#starts.mayAfterFreeze() && this.#anew(peer));
    for (const signal of early) peer.receive(signal);
    this.#change();
  }

  #signal(from, { callId, ...signal }) {
    const coming = this.#coming.get(from);
    const peer = this.#peers.get(from);
    if (coming?.callId === callId) coming.early.push(signal);
    else if (peer?.callId === callId) peer.receive(signal);
  }

  // Where the call is gone the platform is, too: both come back together.
  #heard(peer) {
    if (peer.state === "interrupted") this.#link.hurry();
    if (this.#servers.expiring) this.#renew();
    this.#change();
  }

  // Begun anew, but for those that are well: of three in a call one may be away.
  #anew(peer) {
    const well = this.peers.filter((one) => one !== peer && one.connected);
    if (well.length === 0) {
      this.#take();
      return;
    }
    this.#starts.begun();
    this.#servers.fresh();
    this.#line.resume(well);
  }

  #taken() {
    if (this.place === "here") {
      this.stop("elsewhere");
      return;
    }
    this.#place.remember("elsewhere");
    this.#become("elsewhere");
  }

  #freed() {
    this.#place.free(() => this.#change());
  }

  #become(place) {
    this.#place.become(place);
    this.#change();
  }

  #left(participant) {
    this.#coming.delete(participant);
    if (this.#peers.has(participant)) this.#close(this.#peers.get(participant));
    this.#change();
  }

  #close(peer) {
    this.#peers.delete(peer.participant);
    this.#line.report(peer, peer.connectMs === null ? "failed" : "ended");
    peer.close();
    this.#change();
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
