import { ask } from "../helpers/ask.js";
import { busy } from "../helpers/busy.js";
import { speaker } from "../helpers/calls.js";
import { commandId } from "../helpers/command-id.js";
import { el, initials, part, setText } from "../helpers/dom.js";
import { hub } from "../helpers/hub.js";
import { movable } from "../helpers/own-corner.js";
import { PaintedFrames } from "../helpers/painted-frames.js";
import { brightestOf } from "../helpers/picture-light.js";
import { ScreenAwake } from "../helpers/screen-awake.js";
import { HeardVoice } from "../helpers/voice-level.js";
import { awayText, coverText, levelText, noticeText, troubleOf } from "../models/call-words.js";
import { DarkPicture } from "../models/dark-picture.js";
import { isCall } from "../models/session-modes.js";
import { SteadyPlay } from "../models/steady-play.js";
import "./call-devices.js";

const lookEveryMs = 1000;
// Every button of the settings that closes them takes what was chosen; Escape leaves everything as it was.
const used = "use";

// The call of one session as somebody in it sees it. What happens is in models/call.js. Events: "take"; "hang-up" {button}, which a page may prevent to ask in words of its own; "chat", when the chat is asked for.
customElements.define("call-stage", class extends HTMLElement {
  #off = [];
  #awake = new ScreenAwake();
  #darkness = new DarkPicture();
  #voice = new HeardVoice((level) => { part(this, "voice-level").value = level; });
  #tiles = new Map();

  live(call) {
    this.call = call;
    this.counterpart = null;
    this.remote = part(this, "remote");
    this.own = part(this, "own");
    this.painted = new PaintedFrames(this.remote);
    this.plays = { remote: this.#steady(this.remote), own: this.#steady(this.own) };
    this.dialog = part(this, "settings");
    this.devices = this.querySelector("call-devices");
    this.devices.live(call, this.remote);
    const hear = (target, name, handler) => {
      target.addEventListener(name, handler);
      this.#off.push(() => target.removeEventListener(name, handler));
    };
    hear(call, "change", () => this.render());
    // With the first track the browser names the devices, and tells all that there are.
    for (const name of ["devices", "tracks"]) hear(call.media, name, () => this.devices.fill());
    hear(this.remote, "resize", () => this.render());
    hear(this.remote, "click", () => this.toggleAttribute("data-whole"));
    hear(this.remote, "loadeddata", () => performance.mark("call-first-frame"));
    hear(document, "visibilitychange", () => this.#lookedAt());
    hear(document, "pointerdown", () => this.#playRefused());
    hear(globalThis, "online", () => call.networkChanged());
    if (navigator.connection) hear(navigator.connection, "change", () => call.networkChanged());
    for (const button of this.querySelectorAll("[data-act]")) button.addEventListener("click", () => this.#acts[button.dataset.act](button));
    for (const button of this.querySelectorAll("button[data-offer]")) button.addEventListener("click", () => this.#offered(button));
    for (const button of this.querySelectorAll("[data-mode].segment")) button.addEventListener("click", () => this.#changeMode(button, button.dataset.mode));
    hear(this.devices, "filled", () => this.#controls());
    hear(this.dialog, "close", () => this.#use(this.devices.close(this.dialog.returnValue === used)));
    // A specialist's header has a «Завершить» of its own, which ends more than the call.
    if (this.closest("[data-desk]")) setText(this.#act("hang-up").querySelector("span"), "Положить трубку");
    this.#off.push(speaker.carry(this.remote));
    this.corner = movable(this, part(this, "screen"), [this.own, part(this, "own-off")]);
    this.#off.push(this.corner.stop);
    const looking = setInterval(() => this.#lookAtOwn(), lookEveryMs);
    this.#off.push(() => clearInterval(looking));
    this.devices.fill();
    return this;
  }

  rest() {
    for (const off of this.#off.splice(0)) off();
    for (const play of this.#allPlays) play.show(null);
    for (const { release } of this.#tiles.values()) release();
    this.#listenTo(null);
    this.#awake.keep(false);
  }

  // counterpart {participantId, name, hindrance?} or null; mode of the session; request: see AskedCall.
  show(mode, counterpart, request = null) {
    this.mode = mode;
    this.counterpart = counterpart;
    this.request = request;
    this.hidden = !isCall(mode);
    // A dialog that is open but not to be seen would keep the whole page out of reach.
    if (this.hidden) this.dialog.close();
    this.render();
  }

  render() {
    const { call } = this;
    this.dataset.place = call.place;
    this.dataset.state = call.state;
    this.dataset.mode = call.mode ?? this.mode ?? "";
    this.#pictures();
    this.#words();
    this.#controls();
    this.#troubled();
    this.#awake.keep(call.place === "here" && document.visibilityState === "visible");
  }

  #pictures() {
    const { peer, media } = this.call;
    this.plays.remote.show(peer?.remote ?? null);
    if (peer) peer.picture = this.painted;
    const own = this.call.mode === "video" && media.videoTrack && !media.cameraOff && this.call.place === "here";
    this.plays.own.show(own ? media.stream : null);
    this.#others();
    this.own.hidden = !own;
    part(this, "own-off").hidden = !(this.call.mode === "video" && media.cameraOff && this.call.place === "here");
    this.#listenTo(this.call.state === "waiting" && media.audioTrack && !media.muted ? media.audioTrack : null);
    this.own.dataset.facing = media.videoTrack?.getSettings?.().facingMode ?? "user";
  }

  // A third one in the call: the consultant who stayed, or the doctor as that one sees it.
  #others() {
    const { others } = this.call;
    for (const [peer, { video, play, release }] of this.#tiles) {
      if (others.includes(peer)) continue;
      play.show(null);
      release();
      video.remove();
      this.#tiles.delete(peer);
    }
    for (const peer of others) {
      if (this.#tiles.has(peer)) continue;
      const video = el("video", { class: "call-third", playsinline: true, autoplay: true, "data-testid": "third-video" });
      part(this, "others").append(video);
      const play = this.#steady(video);
      this.#tiles.set(peer, { video, play, release: speaker.carry(video) });
      play.show(peer.remote);
      peer.picture = new PaintedFrames(video);
    }
    part(this, "others").hidden = this.#tiles.size === 0;
  }

  #steady(video) {
    const play = new SteadyPlay(video);
    play.addEventListener("change", () => this.#words());
    return play;
  }

  get #allPlays() {
    return [this.plays.remote, this.plays.own, ...[...this.#tiles.values()].map(({ play }) => play)];
  }

  // A page that captures may play; where a browser forbids it nevertheless, a touch plays.
  #playRefused() {
    for (const play of this.#allPlays) if (play.refused) play.play();
  }

  #lookedAt() {
    for (const play of this.#allPlays) play.play();
    this.render();
  }

  #lookAtOwn() {
    const shown = this.call.place === "here" && !this.own.hidden && document.visibilityState === "visible";
    this.call.see(this.#darkness.take(shown ? brightestOf(this.own) : null, performance.now()));
  }

  #words() {
    const { call } = this;
    const track = call.peer?.remote.getVideoTracks()[0];
    const seen = Boolean(track && !track.muted && this.remote.videoWidth > 0);
    const cover = coverText(call, this.counterpart?.name ?? null, seen, this.counterpart?.hindrance, this.request);
    part(this, "cover").hidden = cover === "";
    setText(part(this, "cover-text"), cover);
    part(this, "take-back").hidden = !(call.state === "waiting" && this.request?.mine && this.counterpart);
    setText(part(this, "cover-avatar"), this.counterpart ? initials(this.counterpart.name) : "");
    part(this, "listen").hidden = !this.#allPlays.some((play) => play !== this.plays.own && play.refused);
    const notice = noticeText(call);
    part(this, "notice").hidden = notice === "";
    setText(part(this, "notice"), notice);
    const level = call.peer?.connected ? call.peer.quality.level : "unknown";
    const quality = part(this, "quality");
    // A good line needs no words.
    quality.hidden = level === "good" || !levelText(level);
    quality.dataset.level = level;
    setText(part(this, "quality-text"), levelText(level));
    const away = part(this, "away");
    away.hidden = call.place === "here";
    if (away.hidden) return;
    const words = awayText(call, this.mode, this.counterpart, this.request);
    away.toggleAttribute("data-asked", Boolean(words.asked));
    part(this, "away-chat").hidden = !words.asked;
    setText(part(this, "away-text"), words.text);
    setText(part(this, "take-text"), words.take);
  }

  #controls() {
    const { media, mode } = this.call;
    this.#label("mute", media.muted, media.muted ? ["Микрофон выключен", "Включить микрофон"] : ["Микрофон", "Выключить микрофон"]);
    this.#label("camera", media.cameraOff, media.cameraOff ? ["Камера выключена", "Включить камеру"] : ["Камера", "Выключить камеру"]);
    this.#act("mute").disabled = !media.audioTrack;
    this.#act("camera").hidden = mode !== "video";
    this.#act("camera").disabled = !media.videoTrack;
    this.#act("corner").hidden = mode !== "video";
    this.#act("flip").hidden = mode !== "video" || !(this.devices.cameras > 1);
    for (const button of this.querySelectorAll('[data-act="window"]')) button.hidden = mode !== "video" || !document.pictureInPictureEnabled;
    for (const button of this.querySelectorAll('[data-act="full"]')) button.hidden = mode !== "video" || !document.fullscreenEnabled;
    for (const button of this.querySelectorAll("[data-mode].segment")) button.setAttribute("aria-pressed", String(button.dataset.mode === mode));
  }

  #label(act, off, [text, tapDoes]) {
    const button = this.#act(act);
    button.toggleAttribute("data-off", off);
    button.title = tapDoes;
    setText(button.querySelector("span"), text);
  }

  // While nobody is there yet, a bar shows that the voice is heard.
  #listenTo(track) {
    part(this, "voice").hidden = !track;
    this.#voice.of(track);
  }

  #troubled() {
    const trouble = this.call.place === "here" ? troubleOf(this.call, this.counterpart?.hindrance, Boolean(this.closest("[data-desk]"))) : null;
    const box = part(this, "trouble");
    box.hidden = !trouble;
    if (!trouble) return;
    setText(part(this, "trouble-title"), trouble.title);
    setText(part(this, "trouble-next"), trouble.next);
    for (const offer of box.querySelectorAll("[data-offer]")) offer.hidden = !trouble.offers.includes(offer.dataset.offer);
  }

  #acts = {
    mute: () => this.call.media.mute(!this.call.media.muted),
    camera: () => this.call.media.hideCamera(!this.call.media.cameraOff),
    listen: () => this.#playRefused(),
    flip: (button) => busy(button, () => this.call.media.switchCamera()),
    settings: () => {
      this.dialog.returnValue = "";
      this.devices.open();
      this.dialog.showModal();
    },
    corner: () => {
      this.dialog.close(used);
      this.corner.next();
    },
    chat: () => this.dispatchEvent(new Event("chat")),
    window: () => {
      this.dialog.close(used);
      (document.pictureInPictureElement ? document.exitPictureInPicture() : this.remote.requestPictureInPicture()).catch(() => undefined);
    },
    full: () => {
      this.dialog.close(used);
      (document.fullscreenElement ? document.exitFullscreen() : this.requestFullscreen()).catch(() => undefined);
    },
    take: (button) => busy(button, async () => {
      this.dispatchEvent(new CustomEvent("take"));
      await this.call.start(this.mode);
    }),
    "hang-up": (button) => this.#hangUp(button),
  };

  async #hangUp(button) {
    if (!this.dispatchEvent(new CustomEvent("hang-up", { cancelable: true, detail: { button } }))) return;
    const sure = await ask({ title: "Положить трубку?", text: "Закончится только звонок: разговор останется открытым, можно продолжить в чате или позвонить снова.", yes: "Положить трубку", no: "Говорить дальше" });
    if (sure) await busy(button, () => this.call.hangUp());
  }

  #offered(button) {
    if (button.dataset.offer === "retry") busy(button, () => this.call.retry());
    else this.#changeMode(button, button.dataset.offer);
  }

  // The session's mode changes for everybody; the call follows when the event comes.
  #changeMode(button, mode) {
    if (mode === this.mode) return;
    const command = commandId();
    busy(button, () => hub().command("ChangeMode", command, this.call.sessionId, mode)).then(() => this.dialog.close(used));
  }

  #use(chosen) {
    if (chosen) busy(this.#act("settings"), () => this.call.media.use(chosen));
  }

  #act(name) {
    return this.querySelector(`[data-act="${name}"]`);
  }
});
