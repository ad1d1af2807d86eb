const kinds = ["audio", "video"];

// A camera and a microphone that somebody looks at and speaks into before using them. Nothing of a call changes meanwhile. Events: "change".
export class DeviceTrial extends EventTarget {
  #devices;
  #tried = { audio: null, video: null };

  constructor(devices) {
    super();
    this.#devices = devices;
  }

  // The device chosen, by kind; null where none is on trial.
  chosen(kind) {
    return this.#tried[kind]?.id ?? null;
  }

  track(kind) {
    return this.#tried[kind]?.track ?? null;
  }

  // Some phones have one camera at a time: it can be chosen then, and is seen once it is used.
  get refused() {
    return kinds.filter((kind) => this.#tried[kind]?.refused);
  }

  async try(kind, id) {
    this.drop(kind);
    const tried = { id, track: null, refused: false };
    this.#tried[kind] = tried;
    try {
      const stream = await this.#devices.getUserMedia({ [kind]: { deviceId: { exact: id } } });
      [tried.track] = stream.getTracks();
      // Another one was chosen meanwhile, or the dialog is closed.
      if (this.#tried[kind] !== tried) tried.track.stop();
    } catch {
      tried.refused = true;
    }
    this.dispatchEvent(new Event("change"));
  }

  drop(kind) {
    this.#tried[kind]?.track?.stop();
    this.#tried[kind] = null;
  }

  // Lets go of what is on trial. Answers what was chosen: {audio?, video?}.
  end() {
    const chosen = Object.fromEntries(kinds.filter((kind) => this.chosen(kind)).map((kind) => [kind, this.chosen(kind)]));
    kinds.forEach((kind) => this.drop(kind));
    return chosen;
  }
}
