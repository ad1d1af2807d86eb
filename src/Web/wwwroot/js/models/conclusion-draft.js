const pauseMs = 900;

// What the doctor types, saved by itself after a pause in typing; never two savings at once, never an older text after a newer one.
// What is not stored yet is kept in this tab over a reload. Events: "change".
export class ConclusionDraft extends EventTarget {
  #save;
  #timers;
  #timer = null;
  #version = 0;
  #savedVersion = 0;
  #saving = null;
  #shelf;

  // save(text) answers when stored; shelf: {keep(text), take(), clear()} over a reload.
  constructor(save, timers = globalThis, shelf = null) {
    super();
    this.#save = save;
    this.#timers = timers;
    this.#shelf = shelf;
    this.text = { complaints: "", history: "", diagnosis: "", recommendations: "" };
    this.state = "empty";
    this.error = null;
  }

  load(text, { saved, signed }) {
    this.text = { ...this.text, ...text };
    this.#become(signed ? "signed" : saved ? "saved" : "empty");
    const kept = this.#shelf?.take();
    if (signed) this.#shelf?.clear();
    else if (kept) for (const [field, value] of Object.entries(kept)) this.type(field, value);
  }

  type(field, value) {
    if (this.state === "signed" || this.text[field] === value) return;
    this.text[field] = value;
    this.#version++;
    this.#shelf?.keep(this.text);
    this.#become("typing");
    this.#timers.clearTimeout(this.#timer);
    this.#timer = this.#timers.setTimeout(() => this.flush(), pauseMs);
  }

  get unsaved() {
    return this.#version > this.#savedVersion;
  }

  // Saves what is not saved yet; answers true when everything typed so far is stored.
  async flush() {
    this.#timers.clearTimeout(this.#timer);
    while (this.#saving) await this.#saving;
    if (!this.unsaved) return true;
    this.#saving = this.#store();
    const stored = await this.#saving;
    return stored && (this.unsaved ? this.flush() : true);
  }

  signed() {
    this.#become("signed");
  }

  async #store() {
    const version = this.#version;
    this.#become("saving");
    try {
      await this.#save({ ...this.text });
      this.#savedVersion = version;
      if (!this.unsaved) this.#shelf?.clear();
      this.error = null;
      this.#become(this.unsaved ? "typing" : "saved");
      return true;
    } catch (error) {
      this.error = error;
      this.#become("failed");
      return false;
    } finally {
      this.#saving = null;
    }
  }

  #become(state) {
    this.state = state;
    this.dispatchEvent(new Event("change"));
  }
}
