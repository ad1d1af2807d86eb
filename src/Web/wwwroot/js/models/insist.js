import { BackOff } from "./back-off.js";
import { Refusal } from "./refusal.js";

// More than a minute of them.
const tries = 20;
const longestRestMs = 60_000;

// While more people call than are let in at once, or the answer says when to come again: asks again, ever more slowly and never sooner than it was told, and tells so once.
// Any other refusal is the caller's to tell, and so are the last of these and one that asks for a longer rest than anybody would wait.
export async function insist(call, { told = () => {}, timers = globalThis, random = Math.random } = {}) {
  const backOff = new BackOff(random);
  // Its first is no pause: that one is for lost connections.
  backOff.next();
  for (let left = tries; ; left--) {
    let rest;
    try {
      return await call();
    } catch (error) {
      if (left === 1 || !isPassing(error)) throw error;
      rest = error.retryAfterMs ?? 0;
    }
    if (left === tries) told();
    await new Promise((done) => timers.setTimeout(done, Math.max(rest, backOff.next())));
  }
}

const isPassing = (error) => (error.retryAfterMs ?? null) === null ? error instanceof Refusal && error.code === "crowded" : error.retryAfterMs <= longestRestMs;
