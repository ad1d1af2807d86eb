import { below } from "./typed-text.js";

const conclusionFields = ["complaints", "history", "diagnosis", "recommendations"];
const fieldsOf = { conclusion: conclusionFields, message: ["message"] };
const ownCalls = { read: "Templates", save: "SaveTemplate", remove: "DeleteTemplate" };
const sharedCalls = { read: "SharedTemplates", save: "SaveSharedTemplate", remove: "DeleteSharedTemplate" };

const ofKind = (templates, kind) => templates.filter(({ text }) => fieldsOf[kind].some((field) => text[field]));

// Texts kept by the platform, for a kind of place, "conclusion" or "message": a member's own ones, or those that all staff share, for who keeps them.
export class Templates {
  #link;
  #newId;
  #calls;

  constructor(link, newId, { areShared = false } = {}) {
    this.#link = link;
    this.#newId = newId;
    this.#calls = areShared ? sharedCalls : ownCalls;
    this.areShared = areShared;
    this.all = [];
    this.shared = [];
    this.maxTemplates = Infinity;
  }

  async load() {
    const { templates, shared, maxTemplates } = await this.#link.ask(this.#calls.read);
    Object.assign(this, { all: templates, shared: shared ?? [], maxTemplates });
  }

  of(kind) {
    return ofKind(this.all, kind);
  }

  // The texts that a member may insert: one's own first.
  offered(kind) {
    return [...this.of(kind), ...ofKind(this.shared, kind)];
  }

  get isFull() {
    return this.all.length >= this.maxTemplates;
  }

  // `command` is made once for what is being saved and kept over retries.
  async save({ templateId = null, name, text }, command = this.#newId()) {
    await this.#link.command(this.#calls.save, command, { templateId, name, text: { complaints: "", history: "", diagnosis: "", recommendations: "", message: "", ...text } });
    await this.load();
  }

  async remove(templateId) {
    await this.#link.command(this.#calls.remove, this.#newId(), templateId);
    await this.load();
  }
}

// A typed text with a template's below it, unless it stands there already.
export const withText = (typed, text) => (typed.trimEnd().includes(text) ? typed : below(typed, text));

// A template's texts in one line.
export const excerpt = ({ text }) => Object.values(text).filter(Boolean).join(" · ").replace(/\s+/g, " ");

export const templateFields = (kind) => fieldsOf[kind];
