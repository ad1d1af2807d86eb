// A page in a call, with everything around it made up.
import { Call } from "../../src/Web/wwwroot/js/models/call.js";
import { FakeConnection, FakeStream } from "./fake-connection.mjs";
import { FakeStorage, FakeTimers, numbering, settled } from "./fakes.mjs";

export const offer = { type: "offer", sdp: "theirs" };

class Link extends EventTarget {
  state = "connected";
  calls = [];
  handlers = new Map();
  on(name, handler) {
    this.handlers.set(name, handler);
    return () => this.handlers.delete(name);
  }
  async invoke(...call) { this.calls.push(call); }
  command(...call) { return this.invoke(...call); }
  push(name, ...args) { this.handlers.get(name)?.("s1", ...args); }
  lose() {
    this.state = "lost";
    this.dispatchEvent(new Event("state"));
  }
  hurry() { this.hurried = (this.hurried ?? 0) + 1; }
  of(method) { return this.calls.filter(([name]) => name === method); }
}

class Media extends EventTarget {
  stream = null;
  audioTrack = null;
  videoTrack = null;
  muted = false;
  cameraOff = false;
  paused = { audio: false, video: false };
  opened = [];
  closed = 0;
  unanswered = null;
  voiceSource = "microphone";
  choose({ muted, cameraOff }) { Object.assign(this, { muted, cameraOff }); }
  tap(choices) {
    Object.assign(this, choices);
    this.dispatchEvent(new Event("change"));
  }
  async open(mode) {
    this.opened.push(mode);
    if (this.trouble) throw this.trouble;
    this.audioTrack = { kind: "audio" };
    this.videoTrack = mode === "video" ? { kind: "video" } : null;
    this.dispatchEvent(new Event("tracks"));
  }
  close() { this.closed++; }
}

export function page(storage = new FakeStorage(), { choices = storage, session = "s1" } = {}) {
  const timers = new FakeTimers();
  const link = new Link();
  const media = new Media();
  const connections = [];
  const call = new Call(session, {
    link, media, storage, choices, timers, newId: numbering(), now: () => timers.now, wall: () => timers.now,
    servers: async () => [{ urls: "turn:relay" }],
    newConnection: (configuration) => {
      const connection = new FakeConnection();
      connection.configuration = configuration;
      connections.push(connection);
      return connection;
    },
    newStream: () => new FakeStream(),
  });
  call.joined();
  return { call, link, media, connections, timers, storage };
}

export const ready = (callId, participant = "doctor", polite = true) => ({ callId, with: participant, polite, mode: "video" });

export async function calling(more) {
  const it = page(more);
  await it.call.start("video");
  it.link.push("CallReady", ready("c1"));
  await settled();
  it.call.present(["doctor"]);
  return it;
}
