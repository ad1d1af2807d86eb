const good = { loss: 3, roundTripMs: 300 };
const fair = { loss: 8, roundTripMs: 700 };
const frozenMs = 3000;

const sentences = {
  bad: "Плохая связь. Подойдите ближе к роутеру или выключите видео.",
  lost: "Собеседника временно не слышно. Восстанавливаем связь…",
};

// How a call goes, from one getStats() after the other.
export class CallQuality {
  #before = null;
  #flowingAt = null;
  #flowed = false;
  #sum = { samples: 0, received: 0, lost: 0, bytes: 0, ms: 0, roundTrips: [] };

  level = "unknown";
  loss = 0;
  sentLoss = 0;
  roundTripMs = null;
  kbits = 0;
  sendableKbits = null;
  freezes = 0;
  frames = 0;
  heard = 0;
  width = 0;
  // The energy of one's own voice so far; null where the browser does not say.
  voice = null;
  relayed = false;
  silent = false;

  // stats: an iterable of RTCStats; now in ms.
  take(stats, now) {
    const sample = digest(stats);
    const before = this.#before ?? { ...sample, at: now };
    const ms = now - before.at;
    const received = Math.max(0, sample.received - before.received);
    const lost = Math.max(0, sample.lost - before.lost);
    this.#before = { ...sample, at: now };
    this.loss = received + lost > 0 ? (100 * lost) / (received + lost) : 0;
    this.sentLoss = sample.sentLoss;
    this.roundTripMs = sample.roundTripMs;
    this.kbits = ms > 0 ? Math.max(0, (sample.bytes - before.bytes) * 8) / ms : 0;
    this.sendableKbits = sample.sendableKbits;
    this.freezes = sample.freezes;
    this.frames = sample.frames;
    this.heard = sample.heard;
    this.width = sample.width;
    this.voice = sample.voice;
    this.relayed = sample.relayed;
    this.#watch(sample, before, now);
    this.#remember(received, lost, sample.bytes - before.bytes, ms);
    this.level = this.#judge(sample.freezes > before.freezes);
    return this;
  }

  get sentence() {
    return sentences[this.silent ? "lost" : this.level] ?? "";
  }

  // For how long nothing at all has come.
  stillMs(now) {
    return this.#flowed ? now - this.#flowingAt : 0;
  }

  // Whether something has come since the last look.
  hasMoved(stats) {
    return digest(stats).transported > this.#before.transported;
  }

  // The record of the call when it is over.
  get summary() {
    const { received, lost, bytes, ms, roundTrips } = this.#sum;
    const sorted = [...roundTrips].sort((a, b) => a - b);
    return {
      lossPercent: received + lost > 0 ? Math.round((1000 * lost) / (received + lost)) / 10 : 0,
      roundTripMs: sorted.length > 0 ? sorted[sorted.length >> 1] : null,
      kbitPerSecond: ms > 0 ? Math.round(Math.max(0, bytes * 8) / ms) : 0,
      freezes: this.freezes,
      relayed: this.relayed,
    };
  }

  // Anything that arrives counts: also the other browser's reports while nobody speaks.
  #watch(sample, before, now) {
    if (this.#flowingAt === null || sample.transported > before.transported) {
      this.#flowed ||= this.#flowingAt !== null && sample.received > before.received;
      this.#flowingAt = now;
    }
    this.silent = this.#flowed && now - this.#flowingAt >= frozenMs;
  }

  #remember(received, lost, bytes, ms) {
    this.#sum.received += received;
    this.#sum.lost += lost;
    this.#sum.bytes += bytes;
    this.#sum.ms += ms;
    if (this.roundTripMs !== null && this.#sum.roundTrips.length < 10_000) this.#sum.roundTrips.push(this.roundTripMs);
  }

  #judge(frozeNow) {
    const loss = Math.max(this.loss, this.sentLoss);
    const trip = this.roundTripMs ?? 0;
    if (this.silent) return "bad";
    if (loss <= good.loss && trip <= good.roundTripMs && !frozeNow) return "good";
    return loss <= fair.loss && trip <= fair.roundTripMs ? "weak" : "bad";
  }
}

function digest(stats) {
  const sample = { received: 0, heard: 0, lost: 0, bytes: 0, transported: 0, sentLoss: 0, roundTripMs: null, sendableKbits: null, freezes: 0, frames: 0, width: 0, voice: null, relayed: false };
  const pairs = new Map();
  const locals = new Map();
  let selected = null;
  for (const one of stats) {
    if (one.type === "inbound-rtp") {
      sample.received += one.packetsReceived ?? 0;
      if (one.kind === "audio") sample.heard += one.packetsReceived ?? 0;
      sample.lost += Math.max(0, one.packetsLost ?? 0);
      sample.bytes += one.bytesReceived ?? 0;
      sample.freezes += one.freezeCount ?? 0;
      sample.frames += one.framesDecoded ?? 0;
      sample.width = Math.max(sample.width, one.frameWidth ?? 0);
    } else if (one.type === "media-source") {
      if (one.kind === "audio") sample.voice = one.totalAudioEnergy ?? null;
    } else if (one.type === "remote-inbound-rtp") {
      sample.sentLoss = Math.max(sample.sentLoss, 100 * (one.fractionLost ?? 0));
    } else if (one.type === "transport") {
      sample.transported += one.bytesReceived ?? 0;
      selected ??= one.selectedCandidatePairId ?? null;
    } else if (one.type === "candidate-pair") {
      pairs.set(one.id, one);
    } else if (one.type === "local-candidate") {
      locals.set(one.id, one);
    }
  }
  const pair = pairs.get(selected) ?? [...pairs.values()].find((one) => one.nominated && one.state === "succeeded");
  if (pair) {
    sample.roundTripMs = pair.currentRoundTripTime === undefined ? null : Math.round(1000 * pair.currentRoundTripTime);
    sample.sendableKbits = pair.availableOutgoingBitrate === undefined ? null : pair.availableOutgoingBitrate / 1000;
    sample.relayed = locals.get(pair.localCandidateId)?.candidateType === "relay";
    sample.transported = Math.max(sample.transported, pair.bytesReceived ?? 0);
  }
  return sample;
}
