const storageKey = "call-choices";
const sessionsKept = 8;

// The taps on microphone and camera in each session's call, for all tabs of this browser: whoever is muted stays so over a reload, and in the tab that takes the call.
export class CallChoices {
  #sessionId;
  #storage;

  constructor(sessionId, storage) {
    this.#sessionId = sessionId;
    this.#storage = storage;
  }

  get kept() {
    const [, muted, cameraOff] = this.#all.find(([id]) => id === this.#sessionId) ?? [];
    return { muted: muted === true, cameraOff: cameraOff === true };
  }

  keep({ muted, cameraOff }) {
    const others = this.#all.filter(([id]) => id !== this.#sessionId);
    this.#storage.setItem(storageKey, JSON.stringify([...others, [this.#sessionId, muted, cameraOff]].slice(-sessionsKept)));
  }

  get #all() {
    return JSON.parse(this.#storage.getItem(storageKey)) ?? [];
  }
}
