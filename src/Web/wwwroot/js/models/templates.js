import { below } from "./typed-text.js";

const conclusionFields = ["complaints", "history", "diagnosis", "recommendations"];
const fieldsOf = { conclusion: conclusionFields, message: ["message"] };

// A member's own texts, kept by the platform: for a kind of place, "conclusion" or "message".
export class Templates {
  #link;
  #newId;

  constructor(link, newId) {
    this.#link = link;
    this.#newId = newId;
    this.all = [];
    this.maxTemplates = Infinity;
  }

  async load() {
    const { templates, maxTemplates } = await this.#link.invoke("Templates");
    Object.assign(this, { all: templates, maxTemplates });
  }

  of(kind) {
    return this.all.filter(({ text }) => fieldsOf[kind].some((field) => text[field]));
  }

  get isFull() {
    return this.all.length >= this.maxTemplates;
  }

  // `command` is made once for what is being saved and kept over retries.
  async save({ templateId = null, name, text }, command = this.#newId()) {
    await this.#link.command("SaveTemplate", command, { templateId, name, text: { complaints: "", history: "", diagnosis: "", recommendations: "", message: "", ...text } });
    await this.load();
  }

  async remove(templateId) {
    await this.#link.command("DeleteTemplate", this.#newId(), templateId);
    await this.load();
  }
}

// A typed text with a template's below it, unless it stands there already.
export const withText = (typed, text) => (typed.trimEnd().includes(text) ? typed : below(typed, text));

// A template's texts in one line.
export const excerpt = ({ text }) => Object.values(text).filter(Boolean).join(" · ").replace(/\s+/g, " ");

export const templateFields = (kind) => fieldsOf[kind];
