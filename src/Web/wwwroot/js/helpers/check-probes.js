import { picture, sound } from "../models/device-wishes.js";
import { MediaTrouble } from "../models/media-trouble.js";
import { BlockedNetwork } from "../models/network-block.js";
import { Refusal } from "../models/refusal.js";
import { get, post } from "./http.js";
import { playTones } from "./tones.js";

// The probes of «Проверка связи», in a browser and over the network. Their judgement is in models/connection-check.js.

const wishes = { microphone: { audio: sound }, camera: { video: { ...picture, facingMode: "user" } } };

const speedPath = "/api/check/speed";
const eachWayMs = 2000;
const maxBlocks = 8;
const blockBytes = { first: 1024, least: 16 * 1024, most: 256 * 1024 };

// Longer than it takes to tell a network that refuses the connection from a server that is away.
const serverPatienceMs = 20_000;
const relayPatienceMs = 8000;
const pings = 3;

export const canCall = () => Boolean(globalThis.RTCPeerConnection && navigator.mediaDevices?.getUserMedia);

// Rejects when the work takes longer, or the check was stopped.
export function within(ms, signal, work) {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error("too late")), ms);
    signal.addEventListener("abort", () => fail(new Error("stopped")), { once: true });
    work.then(done, fail).finally(() => clearTimeout(timer));
  });
}

// The camera or the microphone alone, so that each answers for itself.
export async function openDevice(device, browser, signal) {
  const mode = device === "camera" ? "video" : "audio";
  if (!navigator.mediaDevices?.getUserMedia) throw new MediaTrouble("unsupported", mode, browser);
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia(wishes[device]);
  } catch (error) {
    throw MediaTrouble.of(error, mode, { browser, missing: device, asked: device, permission: await permissionFor(device) });
  }
  // A visitor who left before saying yes is not filmed.
  if (signal.aborted) letGo(stream);
  return stream;
}

export function letGo(stream) {
  for (const track of stream.getTracks()) track.stop();
}

// Not every browser knows these names.
async function permissionFor(device) {
  const status = await navigator.permissions?.query({ name: device }).catch(() => null);
  return status?.state ?? null;
}

// To be called from a tap: that is what lets a page sound.
export function openSound() {
  const context = new AudioContext();
  context.resume().catch(() => undefined);
  return context;
}

export const playTone = (context) => playTones(context, [[0, 523], [0.35, 659], [0.7, 784]], { loud: 0.25, rises: 0.03, lasts: 0.6 });

// Mbit/s each way.
export async function measureSpeed(signal) {
  return { down: await fastest(download, signal), up: await fastest(upload(), signal) };
}

// The best of some blocks: what disturbs a line makes single ones slower, nothing makes one faster.
async function fastest(block, signal) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), eachWayMs);
  signal.addEventListener("abort", () => limit.abort(), { once: true });
  const endsAt = performance.now() + eachWayMs;
  let best = 0;
  try {
    for (let i = 0; i < maxBlocks && !limit.signal.aborted; i++) best = Math.max(best, await block(limit.signal, best, endsAt - performance.now()));
  } catch (error) {
    if (best === 0) throw error;
  } finally {
    clearTimeout(timer);
  }
  return best;
}

const megabits = (bytes, ms) => (bytes * 8) / 1000 / Math.max(ms, 0.1);

// Of a block that is cut off counts what came.
async function download(limit) {
  let bytes = 0;
  let began = performance.now();
  try {
    const response = await fetch(speedPath, { cache: "no-store", signal: limit });
    if (!response.ok) throw new Error(`speed: ${response.status}`);
    began = performance.now();
    const reader = response.body.getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) bytes += read.value.length;
  } catch (error) {
    if (!limit.aborted) throw error;
  }
  return megabits(bytes, performance.now() - began);
}

// Nobody tells how much of a block has gone out: the first, a small one, tells the way there and back, the others are as large as the time left allows.
function upload() {
  const noise = new Uint8Array(blockBytes.most);
  // The browser gives 64 KiB at a time.
  for (let at = 0; at < noise.length; at += 65_536) crypto.getRandomValues(noise.subarray(at, at + 65_536));
  let roundTripMs = null;
  return async (limit, best, leftMs) => {
    const fitting = (best * 1000 * leftMs * 0.7) / 8;
    const size = roundTripMs === null ? blockBytes.first : Math.round(Math.min(blockBytes.most, Math.max(blockBytes.least, fitting)));
    const began = performance.now();
    try {
      const response = await fetch(speedPath, { method: "POST", cache: "no-store", signal: limit, body: noise.subarray(0, size) });
      if (!response.ok) throw new Error(`speed: ${response.status}`);
    } catch (error) {
      if (!limit.aborted) throw error;
      return 0;
    }
    const ms = performance.now() - began;
    if (roundTripMs !== null) return megabits(size, Math.max(ms - roundTripMs, ms / 10));
    roundTripMs = ms;
    return 0;
  };
}

// The middle one of some round trips over the page's own connection, in ms.
export function roundTrip(signal) {
  return within(serverPatienceMs, signal, (async () => {
    await post("/api/visitors", { client: "web" }).catch((error) => {
      // Staff are no visitors, and need not be.
      if (!(error instanceof Refusal)) throw error;
    });
    const link = (await import("./hub.js")).hub();
    await connectedOrBlocked(link);
    const times = [];
    for (let i = 0; i < pings; i++) {
      const began = performance.now();
      await link.invoke("Ping");
      times.push(performance.now() - began);
    }
    return { ms: times.sort((a, b) => a - b)[Math.floor(pings / 2)] };
  })());
}

function connectedOrBlocked(link) {
  return new Promise((done, fail) => {
    const look = () => {
      if (link.blocked) fail(new BlockedNetwork());
      else if (link.state !== "connected") return;
      link.removeEventListener("state", look);
      done();
    };
    link.addEventListener("state", look);
    look();
  });
}

// How long two connections in this page need to meet over the relay alone; null when there is none.
export async function relayTrip(signal) {
  const servers = (await get("/api/ice-servers?purpose=check")).map(relayOnly).filter(({ urls }) => urls.length > 0);
  if (servers.length === 0) return null;
  const pair = [0, 1].map(() => new RTCPeerConnection({ iceServers: servers, iceTransportPolicy: "relay" }));
  const began = performance.now();
  try {
    await within(relayPatienceMs, signal, meet(...pair));
    return { ms: performance.now() - began };
  } finally {
    for (const connection of pair) connection.close();
  }
}

const relayOnly = (server) => ({ ...server, urls: [server.urls].flat().filter((url) => /^turns?:/.test(url)) });

async function meet(near, far) {
  const open = new Promise((done) => { near.createDataChannel("check").onopen = done; });
  // A connection that is closed meanwhile takes no candidates any more.
  for (const [from, to] of [[near, far], [far, near]]) from.onicecandidate = ({ candidate }) => candidate && to.addIceCandidate(candidate).catch(() => undefined);
  // Each knows the other before it gathers: no candidate comes too early.
  const offer = await near.createOffer();
  await far.setRemoteDescription(offer);
  await near.setLocalDescription(offer);
  const answer = await far.createAnswer();
  await near.setRemoteDescription(answer);
  await far.setLocalDescription(answer);
  await open;
}
