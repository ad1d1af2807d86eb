// The sound of an offer. Browsers keep pages silent until somebody has touched them: `blocked` says so.
let context = null;

export const blocked = () => context === null || context.state !== "running";

// To be called from a tap, too: that is what unblocks it.
export async function unlock() {
  context ??= new AudioContext();
  // A browser that blocks sound leaves this promise open until the first tap; nobody waits for it.
  context.resume().catch(() => undefined);
  await new Promise((done) => setTimeout(done, 100));
  return !blocked();
}

export function ring() {
  if (blocked()) return;
  for (const [at, pitch] of [[0, 660], [0.18, 880]]) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    const start = context.currentTime + at;
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.2, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.3);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + 0.32);
  }
}
