import { CallChoices } from "./call-choices.js";
import { MediaTrouble } from "./media-trouble.js";

// This page's camera and microphone in one session's call: what fails with them, and what the person chose there.
// `media` (LocalMedia) is the page's. Event: "change".
export class CallMedia extends EventTarget {
  #media;
  #choices;

  trouble = null;
  // The camera sends nothing but black, as the page that shows it sees.
  dark = false;

  constructor(sessionId, media, storage) {
    super();
    this.#media = media;
    this.#choices = new CallChoices(sessionId, storage);
  }

  // The word for what keeps the others from seeing or hearing this page; null when nothing does.
  get hindrance() {
    const trouble = this.trouble ?? this.#media.unanswered;
    return trouble?.kind ?? (this.dark ? "dark" : null);
  }

  // Whoever left muted or dark comes back so.
  begin() {
    this.#media.choose(this.#choices.kept);
  }

  keepChoices() {
    this.#choices.keep(this.#media);
  }

  cannotCall(mode) {
    this.trouble = new MediaTrouble("unsupported", mode);
    this.#tell();
  }

  open(mode) {
    return this.#mend(() => this.#media.open(mode));
  }

  // Media again after a trouble: without the device that failed when `mode` says so.
  retry(mode) {
    const { stream, paused } = this.#media;
    return stream && (paused.audio || paused.video) ? this.#mend(() => this.#media.restore()) : this.open(mode);
  }

  see(dark) {
    if (this.dark === dark) return;
    this.dark = dark;
    this.#tell();
  }

  async #mend(work) {
    try {
      await work();
      this.trouble = null;
    } catch (error) {
      if (!(error instanceof MediaTrouble)) throw error;
      this.trouble = error;
    }
    this.#tell();
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}
