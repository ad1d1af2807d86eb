import { ask } from "../helpers/ask.js";
import { awake } from "../helpers/awake.js";
import { busy } from "../helpers/busy.js";
import { commandId } from "../helpers/command-id.js";
import { part, setText } from "../helpers/dom.js";
import { hub } from "../helpers/hub.js";
import { lengthNoteOf } from "../helpers/length-note.js";
import { asKept } from "../models/conclusion-draft.js";
import { missingIn, unstorableIn } from "../models/conclusion-faults.js";
import { Refusal } from "../models/refusal.js";

const faults = { tooLong: "Один из текстов слишком длинный: сократите его.", noDays: "Повторная консультация: число дней от 1 до 365." };

// The text of a signed conclusion, which its author corrects: signed at once as the next edition. What is typed stays here until it is signed, also over a reload.
customElements.define("conclusion-correction", class extends HTMLElement {
  // The same tap over retries; another text is another command.
  #tap = { of: null, id: null };

  connectedCallback() {
    // The connection begins with the page, not with the first question.
    hub();
    this.form = this.querySelector("form");
    this.key = `correction:${this.dataset.conclusion}:${this.dataset.version}`;
    this.limit = Number(this.dataset.characters);
    this.written = JSON.stringify(this.#text);
    for (const field of this.#fields) this.#prepare(field);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#sign();
    });
    awake(this);
  }

  #prepare(field) {
    const kept = JSON.parse(sessionStorage.getItem(this.key) ?? "{}")[field.name];
    if (kept !== undefined) field.value = kept;
    const length = lengthNoteOf(field, this.limit);
    field.parentElement.append(length.note);
    length.look();
    field.addEventListener("input", () => {
      length.look();
      sessionStorage.setItem(this.key, JSON.stringify(this.#text));
    });
  }

  async #sign() {
    const text = this.#text;
    const fault = this.#faultOf(text);
    this.#fail(fault?.message ?? "");
    if (fault) return fault.field ? this.form.elements[fault.field].focus() : undefined;
    if (!(await ask({ title: "Подписать исправление?", text: "Пациент увидит новую версию и узнает об исправлении. Прежняя останется.", yes: "Подписать", no: "Ещё поправлю" }))) return;
    const of = JSON.stringify(text);
    if (this.#tap.of !== of) this.#tap = { of, id: commandId() };
    const { session, conclusion, version } = this.dataset;
    const button = this.form.querySelector("[type=submit]");
    const isSigned = await busy(button, async () => {
      await hub().command("CorrectConclusion", this.#tap.id, session, { ...asKept(text), conclusionId: conclusion, basedOn: Number(version) });
      return true;
    }, (error) => this.#fail(error instanceof Refusal ? error.message : "Не подписалось: сервис сейчас не отвечает. Текст остался здесь, попробуйте ещё раз."));
    if (!isSigned) return;
    sessionStorage.removeItem(this.key);
    location.assign(`/conclusions/${encodeURIComponent(conclusion)}`);
  }

  #faultOf(text) {
    const fault = missingIn(text) ?? unstorableIn(text, this.limit, faults);
    if (fault) return fault;
    return JSON.stringify(text) === this.written ? { field: null, message: "В тексте ничего не изменено: исправлять нечего." } : null;
  }

  #fail(text) {
    const error = part(this, "error");
    error.hidden = !text;
    setText(error, text);
  }

  get #fields() {
    return [...this.form.querySelectorAll("textarea, input[name]")];
  }

  get #text() {
    return Object.fromEntries(this.#fields.map((field) => [field.name, field.value]));
  }
});
