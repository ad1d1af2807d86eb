import { el } from "../helpers/dom.js";
import { ownTemplates } from "../helpers/own-templates.js";
import { notify } from "../helpers/notices.js";
import { readyAnswers } from "../models/ready-answers.js";
import { chooseTemplate } from "./template-dialog.js";

const toOwn = { name: "Мои ответы: добавить, изменить…", text: null };

// Where nothing fits, the line is a message like any other, and Enter sends it.
function shownFor(desk, wanted) {
  const found = readyAnswers(desk, wanted, ownTemplates().of("message"));
  return found.length > 0 || toOwn.name.toLowerCase().includes(wanted.trim().toLowerCase()) ? [...found, toOwn] : [];
}

// The list that «/» opens in a line to write in, the member's own answers first: arrows choose, Enter takes, Escape closes. Its last line leads to one's own answers.
customElements.define("ready-answers", class extends HTMLElement {
  #at = 0;
  #shown = [];

  live(composer, desk) {
    this.composer = composer;
    this.desk = desk;
    this.hidden = true;
    this.className = "ready";
    this.list = el("ul", { role: "listbox", id: `ready-${crypto.getRandomValues(new Uint32Array(1))[0]}`, "aria-label": "Готовые ответы", class: "plain" });
    this.append(this.list);
    composer.input.placeholder = "Сообщение, / — готовые ответы";
    composer.input.addEventListener("input", () => this.#look());
    composer.input.addEventListener("blur", () => { this.hidden = true; });
    // Before the line itself hears of the key: Enter takes an answer, it does not send.
    composer.addEventListener("keydown", (event) => this.#key(event), { capture: true });
  }

  #look() {
    const { value } = this.composer.input;
    // The member's own may have been changed in another window; without an answer those that are known stay.
    if (value === "/") ownTemplates().load().then(() => this.#look(), () => undefined);
    this.#shown = value.startsWith("/") ? shownFor(this.desk, value.slice(1)) : [];
    this.#at = 0;
    this.#render();
  }

  #render() {
    this.hidden = this.#shown.length === 0;
    this.list.replaceChildren(...this.#shown.map(({ name, text }, i) => el("li", { id: `${this.list.id}-${i}`, role: "option", "aria-selected": String(i === this.#at), class: text === null ? "ready-own" : undefined, "data-testid": text === null ? "own-answers" : "ready-answer",
      onpointerdown: (event) => {
        event.preventDefault();
        this.#take(i);
      } }, name ? el("strong", { text: name }) : null, name && text ? " " : null, text)));
    if (this.hidden) this.composer.input.removeAttribute("aria-activedescendant");
    else this.composer.input.setAttribute("aria-activedescendant", `${this.list.id}-${this.#at}`);
    this.list.children[this.#at]?.scrollIntoView({ block: "nearest" });
  }

  #key(event) {
    if (this.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.#at = (this.#at + step + this.#shown.length) % this.#shown.length;
    else if (event.key === "Escape") this.#shown = [];
    else if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Enter") this.#take(this.#at);
    else this.#render();
  }

  #take(i) {
    const { text } = this.#shown[i];
    if (text === null) return this.#open();
    this.#write(text);
  }

  #write(text) {
    this.composer.input.value = text;
    this.composer.input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  async #open() {
    this.#write("");
    try {
      await ownTemplates().load();
    } catch {
      notify("Не получилось открыть: сервис временно недоступен. Попробуйте ещё раз.", "danger");
      return;
    }
    const chosen = await chooseTemplate("message");
    if (chosen) this.#write(chosen.text.message);
    this.composer.input.focus();
  }
});
