import { OneTab } from "../models/one-tab.js";
import { playTones } from "./tones.js";

// The sounds that call somebody. Browsers keep pages silent until somebody has touched them: `blocked` says so.
let context = null;
const ringing = new OneTab("ringing", navigator.locks);
const knocking = new OneTab("knocking", navigator.locks);
const quietAfterKnockMs = 1500;
const turnComesMs = 200;

export const blocked = () => context === null || context.state !== "running";

// To be called from a tap, too: that is what unblocks it.
export async function unlock() {
  context ??= new AudioContext();
  // A browser that blocks sound leaves this promise open until the first tap; nobody waits for it.
  context.resume().catch(() => undefined);
  await new Promise((done) => setTimeout(done, 100));
  return !blocked();
}

// Any touch of the page is enough for the browser.
export function unlockByTouch(unlocked = () => undefined) {
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, () => unlock().then(unlocked), { once: true });
}

// Rings once, for a person and not for each of their tabs; until `hush` the turn to ring stays with this tab. A tab that is blocked leaves it to the others.
export function ring() {
  if (blocked()) return;
  if (ringing.mine) {
    soundRing();
    return;
  }
  const askedAt = performance.now();
  // A turn that comes late comes from a tab that has just fallen silent: this one waits for its next ring.
  ringing.take(() => performance.now() - askedAt < turnComesMs && soundRing());
}

export function hush() {
  ringing.leave();
}

// A message came: one soft sound, for all tabs together.
export function knock() {
  if (!blocked()) knocking.once(() => sound([[0, 740]], 0.14), quietAfterKnockMs);
}

// Somebody has answered: heard also by those who put the phone on the table.
export function chime() {
  navigator.vibrate?.([200, 100, 200]);
  if (!blocked()) knocking.once(() => sound([[0, 523], [0.16, 659], [0.32, 784]], 0.22), quietAfterKnockMs);
}

const soundRing = () => sound([[0, 660], [0.18, 880]], 0.2);

function sound(notes, loud) {
  playTones(context, notes, { loud, rises: 0.02, lasts: 0.3 });
}
