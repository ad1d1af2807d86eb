// The wishes of a call for a microphone and a camera; the check before it tries out the same.
export const sound = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
export const picture = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } };
