import { isCall } from "./session-modes.js";

// The request that turned the talk of this leg from a chat into a call: {by, mode, sequence}. Null in a chat, and where the leg began with the call: then both sides came for it.
// events: of the session; the first ones may be missing.
export function callRequest(events) {
  let request = null;
  let isOfLeg = true;
  for (let i = events.length - 1; i >= 0; i--) {
    const { kind, by, data, sequence } = events[i];
    if (kind === "legStarted" || kind === "queued") {
      if (!request) return null;
      isOfLeg = false;
    }
    if (kind !== "modeChanged" && kind !== "opened") continue;
    if (!isCall(data.mode)) return request;
    if (!isOfLeg) return null;
    request = { by, mode: data.mode, sequence };
  }
  return request;
}
