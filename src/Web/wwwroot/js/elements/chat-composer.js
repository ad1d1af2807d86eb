import { el, icon } from "../helpers/dom.js";
import { lengthNoteOf } from "../helpers/length-note.js";
import { terms } from "../helpers/terms.js";
import { isTooLong } from "../models/text-length.js";
import { isBlank } from "../models/typed-text.js";

// Where messages are typed. What was typed stays over a reload. Event: "say" {text}.
customElements.define("chat-composer", class extends HTMLElement {
  #key = null;

  connectedCallback() {
    if (this.input) return;
    this.input = el("textarea", { class: "input composer-input", rows: 1, placeholder: "Сообщение", "aria-label": "Сообщение", "data-testid": "chat-input" });
    this.send = el("button", { type: "submit", class: "icon-button composer-send", "aria-label": "Отправить", title: "Отправить", "data-testid": "chat-send" }, icon("send"));
    this.form = el("form", { class: "composer-form" }, this.input, this.send);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#say();
    });
    this.input.addEventListener("keydown", (event) => this.#enter(event));
    this.input.addEventListener("input", () => this.#typed());
    this.length = lengthNoteOf(this.input, terms.messageCharacters);
    this.replaceChildren(this.length.note, this.form);
  }

  keep(sessionId) {
    this.#key = `draft:${sessionId}`;
    this.input.value = sessionStorage.getItem(this.#key) ?? "";
    this.#fit();
  }

  // A message that was not taken comes back to be mended.
  giveBack(text) {
    this.input.value = this.input.value ? `${text}\n${this.input.value}` : text;
    this.#typed();
    this.input.focus();
  }

  #enter(event) {
    const finger = matchMedia("(pointer: coarse)").matches;
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || finger) return;
    event.preventDefault();
    this.#say();
  }

  #say() {
    const text = this.input.value.trim();
    this.input.focus();
    if (isBlank(text) || isTooLong(text, terms.messageCharacters)) return;
    this.input.value = "";
    this.#typed();
    this.dispatchEvent(new CustomEvent("say", { detail: { text } }));
  }

  #typed() {
    if (this.#key) sessionStorage.setItem(this.#key, this.input.value);
    this.#fit();
  }

  #fit() {
    this.length.look();
    this.input.style.blockSize = "auto";
    this.input.style.blockSize = `${Math.min(this.input.scrollHeight + 2, 160)}px`;
  }
});
