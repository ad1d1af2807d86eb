import { Call } from "../models/call.js";
import { LocalMedia } from "../models/local-media.js";
import { Speaker } from "../models/speaker.js";
import { commandId } from "./command-id.js";
import { get } from "./http.js";
import { hub } from "./hub.js";

// The camera and the microphone of this page.
export const localMedia = () => new LocalMedia({
  devices: navigator.mediaDevices, newStream: (tracks) => new MediaStream(tracks), storage: localStorage, permissions: navigator.permissions,
});

// The loudspeaker of this page.
export const speaker = new Speaker(localStorage);

// This page's part in the calls of a session.
export function callOf(sessionId, media) {
  const call = new Call(sessionId, {
    link: hub(), media, storage: sessionStorage, choices: localStorage, newId: commandId,
    servers: (session) => get(`/api/ice-servers?sessionId=${encodeURIComponent(session)}`),
    newConnection: globalThis.RTCPeerConnection ? (configuration) => new RTCPeerConnection(configuration) : null,
    newStream: (tracks) => new MediaStream(tracks),
  });
  const bye = new AbortController();
  addEventListener("pagehide", () => call.leave(), { signal: bye.signal });
  call.addEventListener("left", () => bye.abort());
  return call;
}
