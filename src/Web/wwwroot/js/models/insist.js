import { BackOff } from "./back-off.js";
import { Refusal } from "./refusal.js";

// More than a minute of them.
const tries = 20;

// While more people call than are let in at once: asks again, ever more slowly, and tells so once. Any other refusal is the caller's to tell, and so is the last of these.
export async function insist(call, { told = () => {}, timers = globalThis, random = Math.random } = {}) {
  const backOff = new BackOff(random);
  // Its first is no pause: that one is for lost connections.
  backOff.next();
  for (let left = tries; ; left--) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== "crowded" || left === 1) throw error;
    }
    if (left === tries) told();
    await new Promise((done) => timers.setTimeout(done, backOff.next()));
  }
}
