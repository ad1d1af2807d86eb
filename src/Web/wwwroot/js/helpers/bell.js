import { playTones } from "./tones.js";

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
  playTones(context, [[0, 660], [0.18, 880]], { loud: 0.2, rises: 0.02, lasts: 0.3 });
}
