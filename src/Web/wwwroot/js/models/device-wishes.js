// What a call asks of a microphone and a camera, and what the check before it tries out.
export const sound = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
export const picture = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } };
