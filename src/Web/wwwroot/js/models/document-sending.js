const atOnce = 2;
const askEveryMs = 1000;
const askFor = 120;
// Refusals of the file itself, which no further try changes.
const aboutFile = ["unsuitableFile", "fileTooLarge"];

// Files on their way into a Medcard, a few at a time. Each has {id, name, size, sent, state, reason, documentId};
// final: whether the same file would be refused again. state: "waiting", "sending", "reading" (all bytes are there, the platform looks at them), "done", "failed".
// Events: "change", "done" {documentId, name}.
export class DocumentSending extends EventTarget {
  #begin;
  #view;
  #newId;
  #timers;

  // begin(file, patientId, {progress(sent), done(uploadId), failed(message, code)}) answers {stop()}; view(uploadId) asks what became of the bytes.
  constructor({ begin, view, newId, timers = globalThis }) {
    super();
    this.#begin = begin;
    this.#view = view;
    this.#newId = newId;
    this.#timers = timers;
    this.entries = [];
  }

  // maxBytes: the largest file, or 0 where it is not known.
  add(files, patientId, maxBytes = 0) {
    for (const file of files) {
      const reason = file.size === 0 ? "Файл пуст." : maxBytes > 0 && file.size > maxBytes ? `Файл слишком большой: не больше ${Math.floor(maxBytes / 1e6)} МБ.` : null;
      this.entries.push({ id: this.#newId(), file, patientId, name: file.name || "Снимок", size: file.size, sent: 0, state: reason ? "failed" : "waiting", reason, final: Boolean(reason), documentId: null, work: null });
    }
    this.#next();
  }

  // Gives a file up, or puts a failed one away.
  remove(id) {
    const entry = this.#find(id);
    if (!entry) return;
    entry.work?.stop();
    this.entries.splice(this.entries.indexOf(entry), 1);
    this.#next();
  }

  // Puts all that did not go away.
  removeFailed() {
    this.entries = this.entries.filter(({ state }) => state !== "failed");
    this.#changed();
  }

  again(id) {
    const entry = this.#find(id);
    if (entry?.state !== "failed" || entry.final) return;
    Object.assign(entry, { state: "waiting", reason: null, sent: 0 });
    this.#next();
  }

  get failed() {
    return this.entries.filter(({ state }) => state === "failed").length;
  }

  get busy() {
    return this.entries.some(({ state }) => state !== "failed");
  }

  #find(id) {
    return this.entries.find((entry) => entry.id === id);
  }

  #next() {
    for (const entry of this.entries) {
      if (this.entries.filter(({ state }) => state === "sending").length >= atOnce) break;
      if (entry.state === "waiting") this.#send(entry);
    }
    this.#changed();
  }

  #send(entry) {
    entry.state = "sending";
    entry.work = this.#begin(entry.file, entry.patientId, {
      progress: (sent) => this.#of(entry, () => { entry.sent = sent; }),
      done: (uploadId) => this.#of(entry, () => this.#read(entry, uploadId)),
      failed: (message, code = null) => this.#of(entry, () => this.#fail(entry, message, code)),
    });
  }

  // The answer to the last part may have been lost: what became of the file is asked for.
  async #read(entry, uploadId) {
    Object.assign(entry, { state: "reading", sent: entry.size });
    this.#next();
    for (let asked = 0; asked < askFor && this.entries.includes(entry); asked++) {
      const view = await this.#view(uploadId).catch((error) => (error.passing === false || error.code === "notFound" ? { refusal: { code: error.code, message: error.message } } : null));
      if (!this.entries.includes(entry)) return;
      if (view?.refusal) return this.#fail(entry, view.refusal.message, view.refusal.code);
      if (view?.documentId) return this.#done(entry, view.documentId);
      await new Promise((go) => this.#timers.setTimeout(go, askEveryMs));
    }
    this.#fail(entry, "Файл ещё проверяется. Обновите страницу чуть позже.");
  }

  #done(entry, documentId) {
    Object.assign(entry, { state: "done", documentId });
    this.entries.splice(this.entries.indexOf(entry), 1);
    this.dispatchEvent(new CustomEvent("done", { detail: { documentId, name: entry.name } }));
    this.#next();
  }

  #fail(entry, reason, code = null) {
    Object.assign(entry, { state: "failed", reason, final: aboutFile.includes(code) });
    this.#next();
  }

  // A file that was given up says nothing any more.
  #of(entry, change) {
    if (!this.entries.includes(entry)) return;
    change();
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
