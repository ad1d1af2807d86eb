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

// Whether a specialist, `me`, may ask the patient to a call: their talk is a chat, and the patient is there to answer.
export function mayAskToCall(story, me) {
  const { view, counterpart } = story;
  return view?.mode === "chat" && Boolean(view.leg) && counterpart?.participantId === me && story.participant("patient")?.present === true;
}

// Whether the last of `events` that says how the talk goes on is the other side's answer to a request of `me`: to stay in the chat. Of a call that had come about it is the end, not the answer.
export function stayedInChat(events, me) {
  const at = events.findLastIndex(({ kind }) => kind === "modeChanged");
  const answer = events[at];
  if (!answer || isCall(answer.data.mode) || answer.by === me) return false;
  const before = events.slice(0, at);
  const request = callRequest(before);
  return request?.by === me && !before.some(({ kind, data, sequence }) => kind === "callRecord" && data.stage === "connected" && sequence > request.sequence);
}
