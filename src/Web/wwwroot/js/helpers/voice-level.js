const everyMs = 50;
const quietestDecibels = 60;

// The quietest level that is a voice and not a room.
export const audibleLevel = 1 / 3;

// Tells the level, 0 to 1, twenty times a second. Answers a function that ends it.
export function watchLevel(context, stream, tell) {
  const source = context.createMediaStreamSource(stream);
  const analyser = context.createAnalyser();
  const samples = new Float32Array(analyser.fftSize);
  source.connect(analyser);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    tell(levelOf(samples));
  }, everyMs);
  return () => {
    clearInterval(timer);
    source.disconnect();
  };
}

// The same for a track alone, with a context of its own. A page that may not sound yet shows no level.
function watchVoice(track, tell) {
  const context = new AudioContext();
  context.resume().catch(() => undefined);
  const stop = watchLevel(context, new MediaStream([track]), tell);
  return () => {
    stop();
    context.close().catch(() => undefined);
  };
}

function levelOf(samples) {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  return Math.min(1, Math.max(0, 1 + (10 * Math.log10(power + 1e-12)) / quietestDecibels));
}

// The voice of one track at a time, which may change and come again.
export class HeardVoice {
  #tell;
  #track = null;
  #stop = null;

  constructor(tell) {
    this.#tell = tell;
  }

  // track: null for none.
  of(track) {
    if (this.#track === track) return;
    this.#stop?.();
    this.#track = track;
    this.#stop = track && watchVoice(track, this.#tell);
  }
}
