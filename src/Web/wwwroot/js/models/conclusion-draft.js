import { below } from "./typed-text.js";

const pauseMs = 900;

// Refusals that say how the stored conclusion stands, not what was wrong with the call.
export const changedMeanwhile = (error) => error.code === "conclusionChanged" || error.code === "alreadySigned";

export const emptyText = { complaints: "", history: "", diagnosis: "", secondaryDiagnoses: "", recommendations: "", followUpDays: "" };
const mostDays = 365;

// Texts as fields have them: line ends make no other text, and a number or nothing is what is typed of it.
const asTyped = (text) => ({ ...emptyText, ...Object.fromEntries(Object.entries(text).map(([field, value]) => [field, String(value ?? "").replaceAll("\r\n", "\n")])) });

// The typed texts as the platform keeps them: the days are a number, or null.
export const asKept = (text) => ({ ...text, followUpDays: text.followUpDays.trim() === "" ? null : Number(text.followUpDays) });

export const isNoDays = (text) => text.trim() !== "" && !(/^\d+$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= mostDays);

// The doctor's text, saved by itself after a pause in typing; never two savings at once, never an older text after a newer one.
// Each saving names the version that it follows: where another window saved meanwhile, both texts are shown until the doctor chooses.
// Text that is not stored yet is kept in this tab over a reload, also where another window signed without it: then it can be read only. Events: "change".
export class ConclusionDraft extends EventTarget {
  #save;
  #read;
  #timers;
  #timer = null;
  #edits = 0;
  #savedEdits = 0;
  #saving = null;
  #shelf;

  // save(text, basedOn) answers {version} when stored; read() answers the stored conclusion; shelf: {keep({text, version}), take(), clear()} over a reload.
  constructor({ save, read }, timers = globalThis, shelf = null) {
    super();
    this.#save = save;
    this.#read = read;
    this.#timers = timers;
    this.#shelf = shelf;
    this.text = { ...emptyText };
    this.version = 0;
    this.state = "empty";
    this.error = null;
    this.other = null;
    this.newer = null;
    this.left = null;
  }

  load(view) {
    this.#adopt(view);
    const kept = this.#shelf?.take();
    if (kept && this.state === "signed") this.#leave(kept.text);
    else if (kept) {
      this.version = kept.version;
      for (const [field, value] of Object.entries(kept.text)) this.type(field, value);
      if (!this.unsaved) this.#adopt(view);
    }
  }

  type(field, value) {
    if (this.state === "signed" || this.text[field] === value) return;
    this.text[field] = value;
    this.#edits++;
    this.#keep();
    if (this.other) return this.#become("conflict");
    this.#become("typing");
    this.#timers.clearTimeout(this.#timer);
    this.#timer = this.#timers.setTimeout(() => this.flush(), pauseMs);
  }

  get unsaved() {
    return this.#edits > this.#savedEdits;
  }

  // Fields in which the other window's text is another one, and the doctor has not joined the two.
  get differing() {
    return this.other ? Object.keys(this.text).filter((field) => this.text[field] !== this.other.text[field] && !this.other.joined.has(field)) : [];
  }

  // Saves what is not saved yet; answers true when everything typed so far is stored.
  async flush() {
    this.#timers.clearTimeout(this.#timer);
    while (this.#saving) await this.#saving;
    if (this.other) return false;
    if (!this.unsaved) return true;
    this.#saving = this.#store();
    const stored = await this.#saving;
    return stored && (this.unsaved ? this.flush() : true);
  }

  signed(view) {
    const own = this.unsaved || this.other ? { ...this.text } : null;
    this.#adopt(view);
    this.#leave(own ?? this.text);
  }

  // The doctor has seen the text that the signature left out.
  dropLeft() {
    this.#leave(this.text);
  }

  // Another window saved meanwhile: both texts are there until the doctor chooses.
  async compare() {
    const view = await this.#read();
    this.newer = null;
    if (view.signedAt !== null) return this.signed(view);
    this.#meet(view);
  }

  // Something may have been stored meanwhile: by another window, or on another machine. What is typed here meets it when it is saved.
  async look() {
    while (this.#saving) await this.#saving;
    if (this.state === "signed") return;
    const view = await this.#read();
    if (!view || this.state === "signed") return;
    if (view.signedAt !== null) return this.signed(view);
    if (this.other && view.version > this.other.version) return this.#meet(view);
    if (this.unsaved || this.#saving || this.other || view.version <= this.version) return;
    const isSame = Object.entries(asTyped(view.text)).every(([field, value]) => this.text[field] === value);
    const isBlank = Object.values(this.text).every((value) => value === "");
    if (isSame || isBlank) return this.#adopt(view);
    this.newer = view;
    this.#become("changed");
  }

  showNewer() {
    if (this.newer) this.#adopt(this.newer);
  }

  // The doctor's own text follows the other one.
  async keepMine() {
    this.version = this.other.version;
    this.other = null;
    this.#edits++;
    this.#keep();
    return this.flush();
  }

  takeOther() {
    const { text, version } = this.other;
    this.#edits = this.#savedEdits;
    this.#shelf?.clear();
    this.text = { ...text };
    this.version = version;
    this.other = null;
    this.error = null;
    this.#become("saved");
  }

  // A field of the other text, in the place of one's own or after it. With the last of them the doctor has chosen.
  takeField(field) {
    this.type(field, this.other.text[field]);
    return this.#settle();
  }

  addField(field) {
    this.other.joined.add(field);
    this.type(field, below(this.text[field], this.other.text[field]));
    return this.#settle();
  }

  #settle() {
    if (this.differing.length > 0) return undefined;
    return this.other.joined.size > 0 ? this.keepMine() : this.takeOther();
  }

  async #store() {
    const edits = this.#edits;
    this.#become("saving");
    try {
      const { version } = await this.#save({ ...this.text }, this.version);
      this.version = version;
      this.#savedEdits = edits;
      if (this.unsaved) this.#keep();
      else this.#shelf?.clear();
      this.error = null;
      this.#become(this.unsaved ? "typing" : "saved");
      return true;
    } catch (error) {
      if (changedMeanwhile(error) && await this.compare().then(() => true, () => false)) return this.state === "saved";
      this.error = error;
      this.#become("failed");
      return false;
    } finally {
      this.#saving = null;
    }
  }

  #meet({ text, version, savedAt }) {
    this.other = { text: asTyped(text), version, savedAt, joined: new Set() };
    if (this.differing.length === 0) this.takeOther();
    else this.#become("conflict");
  }

  // The doctor's own texts that are not in the signed conclusion, by field.
  #leave(own) {
    const left = Object.entries(own).filter(([field, text]) => text.trim() !== "" && text !== this.text[field]);
    this.left = left.length > 0 ? Object.fromEntries(left) : null;
    if (this.left) this.#shelf?.keep({ text: this.left, version: this.version });
    else this.#shelf?.clear();
    this.#become(this.state);
  }

  #adopt({ text, version, savedAt, signedAt }) {
    this.text = { ...this.text, ...asTyped(text) };
    this.version = version;
    this.#edits = this.#savedEdits;
    this.other = null;
    this.newer = null;
    this.error = null;
    this.#become(signedAt !== null ? "signed" : savedAt !== null ? "saved" : "empty");
  }

  #keep() {
    this.#shelf?.keep({ text: this.text, version: this.version });
  }

  #become(state) {
    this.state = state;
    this.dispatchEvent(new Event("change"));
  }
}
