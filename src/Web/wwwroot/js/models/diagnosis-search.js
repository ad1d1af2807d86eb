import { ChoiceList } from "./choice-list.js";
import { plural } from "./plurals.js";
import { below } from "./typed-text.js";

const pauseMs = 120;
const leastLetters = 2;

// Diagnoses that fit what is typed: asked for after a short pause, and only the answer to the last question is offered. `note` says how many there are. Events: "change".
export class DiagnosisSearch extends ChoiceList {
  #find;
  #timers;
  #timer = null;
  #asked = 0;

  // find(query) answers {diagnoses, more}.
  constructor(find, timers = globalThis) {
    super();
    this.#find = find;
    this.#timers = timers;
    this.note = "";
  }

  type(query) {
    this.#timers.clearTimeout(this.#timer);
    const asked = ++this.#asked;
    const wanted = query.trim();
    if (wanted.length < leastLetters) return this.#show([], "");
    this.#timer = this.#timers.setTimeout(() => this.#ask(wanted, asked), pauseMs);
  }

  async #ask(query, asked) {
    try {
      const { diagnoses, more } = await this.#find(query);
      if (asked === this.#asked) this.#show(diagnoses, foundText(diagnoses.length, more));
    } catch {
      if (asked === this.#asked) this.#show([], "Поиск сейчас не отвечает: впишите диагноз словами или попробуйте ещё раз.");
    }
  }

  close() {
    this.#timers.clearTimeout(this.#timer);
    this.#asked++;
    this.#show([], "");
  }

  #show(found, note) {
    this.note = note;
    this.offer(found);
  }
}

function foundText(count, more) {
  if (count === 0) return "Ничего не нашлось. Измените слова или впишите диагноз сами.";
  const counted = `${count} ${plural(count, "диагноз", "диагноза", "диагнозов")}`;
  return more ? `Показаны ближайшие ${counted}, есть и другие: уточните слова.` : `${plural(count, "Найден", "Найдено", "Найдено")} ${counted}.`;
}

// The text of «Диагноз» with a chosen one on a line of its own: what is typed stays, and nothing is written twice.
export function withDiagnosis(text, { code, title }) {
  const line = `${code} ${title}`;
  return text.split("\n").some((one) => one.trim() === line) ? text : below(text, line);
}

const coded = /^\s*[A-Z]\d\d(\.\d{1,2})?\.?(?=[\s,;:]|$)/m;

// Whether «Диагноз» names a code already: then another chosen one is a secondary one.
export const hasCode = (text) => coded.test(text);
