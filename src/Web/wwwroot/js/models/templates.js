const conclusionFields = ["complaints", "history", "diagnosis", "recommendations"];
const fieldsOf = { conclusion: conclusionFields, message: ["message"] };

// A member's own texts, kept by the platform: for a kind of place, "conclusion" or "message". Events: "change".
export class Templates extends EventTarget {
  #link;
  #newId;

  constructor(link, newId) {
    super();
    this.#link = link;
    this.#newId = newId;
    this.all = [];
    this.maxTemplates = Infinity;
  }

  async load() {
    const { templates, maxTemplates } = await this.#link.invoke("Templates");
    Object.assign(this, { all: templates, maxTemplates });
    this.dispatchEvent(new Event("change"));
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

// A typed text with a template's after it: nothing that is typed is lost, nothing is written twice.
export function withText(typed, text) {
  const before = typed.trimEnd();
  if (!before) return text;
  return before.includes(text) ? typed : `${before}\n${text}`;
}

// A template's texts in one line.
export const excerpt = ({ text }) => Object.values(text).filter(Boolean).join(" · ").replace(/\s+/g, " ");

export const templateFields = (kind) => fieldsOf[kind];
