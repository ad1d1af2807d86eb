import { joinChoices } from "../helpers/choice-box.js";
import { el } from "../helpers/dom.js";
import { ownTemplates } from "../helpers/own-templates.js";
import { notify } from "../helpers/notices.js";
import { ChoiceList } from "../models/choice-list.js";
import { filledIn, readyAnswers } from "../models/ready-answers.js";
import { chooseTemplate } from "./template-dialog.js";

const toOwn = { name: "Мои ответы: добавить, изменить…", text: null };

// The list that «/» opens in a line to write in, the member's own answers first. Its last line leads to one's own answers.
customElements.define("ready-answers", class extends HTMLElement {
  #list = new ChoiceList();
  #isAsked = false;

  // patientName() answers the chosen patient's full name, or null.
  live(composer, desk, patientName) {
    this.composer = composer;
    this.desk = desk;
    this.patientName = patientName;
    this.className = "ready";
    const box = el("ul", { role: "listbox", id: `ready-${crypto.getRandomValues(new Uint32Array(1))[0]}`, "aria-label": "Готовые ответы", class: "plain" });
    this.append(box);
    composer.input.placeholder = "Сообщение, / — готовые ответы";
    composer.input.addEventListener("input", () => this.#look());
    // Before the line itself hears of the key: Enter takes an answer, it does not send.
    joinChoices(composer.input, box, this.#list, { shown, take: (choice) => this.#take(choice), tabTakes: true, keys: composer });
  }

  #look() {
    const { value } = this.composer.input;
    const isAsked = value.startsWith("/");
    // Texts may have been changed in another window, or by who keeps the shared ones; without an answer those that are known stay.
    if (isAsked && !this.#isAsked) ownTemplates().load().then(() => this.#look(), () => undefined);
    this.#isAsked = isAsked;
    this.#list.offer(isAsked ? this.#fitting(value.slice(1)) : []);
  }

  // Where nothing fits, the line is a message like any other, and Enter sends it.
  #fitting(wanted) {
    const found = readyAnswers(this.desk, wanted, ownTemplates().offered("message"), this.patientName());
    return found.length > 0 || toOwn.name.toLowerCase().includes(wanted.trim().toLowerCase()) ? [...found, toOwn] : [];
  }

  #take({ text }) {
    if (text === null) return this.#open();
    this.#write(text);
  }

  #write(text) {
    this.composer.input.value = text;
    this.composer.input.dispatchEvent(new Event("input", { bubbles: true }));
    this.#list.close();
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
    if (chosen) this.#write(filledIn(chosen.text.message, this.patientName()));
    this.composer.input.focus();
  }
});

const shown = ({ name, text }) => ({
  attributes: { class: text === null ? "ready-own" : undefined, "data-testid": text === null ? "own-answers" : "ready-answer" },
  content: [name ? el("strong", { text: name }) : null, name && text ? " " : null, text].filter((piece) => piece !== null),
});
