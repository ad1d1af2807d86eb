// The wishes of a call for a microphone and a camera; the check before it tries out the same.
export const sound = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
export const picture = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } };

// wish: of a tap, before everything; chosen: the id of the device that was chosen at last, or null; facing: the side of the phone on which the camera in use is, or null.
export function wishesFor(kind, { wish, chosen, facing }) {
  const basic = kind === "audio" ? sound : picture;
  if (wish) return { ...basic, ...wish };
  // A chosen camera may look the other way.
  if (chosen && !(kind === "video" && facing)) return { ...basic, deviceId: { ideal: chosen } };
  return kind === "audio" ? basic : { ...basic, facingMode: { ideal: facing ?? "user" } };
}
